"""Documents marked secret are refused before anything of them is kept."""

import re
from collections.abc import Iterable

from lantoa.reading.errors import ClassifiedDocument
from lantoa.reading.source import SourceDocument
from lantoa.vietnamese import nfc

_MARK = re.compile(
    r"[\W_]*(?:ĐỘ MẬT\s*:\s*|DẤU\s+(?:CHỈ\s+)?(?:ĐỘ\s+)?MẬT\s*:\s*|VĂN BẢN\s+)?(?P<mark>TUYỆT\s+MẬT|TỐI\s+MẬT|"
    r"MẬT)[\W_]*"
)


def refuse_classified(source: SourceDocument) -> None:
    """Raise ClassifiedDocument when a line, cell, page header or text box holds nothing but a mark of secrecy."""
    lines = list(source.margins)
    for block in source.blocks():
        for text in block.cells or (block.text,):
            lines += re.split(r"[\n\t]", text)
    refuse_marked(lines)


def refuse_marked(lines: Iterable[str]) -> None:
    """Raise ClassifiedDocument when one of the lines holds nothing but a mark of secrecy."""
    for line in lines:
        text = nfc(line).strip()
        match = _MARK.fullmatch(text.upper())
        # «Mật» in small letters counts only behind «Độ mật:»; a stamp is in capitals.
        if match and (text.isupper() or ":" in text):
            raise ClassifiedDocument(" ".join(match["mark"].split()))
