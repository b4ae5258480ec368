"""A choice from a list by typing one line: its number in a short list, its code or its name.

Excel's object model has an input box but no list box.
"""

from collections.abc import Callable, Mapping

from bdhvs_xl import vi

MAX_NUMBERED = 9
"""Choices of a list that is shown with numbers; of more than that the code or the name is typed."""
TypeText = Callable[[str, str], str | None]
"""Ask for a line of text: the question, and what stands in the line at first; None when it is cancelled."""


def choose_from_list(question: str, choices: Mapping[str, str], room: int, type_text: TypeText) -> str | None:
    """The code of the chosen item, None when the user cancels; asks again, with the reason, until the text matches.

    A question has at most `room` characters. A similar item is suggested as the next initial text, never chosen.
    """
    reason, proposed = "", "1" if len(choices) <= MAX_NUMBERED else ""
    while True:
        answer = type_text(_asked(reason + question, choices, room), proposed)
        if answer is None:
            return None
        code = _named(answer, choices)
        if code is not None:
            return code
        likely = vi.similar_names(answer, choices.values())
        proposed = likely[0] if likely else ""
        reason = _reason(vi.plain(answer), likely)


def _asked(question: str, choices: Mapping[str, str], room: int) -> str:
    """The question, and below it the choices when they are few, cut to the room there is."""
    if len(choices) > MAX_NUMBERED:
        return question
    width = (room - len(question)) // len(choices) - len("\n1. ")
    return "\n".join([question, *(f"{n}. {_cut(words, width)}" for n, words in enumerate(choices.values(), start=1))])


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _named(answer: str, choices: Mapping[str, str]) -> str | None:
    codes = list(choices)
    text = vi.plain(answer)
    if len(choices) <= MAX_NUMBERED and text.isdecimal() and 1 <= int(text) <= len(codes):
        return codes[int(text) - 1]
    if text in choices:
        return text
    found = [code for code, words in choices.items() if vi.fold(words) == vi.fold(text)]
    return found[0] if len(found) == 1 else None


def _reason(text: str, likely: list[str]) -> str:
    if not text:
        return "Chưa chọn. "
    near = f" Gần giống: {', '.join(likely)}." if likely else ""
    return f"Không có “{_cut(text, 30)}”.{near} "
