"""The master while it is open in Excel: the same book protocol as for a closed file, in bulk calls through xlwings.

An xlwings engine that replaces Excel (as in the tests) needs these calls, under the names of xlwings:

- `apps` (iterated), App: books, screen_updating, calculation, calculate, status_bar, hwnd, pid
- Books: iterated, open(fullname); Book: name, fullname, app, sheets, save(), close(), api
- Sheets: iterated, active; Sheet: name, visible, range("A1:B2"), used_range, tables, copy(before=), activate() of the
  engine (that of xlwings would bring the window to the front), api
- Range: row, column, shape, raw_value, formula (both read, and set with a scalar or rows), number_format (None when
  mixed), clear_contents(), rows.autofit(), borders["edge_bottom"] and borders.set("all", …)
- Table: name, range, show_headers, show_totals, show_autofilter, resize(range), autofilter.clear()

Four flags of `api` are read, each with a default where the engine has none: FullName, ReadOnly and ProtectStructure of
a Workbook, ProtectContents of a Worksheet. Cell errors are whole numbers, as Excel returns them over COM.
"""
