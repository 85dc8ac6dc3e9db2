"""What reads letters from a picture, as the reading asks for it; Tesseract stands behind it in `adapters`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""A grey picture, shape (height, width), 0 black to 255 white."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A word in a picture: the box around its ink in pixels, how sure the engine is (0..100), the line it is on."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    sureness: float
    line: int

    @property
    def middle(self) -> float:
        """Its height in the picture."""
        return (self.top + self.bottom) / 2


class OcrEngine(Protocol):
    """Reads pictures of text set in one column, several at a time, in their order."""

    def read(self, pictures: Iterable[Picture]) -> Iterator[Sequence[Seen]]:
        """The words of each picture. Pictures are drawn from the iterable only as they are needed.

        Raises UnreadableDocument when the engine is missing here, or a page or the document takes too long.
        """
        ...
