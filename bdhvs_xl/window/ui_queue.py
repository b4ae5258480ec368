"""A queue of UI calls from the thread of a running button to the main thread, the only one that may touch widgets."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")
Answer = Callable[[T], None]


class UiQueue:
    """The thread queues calls, the main thread runs them in order; after `close` the next call ends the thread.

    It ends by SystemExit: no traceback, and every `with` block of the button still releases its file or lock.
    """

    def __init__(self) -> None:
        self._calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._newest: dict[str, Callable[[], None]] = {}
        self._cancel_question: Callable[[], object] = lambda: None
        self._closed = False

    # --- in the thread ----------------------------------------------------------------------------------------------

    def show(self, place: str, call: Callable[[], None]) -> None:
        """Queue a call that shows something at `place`; an older one for the same place may be skipped."""
        self._stop_if_closed()
        self._newest[place] = call

    def post(self, call: Callable[[], None]) -> None:
        """Queue a call that must run."""
        self._stop_if_closed()
        self._calls.put(call)

    def ask(self, begin: Callable[[Answer[T]], None]) -> T:
        """The answer to a question; `begin` asks the user and calls its argument with the answer."""
        answer: Future[T] = Future()
        self._cancel_question = answer.cancel
        self._calls.put(lambda: _ask_in_main_thread(begin, answer))
        self._stop_if_closed()
        try:
            return answer.result()
        except CancelledError:
            raise SystemExit from None

    def _stop_if_closed(self) -> None:
        if self._closed:
            raise SystemExit

    # --- in the main thread -----------------------------------------------------------------------------------------

    def run(self) -> None:
        """Run all calls queued now."""
        for _ in range(len(self._newest)):
            self._newest.popitem()[1]()
        while True:
            try:
                call = self._calls.get_nowait()
            except Empty:
                return
            call()

    def close(self) -> None:
        """Run no more calls, and end the thread that waits for an answer or queues another call."""
        self._closed = True
        self._cancel_question()


def _ask_in_main_thread(begin: Callable[[Answer[T]], None], answer: Future[T]) -> None:
    """Ask the question; an exception on the way is raised in the thread that waits for the answer."""
    try:
        begin(answer.set_result)
    except Exception as error:
        answer.set_exception(error)
