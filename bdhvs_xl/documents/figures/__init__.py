"""The figures of a document: marked in texts, turned into content controls, described in its metadata."""
