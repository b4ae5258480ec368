"""Regime to workbooks: the form units fill and the master, written with XlsxWriter."""
