"""Advises on document numbers that can be parsed but are not in the official form."""

from typing import NamedTuple

from bdhvs_xl import vi

_STYLES = {
    "party": "cơ quan Đảng viết gạch nối giữa số và loại văn bản",
    "state": "cơ quan nhà nước viết gạch chéo sau số, gạch nối sau loại văn bản",
}


class SpellingAdvice(NamedTuple):
    """A sentence on what is unusual, its cure, and the number as probably meant."""

    message: str
    cure: str
    meant: str


def spelling_advice(typed: str) -> SpellingAdvice | None:
    """The advice on a document number; None when it is in the official form, or cannot be parsed at all."""
    read = vi.parse_document_number(typed)
    if read is None or not read.number or str(read) in typed:
        return None
    return SpellingAdvice(
        f"số, ký hiệu “{typed}” viết chưa đúng thể thức, có thể là “{read}” ({_STYLES[read.style]}).",
        f"Đối chiếu với văn bản; nếu đúng thì ghi “{read}”.",
        str(read),
    )
