"""The whole plan to take away as a file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from lantoa.agencies.access import reach, signed_in
from lantoa.persistence.refusal import Refused
from lantoa.plans import access
from lantoa.plans.document import file_name, to_document
from lantoa.plans.views.listing import address_of
from lantoa.web.papers import PaperForm, paper_response


@require_safe
@signed_in()
def docx(request: HttpRequest, public_id: str) -> HttpResponse:
    """The plan as a Word file, for whoever may read it."""
    return _paper(request, public_id, PaperForm.WORD)


@require_safe
@signed_in()
def pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    """The plan as a PDF, for whoever may read it."""
    return _paper(request, public_id, PaperForm.PDF)


def _paper(request: HttpRequest, public_id: str, form: PaperForm) -> HttpResponse:
    plan = access.plan_seen(reach(request), public_id)
    try:
        return paper_response(to_document(plan), form, name=file_name(plan))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(address_of(plan))
