"""The command line: what it says, in words and as JSON, and how it exits."""

import json
from datetime import datetime

import pytest

from bdhvs_xl import cli
from bdhvs_xl.buttons import new_master

FIELDS = ["schema", "command", "ok", "problem", "message", "received", "findings", "totals", "files"]


@pytest.fixture
def master(tmp_path):
    path = tmp_path / "Tổng hợp.xlsx"
    new_master.run(regime="ninh_binh_02", to=path, now=datetime(2026, 5, 15))
    return path


def said(capsys) -> dict:
    return json.loads(capsys.readouterr().out)


def test_json_is_one_object_with_the_contract_fields(master, capsys):
    assert cli.main(["issue-forms", str(master), "--json"]) == 0
    outcome = said(capsys)
    assert list(outcome) == FIELDS
    assert (outcome["schema"], outcome["command"], outcome["ok"], len(outcome["files"])) == (
        "bdhvs/1",
        "issue-forms",
        True,
        13,
    )


def test_a_problem_exits_with_1_and_says_the_cure(tmp_path, capsys):
    missing = tmp_path / "không có.xlsx"
    assert cli.main(["validate", str(missing), "--json"]) == 1
    outcome = said(capsys)
    assert outcome["ok"] is False
    assert str(missing) in outcome["problem"]["sentence"]
    assert outcome["problem"]["cure"]


def test_a_problem_in_words_goes_to_standard_error(tmp_path, capsys):
    assert cli.main(["validate", str(tmp_path / "không có.xlsx")]) == 1
    streams = capsys.readouterr()
    assert (streams.out, "không có.xlsx" in streams.err) == ("", True)


def test_strict_makes_remaining_errors_exit_with_1(master, capsys):
    assert cli.main(["validate", str(master), "--strict"]) == 0
    type_unit_value(master)
    assert cli.main(["validate", str(master)]) == 0
    assert cli.main(["validate", str(master), "--strict"]) == 1


def type_unit_value(master):
    from bdhvs_xl.master.book.file_book import FileBook

    with FileBook(master, button="open_unit") as book:
        sheet = next(name for name in book.markers() if name.startswith("14212"))
        grid = book.read_grid(sheet)
        book.set_cells(sheet, {grid.address("1.3", "value"): "mấy buổi"})
        book.save()


@pytest.mark.parametrize("words", [["no-such-command"], ["collect"], ["validate"], []])
def test_a_wrong_call_exits_with_2(words):
    try:
        assert cli.main(words) == 2
    except SystemExit as stop:
        assert stop.code == 2


def test_help_lists_every_command_with_its_label(capsys):
    assert cli.main(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(words in text for words in ("collect", "Nhận báo cáo", "write-report", "Lập báo cáo", "demo"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["collect"], "Lệnh chưa đúng: còn thiếu master, folder"),
        (["validate", "a.xlsx", "b"], "Lệnh chưa đúng: không có tùy chọn hoặc phần b"),
        (["demo", "--to"], "Lệnh chưa đúng: sau --to phải ghi một giá trị"),
        (["demo", "--json=3"], "Lệnh chưa đúng: --json không nhận giá trị '3'"),
        (["install-addin", "--check", "--remove"], "Lệnh chưa đúng: --remove và --check không dùng cùng nhau"),
    ],
)
def test_what_is_wrong_with_a_call_is_told_in_vietnamese(words, said, capsys):
    with pytest.raises(SystemExit, match="2"):
        cli.main(words)
    text = capsys.readouterr().err
    assert (text.splitlines()[-1], text.startswith(f"Cách gọi: bdhvs {words[0]}")) == (said, True)


def test_the_help_of_a_command_has_no_english_words(capsys):
    with pytest.raises(SystemExit, match="0"):
        cli.main(["validate", "--help"])
    text = capsys.readouterr().out
    assert [word for word in ("usage", "positional", "options", "show this") if word in text] == []
    assert "Tùy chọn:" in text
