"""A body's plan from the one above: begun from it, or said to carry it out after it came in as a document."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, cascade_access, cascade_queries
from lantoa.plans.access import DRAFTING
from lantoa.plans.forms.cascade import SubjectForm
from lantoa.plans.operations.adoption import start_matching
from lantoa.plans.operations.derivation import derive_plan, proposed_subject
from lantoa.plans.views.draft import crumbs_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*DRAFTING)
def derive(request: HttpRequest, public_id: str, agency_id: str) -> HttpResponse:
    """Begin a body's plan from an issued plan above: its subject, then the rows to decide on."""
    upper, agency = cascade_access.upper_for(reach(request), public_id, agency_id)
    begun = cascade_queries.plan_from(upper, agency.pk)
    if begun is not None:
        return redirect("plans:sheet", begun.public_id)
    form = SubjectForm(
        request.POST if request.method == "POST" else None, initial={"subject": proposed_subject(upper, agency)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            plan = derive_plan(actor=request.user, upper=upper, agency=agency, subject=form.cleaned_data["subject"])
        except Refused as refused:
            form.add_error("subject", refused.sentence)
        else:
            return redirect("plans:sheet", cascade_queries.plan_from(upper, plan.issuer_id).public_id)
    context = {"form": form, "upper": upper, "agency": agency, "crumbs": [("Kế hoạch", reverse("plans:list"))]}
    return render(request, "plans/derive.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*DRAFTING)
def follow(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say which plan above a plan carries out; its rows are then laid beside each other."""
    person = reach(request)
    plan = access.plan_seen(person, public_id)
    if not access.may_write(person, plan):
        raise Forbidden
    offered = cascade_queries.plans_above(person, plan)
    if request.method == "POST":
        upper = next((row for row in offered if row.public_id == request.POST.get("cap-tren")), None)
        if upper is None:
            raise Forbidden
        try:
            cascade = start_matching(actor=request.user, lower=plan, upper=upper)
        except Refused as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, "Đã đối chiếu từng mục. Hãy xác nhận các cặp máy đề xuất.")
            return redirect("plans:sheet", cascade.public_id)
    context = {"plan": plan, "offered": offered, "follows": cascade_queries.follows(plan), "crumbs": crumbs_of(plan)}
    return render(request, "plans/follow.html", context)
