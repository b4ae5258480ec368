"""The units' proposals grouped by the authority that can decide them, which is read from the sentence itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.content.report_data import ReportData

_ASKS = re.compile(r"(?:đề nghị|kiến nghị|đề xuất)(?:\s+(?:với|lên|các))*\s+", re.IGNORECASE)
_NEAR = 12
"""The authority's name must begin within this many characters after "đề nghị", "kiến nghị"."""


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority: the heading in a report, and the pattern that recognises it in a sentence."""

    name: str
    words: str


AUTHORITIES = (
    Authority(
        "Đối với Trung ương",
        r"Trung ương|Chính phủ|Thủ tướng|Quốc hội|Bộ\s+[A-ZĐ]|bộ, ngành|Ban Chỉ đạo Trung ương|Tổng Liên đoàn",
    ),
    Authority(
        "Đối với Tỉnh ủy, Ban Chỉ đạo cấp tỉnh và Tổ Công tác",
        r"Tỉnh ủy|Ban Thường vụ Tỉnh|Ban Chỉ đạo|Tổ Công tác|Ban Tuyên giáo|cấp tỉnh|lãnh đạo tỉnh|tỉnh\b",
    ),
    Authority(
        "Đối với Hội đồng nhân dân, Ủy ban nhân dân tỉnh",
        r"UBND tỉnh|Ủy ban nhân dân tỉnh|HĐND|Hội đồng nhân dân",
    ),
    Authority(
        "Đối với các sở, ban, ngành, đoàn thể cấp tỉnh",
        r"Sở\b|sở, (?:ban, )?ngành|Ban quản lý|Công an|Ngân hàng|Mặt trận|MTTQ|Đoàn TNCS|Tỉnh đoàn|"
        r"Liên đoàn Lao động|Hội\s+[A-ZĐ]",
    ),
    Authority(
        "Đối với doanh nghiệp viễn thông, công nghệ số",
        r"doanh nghiệp|VNPT|Viettel|MobiFone|nhà mạng",
    ),
    Authority(
        "Đối với lãnh đạo cơ quan",
        r"(?:(?:ban )?lãnh đạo|Giám đốc|Thủ trưởng) (?:Sở|cơ quan|đơn vị)\b(?! [A-ZĐ])",
    ),
)
OTHERS = "Kiến nghị khác"


def proposal_blocks(data: ReportData, proposals: Iterable[tuple[str, str]]) -> list[Block]:
    """Proposals, given as (unit, sentence), one item per authority; those without one come last.

    When no proposal names an authority, one item per unit.
    """
    proposals = list(proposals)
    if all(find_authority(sentence) == OTHERS for _, sentence in proposals):
        return _by_unit(data, proposals)
    by_authority: dict[str, list[str]] = {name: [] for name in (*(a.name for a in AUTHORITIES), OTHERS)}
    for unit, sentence in proposals:
        by_authority[find_authority(sentence)].append(_with_unit(data, unit, sentence))
    return [Block("item", " ".join(texts), f"{name}: ") for name, texts in by_authority.items() if texts]


def find_authority(sentence: str) -> str:
    """The name of the authority addressed by a sentence; `OTHERS` when it names none."""
    asks = _ASKS.search(sentence)
    rest = sentence[asks.end() :] if asks else ""
    named = [(match.start(), -len(match[0]), a.name) for a in AUTHORITIES if (match := re.search(a.words, rest))]
    start, _, name = min(named, default=(0, 0, OTHERS))
    return name if start <= _NEAR else OTHERS


def _by_unit(data: ReportData, proposals: Iterable[tuple[str, str]]) -> list[Block]:
    """One item per unit, with its name and its proposals."""
    by_unit: dict[str, list[str]] = {}
    for unit, sentence in proposals:
        by_unit.setdefault(unit, []).append(sentence)
    return [Block("item", " ".join(texts), f"{data.name(unit)}: ") for unit, texts in by_unit.items()]


def _with_unit(data: ReportData, unit: str, sentence: str) -> str:
    """The sentence with its unit in brackets before the full stop."""
    return f"{sentence.rstrip('.')} ({data.name_in_sentence(unit)})."
