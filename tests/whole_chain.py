"""A made regime through all the buttons on real files: what a focal office and its units do, each at its time."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import made_answers
from added_up import Sent, asked, judged, owing
from made_regime import made_regime, toml_text

from bdhvs_xl.buttons import collect, issue_forms
from bdhvs_xl.demo.filling import fill
from bdhvs_xl.demo.samples import SampleUnit
from bdhvs_xl.regime import toml
from bdhvs_xl.report.template import build_template
from bdhvs_xl.workbook.build.fresh import put_fresh_master
from bdhvs_xl.workbook.filebook import FileBook
from bdhvs_xl.workbook.tables import FINDINGS_TABLE
from bdhvs_xl.workbook.words import CHOICES

Convert = Callable[[Path, str], Path]


class Chain:
    """An office in `folder` with a new master of the regime of a number; `saved` is a program that saves one form."""

    def __init__(self, seed: int, folder: Path, saved: Convert | None = None) -> None:
        self.random, self.folder, self.saved = Random(f"units {seed}"), folder, saved
        self.made, self.rules = made_regime(seed)
        text = folder / f"{self.made.id}.toml"
        text.write_text(toml_text(self.made), encoding="utf-8")
        self.regime = toml.load(text)
        self.master, self.inbox = folder / "Tổng hợp.xlsx", folder / "Gửi về"
        self.inbox.mkdir()
        self.start = datetime.combine(self.regime.period_to, time(8, 30))
        put_fresh_master(self.regime, self.master, now=self.start, fill=lambda book: None)
        build_template(self.regime, folder)
        self.sent: dict[str, Sent] = {}

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

    def _collect(self, days: int) -> None:
        outcome = self.press(collect, days, folder=self.inbox)
        for file in outcome.received:
            assert file.status != "rejected" or Path(file.file).stem.endswith("trống"), file

    def _send(self, unit: Any, how: str) -> None:
        path = self.inbox / f"{unit.code} {unit.name}.xlsx"
        if how in ("form", "common"):
            self.sent[unit.code] = sent = self._answers(unit)
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
        said = {i.code: made_answers.said(self.random, i) for i in indicators}
        lists: dict[str, Any] = {
            "documents": [*made_answers.documents(self.random, indicators, self.regime.period_to)],
            "practices": [*made_answers.practices(self.random)],
            "narrative": made_answers.words(self.random, sections),
        }
        return judged(self.regime, self.rules, Sent(unit=unit, said=said, **lists))

    def _fill(self, sent: Sent, form: Path, to: Path, common: bool) -> None:
        whose = {"unit_code": f"{sent.unit.code} - {sent.unit.name}"} if common else {}
        sample = SampleUnit(
            code=sent.unit.code, sends="form", attributes={}, identity={**whose, "contact": "Nguyễn Văn A"},
            answers={code: said.cells for code, said in sent.said.items()}, documents=tuple(sent.documents),
            practices=tuple(sent.practices), narrative=sent.narrative,
        )  # fmt: skip
        fill(form, sample, to)

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
        with FileBook(self.master, button="edit", now=self.start) as book:
            rows = [dict(row) for row in book.read_table(FINDINGS_TABLE)]
            for row in rows:
                if row["rule"] == "versions" and choice:
                    row["choice"] = CHOICES[choice]
            book.replace_rows(FINDINGS_TABLE, rows)
            book.save()

    def errors(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """The rules that must find an error, by (unit, indicator)."""
        return {
            (u, code): said.errors for u, sent in self.sent.items() for code, said in sent.said.items() if said.errors
        }


def _is_of(name: str, code: str, unit: str) -> bool:
    from bdhvs_xl import vi

    return name in (f"{code}-{vi.ascii_name(unit)}", f"{vi.ascii_name(code)}-{vi.ascii_name(unit)}")


def found_errors(findings: Any) -> Iterator[tuple[tuple[str, str], str]]:
    """The errors of checks over answers, as ((unit, indicator), rule)."""
    for finding in findings:
        if finding.severity == "error" and finding.rule != "versions":
            yield (finding.unit, finding.indicator), finding.rule
