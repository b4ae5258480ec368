"""What a real LibreOffice finds in an add-in; a task of `server.py`."""

FILTER = "Calc MS Excel 2007 VBA XML"


def modules(office, path):
    """{"sheets": {name: [texts of column A]}, "project": name, "modules": {name: source}}."""
    document = office.open(path, Hidden=True, FilterName=FILTER)
    try:
        return found(document)
    finally:
        document.close(True)


def found(document):
    libraries = document.BasicLibraries
    modules = libraries.getByName(libraries.ProjectName)
    return {
        "sheets": {
            sheet.Name: [sheet.getCellByPosition(0, row).String for row in range(5)] for sheet in document.Sheets
        },
        "project": libraries.ProjectName,
        "modules": {name: modules.getByName(name) for name in modules.ElementNames},
    }
