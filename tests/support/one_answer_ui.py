"""A user at the screen who answers every question alike, and what was asked."""


class Asked(list[str]):
    """The questions so far; to be given to a book as its `ask`."""

    def __init__(self, answer: bool) -> None:
        super().__init__()
        self.answer = answer

    def __call__(self, question: str) -> bool:
        """Note the question and answer it."""
        self.append(question)
        return self.answer
