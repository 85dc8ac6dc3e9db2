"""Typst, the typesetter that PDF documents are made with: it needs no office suite and opens our fonts only."""

from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import typst

from lantoa.paper.pdf import TypesettingError

_SENTENCE = "Không tạo được PDF từ văn bản này. Hãy xuất ra Word và báo cho người quản trị."


class Typst:
    """A lantoa.paper.pdf.Typesetter."""

    def pdf(self, source: str, *, made_at: datetime) -> bytes:
        """A PDF/A-2a of the source, bearing the moment `made_at`. Raises TypesettingError."""
        try:
            made = _compiler().compile(
                source.encode(), format="pdf", pdf_standards="a-2a", timestamp=int(made_at.timestamp())
            )
        except typst.TypstError as fault:
            raise TypesettingError(_SENTENCE) from fault
        if not isinstance(made, bytes):
            raise TypesettingError(_SENTENCE)
        return made


def font_folder() -> Path:
    """Where the fonts lie that documents are set in."""
    return Path(str(files("lantoa.paper") / "fonts"))


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """The engine with our fonts alone, kept: it reads them once. The source may read no file outside that folder."""
    folder = font_folder()
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    return typst.Compiler(root=folder, font_paths=fonts)
