"""The optional page of charts: what is drawn, the native Word charts, and their place in a report."""
