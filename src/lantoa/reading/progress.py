"""How far a reading has come, told to whoever waits for it."""

from collections.abc import Callable

Progress = Callable[[float, str], None]
"""Called with a fraction 0..1 and a Vietnamese sentence for the screen."""


def silent(fraction: float, sentence: str) -> None:
    """The progress of a reading nobody watches: does nothing."""
