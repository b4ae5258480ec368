"""Ask the user for the arguments of a button before it runs."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.results import Argument
from bdhvs_xl.ui import Cancelled, UserInterface

NOT_CHOSEN = {"": "Không chọn"}


def ask_arguments(arguments: Sequence[Argument], ui: UserInterface, *book: Book) -> dict[str, str | Path]:
    """The user's answers by argument, without the optional ones left blank; Cancelled when a question is cancelled."""
    chosen: dict[str, str | Path] = {}
    for argument in arguments:
        answer = _answer(argument, ui, book)
        if answer is None or (argument.required and answer == ""):
            raise Cancelled
        if answer != "":
            chosen[argument.name] = answer
    return chosen


def _answer(argument: Argument, ui: UserInterface, book: tuple[Book, ...]) -> str | Path | None:
    question = argument.question or argument.help
    if argument.kind == "folder":
        return ui.choose_folder(question)
    if argument.kind == "open":
        return ui.choose_file(question, argument.suggested)
    if argument.kind == "agree":
        return "yes" if ui.agree(question) else ""
    if argument.kind == "file":
        return ui.name_file(question, argument.suggested)
    if argument.choices:
        return ui.choose(question, _choices(argument.choices(*book), argument.required))
    text = ui.type_text(question, ui.suggestion(argument.name) or argument.suggested)
    return text if text is None else text.strip()


def _choices(choices: Mapping[str, str], required: bool) -> Mapping[str, str]:
    return choices if required else {**NOT_CHOSEN, **choices}
