"""A made regime through all the buttons on real files: what a focal office and its units do, each at its time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any, get_args

from bdhvs_xl import vi
from bdhvs_xl.buttons import collect, issue_forms
from bdhvs_xl.demo.fill_forms import fill_sample_form
from bdhvs_xl.demo.sample_answers import SampleUnit
from bdhvs_xl.documents.word.build_template import build_template
from bdhvs_xl.documents.word.layout_spec import DocumentKind
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.create import create_master_file
from bdhvs_xl.master.labels import CHOICES
from bdhvs_xl.master.tables import ADJUSTMENTS_TABLE, FINDINGS_TABLE, NARRATIVE_TABLE
from bdhvs_xl.regime import loader
from bdhvs_xl.regime.model import Indicator
from support import random_answers
from support.independent_totals import Sent, asked, judged, owing
from support.random_periods import asked_once, in_period
from support.random_regime import made_regime
from support.regime_toml import toml_text

Convert = Callable[[Path, str], Path]


class Chain:
    """An office in `folder` with a new master of the regime of a number; `saved` is a program that saves one form."""

    def __init__(self, seed: int, folder: Path, saved: Convert | None = None) -> None:
        self.random, self.folder, self.saved = Random(f"units {seed}"), folder, saved
        self.made, self.rules = made_regime(seed)
        text = folder / f"{self.made.id}.toml"
        text.write_text(toml_text(self.made), encoding="utf-8")
        self.regime = loader.load_regime_file(text)
        self.master, self.inbox = folder / "Tổng hợp.xlsx", folder / "Gửi về"
        self.unit_folder = folder / "Ở đơn vị"
        self.inbox.mkdir()
        self.unit_folder.mkdir()
        self.start = datetime.combine(self.regime.period_to, time(8, 30))
        create_master_file(self.regime, self.master, now=self.start, fill=lambda book: None)
        for kind in get_args(DocumentKind):
            build_template(self.regime, folder, kind)
        self.sent: dict[str, Sent] = {}
        self.agreed: dict[tuple[str, str], float] = {}
        self.known: set[str] = set()
        self.in_common: set[str] = set()

    def press(self, button: ModuleType, days: int = 20, on: Path | None = None, **arguments: Any) -> Any:
        """Press a button on the master (or another file), some days after the period; gives what came of it."""
        name = button.__name__.rpartition(".")[2]
        now = self.start + timedelta(days=days)
        with FileBook(on or self.master, button=name, now=now, user="Cán bộ", ask=lambda question: True) as book:
            return button.run(book, **arguments)

    def issue(self) -> None:
        """Issue the forms."""
        files = self.press(issue_forms, days=0).files
        common = next(path for path in files if path.name.startswith("bieu-mau-chung"))
        names = {path.name.partition("-20")[0]: path for path in files}
        self.forms = {
            u.code: next(p for n, p in names.items() if _is_of(n, u.code, u.name)) for u in owing(self.regime)
        }
        self.common = common

    def receive(self) -> None:
        """Units send in two waves, the second one late; some send nothing, a scan, a blank form, or two versions."""
        units = owing(self.regime)
        self.random.shuffle(units)
        waves = units[: len(units) // 2 + 1], units[len(units) // 2 + 1 :]
        for days, wave in zip((2, 12), waves, strict=True):
            for unit in wave:
                self._send(unit, self.random.choice(("form",) * 6 + ("common", "scan", "blank", "nothing")))
            self._collect(days)
        self._send_again()

    def receive_late(self) -> bool:
        """Whether a unit that had sent nothing to read sends a form at last; what had come before is known."""
        unit = next((unit for unit in owing(self.regime) if unit.code not in self.sent), None)
        if unit is None:
            return False
        self._send(unit, "form")
        self._collect(20)
        return True

    def _collect(self, days: int) -> None:
        known = self.known
        outcome = self.press(collect, days, folder=self.inbox)
        self.known = {file.file for file in outcome.received if file.status not in ("rejected",)}
        assert known <= {file.file for file in outcome.received if file.status == "unchanged"}
        for file in outcome.received:
            assert file.status != "rejected" or Path(file.file).stem.endswith("trống"), file

    def _send(self, unit: Any, how: str) -> None:
        path = self.inbox / f"{unit.code} {unit.name}.xlsx"
        if how in ("form", "common"):
            self.sent[unit.code] = sent = self._answers(unit)
            self.in_common |= {unit.code} if how == "common" else set()
            self._fill(sent, self.forms[unit.code] if how == "form" else self.common, path, how == "common")
            if self.saved:
                path.write_bytes(self.saved(path, "xlsx").read_bytes())
                self.saved = None
        elif how == "scan":
            path.with_suffix(".pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
        elif how == "blank":
            path.with_stem(f"{path.stem} trống").write_bytes(self.forms[unit.code].read_bytes())

    def _answers(self, unit: Any) -> Sent:
        indicators = asked(self.regime, unit)
        sections = [s.id for s in self.regime.sections if s.asked]
        said = {i.code: in_period(self.random, i, random_answers.said(self.random, asked_once(i))) for i in indicators}
        lists: dict[str, Any] = {
            "documents": [*random_answers.documents(self.random, indicators, self.regime.period_to)],
            "practices": [*random_answers.practices(self.random)],
            "narrative": random_answers.words(self.random, sections),
        }
        return Sent(unit=unit, said=said, **lists)

    def _fill(self, sent: Sent, form: Path, to: Path, common: bool) -> None:
        whose = {"unit_code": f"{sent.unit.code} - {sent.unit.name}"} if common else {}
        sample = SampleUnit(
            code=sent.unit.code, sends="form", attributes={}, identity={**whose, "contact": "Nguyễn Văn A"},
            answers={code: said.cells for code, said in sent.said.items()}, documents=tuple(sent.documents),
            practices=tuple(sent.practices), narrative=sent.narrative,
        )  # fmt: skip
        fill_sample_form(form, sample, to)

    def _send_again(self) -> None:
        """One unit sends a second, different form; the office keeps the first, takes the second, or does not choose."""
        code = next(iter(self.sent), "")
        if not code:
            return
        second = self._answers(self.sent[code].unit)
        self._fill(second, self.forms[code], self.inbox / f"{code} gửi lại.xlsx", common=False)
        self._collect(13)
        choice = self.random.choice(("keep", "take", ""))
        if choice == "take":
            self.sent[code] = second
        with self._editing() as book:
            rows = [dict(row) for row in book.read_table(FINDINGS_TABLE)]
            for row in rows:
                if row["rule"] == "versions" and choice:
                    row["choice"] = CHOICES[choice]
            book.replace_rows(FINDINGS_TABLE, rows)

    def settle(self) -> None:
        """The office corrects numbers of units by telephone, agrees on totals, and writes words of its own."""
        self.typed = {unit: replace(sent) for unit, sent in self.sent.items()}
        counts = [i for i in self.regime.indicators if i.kind.code == "count" and i.over_units != "none"]
        lines = [*self._corrections(counts), *self._agreements(counts)]
        words = [{"unit": "", "section": s.id, "text": self._own_words()} for s in self.regime.sections if s.asked][:2]
        with self._editing() as book:
            book.replace_rows(ADJUSTMENTS_TABLE, lines)
            book.replace_rows(NARRATIVE_TABLE, [*words, *book.read_table(NARRATIVE_TABLE)])

    def _corrections(self, counts: Sequence[Indicator]) -> Iterator[dict[str, str]]:
        for unit, sent in self.sent.items():
            for indicator in counts:
                said = sent.said.get(indicator.code)
                if said and not said.answer and "answer" not in said.cells and self.random.random() < 0.1:
                    kept = {c: n for c, n in said.numbers.items() if c in said.cells and c == "cumulative"}
                    numbers = {**kept, indicator.columns[0]: 2610.0}
                    mended = {"numbers": numbers, "faults": frozenset(), "errors": frozenset()}
                    sent.said = {**sent.said, indicator.code: replace(said, **mended)}
                    yield _line(unit, indicator, "2.610")

    def _agreements(self, counts: Sequence[Indicator]) -> Iterator[dict[str, str]]:
        for indicator in counts:
            if self.random.random() < 0.2:
                self.agreed[indicator.code, indicator.columns[0]] = 12345.0
                yield _line("", indicator, "12345")
        for indicator in self.regime.indicators:
            if indicator.over_units == "ratio" and self.random.random() < 0.2:
                self.agreed[indicator.code, "percent"] = 86.5
                yield _line("", indicator, "86,5%")

    def _own_words(self) -> str:
        codes = self.random.choices([*self.regime.indicator], k=2)
        return f"Toàn tỉnh có [{codes[0]}] theo [{codes[1]}.value], họp 03 lần [số 9];\n- Đã mở 12 lớp & <đạt> 2.610"

    @contextmanager
    def _editing(self) -> Iterator[FileBook]:
        """The master while people type into it."""
        with FileBook(self.master, button="edit", now=self.start) as book:
            yield book
            book.save()

    def judged(self) -> Mapping[str, Sent]:
        """What units sent, the errors of rules in place."""
        return {unit: judged(self.regime, self.rules, sent) for unit, sent in self.sent.items()}


def errors(sent: Mapping[str, Sent]) -> Mapping[tuple[str, str], frozenset[str]]:
    """The rules that must find an error, by (unit, indicator)."""
    return {(unit, code): said.errors for unit, s in sent.items() for code, said in s.said.items() if said.errors}


def _line(unit: str, indicator: Indicator, value: str) -> dict[str, str]:
    return {
        "unit": unit,
        "indicator": indicator.code,
        "column": "Trong kỳ" if indicator.repeats else "Kết quả",
        "value": value,
        "reason": "Họp <12/5>",
    }


def _is_of(name: str, code: str, unit: str) -> bool:
    return name in (f"{code}-{vi.ascii_name(unit)}", f"{vi.ascii_name(code)}-{vi.ascii_name(unit)}")


def found_errors(findings: Any) -> Iterator[tuple[tuple[str, str], str]]:
    """The errors of checks over answers, as ((unit, indicator), rule)."""
    for finding in findings:
        if finding.severity == "error" and finding.rule != "versions":
            yield (finding.unit, finding.indicator), finding.rule
