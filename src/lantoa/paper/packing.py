"""A Word file as bytes that depend on its content alone."""

import io
import zipfile

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(file: WordFile) -> bytes:
    """The bytes of a python-docx document with the zip's own dates taken out and the template's thumbnail left behind.

    The same document gives the same bytes whenever it is packed. The document loses its thumbnail.
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
            target.writestr(entry, source.read(name))
    return clean.getvalue()
