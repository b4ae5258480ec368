"""The whole job of a province on sample data, from a blank master to the Word report."""
