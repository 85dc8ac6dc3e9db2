"""A Word file as bytes that depend on its content alone."""

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


_BODY = "word/document.xml"


def packed(file: WordFile, words: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """The bytes of a python-docx document with the zip's own dates taken out and the template's thumbnail left behind.

    `words`: marks in the body's XML and the XML that stands there instead. The same document gives the same bytes
    whenever it is packed. The document loses its thumbnail.
    """
    relations = file.part.package.rels
    for key in [key for key, each in relations.items() if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]
    raw, clean = io.BytesIO(), io.BytesIO()
    file.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            data = source.read(name)
            target.writestr(entry, _filled(data, words) if name == _BODY else data)
    return clean.getvalue()


def _filled(body: bytes, words: Mapping[str, str]) -> bytes:
    text = body.decode()
    for mark, xml in words.items():
        before, found, after = text.partition(mark)
        if not found:
            raise ValueError(f"the body has no mark {mark}")
        text = before + xml + after
    return text.encode()
