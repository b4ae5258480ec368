"""Letters and plans: composed from the lines of `Công văn` and the master's data, in the layout of every document."""
