"""The demo: the whole work of a province on sample data, from a blank master to the Word report."""
