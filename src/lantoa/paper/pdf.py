"""A document's values to a PDF that may be kept for good: PDF/A-2a, tagged, its words searchable."""

from datetime import datetime
from typing import Protocol

from lantoa.paper.document import Document
from lantoa.paper.preset import DEFAULT_PRESET, Preset
from lantoa.paper.typst import typst_source
from lantoa.paper.writer import made_at


class Typesetter(Protocol):
    """The engine that sets source into pages. It comes from outside: it opens fonts, which this package does not."""

    def pdf(self, source: str, *, made_at: datetime) -> bytes:
        """A PDF/A-2a of the source, bearing this moment. Raises TypesettingError when it cannot be set."""
        ...


class TypesettingError(RuntimeError):
    """The typesetter could not set a document. `sentence` is for the user (Vietnamese); the cause is the engine's."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def write_pdf(document: Document, typesetter: Typesetter, *, preset: Preset = DEFAULT_PRESET) -> bytes:
    """The PDF of a document, with the layout of its Word file.

    Raises UnwritableText (with a Vietnamese sentence) for a text that cannot stand in a document or that the font
    cannot show, ValueError for a table whose rows do not fit its columns, TypesettingError when setting fails.
    """
    return typesetter.pdf(typst_source(document, preset), made_at=made_at(document))
