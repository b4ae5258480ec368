"""The texts of a letter filled: fields in braces from the settings and the units, figures in brackets linked."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from bdhvs_xl import vi
from bdhvs_xl.documents.content.opening_closing import issuer_in_sentence
from bdhvs_xl.documents.content.references import FigureLinker
from bdhvs_xl.documents.content.reporting import reporting_states
from bdhvs_xl.documents.figures.figures import Figure, Figures, clean_text
from bdhvs_xl.documents.letters.letter_data import LetterData
from bdhvs_xl.documents.letters.outstanding import outstanding_units
from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.master.layout import LETTERS
from bdhvs_xl.regime.model import Unit

DOTS = "……………"
_FIELD = re.compile(r"\{([^{}]*)\}")
_COUNT = re.compile(r"\[(units_[a-z_]+)\]")
_TARGET = re.compile(r"\[([^\[\]\s]+)\.target\.(\d{4})\]")
_PLACES = ("commune", "ward", "special_zone")
_KINDS = {"departments": "department", "divisions": "division", "organisations": "organisation", "hamlets": "hamlet"}
_NAMED_AT_MOST = 6
_REASONS = "nội dung nào số liệu đã đúng thì ghi rõ lý do vào cột Lý do/ghi chú của biểu mẫu"
_OWED = {
    (True, True): (
        "chưa gửi báo cáo hoặc báo cáo còn nội dung phải chỉnh sửa, giải thích",
        f"báo cáo hoặc bản đã chỉnh sửa; {_REASONS}",
    ),
    (True, False): ("chưa gửi báo cáo", "báo cáo để tổng hợp"),
    (False, True): ("có báo cáo còn nội dung phải chỉnh sửa, giải thích", f"bản đã chỉnh sửa; {_REASONS}"),
    (False, False): (DOTS, DOTS),
}  # fmt: skip
"""What is owed and what is to be sent, by whether reports have not come and whether some are to be corrected."""
_TO_REPORT = re.compile(r"\((?:để )?(?:b/c|báo cáo)\)", re.IGNORECASE)


class LetterTextFiller:
    """Fills texts, marking figures; what asks for something unknown is a UserError, a missing number is a finding."""

    def __init__(self, source: LetterData, figures: Figures) -> None:
        self.findings: list[Finding] = []
        self._source = source
        self._figures = figures
        self._linker = FigureLinker(source.material, figures, self.findings)

    def fill(self, text: str, place: str, between: str = "") -> str:
        """The text filled; several names of a field stand with `between`, as in a sentence where it is ""."""
        text = _FIELD.sub(lambda found: self._field(found[1], place, between), clean_text(text))
        text = _COUNT.sub(lambda found: self._count(found[1], place), text)
        text = _TARGET.sub(lambda found: self._target(found[1], int(found[2]), place), text)
        known = len(self.findings)
        text = self._linker.link(text, LETTERS, "", place)
        for finding in self.findings[known:]:
            if not finding.indicator:
                raise UserError(finding.message, finding.cure)
        return text

    # --- fields -----------------------------------------------------------------------------------------------------

    def _field(self, name: str, place: str, between: str) -> str:
        if name in self._names:
            names = self._names[name]()
            return between.join(names) if between else vi.join(list(names))
        if name not in self._said:
            known = ", ".join(f"{{{field}}}" for field in (*self._said, *self._names))
            raise UserError(f"{place}: không có chỗ điền {{{name}}}.", f"Chỉ dùng: {known}.")
        return self._said[name] or DOTS

    @cached_property
    def _said(self) -> Mapping[str, str]:
        regime, today = self._source.regime, self._source.today
        start, end, due = map(vi.format_date, (regime.period_from, regime.period_to, regime.deadline))
        places = [unit.name.partition(" ")[2] for unit in self._units if unit.kind in _PLACES]
        return {
            "dispatch": clean_text(regime.cited_dispatch), "issuer": issuer_in_sentence(regime),
            "period": f"từ ngày {start} đến ngày {end}", "deadline": f"ngày {due}",
            "today": f"ngày {vi.format_date(today)}", "reporters": clean_text(regime.reporters),
            "places": ", ".join(places), "reported_to": self._reported_to(), "kept": self._kept(),
            **self._asked_of_owing(),
            **{key: clean_text(regime.settings[key]) for key in ("plan", "subject", "province", "place", "addressee")},
        }  # fmt: skip

    @cached_property
    def _names(self) -> Mapping[str, Callable[[], Sequence[str]]]:
        by_kind = {key: self._of_kind(kind) for key, kind in _KINDS.items()}
        return {"units": lambda: [unit.name for unit in self._units], "owing": self._owing, **by_kind}

    def _of_kind(self, kind: str) -> Callable[[], Sequence[str]]:
        return lambda: [unit.name for unit in self._units if unit.kind == kind]

    def _owing(self) -> Sequence[str]:
        """Those who owe something, as they are addressed; many are named in the letter itself only."""
        owing = {debt.unit for debt in outstanding_units(self._source)}
        names = [self._addressed(unit) for unit in self._units if unit.code in owing]
        return names if len(names) <= _NAMED_AT_MOST else [f"Các {self._source.regime.reporters} có tên dưới đây"]

    def _addressed(self, unit: Unit) -> str:
        """The body to which one writes: of a commune its Party committee or its People's Committee."""
        if unit.kind not in _PLACES:
            return unit.name
        body = "Đảng ủy" if self._source.regime.settings["style"] == "Đảng" else "UBND"
        return f"{body} {unit.name[0].lower()}{unit.name[1:]}"

    def _asked_of_owing(self) -> Mapping[str, str]:
        """What a reminder says of those whom it reminds, according to how many they are and what they owe."""
        owed = outstanding_units(self._source)
        owes, send = _OWED[any(not debt.details for debt in owed), any(debt.details for debt in owed)]
        those = "các đơn vị" if len(owed) > 1 else "đơn vị"
        return {"owing_units": those, "owes": owes, "to_send": send}

    def _reported_to(self) -> str:
        """Whom the report went to: its addressees, else those of its recipients to whom it is a report."""
        settings = self._source.regime.settings
        above = [part.strip() for part in settings["recipients"].split("|") if _TO_REPORT.search(part)]
        return clean_text(settings["addressee"] or "|".join(_TO_REPORT.sub("", part).strip() for part in above))

    def _kept(self) -> str:
        """Where copies stay, as the last line of recipients says: "Lưu: VT, VP"."""
        parts = clean_text(self._source.regime.settings["recipients"]).split("|")
        return next((part.strip() for part in parts if vi.fold(part.strip()).startswith("lưu")), "")

    @property
    def _units(self) -> Sequence[Unit]:
        return self._source.material.units

    # --- figures ----------------------------------------------------------------------------------------------------

    def _count(self, what: str, place: str) -> str:
        everyone = reporting_states(self._source.material)
        counted = {
            "units_expected": [s.unit for s in everyone],
            "units_reported": [s.unit for s in everyone if s.sent],
            "units_missing": [s.unit for s in everyone if not s.sent],
            "units_late": [s.unit for s in everyone if s.sent and s.late],
            "units_awaiting": [s.unit for s in everyone if s.status == "awaiting_entry"],
            "units_to_correct": [s.unit for s in everyone if s.status == "returned"],
        }
        if what not in counted:
            known = ", ".join(f"[{name}]" for name in counted)
            raise UserError(f"{place}: không có số liệu [{what}].", f"Số đơn vị thì dùng: {known}.")
        return self._figures.count(len(counted[what]), what, tuple(counted[what]))

    def _target(self, code: str, year: int, place: str) -> str:
        indicator = self._source.regime.indicator.get(code)
        if indicator is None or year not in indicator.targets:
            why = f"chỉ số {code} không có mục tiêu năm {year}" if indicator else f"không có chỉ số “{code}”"
            cure = "Ghi mục tiêu ở trang Chỉ số, cột Mục tiêu, ví dụ 2025: 90; 2026: 100, hoặc sửa lại chỗ này."
            raise UserError(f"{place}: [{code}.target.{year}] không điền được, {why}.", cure)
        value = indicator.targets[year]
        return self._figures.mark(Figure(indicator=code, column="target", value=value, text=vi.format_number(value, 1)))
