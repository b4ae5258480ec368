"""Sheets of a form whose hidden keys are damaged, read by what people see of them, one module per kind of sheet."""
