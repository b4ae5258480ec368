"""What a real LibreOffice finds in an add-in; run by the system's Python, which has `uno`.

    python3 modules_of_addin.py ADDIN.xlam

Prints {"sheets": {name: [texts of column A]}, "project": name, "modules": {name: source}} as JSON.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from type_into_form import connect, named

FILTER = "Calc MS Excel 2007 VBA XML"


def main(path):
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"bdhvs{time.time_ns()}"
        office = subprocess.Popen([
            "soffice", "--headless", "--norestore", f"-env:UserInstallation={Path(profile).as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ])  # fmt: skip
        try:
            desktop, _ = connect(pipe)
            hidden, as_excel = named("Hidden", True), named("FilterName", FILTER)
            document = desktop.loadComponentFromURL(Path(path).resolve().as_uri(), "_blank", 0, (hidden, as_excel))
            print(json.dumps(found(document)))
            document.close(True)
            desktop.terminate()
        finally:
            try:
                office.wait(20)
            except subprocess.TimeoutExpired:
                office.kill()


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


if __name__ == "__main__":
    main(*sys.argv[1:])
