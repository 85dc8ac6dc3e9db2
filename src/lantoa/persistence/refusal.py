"""How an operation says no."""


class Refused(Exception):  # noqa: N818  it is an answer to the user, not a fault
    """The operation was not done, and why, in a Vietnamese sentence that says what to do. Nothing was saved."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
