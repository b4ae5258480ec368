"""What a report says: sections, sentences, clauses and rows, written from the data."""
