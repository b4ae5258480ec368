"""Where the files that people open and edit are found: beside the package in a checkout, inside it once installed."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def shipped(folder: str) -> Path:
    """The folder `macros`, `templates` or `workbooks`."""
    inside = PACKAGE / "shipped" / folder
    return inside if inside.is_dir() else PACKAGE.parent / folder


def templates() -> Path:
    """The folder of Word and mail templates."""
    return shipped("templates")


def workbooks() -> Path:
    """The folder of what people open: blank masters, the add-in, the guide."""
    return shipped("workbooks")


def guide() -> Path:
    """The one-page guide for the people who add up."""
    return workbooks() / "huong_dan.html"


def regimes() -> Path:
    """The folder of regime files."""
    return PACKAGE / "regime" / "regimes"


def letters() -> Path:
    """The file of the letters that every regime has."""
    return PACKAGE / "regime" / "letters.toml"
