"""A desk whose user has decided beforehand: answers come from a script, all that is asked and shown is kept."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.results import GoTo
from support.masters import NOW


class ScriptedDesk:
    """`answers` are given in their order; `events` are (what, text) in theirs, the last one first seen last."""

    def __init__(self, master: Path | None = None, answers: tuple[Any, ...] = (), suggested: str = "") -> None:
        self._master = master
        self._answers = list(answers)
        self._suggested = suggested
        self.events: list[tuple[str, str]] = []

    def all(self, what: str) -> list[str]:
        """The texts of all events of one kind."""
        return [text for kind, text in self.events if kind == what]

    def program(self) -> str:
        return "Bàn thử 1.0"

    @contextmanager
    def book(self, button: str) -> Iterator[Book]:
        if self._master is None:
            raise UserError("Chưa có file tổng hợp nào đang mở.", "Hãy mở file tổng hợp.")
        self.events.append(("book", button))
        with FileBook(self._master, button=button, now=NOW, user="An", ask=self.agree, progress=self.progress) as book:
            yield book

    def book_or_form(self, button: str) -> AbstractContextManager[Book]:
        return self.book(button)

    @contextmanager
    def closed_book(self, button: str) -> Iterator[Book]:
        self.events.append(("closed", button))
        with self.book(button) as book:
            yield book
        self.events.append(("opened again", button))

    def suggestion(self, argument: str) -> str:
        return self._suggested

    def choose_folder(self, title: str) -> Path | None:
        return self._answer("folder", title)

    def choose_file(self, title: str, suffix: str) -> Path | None:
        return self._answer("open file", f"{title} [{suffix}]")

    def name_file(self, title: str, suggested: str) -> Path | None:
        return self._answer("file", f"{title} [{suggested}]")

    def type_text(self, question: str, suggested: str = "") -> str | None:
        return self._answer("text", f"{question} [{suggested}]")

    def choose(self, question: str, choices: Mapping[str, str]) -> str | None:
        return self._answer("choose", f"{question} {dict(choices)}")

    def agree(self, question: str) -> bool:
        return bool(self._answer("agree", question))

    def tell(self, message: str) -> None:
        self.events.append(("tell", message))

    def warn(self, message: str, hint: str) -> None:
        self.events.append(("warn", f"{message} | {hint}"))

    def status(self, text: str) -> None:
        self.events.append(("status", text))

    def progress(self, text: str, done: int, total: int) -> None:
        self.events.append(("progress", text))

    def land(self, landing: GoTo) -> None:
        self.events.append(("land", f"{landing.sheet} {landing.table} {landing.header} {landing.only}"))

    def open_file(self, path: Path) -> None:
        self.events.append(("open", str(path)))

    def _answer(self, what: str, question: str) -> Any:
        self.events.append((what, question))
        return self._answers.pop(0)
