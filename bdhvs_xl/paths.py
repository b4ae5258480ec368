"""Where the files that people open and edit are found: beside the package in a checkout, inside it once installed."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def shipped_path(name: str) -> Path:
    """The folder `macros`, `templates` or `workbooks`, or the file `constraints.txt`."""
    inside = PACKAGE / "shipped" / name
    return inside if inside.exists() else PACKAGE.parent / name


def templates_folder() -> Path:
    """The folder of Word and mail templates."""
    return shipped_path("templates")


def workbooks_folder() -> Path:
    """The folder of what people open: blank masters, the add-in, the guide."""
    return shipped_path("workbooks")


def constraints_file() -> Path:
    """The versions that everything was tested with, one package a line: what pip and uv call constraints."""
    return shipped_path("constraints.txt")


def guide_page() -> Path:
    """The one-page guide for the people who add up."""
    return workbooks_folder() / "huong_dan.html"


def regimes_folder() -> Path:
    """The folder of regime files."""
    return PACKAGE / "regime" / "regimes"


def letters_file() -> Path:
    """The file of the letters that every regime has."""
    return PACKAGE / "regime" / "letters.toml"
