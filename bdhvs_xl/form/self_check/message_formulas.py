"""Messages of findings as formulas: constant texts and cell values in between."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

from bdhvs_xl.expressions.evaluate import BLANK, split_message
from bdhvs_xl.expressions.formula import quote_text
from bdhvs_xl.expressions.language import Call, Expression, Reference, TextLiteral
from bdhvs_xl.form.self_check.calculation_cells import TYPED, VALUE, CalculationCells

_SHOWN = 40
"""Characters of a typed text that a sentence repeats."""


@dataclass(frozen=True, slots=True)
class MessageFormula:
    """A part of a message that is computed by a formula."""

    text: str


Sentence = tuple[str | MessageFormula, ...]


def message_formula(sentence: Sentence) -> str:
    """The message as a formula, without the equals sign."""
    return "&".join(quote_text(part) if isinstance(part, str) else part.text for part in sentence if part) or '""'


def blank_form_text(sentence: Sentence) -> str:
    """The message in a blank form: its constant texts."""
    return "".join(part for part in sentence if isinstance(part, str))


def template_sentence(template: str, fields: Mapping[str, str | MessageFormula]) -> Sentence:
    """A template of `form.finding_messages`, its fields filled with words or with what formulas put there."""
    return tuple(_filled(template, fields))


def _filled(template: str, fields: Mapping[str, str | MessageFormula]) -> Iterator[str | MessageFormula]:
    for words, field, _, _ in Formatter().parse(template):
        yield words
        if field:
            yield fields[field]


def typed_text_formula(cell: str) -> MessageFormula:
    """The text of a cell of the workings, no longer than a sentence bears."""
    return MessageFormula(f'IF({cell}="","{BLANK}",LEFT({cell},{_SHOWN}))')


def number_text_formula(part: str) -> MessageFormula:
    """A number with a decimal comma, independent of the computer's decimal sign."""
    return MessageFormula(f'IFERROR(IF({part}="","{BLANK}",SUBSTITUTE(ROUND({part},2)&"",".",",")),"{BLANK}")')


def rule_sentence(message: str, workings: CalculationCells) -> Sentence:
    """A rule's message with the values it mentions, as `evaluate.fill` puts them."""
    return tuple(_parts(message, workings))


def _parts(message: str, workings: CalculationCells) -> Iterator[str | MessageFormula]:
    for piece in split_message(message):
        if isinstance(piece, str):
            yield piece
        else:
            yield _shown(piece, workings)


def _shown(mentioned: Expression, workings: CalculationCells) -> MessageFormula | str:
    match mentioned:
        case Reference(indicator, column):
            return _value(indicator, column, workings)
        case Call("PREV", (Reference(indicator, column),)):
            part = workings.previous(indicator, column)
        case Call("TARGET", (Reference(indicator, _),)):
            part = workings.target(indicator)
        case Call("UNIT", (TextLiteral(key),)):
            part = workings.attribute(key)
        case Call("ITEMS", (TextLiteral(kind), *named)):
            part = workings.items(kind, named[0].value if named and isinstance(named[0], TextLiteral) else "")
        case _:
            part = None
    return number_text_formula(part) if part else BLANK


def _value(indicator: str, column: str, workings: CalculationCells) -> MessageFormula | str:
    """The text as typed; a percentage as reckoned."""
    held = workings.value(indicator, column)
    if held is None:
        return BLANK
    texts = {workings.at(VALUE, *place): workings.at(TYPED, *place) for place in workings.rows}
    return typed_text_formula(texts[held.cell]) if held.cell in texts else number_text_formula(held.cell)
