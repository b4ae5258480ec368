"""What of a master's totals goes where in a form of the level above."""
