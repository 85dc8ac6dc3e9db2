"""How a fetch ends when it brings no page."""


class FetchError(Exception):
    """No page was brought; ``sentence`` (Vietnamese) tells the person why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class FetchRefused(FetchError):  # noqa: N818  a refusal is an answer to the person, not a fault
    """The rules forbid going to this address; trying again changes nothing."""


class FetchFailed(FetchError):  # noqa: N818
    """The page did not come; ``status`` is the server's HTTP code where it answered, else None."""

    def __init__(self, sentence: str, *, status: int | None = None) -> None:
        super().__init__(sentence)
        self.status = status
