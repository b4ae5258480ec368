"""The review of a Word report that people edited: it is read back and compared with the workbook."""
