"""What a restoration gives back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Restoration:
    """Restored text, and the places in it, as [start, end) in characters, whose syllable another might well be."""

    text: str
    doubtful: tuple[tuple[int, int], ...] = ()
