"""«Quá trình»: what happened to a plan, its versions and their differences, signed papers; what is begun from it."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.adapters.filestore import MissingFileError, file_store
from lantoa.adapters.uploads import UploadRefused, prepare_upload
from lantoa.agencies.access import Forbidden, reach, require, signed_in
from lantoa.agencies.kinds import Role
from lantoa.domain.lifecycle import PlanOrigin, PlanState
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, operations, versions
from lantoa.plans.access import DRAFTING
from lantoa.plans.differences import differences
from lantoa.plans.forms.life import CorrectionForm, SignedFileForm
from lantoa.plans.models import Plan, PlanVersion, SignedFile
from lantoa.plans.queries import GROUP_TITLES
from lantoa.plans.shape import SECTIONS
from lantoa.plans.views.listing import address_of
from lantoa.web.forms import whole_number

FILING = (*DRAFTING, Role.CLERK)
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
LONGEST_SIGNED = 21_000_000


@require_safe
@signed_in()
def life(request: HttpRequest, public_id: str) -> HttpResponse:
    """A plan's process from the first draft on, its documents, versions and signed files."""
    person = reach(request)
    plan = access.plan_seen(person, public_id)
    issued = PlanState(plan.state).is_issued
    in_force = plan.state == PlanState.ISSUED
    context = {
        "plan": plan,
        "moves": plan.moves.select_related("by"),
        "versions": plan.versions.select_related("amendment", "paper", "made_by").order_by("-number"),
        "papers": plan.papers.prefetch_related("signed_files"),
        "files": plan.signed_files.filter(paper=None).select_related("uploaded_by").order_by("-pk"),
        "copies": access.visible(person).filter(origin=plan).order_by("pk"),
        "replaced_by": plan.replaced_by.filter(state__in=(PlanState.ISSUED, PlanState.CLOSED)).first(),
        "issued": issued,
        "may_file": issued and access.may_file(person, plan),
        "may_amend": in_force and access.may_write(person, plan),
        "may_correct": in_force and access.may_file(person, plan),
        "may_end": in_force and _may_end(request, plan),
        "may_copy": plan.state in (PlanState.ISSUED, PlanState.CLOSED) and access.may_write(person, plan),
        "amended": operations.amendment_under_way(plan) if in_force else None,
        "form": SignedFileForm(),
        "crumbs": [("Kế hoạch", reverse("plans:list")), (plan.short_name, address_of(plan))],
    }
    return render(request, "plans/life.html", context)


def _may_end(request: HttpRequest, plan: Plan) -> bool:
    person = reach(request)
    seats = person.agencies_as(Role.COORDINATOR, Role.CLERK)
    return bool({plan.drafter_id, plan.coordinator_id} & seats) or plan.issuer_id in person.agencies_as(Role.CLERK)


@require_safe
@signed_in()
def changes(request: HttpRequest, public_id: str) -> HttpResponse:
    """What an amendment changes, row by row: of a draft as it stands now, of an issued one as it was kept."""
    plan = access.plan_seen(reach(request), public_id)
    if plan.origin_kind != PlanOrigin.AMENDMENT or plan.origin is None:
        raise Forbidden
    kept = PlanVersion.objects.filter(amendment=plan).first()
    context = {
        "plan": plan,
        "origin": plan.origin,
        "changes": kept.changes if kept else versions.changes_of_draft(plan),
        "crumbs": [("Kế hoạch", reverse("plans:list")), (plan.short_name, reverse("plans:draft", args=[public_id]))],
    }
    return render(request, "plans/changes.html", context)


def _version(plan: Plan, number: str | None) -> PlanVersion:
    row = plan.versions.filter(number=whole_number(number) or 0).select_related("amendment", "paper").first()
    if row is None:
        raise Forbidden
    return row


@require_safe
@signed_in()
def version(request: HttpRequest, public_id: str, number: str) -> HttpResponse:
    """A plan as it stood in one of its versions, and what that version changed."""
    plan = access.plan_seen(reach(request), public_id)
    row = _version(plan, number)
    groups = [(title, row.content.get(SECTIONS[kind]) or []) for kind, title in GROUP_TITLES.items()]
    context = {
        "plan": plan,
        "version": row,
        "groups": [(title, rows) for title, rows in groups if rows],
        "others": plan.versions.exclude(pk=row.pk).order_by("number"),
        "crumbs": _crumbs(plan),
    }
    return render(request, "plans/version.html", context)


@require_safe
@signed_in()
def compare(request: HttpRequest, public_id: str) -> HttpResponse:
    """Two versions of a plan against each other. in: ?tu=1&den=3."""
    plan = access.plan_seen(reach(request), public_id)
    first, second = _version(plan, request.GET.get("tu")), _version(plan, request.GET.get("den"))
    context = {
        "plan": plan,
        "first": first,
        "second": second,
        "changes": differences(first.content, second.content),
        "all": plan.versions.order_by("number"),
        "crumbs": _crumbs(plan),
    }
    return render(request, "plans/compare.html", context)


def _crumbs(plan: Plan) -> list[tuple[str, str]]:
    return [("Kế hoạch", reverse("plans:list")), ("Quá trình", reverse("plans:life", args=[plan.public_id]))]


@require_POST
@signed_in(*DRAFTING)
def amend(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin to amend a plan in force, or go on with the amendment begun."""
    plan = access.plan_seen(reach(request), public_id)
    return _begun(request, plan, operations.start_amendment)


@require_POST
@signed_in(*DRAFTING)
def next_year(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin next year's plan from this one."""
    plan = access.plan_seen(reach(request), public_id)
    return _begun(request, plan, operations.start_next_year)


def _begun(request: HttpRequest, plan: Plan, begin: Any) -> HttpResponse:
    require(access.may_write(reach(request), plan))
    try:
        draft = begin(actor=request.user, plan=plan)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("plans:life", plan.public_id)
    return redirect("plans:draft", draft.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*FILING)
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down a correction of an issued plan."""
    person = reach(request)
    plan = access.plan_seen(person, public_id)
    require(plan.state == PlanState.ISSUED and access.may_file(person, plan))
    names = ("signer_capacity", "signer_title", "signer_name")
    form = CorrectionForm(request.POST or None, initial={name: getattr(plan, name) for name in names})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["text"]
        try:
            operations.correct_plan(actor=request.user, plan=plan, signed=form.signed, slips=form.slips(), text=typed)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã ghi văn bản đính chính. Không việc nào thay đổi.")
            return redirect("plans:life", public_id)
    context = {"plan": plan, "form": form, "crumbs": _crumbs(plan)}
    return render(request, "plans/correct.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in(*FILING)
def signed_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep the signed PDF of a plan, or of a document about it (van-ban: its identifier)."""
    person = reach(request)
    plan = access.plan_seen(person, public_id)
    require(access.may_file(person, plan))
    paper = plan.papers.filter(public_id=request.POST.get("van-ban", "")).first()
    form = SignedFileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "Chưa chọn tệp PDF của bản ký.")
        return redirect("plans:life", public_id)
    file = form.cleaned_data["file"]
    try:
        if file.size > LONGEST_SIGNED:
            raise Refused("Bản ký quá lớn: tối đa 20 MB. Hãy giảm độ phân giải khi quét.")
        upload = prepare_upload(file.read(), file.name)
        operations.keep_signed_file(actor=request.user, plan=plan, upload=upload, paper=paper)
    except (Refused, UploadRefused) as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, "Đã lưu bản ký.")
    return redirect("plans:life", public_id)


@require_safe
@signed_in()
def signed(request: HttpRequest, public_id: str, file_id: str) -> HttpResponse | FileResponse:
    """A signed file, as an attachment, for whoever may read the plan."""
    plan = access.plan_seen(reach(request), public_id)
    row = SignedFile.objects.filter(plan=plan, public_id=file_id).first()
    if row is None:
        raise Forbidden
    try:
        file = file_store().open(row.sha256)
    except MissingFileError as gone:
        raise Forbidden from gone
    response = FileResponse(file, as_attachment=True, filename=row.file_name, content_type="application/octet-stream")
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
