"""The sheets of a form, written with XlsxWriter."""
