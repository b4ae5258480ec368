"""The ribbon tab read from `macros/ribbon.xml`, so that the small window shows the same buttons as Excel."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from bdhvs_xl import paths

_NAMESPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"


@dataclass(frozen=True, slots=True)
class Button:
    """One button: `id` is its module in `bdhvs_xl.buttons`, `image` an icon of Office by its imageMso name."""

    id: str
    label: str
    screentip: str
    supertip: str
    keytip: str
    image: str
    large: bool


@dataclass(frozen=True, slots=True)
class RibbonGroup:
    """A group of buttons for one step of the work, with its label."""

    id: str
    label: str
    buttons: tuple[Button, ...]


def ribbon_file() -> Path:
    """The XML file of the ribbon."""
    return paths.shipped_path("macros") / "ribbon.xml"


@cache
def ribbon_groups() -> tuple[RibbonGroup, ...]:
    """The groups of the tab from left to right."""
    root = ElementTree.parse(ribbon_file()).getroot()
    return tuple(
        RibbonGroup(group.attrib["id"], group.attrib["label"], tuple(map(_button, group.iter(f"{_NAMESPACE}button"))))
        for group in root.iter(f"{_NAMESPACE}group")
    )


def _button(element: ElementTree.Element) -> Button:
    said = element.attrib
    return Button(
        id=said["id"],
        label=said["label"],
        screentip=said["screentip"],
        supertip=said["supertip"],
        keytip=said["keytip"],
        image=said["imageMso"],
        large=said["size"] == "large",
    )
