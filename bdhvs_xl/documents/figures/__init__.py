"""The figures of a document: marked while it is written, kept as content controls, described in its metadata."""
