"""A Word report that people edited, read again and held against the workbook."""
