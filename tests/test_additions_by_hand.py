"""What a person drew and noted in a master stays as it was, whatever the buttons write around it."""

import posixpath
import shutil
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from support.manual_additions import (
    DRAWN_ON,
    HEAD,
    PARTS,
    RELATIONS,
    TYPES,
    add_by_hand,
    part_of,
    parts_of,
    relations_of,
)

from bdhvs_xl.buttons import collect, roll_up, validate
from bdhvs_xl.demo.run_demo import MASTER, REPORTED, RETURNED_FOLDER
from bdhvs_xl.master.book.file_book import FileBook

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension:UserWarning")  # openpyxl, which only reads

BUTTONS = {"collect": {"Theo dõi", "Kiểm tra"}, "validate": {"Kiểm tra"}, "roll_up": {"Ma trận"}}
"""The buttons in their order, and the sheets with additions that each must have written."""


@pytest.fixture(scope="module")
def stages(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The master with additions before any report came in ("added"), and after each button."""
    folder = tmp_path_factory.mktemp("added")
    master = folder / MASTER
    shutil.copy(min((demo_folder / "Sao lưu").glob("* collect.xlsx")), master)
    add_by_hand(master)
    stages = {"added": Path(shutil.copy(master, folder / "added.xlsx"))}
    for name, press in (
        ("collect", lambda book: collect.run(book, folder=demo_folder / RETURNED_FOLDER)),
        ("validate", validate.run),
        ("roll_up", roll_up.run),
    ):
        with FileBook(master, button=name, now=REPORTED, user="Cán bộ mẫu") as book:
            press(book)
        stages[name] = Path(shutil.copy(master, folder / f"{name}.xlsx"))
    return stages


@pytest.mark.parametrize("button", BUTTONS)
def test_the_parts_added_keep_their_bytes_and_what_leads_to_them(stages, button):
    before, after = parts_of(stages["added"]), parts_of(stages[button])
    for part, text in PARTS.items():
        assert after[part] == (HEAD + text).encode(), part
    for sheet in RELATIONS:
        assert after[relations_of(after, sheet)] == before[relations_of(before, sheet)], sheet
    for sheet, mark in DRAWN_ON.items():
        assert mark in after[part_of(after, sheet)].decode(), sheet
    assert [kind for kind in TYPES if kind not in after["[Content_Types].xml"].decode()] == []


@pytest.mark.parametrize("button", BUTTONS)
def test_the_sheets_with_additions_were_written(stages, button):
    """Otherwise nothing would have been put to the test."""
    order = list(stages)
    before, after = parts_of(stages[order[order.index(button) - 1]]), parts_of(stages[button])
    written = {sheet for sheet in DRAWN_ON if before[part_of(before, sheet)] != after[part_of(after, sheet)]}
    assert written >= BUTTONS[button]


@pytest.mark.parametrize("button", BUTTONS)
def test_every_relation_leads_to_a_part_and_every_part_has_a_type(stages, button):
    parts = parts_of(stages[button])
    for name in parts:
        if name.endswith(".rels"):
            assert [target for target in targets(name, parts[name]) if target not in parts] == [], name
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    listed = [item.get("PartName", "").removeprefix("/") for item in types if item.get("PartName")]
    endings = {item.get("Extension") for item in types}
    assert [part for part in listed if part not in parts] == [] and len(listed) == len(set(listed))
    assert [part for part in parts if part not in listed and part.rpartition(".")[2] not in endings] == []


def targets(name: str, text: bytes) -> list[str]:
    """The parts to which a part of relations leads."""
    folder = posixpath.dirname(posixpath.dirname(name))
    inside = [item for item in ElementTree.fromstring(text) if item.get("TargetMode") != "External"]
    return [posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/") for item in inside]


def test_the_comment_is_still_at_its_cell_over_the_new_rows(stages):
    book = openpyxl.load_workbook(stages["roll_up"])
    assert "Đã hỏi lại xã, chờ trả lời & bản ký" in book["Kiểm tra"]["I4"].comment.text
    assert [book[sheet]["C5"].value for sheet in ("Kiểm tra", "Theo dõi")] == ["Phường Nam Định", "Cần sửa"]


def test_libreoffice_opens_it_with_shape_and_comment(stages, soffice):
    converted = soffice(stages["roll_up"], "xlsx")
    parts = parts_of(converted)
    drawings = [data.decode() for name, data in parts.items() if name.startswith("xl/drawings/drawing")]
    assert any("Gọi điện cho đơn vị chưa gửi trước 16 giờ" in text for text in drawings)
    book = openpyxl.load_workbook(converted, data_only=True)
    assert "chờ trả lời & bản ký" in book["Kiểm tra"]["I4"].comment.text
    assert book["PL2 Kết quả"].max_row > 20
