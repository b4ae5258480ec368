"""The command line: every button is a command with the same id, and `bdhvs demo` shows the whole job."""

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from bdhvs_xl import __version__
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.errors import UserError
from bdhvs_xl.results import Argument, ButtonResult, Target

if TYPE_CHECKING:
    from bdhvs_xl.master.book.file_book import FileBook
    from bdhvs_xl.master.book.protocol import Progress

SCHEMA = "bdhvs/1"
DONE, ACT, WRONG_CALL = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code: 0 done (findings included), 1 the user must act, 2 wrong call."""
    _speak_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help"):
        _say(_overview())
        return DONE if words else WRONG_CALL
    if words[0] == "--version":
        _say(__version__)
        return DONE
    return _window(words[1:]) if words[0] == "window" else _run(words[0], words[1:])


def _window(words: list[str]) -> int:
    parser = _Parser(prog="bdhvs window", add_help=False)
    parser.add_argument("-h", "--help", action="help", help="xem hướng dẫn của lệnh này")
    parser.add_argument("master", type=Path, nargs="?", default=None, help="file tổng hợp (.xlsx)")
    master = parser.parse_args(words).master
    from bdhvs_xl import window

    try:
        return window.run(master)
    except UserError as problem:
        _complain(problem.message, problem.hint)
        return ACT


def _run(command: str, words: list[str]) -> int:
    perform = _commands().get(command)
    if perform is None:
        _complain(f"Không có lệnh “{command}”.", "Gõ bdhvs --help để xem các lệnh.")
        return WRONG_CALL
    parser = _Parser(prog=f"bdhvs {command}", add_help=False)
    parser.add_argument("-h", "--help", action="help", help="xem hướng dẫn của lệnh này")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON ra đầu ra chuẩn")
    parser.add_argument("--strict", action="store_true", help="còn lỗi trong báo cáo đơn vị thì mã thoát là 1")
    try:
        outcome, options = perform(parser, words)
    except UserError as problem:
        if "--json" in words:
            _say(json_of(command, problem=problem))
        else:
            _complain(problem.message, problem.hint)
        return ACT
    _say(json_of(command, outcome) if options.json else _text_of(outcome))
    return ACT if options.strict and any(f.severity == "error" for f in outcome.findings) else DONE


class _Parser(argparse.ArgumentParser):
    """argparse whose own words are Vietnamese and whose wrong calls exit with 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_CALL, f"{self.format_usage()}Lệnh chưa đúng: {_in_vietnamese(message)}\n")

    def format_usage(self) -> str:
        return _in_vietnamese(super().format_usage())

    def format_help(self) -> str:
        return _in_vietnamese(super().format_help())


_WORDS = (
    (r"^usage: ", "Cách gọi: "),
    (r"^positional arguments:$", "Ghi theo thứ tự:"),
    (r"^options:$", "Tùy chọn:"),
    (r"^the following arguments are required: ", "còn thiếu "),
    (r"^unrecognized arguments: ", "không có tùy chọn hoặc phần "),
    (r"^ambiguous option: (\S+) could match ", r"\1 chưa rõ là tùy chọn nào: "),
    (r"^argument (.+): expected one argument$", r"sau \1 phải ghi một giá trị"),
    (r"^argument (.+): not allowed with argument (.+)$", r"\1 và \2 không dùng cùng nhau"),
    (r"^argument (.+): ignored explicit argument (.+)$", r"\1 không nhận giá trị \2"),
)
"""What argparse says in English, and what people read instead."""


def _in_vietnamese(text: str) -> str:
    for pattern, words in _WORDS:
        text = re.sub(pattern, words, text, flags=re.MULTILINE)
    return text


Perform = Callable[[argparse.ArgumentParser, list[str]], tuple[ButtonResult, argparse.Namespace]]


def commands() -> set[str]:
    """The commands there are."""
    return {*_commands(), "window"}


def _commands() -> dict[str, Perform]:
    return {
        "demo": _demo,
        **{name.replace("_", "-"): _button(name) for name in BUTTON_NAMES},
        "install-addin": _install_addin,
        "make-kit": _make_kit,
        "build-addin": _build_addin,
        "build-workbooks": _build_workbooks,
    }


def _button(name: str) -> Perform:
    def perform(parser: argparse.ArgumentParser, words: list[str]) -> tuple[ButtonResult, argparse.Namespace]:
        button = import_module(f"bdhvs_xl.buttons.{name}")
        on_a_master = button.WORKS_ON != "nothing"
        if on_a_master:
            also = " hoặc biểu mẫu đã điền" if button.WORKS_ON == "master or form" else ""
            parser.add_argument("master", type=Path, help=f"file tổng hợp{also} (.xlsx)")
        _add_arguments(parser, button.ARGUMENTS)
        options = parser.parse_args(words)
        given = {a.name: getattr(options, a.name) for a in button.ARGUMENTS if getattr(options, a.name) is not None}
        if on_a_master:
            return _on_master(name, options.master, given, options.json), options
        return button.run(now=datetime.now(), **given), options

    return perform


def _on_master(name: str, master: Path, given: dict[str, Any], silent: bool) -> ButtonResult:
    button = import_module(f"bdhvs_xl.buttons.{name}")
    with _opened(name, button.WORKS_ON, master, _progress(silent)) as book:
        outcome: ButtonResult = button.run(book, **given)
    return outcome


def _opened(name: str, works_on: Target, path: Path, progress: "Progress | None") -> "FileBook":
    """The file for a button; a form, where the button takes one, is only read."""
    if works_on == "master or form":
        from bdhvs_xl.intake.standalone_form import open_form_or_master

        return open_form_or_master(path, button=name, progress=progress)
    from bdhvs_xl.master.book.file_book import FileBook

    return FileBook(path, button=name, progress=progress)


def _demo(parser: argparse.ArgumentParser, words: list[str]) -> tuple[ButtonResult, argparse.Namespace]:
    from bdhvs_xl.demo import run_demo

    parser.add_argument("--to", type=Path, default=Path(run_demo.DEMO_FOLDER), help="thư mục sẽ tạo")
    options = parser.parse_args(words)
    return run_demo.run_demo(options.to, progress=_progress(options.json)), options


def _build_workbooks(parser: argparse.ArgumentParser, words: list[str]) -> tuple[ButtonResult, argparse.Namespace]:
    from bdhvs_xl import build_assets

    parser.add_argument("--to", type=Path, default=None, help="thư mục gốc khác với nơi cài đặt")
    options = parser.parse_args(words)
    return build_assets.build_assets(options.to), options


def _build_addin(parser: argparse.ArgumentParser, words: list[str]) -> tuple[ButtonResult, argparse.Namespace]:
    from bdhvs_xl.addin import build_addin

    parser.add_argument("--to", type=Path, default=None, help="thư mục gốc khác với nơi cài đặt")
    options = parser.parse_args(words)
    return build_addin.build_addin(options.to), options


def _install_addin(parser: argparse.ArgumentParser, words: list[str]) -> tuple[ButtonResult, argparse.Namespace]:
    from bdhvs_xl.addin import diagnose, install
    from bdhvs_xl.addin.windows_pc import this_machine

    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--remove", action="store_true", help="gỡ thẻ BDHVS khỏi Excel")
    instead.add_argument("--check", action="store_true", help="xem thẻ BDHVS có dùng được trên máy này không, vì sao")
    options = parser.parse_args(words)
    perform = diagnose.check_pc if options.check else install.remove_addin if options.remove else install.install_addin
    return perform(this_machine()), options


def _make_kit(parser: argparse.ArgumentParser, words: list[str]) -> tuple[ButtonResult, argparse.Namespace]:
    from bdhvs_xl.addin import offline_kit

    parser.add_argument("folder", type=Path, help="thư mục sẽ tạo, để chép sang máy không có mạng")
    parser.add_argument(
        "--python", action="append", help="bản Python của máy đích, ví dụ 3.12; ghi lại để thêm bản khác"
    )
    options = parser.parse_args(words)
    made = offline_kit.make_kit(
        options.folder, pythons=options.python or offline_kit.PYTHONS, progress=_progress(options.json)
    )
    return made, options


def _add_arguments(parser: argparse.ArgumentParser, arguments: Sequence[Argument]) -> None:
    for argument in arguments:
        kind = str if argument.kind == "text" else Path
        if argument.kind == "agree":
            parser.add_argument(f"--{argument.name}", action="store_const", const="yes", help=argument.help)
        elif argument.required:
            parser.add_argument(argument.name, type=kind, help=argument.help)
        else:
            parser.add_argument(f"--{argument.name.replace('_', '-')}", type=kind, default=None, help=argument.help)


# --- what is said ---------------------------------------------------------------------------------------------------

_FINDING_FIELDS = (
    "unit", "indicator", "column", "sheet", "cell", "rule", "severity", "raw", "message", "cure", "state",
)  # fmt: skip
_SHOWN = 20


def json_of(command: str, outcome: ButtonResult | None = None, problem: UserError | None = None) -> str:
    """One JSON object: `schema command ok problem`, and `message received findings totals files` of an outcome."""
    said: dict[str, Any] = {"schema": SCHEMA, "command": command, "ok": problem is None, "problem": None}
    if problem is not None:
        said["problem"] = {"sentence": problem.message, "cure": problem.hint}
    if outcome is not None:
        said |= {
            "message": outcome.message,
            "received": [{k: getattr(r, k) for k in ("file", "unit", "status", "reason")} for r in outcome.received],
            "findings": [{k: getattr(f, k) for k in _FINDING_FIELDS} for f in outcome.findings],
            "totals": [dict(total) for total in outcome.totals],
            "files": [str(path) for path in outcome.files],
        }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _text_of(outcome: ButtonResult) -> str:
    lines = [outcome.message, *(f"  {line}" for line in outcome.attention_lines(_SHOWN))]
    if 0 < len(outcome.files) <= 5:
        lines += [f"  {path}" for path in outcome.files]
    return "\n".join(lines)


_AROUND_EXCEL = (
    ("window", "Cửa sổ nhỏ có đủ các nút, dùng khi không có thẻ BDHVS"),
    ("install-addin", "Cài thẻ BDHVS vào Excel; --check xem vì sao chưa dùng được, --remove để gỡ"),
    ("make-kit", "Bộ cài cho máy không có mạng"),
)


def _overview() -> str:
    labels = [(name.replace("_", "-"), label) for name, label in BUTTON_NAMES.items()]
    rows = [("demo", "Làm thử toàn bộ công việc với số liệu mẫu"), *labels, *_AROUND_EXCEL]
    width = max(len(name) for name, _ in rows)
    commands = "\n".join(f"  {name:<{width}}  {label}" for name, label in rows)
    return f"bdhvs LỆNH [FILE TỔNG HỢP] …   (bdhvs LỆNH --help: xem từng lệnh)\n\n{commands}"


def _progress(silent: bool) -> "Progress | None":
    if silent or not sys.stderr.isatty():
        return None
    from bdhvs_xl.cli_progress import ProgressBar

    return ProgressBar()


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _complain(sentence: str, cure: str) -> None:
    sys.stderr.write(f"{sentence}\n{cure}\n" if cure else f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
