"""`python -m tests.pin`: renew constraints.txt, and the same list in pyproject.toml, by which `uv run` installs.

Names, versions and environment markers only, for every Python from 3.11 on, Linux and Windows: CI and the kit install
what was tested. Run it, run the tests, commit both files.
"""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT, CONSTRAINTS = ROOT / "pyproject.toml", ROOT / "constraints.txt"
ALSO = "pip\n"
"""What a kit installs with."""
BLOCK = re.compile(r"(?<=\nconstraint-dependencies = \[\n)(?: .*\n)*")


def lines() -> list[str]:
    """The lines of constraints.txt, such as `lxml==6.1.3`."""
    return CONSTRAINTS.read_text("utf-8").splitlines()


def block(pins: list[str]) -> str:
    """The lines as pyproject.toml lists them."""
    return "".join(f'    "{pin.replace(chr(34), chr(39))}",\n' for pin in pins)


def main() -> None:
    """Resolve again, newest versions first, without regard to the present list (`--no-config`)."""
    command = ["uv", "pip", "compile", "pyproject.toml", "-", "--group", "dev", "--universal", "--no-config",
               "--python-version", "3.11", "--no-header", "--no-annotate", "--upgrade", "--quiet"]  # fmt: skip
    done = subprocess.run(
        command,
        cwd=ROOT,
        input=ALSO,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    pins = [line for line in done.stdout.splitlines() if "==" in line]
    CONSTRAINTS.write_text("\n".join([*pins, ""]), "utf-8", newline="\n")
    text = PROJECT.read_text("utf-8")
    PROJECT.write_text(BLOCK.sub(lambda _: block(pins), text), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
