"""How `tests/compat/0.1.0` was made by release 0.1.0, kept to be read: five offices in the middle of their collection.

It imports the inside of that release and runs there only (commit 5c0e8d7); it overwrites nothing:

    uv run python tests/compat/make_0_1_0.py

Each office issues forms, receives them from units that fill them in every way, lets officers choose, explain, correct
and change rules, reports, and then has more to do: typed and not yet taken over, come in and not yet collected.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import dumps  # noqa: E402
from docx import Document  # noqa: E402
from stored_office import MASTER, USER, Office  # noqa: E402
from support import random_answers  # noqa: E402
from support.seed_reports import load_seed, sample  # noqa: E402
from support.word_edits import EditedWord  # noqa: E402
from walk import FORM, STORED, walk  # noqa: E402

from bdhvs_xl import __version__, paths, vi  # noqa: E402
from bdhvs_xl.demo import sample_answers  # noqa: E402
from bdhvs_xl.demo.fill_forms import fill  # noqa: E402
from bdhvs_xl.demo.sample_answers import SampleUnit  # noqa: E402
from bdhvs_xl.master import tables  # noqa: E402
from bdhvs_xl.master.book.file_book import FileBook  # noqa: E402
from bdhvs_xl.master.book.workbook_file import WorkbookFile  # noqa: E402
from bdhvs_xl.master.build.create import put_fresh_master  # noqa: E402
from bdhvs_xl.master.labels import CHOICES, SEVERITY_NAMES  # noqa: E402
from bdhvs_xl.master.unit_sheets import unit_sheets  # noqa: E402
from bdhvs_xl.regime.loader import load_regime  # noqa: E402
from bdhvs_xl.regime.model import Indicator, Regime  # noqa: E402

VERSION = "0.1.0"
ROLES = ("twice", "faulty", "common", "scan", "late")
"""What a unit does: sends two versions; makes mistakes and is asked to correct them; uses the common form; sends a scan
that is typed in by hand, later the form; is late."""
UNITS: Mapping[str, Sequence[str]] = {
    "ninh_binh_02": ("13669", "13609", "14212", "HLHPN", "14329"),
    "ha_tinh_tong_ket_01_nam": ("STP", "SNV", "STC", "SXD", "SYT"),
    "ha_tinh_nam_2025": ("VPDPNTM", "STP", "SNV", "STC", "SYT"),
    "bac_ninh_xa": ("VHXH", "T43", "T01", "THCS", "HPN"),
    "thanh_hoa_265": ("VP", "TDKT", "CCVC", "KHTC", "BBT"),
}
LETTERS = {"ninh_binh_02": "khao_sat", "thanh_hoa_265": "ke_hoach"}
"""The letter that an office has written, besides the reminder of which every type of report has one."""
CALCULATED = ("ninh_binh_02", "thanh_hoa_265")
"""Whose last forms are saved by LibreOffice, so that they show a check code; one is then changed without it."""


class Story:
    """The office of one type of report."""

    def __init__(self, regime: str, folder: Path) -> None:
        self.folder, self.units = folder, dict(zip(ROLES, UNITS[regime], strict=True))
        self.inbox, self.at_units, self.work = folder / "inbox", folder / "at units", folder / "office"
        for place in (self.inbox, self.at_units, self.work):
            place.mkdir(parents=True)
        whole = load_regime(regime)
        settings = {**whole.settings, "master_id": sha256(regime.encode()).hexdigest()[:16]}
        units = tuple(whole.unit[code] for code in self.units.values())
        schedule = tuple(stop for stop in whole.schedule if stop.unit in self.units.values())
        self.regime: Regime = replace(whole, settings=settings, units=units, schedule=schedule)
        self.start = datetime.combine(self.regime.period_to, time(8, 30)) - timedelta(days=5)
        self.master = self.work / MASTER
        self.answers = {unit.code: unit for unit in _known(regime)}

    def press(self, days: int, *words: str) -> str:
        """Give a command so many days after the start."""
        return Office(self.work, self.start + timedelta(days=days)).run(*words)

    @contextmanager
    def typing(self, days: int) -> Iterator[FileBook]:
        """The master while officers type into it."""
        now = self.start + timedelta(days=days)
        with FileBook(self.master, button="edit", now=now, user=USER) as book:
            yield book
            book.save()

    # --- the story ------------------------------------------------------------------------------------------------

    def tell(self) -> datetime:
        """All of it; gives the day on which the office goes on."""
        put_fresh_master(self.regime, self.master, now=self.start, user=USER, fill=lambda book: None)
        self._settle_definitions()
        self._edit_template()
        self.press(0, "issue-forms", MASTER)
        self._first_forms()
        self.press(2, "collect", MASTER, "../inbox")
        self._second_forms()
        self.press(4, "collect", MASTER, "../inbox")
        self._decide()
        self.press(5, "validate", MASTER)
        asked = self.press(6, "return-forms", MASTER)
        self.press(7, "roll-up", MASTER)
        self.press(8, "write-report", MASTER)
        self.press(8, "write-letter", MASTER, LETTERS.get(self.regime.id, "don_doc"))
        self._edit_report()
        self._more_forms(asked)
        self._type_more()
        self._tidy()
        return self.start + timedelta(days=20)

    def _settle_definitions(self) -> None:
        """Numbers of units, targets, sentences, an outline's title, rules: changed, switched off, added."""
        with self.typing(0) as book:
            self._number_units(book)
            self._reword_indicators(book)
            titles = [row["title"] for row in book.read_table(tables.OUTLINE_TABLE)]
            book.set_column(tables.OUTLINE_TABLE, "title", [*titles[:-1], f"{titles[-1]} (sửa)"])
            self._change_rules(book)
            if self.regime.repeats:
                book.replace_rows(tables.PREVIOUS_TABLE, [*self._previous()])

    def _number_units(self, book: FileBook) -> None:
        table = tables.units_table(self.regime.attributes)
        rows = book.read_table(table)
        for n, row in enumerate(rows, start=4):
            known = self.answers.get(str(row["code"]))
            numbers = known.attributes if known and known.attributes else {
                a.key: 50 * n + k for k, a in enumerate(self.regime.attributes)
            }  # fmt: skip
            row |= {f"attribute.{key}": number for key, number in numbers.items()}
            row |= {"contact": "Nguyễn Văn A", "phone": f"0900 000 00{n}"}
        book.replace_rows(table, rows)

    def _reword_indicators(self, book: FileBook) -> None:
        rows = book.read_table(tables.INDICATORS_TABLE)
        counted = [i.code for i in self.regime.indicators if i.kind == "count"]
        shares = [i.code for i in self.regime.indicators if i.kind == "ratio"]
        for row in rows:
            if row["code"] == counted[0]:
                value = "{in_period}" if self.regime.indicator[counted[0]].repeats else "{value}"
                row["sentence"] = f"Toàn đợt ghi nhận {value} {str(row['unit']).lower()} (câu của cơ quan)"
                row["own_sentence"] = f"Đơn vị có {value} {str(row['unit']).lower()} (câu của cơ quan)."
            if row["code"] in shares[:2]:
                row["targets"] = f"{self.regime.period_to.year}: 80"
        book.replace_rows(tables.INDICATORS_TABLE, rows)

    def _change_rules(self, book: FileBook) -> None:
        rows = book.read_table(tables.RULES_TABLE)
        own = [row for row in rows if row["test"]]
        own[0]["severity"] = SEVERITY_NAMES["warning" if own[0]["severity"] == SEVERITY_NAMES["error"] else "error"]
        own[1]["on"] = ""
        own[2]["message"] = f"{own[2]['message']} (Lời của cơ quan.)"
        first = next(i for i in self.regime.indicators if i.kind == "count")
        column = f"[{first.code}.in_period]" if first.repeats else f"[{first.code}]"
        added = {
            "id": "them-1", "test": f"{column} <= 20", "severity": SEVERITY_NAMES["warning"], "on": "x",
            "message": f"Ghi {column}, nhiều hơn 20: đề nghị xem lại.", "cure": "Kiểm tra lại sổ theo dõi.",
        }  # fmt: skip
        book.replace_rows(tables.RULES_TABLE, [*rows, added])

    def _previous(self) -> Iterator[dict[str, str]]:
        for unit in self.units.values():
            for indicator in self.regime.indicators:
                if indicator.repeats and indicator.asks(self.regime.unit[unit]):
                    yield {"unit": unit, "indicator": indicator.code, "column": "Lũy kế", "value": "3"}

    def _edit_template(self) -> None:
        """The office's own Word template: the shipped one with a line more above the text and another font."""
        name = f"{self.regime.id}_report.docx"
        document = Document(str(paths.templates() / name))
        body = next(p for p in document.paragraphs if "{%p for block" in p.text)
        body.insert_paragraph_before("Mẫu riêng của cơ quan, bản sửa lần 2.")
        document.save(str(self.work / name))

    # --- forms ----------------------------------------------------------------------------------------------------

    def _form(self, unit: str) -> Path:
        return next(self.work.glob(f"Biểu mẫu/{unit}-*.xlsx"))

    def _send(self, role: str, name: str, changed: Mapping[str, Any] | None = None, form: Path | None = None) -> Path:
        """A unit's form filled into the inbox, with some answers others than at first."""
        unit = self._unit(role)
        whole = replace(unit, answers={**unit.answers, **(changed or {})})
        fill(form or self._form(unit.code), whole, self.inbox / name)
        return self.inbox / name

    def _unit(self, role: str) -> SampleUnit:
        """What the unit of a role answers: as the seed or the demo has it, else made up, in one role with mistakes."""
        code = self.units[role]
        known = self.answers.get(code)
        if known and known.answers and role != "faulty":
            return known
        unit, random = self.regime.unit[code], Random(f"{self.regime.id} {code}")
        asked = [i for i in self.regime.indicators if i.asks(unit)]
        answers = {i.code: _plain(i, n) for n, i in enumerate(asked)}
        if role == "faulty":
            answers |= {i.code: dict(random_answers.said(random, i).cells) for i in asked if not i.repeats}
        sections = [section.id for section in self.regime.sections if section.asked]
        return SampleUnit(
            code=code, sends="form", attributes={}, answers=answers,
            identity={"contact": "Trần Thị B", "phone": "0900 000 000", "reported_on": vi.format_date(self.start)},
            documents=tuple(random_answers.documents(random, asked, self.regime.period_to)),
            practices=tuple(random_answers.practices(random)), narrative=random_answers.words(random, sections),
        )  # fmt: skip

    def _first_forms(self) -> None:
        self._send("twice", "Báo cáo.xlsx")
        self._send("faulty", f"{self.units['faulty']}.xlsx")
        (self.inbox / f"{self.units['scan']}.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")

    def _second_forms(self) -> None:
        """A second version of one unit, and the common form of another in two versions."""
        self._send("twice", "Báo cáo (gửi lại).xlsx", self._otherwise("twice", 9))
        unit = self._unit("common")
        whose = {**unit.identity, "unit_code": f"{unit.code} - {self.regime.unit[unit.code].name}"}
        self.answers[unit.code] = replace(unit, identity=whose)
        common = next(self.work.glob("Biểu mẫu/bieu-mau-chung-*.xlsx"))
        shutil.copy(common, self.at_units / "common.xlsx")
        self._send("common", "mau chung.xlsx", form=common)
        self._send("common", "mau chung (2).xlsx", self._otherwise("common", 7), form=common)

    def _otherwise(self, role: str, number: int) -> dict[str, Any]:
        """Another answer to one indicator that the unit has answered."""
        unit = self._unit(role)
        counted = [i for i in self.regime.indicators if i.columns and i.code in unit.answers and i.kind != "yes_no"]
        return {counted[0].code: {**unit.answers[counted[0].code], counted[0].columns[0]: str(number)}}

    def _more_forms(self, asked: str) -> None:
        """What comes in after the report: the corrections asked for, the form of who had sent a scan, the late one."""
        shutil.rmtree(self.inbox)
        self.inbox.mkdir()
        code = self.units["faulty"]
        correction = next(self.work.glob(f"Cần chỉnh sửa/{code}-*.xlsx"))
        unit = self._unit("faulty")
        wrong = {i.code: _plain(i, 2) for i in self.regime.indicators if f'"indicator": "{i.code}"' in asked}
        open_ones = {c: _only(cells, asked, code, c) for c, cells in wrong.items()}
        empty = replace(unit, identity={}, answers=open_ones, documents=(), practices=(), narrative={})
        fill(correction, empty, self.inbox / f"{code} đã sửa.xlsx")
        again, late = self._send("scan", "Gửi lại bằng tệp.xlsx"), self._send("late", FORM)
        if self.regime.id in CALCULATED:
            _calculate(late)
            _calculate(again)
            _change(again)

    # --- officers -------------------------------------------------------------------------------------------------

    def _decide(self) -> None:
        """One of two versions taken, a warning explained, numbers corrected and agreed on, words and ticks, notes."""
        with self.typing(5) as book:
            self._choose(book, "twice", "take")
            self._explain(book, 0, "Đơn vị xác nhận qua điện thoại ngày hôm nay.")
            book.replace_rows(self._adjustments(), [*self._settled()])
            self._quote(book)
            self._note(book)
            self._type_for_scan(book)

    def _type_more(self) -> None:
        """Typed after the last button: taken over by the next one."""
        with self.typing(9) as book:
            self._choose(book, "common", "keep")
            self._explain(book, 1, "Đã kiểm tra hồ sơ, số đúng.")
            rows = book.read_table(self._adjustments())
            book.replace_rows(self._adjustments(), [*rows, {**rows[0], "unit": self.units["common"], "value": "17"}])
            rules = book.read_table(tables.RULES_TABLE)
            book.set_column(tables.RULES_TABLE, "on", [None if r["id"] == "them-1" else r["on"] for r in rules])

    def _choose(self, book: FileBook, role: str, choice: str) -> None:
        rows = book.read_table(tables.FINDINGS_TABLE)
        mine = [row["rule"] == "versions" and row["unit"] == self.units[role] for row in rows]
        assert any(mine), (self.regime.id, role)
        values = [CHOICES[choice] if own else row["choice"] for own, row in zip(mine, rows, strict=True)]
        book.set_column(tables.FINDINGS_TABLE, "choice", values)

    def _explain(self, book: FileBook, nth: int, reason: str) -> None:
        rows = book.read_table(tables.FINDINGS_TABLE)
        warned = [row for row in rows if row["severity"] == SEVERITY_NAMES["warning"] and not row["explanation"]]
        assert warned, self.regime.id
        warned[min(nth, len(warned) - 1)]["explanation"] = reason
        book.set_column(tables.FINDINGS_TABLE, "explanation", [row["explanation"] for row in rows])

    def _adjustments(self) -> tables.Table:
        return tables.PERIOD_ADJUSTMENTS_TABLE if self.regime.repeats else tables.ADJUSTMENTS_TABLE

    def _settled(self) -> Iterator[dict[str, str]]:
        """A number of a unit corrected by telephone, and a total agreed on."""
        first, *more = [i for i in self.regime.indicators if i.kind == "count" and i.over_units == "sum"]
        for unit, indicator, value in (("faulty", first, "8"), ("", more[-1] if more else first, "120")):
            yield {
                "unit": self.units.get(unit, ""), "indicator": indicator.code, "value": value,
                "column": "Trong kỳ" if indicator.repeats else "Kết quả", "who": "Lê Văn C",
                "reason": "Thống nhất qua điện thoại", "when": vi.format_date(self.start + timedelta(days=5)),
            }  # fmt: skip

    def _quote(self, book: FileBook) -> None:
        """The office's own words with figures, and units' words ticked."""
        section = next(s.id for s in self.regime.sections if s.asked)
        code = next(i.code for i in self.regime.indicators if i.kind == "count")
        own = {"section": section, "text": f"Cơ quan đầu mối ghi nhận [{code}] theo báo cáo của các đơn vị."}
        rows = book.read_table(tables.NARRATIVE_TABLE)
        ticked = [row | {"quote": "x" if n % 3 == 0 else ""} for n, row in enumerate(rows)]
        book.replace_rows(tables.NARRATIVE_TABLE, [own, *ticked])

    def _note(self, book: FileBook) -> None:
        day = vi.format_date(self.start + timedelta(days=5))
        rows = book.read_table(tables.TRACKING_TABLE)
        for row in rows:
            if row["unit"] == self.units["twice"]:
                row |= {"signed_number": "15/BC", "signed_date": day, "signed_matches": "Khớp", "officer": "Lê Văn C"}
            if row["unit"] == self.units["late"]:
                row |= {"extension": vi.format_date(self.start + timedelta(days=25)), "note": "Đã xin lùi hạn"}
        book.replace_rows(tables.TRACKING_TABLE, rows)

    def _type_for_scan(self, book: FileBook) -> None:
        """Numbers of the scan typed into the unit's sheet."""
        unit = self.units["scan"]
        sheet = unit_sheets(book)[unit]
        grid = book.read_grid(sheet)
        assert grid
        asked = [i for i in self.regime.indicators if i.asks(self.regime.unit[unit])][:4]
        cells = {grid.address(i.code, c): text for i in asked for c, text in _plain(i, 3).items() if c in grid.columns}
        book.set_cells(sheet, cells)

    def _edit_report(self) -> None:
        """The report as people in the office leave it: two figures typed over, one sentence more."""
        report = next(self.work.glob("Báo cáo/*.docx"))
        word = EditedWord(report)
        texts = list(dict.fromkeys(tag.split("|")[1:3] and tuple(tag.split("|")[1:3]) for tag in dumps.tags(report)))
        for indicator, column in texts[:2]:
            word.retype(indicator, column, "999")
        word.add_sentence("Mẫu riêng của cơ quan", "Số liệu có 12 đơn vị xác nhận.")
        word.save(report.with_stem(f"{report.stem} (đã sửa)"))

    # --- what is kept ---------------------------------------------------------------------------------------------

    def _tidy(self) -> None:
        """Only what a later version has to deal with, and of every kind one."""
        shutil.rmtree(self.work / "Sao lưu")
        for path in self.work.glob("Báo cáo/*.xlsx"):
            path.unlink()
        kept = {self._form(self.units["late"]), next(self.work.glob("Biểu mẫu/bieu-mau-chung-*.xlsx"))}
        for path in set(self.work.glob("Biểu mẫu/*.xlsx")) - kept:
            path.unlink()
        for path in self.work.glob("*/**/*-can-sua-*.xlsx"):
            if not path.name.startswith(f"{self.units['faulty']}-"):
                path.unlink()
        shutil.rmtree(self.at_units)


def _known(regime: str) -> Iterator[SampleUnit]:
    """Units whose answers the demo or a seed document gives."""
    if regime == "ninh_binh_02":
        yield from sample_answers.load(regime).units
    else:
        yield from map(sample, load_seed(regime)["forms"])


def _plain(indicator: Indicator, n: int) -> dict[str, str]:
    """Answers without a fault, as far as one indicator alone can tell."""
    match indicator.kind:
        case "yes_no":
            return {"value": "Có" if n % 3 else "Không"}
        case "text":
            return {"value": "Đã khen thưởng 02 tập thể"}
        case "ratio":
            return {"numerator": str(10 + n), "denominator": str(12 + n)}
        case "names":
            return {"value": "2", "evidence": "VNeID; MOOC"}
    numbers = {"people": str(100 + n), "cumulative_people": str(130 + n)}
    first = {"value": str(3 + n), "in_period": str(3 + n), "cumulative": str(6 + n)}
    return {column: {**first, **numbers}[column] for column in indicator.columns}


def _only(cells: Mapping[str, str], asked: str, unit: str, indicator: str) -> dict[str, str]:
    """Those of the cells that a request for corrections opened."""
    lines = [line for line in asked.splitlines() if f'"unit": "{unit}", "indicator": "{indicator}"' in line]
    return {c: text for c, text in cells.items() if any(f'"column": "{c}"' in line for line in lines)}


def _calculate(form: Path) -> None:
    """The form as LibreOffice saves it."""
    with TemporaryDirectory() as place:
        profile = f"-env:UserInstallation={(Path(place) / 'profile').as_uri()}"
        words = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", place, str(form)]
        subprocess.run(words, check=True, capture_output=True, timeout=180)
        shutil.move(Path(place) / form.name, form)


def _change(form: Path) -> None:
    """One number changed by a program that calculates nothing, so that the check code is another's."""
    with FileBook(form) as book:
        grid = next(grid for sheet in book.markers() if (grid := book.read_grid(sheet)) and "indicators" in grid.kind)
        code, column = next(
            (c, k) for c in grid.rows for k in ("value", "in_period") if "." in c and grid.value(c, k) not in ("", None)
        )
    package = WorkbookFile.open(form)
    package.set_cells(grid.sheet, {grid.address(code, column): "25"})
    form.write_bytes(package.to_bytes())


def main() -> None:
    """Make all files, then write down what this release does with them."""
    if __version__ != VERSION:
        sys.exit(f"This is {__version__}; the files are those that {VERSION} makes.")
    if STORED.exists():
        sys.exit(f"{STORED} is there already and is never made again.")
    made_days = {}
    with TemporaryDirectory() as place:
        for regime in UNITS:
            folder = Path(place) / regime
            made_days[regime] = Story(regime, folder).tell()
            shutil.copytree(folder, STORED / regime)
    shutil.copy(paths.workbooks() / "BDHVS.xlam", STORED)
    days = "".join(f"{regime} = {day.isoformat()}\n" for regime, day in made_days.items())
    (STORED / "days.toml").write_text(f"# The day on which each office goes on.\n{days}", "utf-8")
    for regime in UNITS:
        expect(regime)


def expect(regime: str) -> None:
    """Write down the walk of one type of report."""
    expected = STORED / regime / "expected"
    expected.mkdir()
    with TemporaryDirectory() as place:
        for name, text in walk(regime, Path(place) / regime):
            (expected / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
