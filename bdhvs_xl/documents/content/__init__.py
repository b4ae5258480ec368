"""The content of a document: sections, sentences, clauses and table rows, written from the data."""
