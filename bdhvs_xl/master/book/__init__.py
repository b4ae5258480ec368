"""The book: a master's tables and cells behind one protocol, and how its file is locked, backed up and written."""
