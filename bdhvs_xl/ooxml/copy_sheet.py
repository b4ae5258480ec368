"""A copy of the pattern sheet: all that is in the sheet itself, nothing that leads to other parts."""

from lxml import etree

from bdhvs_xl.ooxml.package_parts import MAIN, RELATIONS, parse, renamed, serialize

_FORMULAS = tuple(f"{{{MAIN}}}{tag}" for tag in ("f", "formula", "formula1", "formula2"))


def copied(text: bytes, pattern: str, name: str) -> bytes:
    """The XML of a sheet called `name` that looks and works like the sheet `pattern`, whose XML is `text`.

    Printer settings, drawings, comments and links to the outside belong to other parts and are left behind.
    """
    root = parse(text)
    for child in list(root):
        _cut_loose(root, child)
    _forget_identity(root)
    for formula in root.iter(*_FORMULAS):
        if formula.text:
            formula.text = renamed(formula.text, pattern, name)
    return serialize(root)


def _cut_loose(root: etree._Element, child: etree._Element) -> None:
    tag = etree.QName(child).localname
    if tag == "pageSetup":
        child.attrib.pop(f"{{{RELATIONS}}}id", "")
    elif tag == "hyperlinks":
        for link in list(child):
            if _leads_out(link):
                child.remove(link)
        if len(child) == 0:
            root.remove(child)
    elif tag == "customSheetViews" or any(_leads_out(element) for element in child.iter()):
        root.remove(child)


def _leads_out(element: etree._Element) -> bool:
    return any(str(key).startswith(f"{{{RELATIONS}}}") for key in element.attrib)


def _forget_identity(root: etree._Element) -> None:
    """Take off what must be unique or is true of one sheet only: ids, code names, being the selected tab."""
    for key in list(root.attrib):
        if str(key).endswith("}uid"):
            del root.attrib[key]
    for properties in root.iter(f"{{{MAIN}}}sheetPr"):
        properties.attrib.pop("codeName", "")
    for view in root.iter(f"{{{MAIN}}}sheetView"):
        view.attrib.pop("tabSelected", "")
