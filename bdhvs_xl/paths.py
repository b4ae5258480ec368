"""Where the files that people open and edit are found: beside the package in a checkout, inside it once installed."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The folder `macros`, `templates` or `workbooks`, or the file `constraints.txt`."""
    inside = PACKAGE / "shipped" / name
    return inside if inside.exists() else PACKAGE.parent / name


def templates() -> Path:
    """The folder of Word and mail templates."""
    return shipped("templates")


def workbooks() -> Path:
    """The folder of what people open: blank masters, the add-in, the guide."""
    return shipped("workbooks")


def constraints() -> Path:
    """The versions that everything was tested with, one package a line: what pip and uv call constraints."""
    return shipped("constraints.txt")


def guide() -> Path:
    """The one-page guide for the people who add up."""
    return workbooks() / "huong_dan.html"


def regimes() -> Path:
    """The folder of regime files."""
    return PACKAGE / "regime" / "regimes"


def letters() -> Path:
    """The file of the letters that every regime has."""
    return PACKAGE / "regime" / "letters.toml"
