"""LibreOffice Calc in Excel's place: an xlwings engine that keeps what Excel does for an open workbook.

Only what the live book needs, and the way Excel does it: texts are taken for numbers unless the cell is text, a leading
apostrophe is consumed, a copy of a hidden sheet is hidden. Files saved here lose looks that Excel keeps: tests only.
"""
