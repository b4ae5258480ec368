"""The progress bar of the command line."""

from tqdm import tqdm


class Bar:
    """Called as `Book.progress` is: with a text, how many are done and of how many; one bar per text."""

    def __init__(self) -> None:
        self._bar: tqdm[None] | None = None
        self._text = ""

    def __call__(self, text: str, done: int, total: int) -> None:
        """Draw the bar at `done` of `total`; the bar goes away when all is done."""
        if self._bar is None or text != self._text:
            self._bar = tqdm(total=total, desc=text, leave=False, bar_format="{desc} |{bar:30}| {n_fmt}/{total_fmt}")
            self._text = text
        self._bar.update(done - self._bar.n)
        if done >= total:
            self._bar.close()
            self._bar = None
