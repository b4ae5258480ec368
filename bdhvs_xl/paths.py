"""Paths of the files that ship with the program: beside the package in a checkout, inside it once installed."""

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
    """The folder of blank masters, the add-in and the guide."""
    return shipped_path("workbooks")


def constraints_file() -> Path:
    """The versions that everything was tested with, one package a line: a constraints file of pip and uv."""
    return shipped_path("constraints.txt")


def guide_page() -> Path:
    """The one-page guide for the focal office."""
    return workbooks_folder() / "huong_dan.html"


def regimes_folder() -> Path:
    """The folder of regime files."""
    return PACKAGE / "regime" / "regimes"


def letters_file() -> Path:
    """The file of the standard letters, which every regime includes."""
    return PACKAGE / "regime" / "letters.toml"
