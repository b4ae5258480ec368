"""Errands: what a running button's thread has the window do, since only the main thread may touch widgets."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")
Answer = Callable[[T], None]


class UiQueue:
    """Handed out by the thread, run by the main thread in their order; after `close` the thread ends at its next one.

    SystemExit ends a thread without a trace, and every `with` block of the button lets go of what it holds.
    """

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._newest: dict[str, Callable[[], None]] = {}
        self._give_up: Callable[[], object] = lambda: None
        self._closed = False

    # --- in the thread ----------------------------------------------------------------------------------------------

    def show(self, place: str, call: Callable[[], None]) -> None:
        """Have something shown soon; what was to be shown at the same place before it may be passed over."""
        self._go_on()
        self._newest[place] = call

    def post(self, call: Callable[[], None]) -> None:
        """Have something done soon."""
        self._go_on()
        self._waiting.put(call)

    def ask(self, begin: Callable[[Answer[T]], None]) -> T:
        """The answer to a question; `begin` puts it to the user and is given what to call with the answer."""
        answer: Future[T] = Future()
        self._give_up = answer.cancel
        self._waiting.put(lambda: _put(begin, answer))
        self._go_on()
        try:
            return answer.result()
        except CancelledError:
            raise SystemExit from None

    def _go_on(self) -> None:
        if self._closed:
            raise SystemExit

    # --- in the main thread -----------------------------------------------------------------------------------------

    def run(self) -> None:
        """Run all errands that wait now."""
        for _ in range(len(self._newest)):
            self._newest.popitem()[1]()
        while True:
            try:
                call = self._waiting.get_nowait()
            except Empty:
                return
            call()

    def close(self) -> None:
        """Run no more errands, and end the thread that waits for an answer or hands out another."""
        self._closed = True
        self._give_up()


def _put(begin: Callable[[Answer[T]], None], answer: Future[T]) -> None:
    """Put a question; when it cannot be put, the thread that asks is told so."""
    try:
        begin(answer.set_result)
    except Exception as error:
        answer.set_exception(error)
