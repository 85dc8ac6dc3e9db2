"""«Nhóm cơ quan»: named groups that plans use, made and changed with who is in shown as the rule is typed."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.agencies import access, picking, queries
from lantoa.agencies.access import reach, require, signed_in
from lantoa.agencies.forms.groups import GroupForm
from lantoa.agencies.groups import Rule, in_words, rosters, rule_of
from lantoa.agencies.models import Agency, AgencyGroup, GroupMember
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.operations import groups as operations
from lantoa.agencies.operations.groups import GroupTerms
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.web.htmx import render_part

LOOKING = ("xem", "tim")  # buttons that only show


@signed_in(*access.KEEPING_GROUPS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The groups of the bodies the person coordinates, with how many are in each today."""
    rights = reach(request)
    owners = rights.agencies_as(*access.KEEPING_GROUPS)
    rows = AgencyGroup.objects.filter(owner__in=owners, retired_on=None).select_related("owner", "under")
    found = list(rows.order_by("sort_key", "pk")[:200])
    today = rosters(found, rights.on)
    lines = [(group, in_words(rule_of(group), group.under), today[group.pk]) for group in found]
    bodies = Agency.objects.filter(true_on(rights.on), pk__in=owners).order_by("sort_key")
    return render(request, "agencies/groups.html", {"lines": lines, "owners": bodies, "today": rights.on})


@signed_in(*access.KEEPING_GROUPS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make a group for a body's plans; ?ten=… brings the words of a plan."""
    rights = reach(request)
    owner = access.any_agency(public_id)
    require(access.may_keep_groups(rights, owner.pk))
    first = {"token": new_public_id(), "day": rights.on, "name": request.GET.get("ten", "")[:300]}
    form = _form(request, first, rights.on)
    ticks = _ticks(request, form, Rule(), (), (), rights.on)
    if _sent(request) and form.is_valid():
        try:
            operations.make_group(
                actor=request.user, token=form.cleaned_data["token"], owner=owner, terms=_terms(form, ticks)
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Đã lập nhóm.")
            return redirect("agencies:groups")
    return _page(request, form, ticks, owner, None)


@signed_in(*access.KEEPING_GROUPS)
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, public_id: str) -> HttpResponse:
    """One group: who is in, and changing it from a day on."""
    rights = reach(request)
    row = access.group_kept(rights, public_id)
    first = {
        "name": row.name,
        "note": row.note,
        "kinds": row.kinds,
        "levels": row.levels,
        "under": row.under.name if row.under else "",
        "day": rights.on,
        "version": row.version,
    }
    form = _form(request, first, rights.on)
    members = GroupMember.objects.filter(true_on(rights.on), group=row).values_list("agency_id", "included")
    by_hand = {wanted: [pk for pk, included in members if included is wanted] for wanted in (True, False)}
    ticks = _ticks(request, form, rule_of(row), by_hand[True], by_hand[False], rights.on)
    if _sent(request) and form.is_valid():
        given = form.cleaned_data
        try:
            operations.change_group(
                actor=request.user,
                group=row,
                version=given["version"] or 0,
                terms=_terms(form, ticks),
                from_day=given["day"],
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Đã lưu nhóm.")
            return redirect("agencies:groups")
    return _page(request, form, ticks, row.owner, row)


@signed_in(*access.KEEPING_GROUPS)
@require_POST
def retire(request: HttpRequest, public_id: str) -> HttpResponse:
    """Use a group no more; plans that named it keep what they froze."""
    row = access.group_kept(reach(request), public_id)
    try:
        operations.retire_group(actor=request.user, group=row, version=row.version)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Đã thôi dùng nhóm “{row.name}”.")
    return redirect("agencies:groups")


def _sent(request: HttpRequest) -> bool:
    """Whether the form is to be saved, not only shown again with who would be in."""
    return request.method == "POST" and request.POST.get("lam") not in LOOKING


def _form(request: HttpRequest, first: dict[str, Any], on: date) -> GroupForm:
    everywhere = frozenset(Agency.objects.filter(true_on(on)).values_list("pk", flat=True))
    return GroupForm(request.POST if request.method == "POST" else None, initial=first, among=everywhere, on=on)


def _ticks(request: HttpRequest, form: GroupForm, rule: Rule, put_in: Any, left_out: Any, on: date) -> picking.Picked:
    """Who is in: by what was typed and ticked, or by what is kept."""
    if request.method != "POST":
        return picking.picked(rule, put_in, left_out, on)
    form.is_valid()
    return picking.read_ticks(request.POST, form.rule(), form.cleaned_data.get("day") or on)


def _terms(form: GroupForm, ticks: picking.Picked) -> GroupTerms:
    given = form.cleaned_data
    return GroupTerms(
        name=given["name"], note=given["note"], rule=form.rule(), put_in=ticks.put_in, left_out=ticks.left_out
    )


def _page(
    request: HttpRequest, form: GroupForm, ticks: picking.Picked, owner: Agency, row: AgencyGroup | None
) -> HttpResponse:
    looking = request.method == "POST" and request.POST.get("lam") in LOOKING
    status = 422 if form.errors and not looking else 200
    q = request.POST.get("q", "") if request.method == "POST" else ""
    shown = {agency.pk for agency, _, _ in ticks.rows}
    day = (form.cleaned_data.get("day") if form.is_bound else None) or reach(request).on
    found = queries.named(q, day).order_by("sort_key", "pk")[:30] if q.strip() else ()
    context = {
        "form": form,
        "group": row,
        "owner": owner,
        "ticks": ticks,
        "picks": picking.draw(ticks),
        "cut": len(ticks.rows) > picking.SHOWN,
        "day": day,
        "q": q,
        "found": [agency for agency in found if agency.pk not in shown],
        "crumbs": [("Nhóm cơ quan", reverse("agencies:groups"))],
    }
    return render_part(request, "agencies/group.html", "agencies/group_members.html", context, status=status)
