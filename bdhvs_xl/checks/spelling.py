"""What is unusual in how a document's number is spelt, and how it is spelt properly."""

from typing import NamedTuple

from bdhvs_xl import vi

_STYLES = {
    "party": "cơ quan Đảng viết gạch nối giữa số và loại văn bản",
    "state": "cơ quan nhà nước viết gạch chéo sau số, gạch nối sau loại văn bản",
}


class SpellingAdvice(NamedTuple):
    """A sentence on what is unusual, its cure, and the number as it was probably meant."""

    message: str
    cure: str
    meant: str


def spelling_advice(typed: str) -> SpellingAdvice | None:
    """What to say of a number that can be read but is not spelt as it should be; None when nothing is."""
    read = vi.parse_document_number(typed)
    if read is None or not read.number or str(read) in typed:
        return None
    return SpellingAdvice(
        f"số, ký hiệu “{typed}” viết chưa đúng thể thức, có thể là “{read}” ({_STYLES[read.style]}).",
        f"Đối chiếu với văn bản; nếu đúng thì ghi “{read}”.",
        str(read),
    )
