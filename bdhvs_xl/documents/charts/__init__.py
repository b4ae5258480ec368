"""The optional page of charts: what is drawn, as charts that Word itself knows, and where it stands in a report."""
