"""«Đơn vị › Tổ chức lại»: the decision, its steps, the preview, and applying them, for an administrator."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.adapters import clock
from lantoa.agencies import access, reorganisations
from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.agencies.forms.reorganisation import DecisionForm, StepForm, TableForm
from lantoa.agencies.models import Agency, Reorganisation
from lantoa.agencies.naming import Names
from lantoa.agencies.operations import reorganisation as operations
from lantoa.agencies.operations.applying import apply_reorganisation
from lantoa.agencies.receiving import receiving_rows
from lantoa.agencies.steps import KeptStep, steps_of, worked_out
from lantoa.domain.lifecycle import ReorganisationState
from lantoa.domain.reorganisation import STEP_LABELS, StepKind
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.web.forms import BaseForm
from lantoa.web.paging import page_from
from lantoa.web.wording import number_text

SHOWN_STEPS = 300


def crumbs(row: Reorganisation | None = None) -> list[tuple[str, str]]:
    """The way here: the tree, the list, one of the list."""
    way = [("Đơn vị", reverse("agencies:tree")), ("Tổ chức lại", reverse("agencies:reorganisations"))]
    return [*way, (row.title, reverse("agencies:reorganisation", args=[row.public_id]))] if row else way


@signed_in(*access.ADMINISTERING)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every reorganisation in the person's hands, the latest first."""
    rows = reorganisations.in_hand(reach(request)).select_related("agency")
    page = page_from(request, rows, key=("-takes_effect_on", "-id"), size=30)
    return render(request, "agencies/reorganisations.html", {"page": page, "crumbs": crumbs()[:1]})


def _sent(request: HttpRequest) -> Any:
    """What was sent, an empty form too; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def _decision_form(request: HttpRequest, row: Reorganisation | None) -> DecisionForm:
    rights = reach(request)
    bodies = Agency.objects.filter(pk__in=rights.agencies_as(*access.ADMINISTERING)).order_by("sort_key")
    applied = reorganisations.in_hand(rights).filter(state=ReorganisationState.APPLIED)
    names = ("title", "number", "decided_on", "issuer", "takes_effect_on", "corrects", "agency", "version")
    first = {name: getattr(row, name) for name in names} if row else {"token": new_public_id()}
    form = DecisionForm(_sent(request), initial=first, bodies=bodies, applied=applied)
    if row is not None:
        form.fields["agency"].queryset = Agency.objects.filter(pk=row.agency_id)
        form.fields["token"].required = False
    return form


@signed_in(*access.ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """The decision, first of all."""
    form = _decision_form(request, None)
    if request.method == "POST" and form.is_valid():
        try:
            row = operations.begin_reorganisation(
                actor=request.user,
                token=form.cleaned_data["token"],
                agency=form.cleaned_data["agency"],
                decision=form.decision(),
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            return redirect("agencies:reorganisation", row.public_id)
    context = {"form": form, "crumbs": crumbs(), "title": "Lập lần tổ chức lại", "back": crumbs()[1][1]}
    return render(request, "agencies/reorganisation_decision.html", context, status=422 if form.errors else 200)


@signed_in(*access.ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, public_id: str) -> HttpResponse:
    """Correct the decision of a draft."""
    row = reorganisations.draft_in_hand(reach(request), public_id)
    form = _decision_form(request, row)
    if request.method == "POST" and form.is_valid():
        try:
            operations.edit_decision(
                actor=request.user, row=row, version=form.cleaned_data["version"] or 0, decision=form.decision()
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("agencies:reorganisation", row.public_id)
    context = {"form": form, "crumbs": crumbs(row), "title": "Sửa văn bản quyết định", "back": crumbs(row)[2][1]}
    return render(request, "agencies/reorganisation_decision.html", context, status=422 if form.errors else 200)


@signed_in(*access.ADMINISTERING)
@require_safe
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """The steps of a draft with what stands against them; of an applied one, what was done."""
    row = reorganisations.one_in_hand(reach(request), public_id)
    kept = steps_of(row)
    names = reorganisations.names_in(kept)
    draft = row.state == ReorganisationState.DRAFT
    faults = worked_out(row)[1] if draft and kept else []
    said: dict[int | None, list[str]] = {}
    for fault in faults:
        said.setdefault(fault.step, []).append(fault.sentence)
    lines = [(number, step, *reorganisations.step_words(step, names), said.get(number - 1, ()))
             for number, step in enumerate(kept[:SHOWN_STEPS], start=1)]  # fmt: skip
    context = {
        "row": row,
        "draft": draft,
        "crumbs": crumbs(),
        "lines": lines,
        "more": len(kept) - len(lines),
        "faults": said.get(None, ()),
        "fault_count": len(faults),
        "kinds": STEP_LABELS.items(),
        "corrected_by": row.corrected_by.all(),
    }
    return render(request, "agencies/reorganisation.html", context)


def _names(request: HttpRequest, row: Reorganisation, but: KeptStep | None = None) -> Names:
    """The bodies that may be named: those the person administers on the day, and those that begin in other steps."""
    names = Names.among(access.administered(reach(request)), row.takes_effect_on)
    return names.with_begun(step for step in steps_of(row) if but is None or step.id != but.id)


@signed_in(*access.ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, public_id: str, step_id: str) -> HttpResponse:
    """One step: a new one of the kind that `step_id` names, or a kept one."""
    row = reorganisations.draft_in_hand(reach(request), public_id)
    kept = next((one for one in steps_of(row) if one.id == step_id), None)
    if kept is None and step_id not in set(StepKind):
        raise Forbidden
    kind = StepKind(kept.kind if kept else step_id)
    names, under = _names(request, row, kept), row.agency.public_id
    form = StepForm(_sent(request), initial={"version": row.version}, kind=kind, names=names, under=under, step=kept)
    if request.method == "POST" and form.is_valid():
        try:
            operations.save_steps(actor=request.user, row=row, version=form.cleaned_data["version"], steps=[form.made])
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Đã lưu bước.")
            return redirect("agencies:reorganisation", row.public_id)
    context = {"form": form, "row": row, "crumbs": crumbs(row), "title": STEP_LABELS[kind], "button": "Lưu bước"}
    return render(request, "agencies/reorganisation_step.html", context, status=422 if form.errors else 200)


@signed_in(*access.ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, public_id: str) -> HttpResponse:
    """Many merges at once, out of a pasted table."""
    row = reorganisations.draft_in_hand(reach(request), public_id)
    form = TableForm(
        _sent(request), initial={"version": row.version}, names=_names(request, row), under=row.agency.public_id
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.save_steps(actor=request.user, row=row, version=form.cleaned_data["version"], steps=form.steps)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, f"Đã thêm {number_text(len(form.steps))} bước.")
            return redirect("agencies:reorganisation", row.public_id)
    context = {"form": form, "row": row, "crumbs": crumbs(row), "title": "Dán bảng đơn vị", "button": "Thêm các bước"}
    return render(request, "agencies/reorganisation_step.html", context, status=422 if form.errors else 200)


@signed_in(*access.ADMINISTERING)
@require_POST
def remove_step(request: HttpRequest, public_id: str, step_id: str) -> HttpResponse:
    """Take a step out."""
    row = reorganisations.draft_in_hand(reach(request), public_id)
    try:
        operations.remove_step(actor=request.user, row=row, version=_version(request), step_id=step_id)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Đã bỏ bước.")
    return redirect("agencies:reorganisation", row.public_id)


@signed_in(*access.ADMINISTERING)
@require_POST
def drop(request: HttpRequest, public_id: str) -> HttpResponse:
    """Throw a draft away."""
    row = reorganisations.draft_in_hand(reach(request), public_id)
    operations.drop_reorganisation(actor=request.user, row=row)
    messages.success(request, "Đã bỏ bản chuẩn bị tổ chức lại.")
    return redirect("agencies:reorganisations")


class ApplyForm(BaseForm):
    """What is confirmed: the version that was previewed, and whether roles go along."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    with_roles = forms.BooleanField(
        label="Giao ngay vai trò tương ứng ở đơn vị kế thừa cho người đang giữ vai trò ở đơn vị cũ", required=False
    )


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


@signed_in(*access.ADMINISTERING)
@require_safe
def preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything the draft would do and touch."""
    row = reorganisations.draft_in_hand(reach(request), public_id)
    return _preview(request, row, ApplyForm(initial={"version": row.version, "with_roles": True}))


def _preview(request: HttpRequest, row: Reorganisation, form: ApplyForm) -> HttpResponse:
    seen = reorganisations.preview(row)
    context: dict[str, Any] = {
        "row": row,
        "form": form,
        "seen": seen,
        "rows": receiving_rows(seen.receiving),
        "figures": _figures(seen),
        "crumbs": crumbs(row),
        "too_early": row.takes_effect_on > clock.today(),
    }
    return render(request, "agencies/reorganisation_preview.html", context, status=422 if form.errors else 200)


def _figures(seen: reorganisations.Preview) -> list[dict[str, object]]:
    done = seen.outcome
    rooms = f", và {number_text(len(done.offices_ended))} phòng trong đó" if done.offices_ended else ""
    follow = f" ({number_text(len(done.followers))} chuyển theo)" if done.followers else ""
    return [
        {"value": number_text(seen.ended), "text": f"đơn vị kết thúc{rooms}"},
        {"value": number_text(len(done.begins)), "text": "đơn vị mới"},
        {"value": number_text(len(done.moves)), "text": f"đơn vị chuyển cấp trên{follow}"},
        {"value": number_text(len(done.renames)), "text": "đơn vị đổi tên"},
    ]


@signed_in(*access.ADMINISTERING)
@require_POST
def carry_out(request: HttpRequest, public_id: str) -> HttpResponse:
    """Apply it, after the preview and a confirmation."""
    row = reorganisations.draft_in_hand(reach(request), public_id)
    form = ApplyForm(request.POST)
    if not form.is_valid():
        return _preview(request, row, form)
    try:
        done = apply_reorganisation(
            actor=request.user,
            row=row,
            version=form.cleaned_data["version"],
            with_roles=form.cleaned_data["with_roles"],
        )
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _preview(request, row, form)
    messages.success(
        request,
        f"Đã thực hiện: {done.ended} đơn vị kết thúc, {done.begun} đơn vị mới, {done.moved} đơn vị chuyển, "
        f"{number_text(done.handed_over)} dòng bàn giao.",
    )
    return redirect("agencies:reorganisation", row.public_id)
