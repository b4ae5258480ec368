"""What units wrote, as whole sentences: lists joined to their lead-in, every sentence with its full stop."""

import re

from bdhvs_xl.documents.figures.figures import clean

_BULLET = re.compile(r"^\s*(?:[-–—+•*]|\(?\d{1,2}[.)]|[a-zđ]\))\s+")
_PAUSE = re.compile(r"""[.!?…]["”’»)]?(\s+)["“‘«(]?(?=\S)""")
_ABBREVIATION = re.compile(r"\b(?:TP|TX|TT|ThS|TS|PGS|GS|BS|KS|Tr|[A-ZĐ])\.$")
_SPACE_BEFORE_POINT = re.compile(r"\s+([,.;:!?])")


def sentences(text: str) -> list[str]:
    """The sentences of a text, each whole, starting with a capital letter and ending with a full stop."""
    return [_finish(sentence) for line in _joined(clean(text)) for sentence in _split(line) if _finish(sentence)]


def _joined(text: str) -> list[str]:
    """The lines of a text; the items of a list follow its lead-in on one line, "gồm: A; B; C." """
    joined: list[str] = []
    lead, listed = "", ""
    for line in text.split("\n"):
        sign, content = _sign(line), _tidy(_BULLET.sub("", line))
        if not content:
            continue
        if joined and joined[-1].endswith((":", ";", ",")):
            listed = sign if sign != lead else ""
            joined[-1] += f" {content}"
        elif listed and sign == listed and not _PAUSE.search(content):
            joined[-1] = f"{joined[-1].rstrip('.')}; {content}"
        else:
            joined.append(content)
            lead, listed = sign, ""
    return joined


def _sign(line: str) -> str:
    """The dash, plus or dot that a line begins with; "" when it has none, or a number."""
    bullet = _BULLET.match(line)
    return bullet[0].strip() if bullet and not any(map(str.isalnum, bullet[0])) else ""


def _tidy(line: str) -> str:
    return _SPACE_BEFORE_POINT.sub(r"\1", " ".join(line.split()))


def _split(line: str) -> list[str]:
    """The line at every pause after which a sentence can begin: not after a short form, not before a small letter."""
    parts, start = [], 0
    for pause in _PAUSE.finditer(line):
        goes_on = line[pause.end()].islower() or _ABBREVIATION.search(line[start : pause.start(1)])
        if not goes_on:
            parts.append(line[start : pause.start(1)])
            start = pause.end(1)
    return [*parts, line[start:]]


def _finish(sentence: str) -> str:
    body = sentence.strip().rstrip(",;:-–+ ")
    if not body:
        return ""
    end = "" if body.rstrip("”’»)").endswith((".", "!", "?", "…")) else "."
    return f"{body[0].upper()}{body[1:]}{end}"
