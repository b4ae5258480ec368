"""Units into totals, with coverage."""
