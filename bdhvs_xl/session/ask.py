"""What a button asks before it begins."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.results import Argument
from bdhvs_xl.ui import Cancelled, UserInterface

NOT_CHOSEN = {"": "Không chọn"}


def ask_arguments(arguments: Sequence[Argument], desk: UserInterface, *book: Book) -> dict[str, str | Path]:
    """The user's answers by argument, without the optional ones left blank; Cancelled when a question is cancelled."""
    given: dict[str, str | Path] = {}
    for argument in arguments:
        answer = _answer(argument, desk, book)
        if answer is None or (argument.required and answer == ""):
            raise Cancelled
        if answer != "":
            given[argument.name] = answer
    return given


def _answer(argument: Argument, desk: UserInterface, book: tuple[Book, ...]) -> str | Path | None:
    question = argument.question or argument.help
    if argument.kind == "folder":
        return desk.choose_folder(question)
    if argument.kind == "open":
        return desk.choose_file(question, argument.suggested)
    if argument.kind == "agree":
        return "yes" if desk.agree(question) else ""
    if argument.kind == "file":
        return desk.name_file(question, argument.suggested)
    if argument.choices:
        return desk.choose(question, _choices(argument.choices(*book), argument.required))
    typed = desk.type_text(question, desk.suggestion(argument.name) or argument.suggested)
    return typed if typed is None else typed.strip()


def _choices(choices: Mapping[str, str], required: bool) -> Mapping[str, str]:
    return choices if required else {**NOT_CHOSEN, **choices}
