"""The progress bar of the command line."""

from typing import NoReturn

from tqdm import tqdm

_FORMAT = "{desc} |{bar:30}| {n_fmt}/{total_fmt}"


class ProgressBar:
    """A callable like `Book.progress` that draws one bar per text on the command line."""

    def __init__(self) -> None:
        self._bars: dict[str, tqdm[NoReturn]] = {}

    def __call__(self, text: str, done: int, total: int) -> None:
        """Draw the bar at `done` of `total`; the bar disappears when all is done."""
        if text not in self._bars:
            self._bars[text] = tqdm(total=total, desc=text, leave=False, bar_format=_FORMAT)
        bar = self._bars[text]
        bar.update(done - bar.n)
        if done >= total:
            self._bars.pop(text).close()
