"""One wording of a draft: the agencies it means, changed by search and tick, by a group, or given to nobody."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lantoa.agencies.access import Forbidden, may_keep_groups, reach, signed_in
from lantoa.agencies.groups import in_words, rosters, rule_of, usable_by
from lantoa.agencies.models import AgencyGroup
from lantoa.assignments import access, queries
from lantoa.assignments.operations import Decision, save_resolutions
from lantoa.assignments.views.issuing import day_to_resolve
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Plan


@dataclass(frozen=True)
class Offered:
    """A group as the page offers it: what it is, and how many are in it on the day."""

    group: AgencyGroup
    rule: str
    size: int


@signed_in(*access.PREPARING)
def words(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """One wording: the agencies it means, and the decision about it."""
    person = reach(request)
    plan = access.draft_to_prepare(person, public_id)
    day = day_to_resolve(plan, plan.issued_on)
    row = next((row for row in queries.wordings(plan, day) if row.key == key), None)
    if row is None:
        raise Forbidden
    error = ""
    if request.method == "POST" and request.POST.get("lam") != "tim":
        try:
            save_resolutions(actor=request.user, plan=plan, decisions=[_decision(request, row, plan, day)])
        except Refused as refusal:
            error = refusal.sentence
        else:
            messages.success(request, f"Đã ghi: “{row.words[:80]}”.")
            return redirect(reverse("assignments:issue", args=[plan.public_id]) + "#co-quan")
    asked = request.POST if request.method == "POST" else request.GET
    chosen = _chosen(request, row)
    found = [agency for agency in queries.offered(asked.get("q", ""), day) if agency not in chosen]
    context: dict[str, Any] = {"plan": plan, "row": row, "chosen": chosen, "found": found, "error": error}
    context |= {"q": asked.get("q", ""), "groups": _groups(plan, day), "day": day}
    owner = next((body for body in (plan.coordinator, plan.drafter) if may_keep_groups(person, body.pk)), None)
    context["group_owner"] = owner
    context["crumbs"] = [("Giao việc và ban hành", reverse("assignments:issue", args=[plan.public_id]))]
    return render(request, "assignments/words.html", context, status=422 if error else 200)


def _groups(plan: Plan, day: date) -> list[Offered]:
    groups = list(usable_by([plan.issuer, plan.drafter, plan.coordinator], day))
    sizes = rosters(groups, day)
    return [Offered(group, in_words(rule_of(group), group.under), len(sizes[group.pk])) for group in groups]


def _chosen(request: HttpRequest, row: queries.Wording) -> list[Any]:
    if request.method != "POST":
        return list(row.agencies)
    return queries.by_public_ids(request.POST.getlist("co-quan"))


def _decision(request: HttpRequest, row: queries.Wording, plan: Plan, day: date) -> Decision:
    done = request.POST.get("lam")
    if done == "khong-giao":
        return Decision(words=row.words, set_aside=True)
    if done == "dung":
        ids = tuple(agency.pk for agency in row.agencies)
        group = row.group.pk if row.group is not None else None
        return Decision(words=row.words, agency_ids=ids, post=row.post, group_id=group)
    if done == "de-nghi":
        return Decision(words=row.words, agency_ids=tuple(agency.pk for agency in row.offer), post=row.post)
    if done == "nhom":
        usable = usable_by([plan.issuer, plan.drafter, plan.coordinator], day)
        group = usable.filter(public_id=request.POST.get("nhom", "")).first()
        if group is None:
            raise Refused("Chưa chọn nhóm nào.")
        return Decision(words=row.words, post=row.post, group_id=group.pk)
    chosen = queries.by_public_ids(request.POST.getlist("co-quan"))
    return Decision(words=row.words, agency_ids=tuple(agency.pk for agency in chosen), post=row.post)
