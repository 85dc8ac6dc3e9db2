"""A document on its way in: the list, the upload, how far the reading has come."""

from typing import BinaryIO

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.adapters.filestore import MissingFileError, file_store
from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.domain.lifecycle import IntakeState
from lantoa.intake import access, operations, queries
from lantoa.intake.forms import UploadForm
from lantoa.intake.models import Intake
from lantoa.intake.operations.receiving import LARGEST, MEGABYTE
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.plans.access import DRAFTING
from lantoa.web.paging import page_from
from lantoa.web.wording import moment_text

STATE_TAGS = {
    IntakeState.READING: "info",
    IntakeState.READ: "soon",
    IntakeState.FAILED: "late",
    IntakeState.DRAFTED: "met",
}


@require_safe
@signed_in(*DRAFTING)
def intake_list(request: HttpRequest) -> HttpResponse:
    """The documents brought in by the person's agencies, newest first."""
    page = page_from(request, queries.intake_list(reach(request)), key=("-id",), size=30)
    for intake in page:
        intake.tag = STATE_TAGS[IntakeState(intake.state)]
    return render(request, "intake/list.html", {"page": page, "crumbs": [("Kế hoạch", reverse("plans:list"))]})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*DRAFTING)
def upload(request: HttpRequest) -> HttpResponse:
    """Bring a document in; what cannot be read is refused at once, with what to do about it."""
    agency = access.agency_for(reach(request))
    form = UploadForm(request.POST or None, request.FILES or None, initial={"token": new_public_id()})
    if request.method == "POST" and form.is_valid():
        found = _receive(request, agency, form)
        if found is not None:
            intake, is_new = found
            if not is_new and intake.token != form.cleaned_data["token"]:
                when = moment_text(intake.uploaded_at)
                messages.info(
                    request, f"Tệp này đã được nhập lúc {when}, bởi {intake.uploaded_by}. Đây là bản đã nhập."
                )
            return redirect("intake:review", intake.public_id)
    crumbs = [("Kế hoạch", reverse("plans:list")), ("Văn bản đã nhập", reverse("intake:list"))]
    context = {"form": form, "agency": agency, "crumbs": crumbs}
    return render(request, "intake/upload.html", context, status=422 if form.errors else 200)


def _receive(request: HttpRequest, agency: object, form: UploadForm) -> tuple[Intake, bool] | None:
    file = form.cleaned_data["file"]
    if file.size > LARGEST:
        form.add_error("file", f"Tệp lớn hơn {LARGEST // MEGABYTE} MB. Hãy bỏ bớt ảnh trong văn bản rồi tải lại.")
        return None
    try:
        return operations.receive_document(
            actor=request.user, agency=agency, token=form.cleaned_data["token"], data=file.read(), name=file.name
        )
    except Refused as refused:
        form.add_error("file", refused.sentence)
        return None


@require_safe
@signed_in(*DRAFTING)
def progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """How far the reading has come, for htmx; when it is over, the page is loaded anew."""
    intake = access.intake_seen(reach(request), public_id)
    response = render(request, "intake/progress.html", {"intake": intake})
    if intake.state != IntakeState.READING:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@signed_in(*DRAFTING)
def again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Read the kept file once more."""
    intake = access.intake_seen(reach(request), public_id)
    try:
        intake = operations.read_again(actor=request.user, intake=intake)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("intake:review", intake.public_id)


@require_safe
@signed_in(*DRAFTING)
def document(request: HttpRequest, public_id: str) -> FileResponse:
    """The document as it was brought in, to download."""
    intake = access.intake_seen(reach(request), public_id)
    file = _opened(intake.sha256)
    return FileResponse(file, as_attachment=True, filename=intake.file_name, content_type=intake.media_type)


@require_safe
@signed_in(*DRAFTING)
def page(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """The picture of one page, to show beside what was read from it. Its bytes were made here."""
    found = access.page_seen(reach(request), public_id, number)
    response = FileResponse(_opened(found.sha256), content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _opened(sha256: str) -> BinaryIO:
    """A kept file. Raises Forbidden for one that was removed."""
    try:
        return file_store().open(sha256)
    except (MissingFileError, ValueError) as gone:
        raise Forbidden from gone
