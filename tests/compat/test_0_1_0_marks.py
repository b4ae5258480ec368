"""By what files of 0.1.0 that are still out, and programs that call this one, know it: keys, marks, names, entries."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import dumps
import pytest
from lxml import etree
from stored_office import MASTER, Office, copied
from support.vba_host import HWND, Excel, Pc
from walk import STORED, days

from bdhvs_xl import cli

ADDIN = STORED / "BDHVS.xlam"
BUTTONS = [
    "new_master", "rebuild", "issue_forms", "collect", "open_unit", "return_forms", "validate", "roll_up",
    "write_report", "check_report", "write_letter", "submit_up", "undo", "guide",
]  # fmt: skip
IDENTITY = (
    "unit_code unit_name period_from period_to deadline contact phone email reported_on organ_above organ "
    "number_symbol place signer recipients regime form_revision token check_code"
)
ONCE = (
    "code | name | unit | value | people | numerator | denominator | percent | answer | evidence | explanation | "
    "understood | status"
)
REPEATED = (
    "code | name | unit | value | in_period | people | previous | cumulative | cumulative_people | numerator | "
    "denominator | percent | answer | evidence | explanation | understood | status"
)
LISTS = [
    "# bdhvs:documents (Văn bản): number | date | title | issuer | indicator | link",
    "# bdhvs:practices (Mô hình): name | description | result | place | link",
    "# bdhvs:narrative (Phần lời): text",
]
KINDS = {"yes_no", "count", "count_people", "ratio", "names", "text"}
SPY = """
import os, sys
from bdhvs_xl import cli
there = set(os.listdir())
opened = set()
sys.addaudithook(lambda event, seen: event == "open" and opened.add(os.path.basename(str(seen[0]))))
cli.main(["validate", sys.argv[1]])
print(*sorted(name for name in opened - there if not os.path.exists(name) and name.startswith("Tổng hợp.")), sep="\\n")
"""
"""Prints the names of files beside the master that were there only while a command ran."""
without_screen = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="a window would open")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The office with the smallest master."""
    regime = "ha_tinh_tong_ket_01_nam"
    return Office(copied(STORED / regime, tmp_path / regime) / "office", days()[regime])


def started(*words: str, there: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What a program of this Python does on a machine without a screen."""
    environment = {name: text for name, text in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    python = [sys.executable, "-X", "utf8"]
    return subprocess.run([*python, *words], capture_output=True, encoding="utf-8", env=environment, cwd=there)


# --- forms ------------------------------------------------------------------------------------------------------------


def expected(regime: str, name: str) -> str:
    return (STORED / regime / "expected" / name).read_text("utf-8")


@pytest.mark.parametrize("regime", days())
def test_forms_that_are_out_have_the_marks_of_forms_issued_from_their_master(regime: str) -> None:
    """The texts compared with are those that the walk compares with what is issued now."""
    issued = expected(regime, "43 forms.txt")
    blank = sorted(STORED.glob(f"{regime}/office/Biểu mẫu/*.xlsx"))
    assert len(blank) == 2
    assert [path.name for path in blank if f"## {path.name}\n{dumps.identity(path)}" not in f"{issued}\n"] == []


@pytest.mark.parametrize("regime", days())
def test_forms_that_are_out_have_the_keys_that_are_known(regime: str) -> None:
    common = next(STORED.glob(f"{regime}/office/Biểu mẫu/bieu-mau-chung*.xlsx"))
    keys = dumps.keys(common)
    assert re.findall(r"^\[([a-z_]+)\]", dumps.identity(common), re.MULTILINE) == IDENTITY.split()
    columns = REPEATED if regime == "thanh_hoa_265" else ONCE
    headings = [line for line in keys.splitlines() if line.startswith("# ")]
    assert headings[2:] == [f"# bdhvs:indicators (Kết quả): {columns}", *LISTS]


def test_kinds_are_carried_by_their_codes() -> None:
    texts = "".join(expected(regime, "44 common form.txt") for regime in days())
    indicators = re.findall(r"^\[\[indicators\]\]\n(?:.+\n)*?kind = \"(\w+)\"", texts, re.MULTILINE)
    assert {*indicators} | {"text"} == KINDS


# --- the add-in and the window ----------------------------------------------------------------------------------------


def test_the_addin_starts_the_module_of_the_ribbon() -> None:
    with zipfile.ZipFile(ADDIN) as archive:
        ribbon = etree.fromstring(archive.read("customUI/customUI14.xml"))
    pressed = [(node.get("id"), node.get("onAction")) for node in ribbon.iter("{*}button")]
    assert [id for id, _ in pressed] == BUTTONS
    for id, macro in pressed:
        pc = Pc(files={""})
        Excel(ADDIN, pc).press(macro, id, id)
        assert pc.started == [(f'"" -I -X utf8 -m bdhvs_xl.ribbon {id}', 1, False)]
        assert pc.handed_over == [{"BDHVS_BOOK": "Tổng hợp.xlsx", "BDHVS_HWND": str(HWND)}]


@without_screen
def test_the_module_of_the_ribbon_looks_for_excel() -> None:
    ended = started("-I", "-m", "bdhvs_xl.ribbon", "validate")
    assert (ended.returncode, ended.stderr.splitlines()[:1]) == (1, ["Không thấy Excel nào đang mở tệp."])


@without_screen
def test_the_entry_of_the_start_menu_opens_the_window() -> None:
    ended = started("-I", "-c", "from bdhvs_xl.window import run; run()")
    assert ended.returncode == 1
    assert "Không mở được cửa sổ" in ended.stderr or "không có phần vẽ cửa sổ" in ended.stderr


@pytest.mark.parametrize("id", BUTTONS)
def test_every_button_is_a_command(id: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([id.replace("_", "-"), "--help"])
    assert ended.value.code == 0
    assert f"bdhvs {id.replace('_', '-')}" in capsys.readouterr().out.splitlines()[0]


# --- the command line and the lock ------------------------------------------------------------------------------------


def printed(office: Office, *words: str) -> dict:
    """The object that a command prints."""
    text = io.StringIO()
    with contextlib.chdir(office.folder), contextlib.redirect_stdout(text):
        cli.main([*words, "--json"])
    return json.loads(text.getvalue())


def test_json_has_the_keys_that_programs_know(office: Office) -> None:
    received, added = printed(office, "collect", MASTER, "../inbox"), printed(office, "roll-up", MASTER)
    known = ["schema", "command", "ok", "problem", "message", "received", "findings", "totals", "files"]
    assert [*received] == [*added] == known
    assert received["schema"] == "bdhvs/1"
    assert [*received["received"][0]] == ["file", "unit", "status", "reason"]
    assert [*added["findings"][0]] == [
        "unit", "indicator", "column", "sheet", "cell", "rule", "severity", "raw", "message", "cure", "state",
    ]  # fmt: skip
    assert [*added["totals"][0]] == [
        "indicator", "column", "value", "agreed", "units_reported", "units_expected", "missing", "target", "met",
        "previous",
    ]  # fmt: skip


def test_json_of_a_refusal(office: Office) -> None:
    refused = printed(office, "validate", "Không có.xlsx")
    assert [*refused] == ["schema", "command", "ok", "problem"]
    assert refused["ok"] is False
    assert [*refused["problem"]] == ["sentence", "cure"]


def test_a_lock_of_0_1_0_is_heeded(office: Office) -> None:
    holder = {"who": "Lê Văn C", "host": "MAY-KHAC", "pid": 4242, "since": "2026-06-01 08:00:00", "button": "collect"}
    lock = office.folder / "Tổng hợp.khoa"
    lock.write_text(json.dumps(holder, ensure_ascii=False), "utf-8")
    refused = printed(office, "validate", MASTER)["problem"]
    assert refused["sentence"] == (
        "Tệp “Tổng hợp.xlsx” đang được Lê Văn C (máy MAY-KHAC) dùng từ 08:00 ngày 01/6/2026."
    )
    assert "Tổng hợp.khoa" in refused["cure"]
    assert json.loads(lock.read_text("utf-8")) == holder


def test_a_command_holds_the_lock_that_0_1_0_heeds(office: Office) -> None:
    ended = started("-c", SPY, MASTER, there=office.folder)
    assert ended.stdout.splitlines()[-1:] == ["Tổng hợp.khoa"], ended.stderr
