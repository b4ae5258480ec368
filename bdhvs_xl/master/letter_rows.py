"""`Công văn`: the letters and plans of a master, one row for each line of a letter."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import cast

from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.protocol import Book, Row
from bdhvs_xl.master.labels import LETTER_HEADS, LETTER_KINDS, LETTER_PARTS
from bdhvs_xl.master.table_row import TableRow
from bdhvs_xl.master.tables import LETTERS_TABLE
from bdhvs_xl.regime.model import Letter, LetterKind, LetterLine, LetterPart, Regime

_WORDS = {**LETTER_HEADS, **LETTER_PARTS}
_OF_LINE = ("text", "by", "due", "indicator")


def letter_rows(regime: Regime) -> Iterator[Row]:
    """The rows of `Công văn`: for each letter the parts outside its body, then its body."""
    for letter in regime.letters:
        for head, word in LETTER_HEADS.items():
            text = LETTER_KINDS[letter.kind] if head == "kind" else getattr(letter, head)
            if text:
                yield {"letter": letter.id, "part": word, "text": text}
        for line in letter.lines:
            part = LETTER_PARTS[line.part]
            texts = {key: getattr(line, key) for key in _OF_LINE}
            yield {"letter": letter.id, "part": part, **texts}


def read_letters(book: Book) -> tuple[Letter, ...]:
    """The letters of a master, () when it is older than this table; UserError naming the row that cannot be used."""
    if not book.has_table(LETTERS_TABLE):
        return ()
    lines = [TableRow(LETTERS_TABLE, row, "text") for row in book.read_table(LETTERS_TABLE)]
    found = [(id_, list(those)) for id_, those in groupby(lines, key=lambda line: line.code("letter"))]
    _require_together([(id_, those[0]) for id_, those in found])
    return tuple(_letter(id_, those) for id_, those in found)


def _require_together(starts: Iterable[tuple[str, TableRow]]) -> None:
    seen: set[str] = set()
    for id_, line in starts:
        if id_ in seen:
            what = f"văn bản “{id_}” đã có ở phía trên, giữa hai phần là dòng của văn bản khác"
            raise line.problem("letter", what, "Hãy để các dòng của một văn bản liền nhau, hoặc đặt mã khác.")
        seen.add(id_)


def _letter(id_: str, lines: Sequence[TableRow]) -> Letter:
    heads: dict[str, str] = {}
    body: list[LetterLine] = []
    for line in lines:
        part = line.word("part", _WORDS)
        if part in LETTER_HEADS:
            if part in heads:
                raise line.problem("part", f"văn bản “{id_}” có hai dòng {LETTER_HEADS[part]}", "Hãy bỏ một dòng.")
            heads[part] = line.word("text", LETTER_KINDS) if part == "kind" else line.required("text")
        else:
            texts = {key: line.text(key) for key in _OF_LINE}
            body.append(LetterLine(part=cast(LetterPart, part), **texts))
    _require_heads(id_, heads)
    kind = cast(LetterKind, heads.pop("kind"))
    return Letter(id=id_, kind=kind, lines=tuple(body), **heads)


def _require_heads(id_: str, heads: dict[str, str]) -> None:
    for head in ("kind", "title"):
        if head not in heads:
            word = LETTER_HEADS[head]
            raise UserError(
                f"Trang {LETTERS_TABLE.sheet}, văn bản “{id_}”: thiếu dòng {word}.",
                f"Thêm một dòng có Mã văn bản {id_}, Loại dòng “{word}”.",
            )
