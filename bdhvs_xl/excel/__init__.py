"""The master while it is open in Excel: the same book as a closed file, worked on in bulk through xlwings.

An engine that is to stand in for Excel (as those of the tests do) needs these calls, as xlwings names them:

- `apps` (iterated), App: books, screen_updating, calculation, calculate, status_bar, hwnd, pid
- Books: iterated, open(fullname); Book: name, fullname, app, sheets, save(), close(), api
- Sheets: iterated, active; Sheet: name, visible, range("A1:B2"), used_range, tables, copy(before=), activate() of the
  engine (that of xlwings would bring the window to the front), api
- Range: row, column, shape, raw_value, formula (both read, and set with a scalar or rows), number_format (None when
  mixed), clear_contents(), rows.autofit(), borders["edge_bottom"] and borders.set("all", …)
- Table: name, range, show_headers, show_totals, show_autofilter, resize(range), autofilter.clear()

Of `api` four flags are asked, each with a default where the engine has none: a Workbook's FullName, ReadOnly and
ProtectStructure, a Worksheet's ProtectContents. Errors are read as the whole numbers that Excel hands over COM.
"""
