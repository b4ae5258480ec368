"""The ribbon says what the buttons are, in the order of the work, in a form that Office accepts."""

from importlib import import_module
from itertools import permutations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree

from bdhvs_xl import buttons, vi
from bdhvs_xl.addin import ribbon_xml

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("ribbon.xsd")))
BUTTONS = [button for group in ribbon_xml.ribbon_groups() for button in group.buttons]
ICONS = {
    "AutoSum", "DataValidation", "ErrorChecking", "FileNew", "FileOpen", "FileSaveAsExcelXlsx", "FileSaveAsWordDocx",
    "Help", "MailMergeStartLetters", "RefreshAll", "ReviewReplyWithChanges", "TableExportMenu", "Undo",
    "ViewNormalViewExcel",
}  # fmt: skip
"""Looked up in OfficeDev/office-fluent-ui-command-identifiers at b230a0d: every name stands in excelcontrols.xlsx of
Office 2013, 2016, 2019 and Microsoft 365, FileSaveAsWordDocx and MailMergeStartLetters in wordcontrols.xlsx of the
same; and in the names of Microsoft's icon galleries for Office 2007 and 2010 (christianjunk/ImageMso at b86a006), which
show all in Excel.
"""


def test_the_groups_and_their_buttons():
    assert [(group.label, [button.label for button in group.buttons]) for group in ribbon_xml.ribbon_groups()] == [
        ("Chuẩn bị", ["Tạo file tổng hợp", "Cập nhật cấu trúc", "Tạo biểu mẫu"]),
        ("Thu nhận", ["Nhận báo cáo", "Mở trang đơn vị", "Đề nghị chỉnh sửa"]),
        ("Tổng hợp", ["Kiểm tra", "Tổng hợp"]),
        ("Báo cáo", ["Lập báo cáo", "Đối chiếu số liệu", "Soạn công văn", "Báo cáo cấp trên"]),
        ("Tiện ích", ["Khôi phục", "Hướng dẫn"]),
    ]


def test_a_button_with_all_that_it_says():
    assert BUTTONS[-1] == ribbon_xml.Button(
        id="guide",
        label="Hướng dẫn",
        screentip="Hướng dẫn sử dụng",
        supertip="Mở hướng dẫn các bước, từ tạo file tổng hợp đến lập báo cáo. Không thay đổi tệp nào.",
        keytip="H",
        image="Help",
        large=False,
    )


def test_ids_are_modules_are_tests():
    tests = Path(__file__).parents[1] / "buttons"
    assert [button.id for button in BUTTONS] == list(buttons.IDS)
    assert [button.id for button in BUTTONS if not (tests / f"test_{button.id}.py").is_file()] == []


def test_labels_are_the_modules_labels_and_what_the_macro_is_told():
    shown = {element.get("id"): (element.get("label"), element.get("tag")) for element in controls()}
    labels = {name: import_module(f"bdhvs_xl.buttons.{name}").LABEL for name in buttons.IDS}
    assert shown == {name: (label, label) for name, label in labels.items()}


def test_every_button_calls_the_one_macro_there_is():
    assert {element.get("onAction") for element in controls()} == {"BdhvsPress"}


def test_keytips_are_letters_of_the_labels_and_none_begins_another():
    assert [b.id for b in BUTTONS if b.keytip.lower() not in vi.fold(b.label).replace("đ", "d")] == []
    assert [(a.id, b.id) for a, b in permutations(BUTTONS, 2) if a.keytip.startswith(b.keytip)] == []


def test_supertips_say_what_will_happen_and_that_a_copy_is_kept():
    assert [b.id for b in BUTTONS if not 1 <= b.supertip.count(". ") + 1 <= 3 or not b.supertip.endswith(".")] == []
    changing = [b for b in BUTTONS if import_module(f"bdhvs_xl.buttons.{b.id}").WORKS_ON != "nothing"]
    assert [b.id for b in changing if "sao lưu" not in b.supertip.lower()] == []
    assert [b.id for b in BUTTONS if len(b.supertip) > 300] == []


def test_icons_are_office_s_own():
    assert {button.image for button in BUTTONS} == ICONS


def test_the_ribbon_is_as_the_schema_says():
    SCHEMA.assertValid(etree.parse(ribbon_xml.ribbon_file()))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('size="large"', 'size="huge"'),
        ('keytip="F"', 'keytip="FILE"'),
        ('id="rebuild"', 'id="new_master"'),
        ('id="rebuild"', 'id="re build"'),
        ('screentip="', 'screenTip="'),
        ('label="Kiểm tra"', 'label=""'),
        ('autoScale="true"', 'autoScale="có"'),
        ("<button", "<buton"),
    ],
)
def test_the_schema_refuses(right, wrong):
    text = ribbon_xml.ribbon_file().read_text("utf-8")
    assert right in text
    assert not SCHEMA.validate(etree.fromstring(text.replace(right, wrong, 1).encode()))


def controls():
    return (
        ElementTree.parse(ribbon_xml.ribbon_file())
        .getroot()
        .iter("{http://schemas.microsoft.com/office/2009/07/customui}button")
    )
