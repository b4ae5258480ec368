"""The texts of a letter: fields in braces filled from settings and units, figures in brackets linked."""

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
"""What units owe and what they are to send, by whether reports are missing and whether some need corrections."""
_TO_REPORT = re.compile(r"\((?:để )?(?:b/c|báo cáo)\)", re.IGNORECASE)


class LetterTextFiller:
    """Fills texts, marking figures; an unknown placeholder is a UserError, a missing number a finding."""

    def __init__(self, data: LetterData, figures: Figures) -> None:
        self.findings: list[Finding] = []
        self._data = data
        self._figures = figures
        self._linker = FigureLinker(data.material, figures, self.findings)

    def fill(self, text: str, place: str, between: str = "") -> str:
        """The text filled; several names in one field are joined by `between`, or as in a sentence when it is ""."""
        text = _FIELD.sub(lambda found: self._field(found[1], place, between), clean_text(text))
        text = _COUNT.sub(lambda found: self._unit_count(found[1], place), text)
        text = _TARGET.sub(lambda found: self._target(found[1], int(found[2]), place), text)
        known = len(self.findings)
        text = self._linker.link(text, LETTERS, "", place)
        for finding in self.findings[known:]:
            if not finding.indicator:
                raise UserError(finding.message, finding.cure)
        return text

    # --- fields -----------------------------------------------------------------------------------------------------

    def _field(self, name: str, place: str, between: str) -> str:
        if name in self._name_lists:
            names = self._name_lists[name]()
            return between.join(names) if between else vi.join(list(names))
        if name not in self._values:
            known = ", ".join(f"{{{field}}}" for field in (*self._values, *self._name_lists))
            raise UserError(f"{place}: không có chỗ điền {{{name}}}.", f"Chỉ dùng: {known}.")
        return self._values[name] or DOTS

    @cached_property
    def _values(self) -> Mapping[str, str]:
        regime, today = self._data.regime, self._data.today
        start, end, due = map(vi.format_date, (regime.period_from, regime.period_to, regime.deadline))
        places = [unit.name.partition(" ")[2] for unit in self._units if unit.kind in _PLACES]
        return {
            "dispatch": clean_text(regime.cited_dispatch), "issuer": issuer_in_sentence(regime),
            "period": f"từ ngày {start} đến ngày {end}", "deadline": f"ngày {due}",
            "today": f"ngày {vi.format_date(today)}", "reporters": clean_text(regime.reporters),
            "places": ", ".join(places), "reported_to": self._reported_to(), "kept": self._archive_line(),
            **self._reminder_phrases(),
            **{key: clean_text(regime.settings[key]) for key in ("plan", "subject", "province", "place", "addressee")},
        }  # fmt: skip

    @cached_property
    def _name_lists(self) -> Mapping[str, Callable[[], Sequence[str]]]:
        by_kind = {key: self._names_of_kind(kind) for key, kind in _KINDS.items()}
        return {"units": lambda: [unit.name for unit in self._units], "owing": self._outstanding_names, **by_kind}

    def _names_of_kind(self, kind: str) -> Callable[[], Sequence[str]]:
        return lambda: [unit.name for unit in self._units if unit.kind == kind]

    def _outstanding_names(self) -> Sequence[str]:
        """The outstanding units by the form of address; when there are many, only the letter itself lists them."""
        owing = {item.unit for item in outstanding_units(self._data)}
        names = [self._addressed(unit) for unit in self._units if unit.code in owing]
        return names if len(names) <= _NAMED_AT_MOST else [f"Các {self._data.regime.reporters} có tên dưới đây"]

    def _addressed(self, unit: Unit) -> str:
        """The form of address: for a commune its Party committee or its People's Committee."""
        if unit.kind not in _PLACES:
            return unit.name
        body = "Đảng ủy" if self._data.regime.settings["style"] == "Đảng" else "UBND"
        return f"{body} {unit.name[0].lower()}{unit.name[1:]}"

    def _reminder_phrases(self) -> Mapping[str, str]:
        """The phrases of a reminder, by how many units it addresses and what they owe."""
        outstanding = outstanding_units(self._data)
        reason, send = _OWED[any(not item.details for item in outstanding), any(item.details for item in outstanding)]
        addressees = "các đơn vị" if len(outstanding) > 1 else "đơn vị"
        return {"owing_units": addressees, "owes": reason, "to_send": send}

    def _reported_to(self) -> str:
        """The bodies that received the report: its addressees, else its recipients "để báo cáo"."""
        settings = self._data.regime.settings
        above = [part.strip() for part in settings["recipients"].split("|") if _TO_REPORT.search(part)]
        return clean_text(settings["addressee"] or "|".join(_TO_REPORT.sub("", part).strip() for part in above))

    def _archive_line(self) -> str:
        """The archive line, last among the recipients: "Lưu: VT, VP"."""
        parts = clean_text(self._data.regime.settings["recipients"]).split("|")
        return next((part.strip() for part in parts if vi.fold(part.strip()).startswith("lưu")), "")

    @property
    def _units(self) -> Sequence[Unit]:
        return self._data.material.units

    # --- figures ----------------------------------------------------------------------------------------------------

    def _unit_count(self, column: str, place: str) -> str:
        everyone = reporting_states(self._data.material)
        units = {
            "units_expected": [s.unit for s in everyone],
            "units_reported": [s.unit for s in everyone if s.sent],
            "units_missing": [s.unit for s in everyone if not s.sent],
            "units_late": [s.unit for s in everyone if s.sent and s.late],
            "units_awaiting": [s.unit for s in everyone if s.status == "awaiting_entry"],
            "units_to_correct": [s.unit for s in everyone if s.status == "returned"],
        }
        if column not in units:
            known = ", ".join(f"[{name}]" for name in units)
            raise UserError(f"{place}: không có số liệu [{column}].", f"Số đơn vị thì dùng: {known}.")
        return self._figures.count(len(units[column]), column, tuple(units[column]))

    def _target(self, code: str, year: int, place: str) -> str:
        indicator = self._data.regime.indicator.get(code)
        if indicator is None or year not in indicator.targets:
            why = f"chỉ số {code} không có mục tiêu năm {year}" if indicator else f"không có chỉ số “{code}”"
            cure = "Ghi mục tiêu ở trang Chỉ số, cột Mục tiêu, ví dụ 2025: 90; 2026: 100, hoặc sửa lại chỗ này."
            raise UserError(f"{place}: [{code}.target.{year}] không điền được, {why}.", cure)
        value = indicator.targets[year]
        return self._figures.mark(Figure(indicator=code, column="target", value=value, text=vi.format_number(value, 1)))
