"""LibreOffice for the tests of one process: started when first needed, and again after it died."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from threading import Timer
from typing import Any

SYSTEM_PYTHON = "/usr/bin/python3"
SERVER = Path(__file__).with_name("server.py")
PATIENCE = 180.0
"""Seconds after which LibreOffice is taken for one that never answers."""


def why_none() -> str:
    """Why LibreOffice cannot be driven, "" when it can."""
    if not shutil.which("soffice"):
        return "LibreOffice (soffice) is not installed (apt-get install libreoffice-calc libreoffice-writer)"
    tried = [SYSTEM_PYTHON, "-c", "import uno"]
    if not shutil.which(SYSTEM_PYTHON) or subprocess.run(tried, capture_output=True).returncode:
        return "the system's Python has no `uno` (apt-get install python3-uno)"
    return ""


class LibreOffice:
    """Does what the functions of `server.py` do."""

    def __init__(self) -> None:
        self._server: subprocess.Popen[str] | None = None

    def convert(self, source: Path, target: Path, kind: str) -> None:
        """Save a file in another format: an ending such as "pdf", or the name of a filter."""
        self._ask("convert", source, target, kind)

    def type_into(self, form: Path, steps: Sequence[Sequence[object]], *targets: Path) -> None:
        """Type into a form as a person would (see `type_into_form.py`), and save it in the formats of `targets`."""
        self._ask("type_into", form, steps, *targets)

    def modules(self, addin: Path) -> dict[str, Any]:
        """Sheets, project name and modules of an add-in."""
        return self._ask("modules", addin)

    def stop(self) -> None:
        """End it."""
        if self._server:
            self._server.communicate()
            self._server = None

    def _ask(self, *question: object) -> Any:
        server = self._running()
        assert server.stdin and server.stdout
        watch = Timer(PATIENCE, server.kill)
        watch.start()
        try:
            print(json.dumps(question, default=str), file=server.stdin, flush=True)
            answer = json.loads(server.stdout.readline() or '{"failed": "LibreOffice died, or did not answer in time"}')
        finally:
            watch.cancel()
        if "failed" in answer:
            self.stop()
            raise RuntimeError(answer["failed"])
        return answer["done"]

    def _running(self) -> subprocess.Popen[str]:
        if self._server is None or self._server.poll() is not None:
            self._server = subprocess.Popen(
                [SYSTEM_PYTHON, SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
            )
        return self._server
