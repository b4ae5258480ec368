"""One headless LibreOffice with a profile of its own, reached over UNO."""

import shutil
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

SYSTEM_PACKAGES = "/usr/lib/python3/dist-packages"
_RESTART_ME = 81
_PATIENCE = 60.0


def why_not() -> str:
    """Why Calc cannot be driven from this Python, "" when it can."""
    if not shutil.which("soffice"):
        return "LibreOffice (soffice) is not installed"
    here, system = f"python3.{sys.version_info.minor}", Path("/usr/bin/python3").resolve().name
    if here != system:
        return f"LibreOffice's UNO belongs to {system}, these tests run on {here}"
    return "" if Path(SYSTEM_PACKAGES, "uno.py").exists() else "python3-uno is not installed"


def load_uno() -> Any:
    """The module `uno`; the system's packages come last, so that they hide none of the project's."""
    if SYSTEM_PACKAGES not in sys.path:
        sys.path.append(SYSTEM_PACKAGES)
    import uno

    return uno


class Office:
    """The process; `desktop` is its UNO desktop."""

    def __init__(self, profile: Path) -> None:
        pipe = "bdhvs" + uuid.uuid4().hex
        program = Path(shutil.which("soffice") or "").resolve().with_name("soffice.bin")
        self._command = [
            str(program), "--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard",
            f"--accept=pipe,name={pipe};urp;", f"-env:UserInstallation={profile.as_uri()}",
        ]  # fmt: skip
        self.process = subprocess.Popen(self._command)
        context = self._connected(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def stop(self) -> None:
        """End the process, with whatever is still open."""
        self.process.kill()
        self.process.wait()

    def _connected(self, address: str) -> Any:
        uno = load_uno()
        services = uno.getComponentContext().ServiceManager
        resolver = services.createInstance("com.sun.star.bridge.UnoUrlResolver")
        no_connection = uno.getClass("com.sun.star.connection.NoConnectException")
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return resolver.resolve(address)
            except no_connection:
                if time.monotonic() > deadline:
                    self.stop()
                    raise
            if self.process.poll() == _RESTART_ME:  # a fresh profile asks for it once
                self.process = subprocess.Popen(self._command)
            time.sleep(0.05)
