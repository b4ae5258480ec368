"""What a unit is asked to correct, and the file that asks it."""
