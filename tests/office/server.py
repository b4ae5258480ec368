"""One LibreOffice that stays, for all the tests of a process; run by the system's Python, which has `uno`.

Reads one JSON list per line, [task, argument, …], and answers with one line: {"done": result} or {"failed": reason}.
The tasks are the functions in TASKS. It ends when its standard input ends.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import uuid
from pathlib import Path

import uno
from modules_of_addin import modules
from type_into_form import named, type_into

FILTERS = {
    "xlsx": "Calc Office Open XML", "Calc MS Excel 2007 XML": "Calc MS Excel 2007 XML", "ods": "calc8",
    "xls": "MS Excel 97", "docx": "MS Word 2007 XML",
}  # fmt: skip
"""Filters by ending, or by their own name; those that `soffice --convert-to` chooses."""
PRINTED = {True: "writer_pdf_Export", False: "calc_pdf_Export"}
SECONDS_TO_START = 60


class Office:
    """The process, with a profile of its own; `open` and `store` are all that tasks need."""

    def __init__(self, profile):
        pipe = "bdhvs" + uuid.uuid4().hex
        self._process = subprocess.Popen([
            "soffice", "--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard",
            f"-env:UserInstallation={Path(profile).as_uri()}", f"--accept=pipe,name={pipe};urp;",
        ], start_new_session=True, stdout=subprocess.DEVNULL)  # fmt: skip
        make = self._connected(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext").ServiceManager
        context = make.DefaultContext
        self._desktop = make.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.dispatcher = make.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)

    def _connected(self, address):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        end = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                return resolver.resolve(address)
            except Exception:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def open(self, path, **properties):
        """The document at `path`."""
        values = tuple(named(name, value) for name, value in properties.items())
        document = self._desktop.loadComponentFromURL(Path(path).resolve().as_uri(), "_blank", 0, values)
        if document is None:
            raise ValueError(f"LibreOffice did not open {path}")
        return document

    def stop(self):
        """End LibreOffice with all that it started."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def convert(office, source, target, kind):
    """Save `source` as `target`; `kind` is an ending or the name of a filter."""
    document = office.open(source, Hidden=True)
    try:
        written = document.supportsService("com.sun.star.text.TextDocument")
        chosen = PRINTED[written] if kind == "pdf" else FILTERS[kind]
        document.storeToURL(Path(target).as_uri(), (named("FilterName", chosen),))
    finally:
        document.close(True)


TASKS = {"convert": convert, "type_into": type_into, "modules": modules}


def main():
    """Answer until there are no more questions."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        office = Office(profile)
        try:
            for line in sys.stdin:
                task, *arguments = json.loads(line)
                try:
                    answer = {"done": TASKS[task](office, *arguments)}
                except Exception:
                    answer = {"failed": traceback.format_exc()}
                print(json.dumps(answer), flush=True)
        finally:
            office.stop()


if __name__ == "__main__":
    main()
