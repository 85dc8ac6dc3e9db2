"""One result with its evidence, the list of results, and the files of evidence."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.adapters import clock
from lantoa.adapters.filestore import MissingFileError, file_store
from lantoa.agencies.access import RECORDING, Forbidden, reach, signed_in
from lantoa.assignments.duties import period_label
from lantoa.catalogue.queries import result_kinds
from lantoa.domain.lifecycle import VerificationState
from lantoa.results import access, queries
from lantoa.results.forms import ListForm, ReasonForm, VerifyForm
from lantoa.results.models import VERIFICATION_LABELS, Credit, Result
from lantoa.results.operations.withdrawing import UNDO_WITHIN
from lantoa.web.paging import page_from
from lantoa.web.tables import Column, Kind, xlsx_response

# What a browser may show in place: bytes we re-encoded ourselves. Everything else is only ever downloaded.
SHOWN_IN_PLACE = {"photo": "image/jpeg", "audio": "audio/mpeg"}
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
MOST_ROWS = 50_000
WATCHED = "theo-doi"


@require_safe
@signed_in()
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One result: what, when, evidence, what it counts for, what the coordinator found of it."""
    row = access.result_seen(reach(request), public_id)
    return render(request, "results/detail.html", detail_context(request, row))


def detail_context(request: HttpRequest, row: Result, **forms: Any) -> dict[str, Any]:
    """What the page of a result shows; `forms` replace the empty ones after a refusal."""
    person, live = reach(request), row.withdrawn_at is None
    fresh = row.recorded_by_id == request.user.pk and clock.now() - row.recorded_at <= UNDO_WITHIN
    may_change = live and access.may_change(person, row)
    return {
        "result": row,
        "live": live,
        "evidence": list(row.evidence.all()),
        "credits": [(credit, _credited_for(credit), credit.assignment) for credit in queries.credits_of(row)],
        "state": VERIFICATION_LABELS[VerificationState(row.verification)],
        "may_change": may_change,
        "may_undo": may_change and fresh,
        "may_verify": live and access.may_verify(person, row),
        "reason_form": ReasonForm(),
        "verify_form": VerifyForm(),
        "crumbs": [("Kết quả đã ghi", reverse("results:list"))],
        **forms,
    }


def _credited_for(credit: Credit) -> str:
    obligation = credit.assignment.obligation
    what = obligation.what if obligation else credit.assignment.item.title
    return f"{what[:1].upper()}{what[1:]}" + (f" · {period_label(credit.duty)}" if credit.duty else "")


@require_safe
@signed_in()
def evidence(request: HttpRequest, public_id: str) -> HttpResponse | FileResponse:
    """A file of evidence. Shown in place only if we made the bytes ourselves; never as a page of our site."""
    row = access.evidence_seen(reach(request), public_id)
    if not row.sha256:
        raise Forbidden
    in_place = SHOWN_IN_PLACE.get(row.kind) == row.media_type and request.GET.get("tai") is None
    try:
        file = file_store().open(row.sha256)
    except MissingFileError as gone:
        raise Forbidden from gone
    response = FileResponse(
        file,
        as_attachment=not in_place,
        filename=row.file_name,
        content_type=row.media_type if in_place else "application/octet-stream",
    )
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _wanted(request: HttpRequest) -> tuple[ListForm, queries.Wanted]:
    person = reach(request)
    form = ListForm(request.GET, kinds=result_kinds(person.on), states=queries.STATES)
    form.is_valid()
    values = {name: value for name, value in form.cleaned_data.items() if value}
    watched = request.GET.get("phamvi") == WATCHED or not person.has(*RECORDING)
    return form, queries.Wanted(**values, watched=watched)


@require_safe
@signed_in()
def result_list(request: HttpRequest) -> HttpResponse:
    """The results of one's own agencies, or of those one watches: newest first, searched, paged."""
    person = reach(request)
    form, wanted = _wanted(request)
    page = page_from(request, queries.result_list(person, wanted), key=("-happened_on", "-id"), size=30)
    context = {
        "form": form,
        "page": page,
        "wanted": wanted,
        "narrowed": bool(wanted.kind or wanted.state or wanted.first or wanted.last or form.errors),
        "may_record": person.has(*RECORDING),
        "may_watch": bool(person.watched - person.own),
        "labels": VERIFICATION_LABELS,
    }
    return render(request, "results/list.html", context)


COLUMNS = (
    Column("Ngày", 12, Kind.DAY),
    Column("Nội dung", 60),
    Column("Loại", 24),
    Column("Nơi đăng, phát", 30),
    Column("Số lượng", 10, Kind.WHOLE),
    Column("Cơ quan", 30),
    Column("Người ghi", 24),
    Column("Tình trạng", 18),
)


@require_safe
@signed_in()
def result_list_xlsx(request: HttpRequest) -> FileResponse:
    """The same list as a workbook."""
    _, wanted = _wanted(request)
    rows = queries.result_list(reach(request), wanted).order_by("-happened_on", "-id")[:MOST_ROWS]
    cells = (
        (
            row.happened_on,
            row.title,
            row.kind.name,
            row.channel.name if row.channel else "",
            row.quantity,
            row.agency.name,
            row.recorded_by.name,
            "đã bỏ" if row.withdrawn_at else VERIFICATION_LABELS[VerificationState(row.verification)],
        )
        for row in rows.iterator(chunk_size=2000)
    )
    return xlsx_response("Kết quả đã ghi", COLUMNS, cells, heading="Kết quả đã ghi")
