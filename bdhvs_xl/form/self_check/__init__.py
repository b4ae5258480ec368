"""What a form finds in itself: formulas that read what was typed, check it, and say what is missing or wrong."""
