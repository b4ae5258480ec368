"""Letters and plans: composed from the rows of `Công văn` and the master's data, laid out like every document."""
