"""Official documents to take away: as a Word file that an office edits, as a PDF that it keeps."""

from collections.abc import Callable
from enum import StrEnum

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from lantoa.adapters.typesetting import Typst
from lantoa.paper import Document, UnwritableText, write_docx
from lantoa.paper.pdf import TypesettingError, write_pdf
from lantoa.persistence.refusal import Refused
from lantoa.web.wording import file_name


class PaperForm(StrEnum):
    """The form a document is taken away in; the values are endings of file names."""

    WORD = "docx"
    PDF = "pdf"


_WRITERS: dict[PaperForm, tuple[str, Callable[[Document], bytes]]] = {
    PaperForm.WORD: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_docx),
    PaperForm.PDF: ("application/pdf", lambda document: write_pdf(document, Typst())),
}


def paper_response(document: Document, form: PaperForm, *, name: str) -> HttpResponse:
    """A document to download as "<name>.<form>" (Vietnamese names keep their accents, RFC 5987).

    A PDF takes the typesetter up to a second: for a download, never while a page is made. Raises Refused for a text
    that cannot stand in a document, and where the typesetter fails.
    """
    kind, write = _WRITERS[form]
    try:
        data = write(document)
    except (UnwritableText, TypesettingError) as error:
        raise Refused(error.sentence) from error
    response = HttpResponse(data, content_type=kind)
    header = content_disposition_header(as_attachment=True, filename=f"{file_name(name)}.{form}")
    response["Content-Disposition"] = header or "attachment"
    return response
