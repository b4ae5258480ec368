"""Word reports and letters: sentences written from data, every figure linked to its source."""
