"""«Các mốc nhắc việc»: when duties are told of by themselves, under one plan or under all."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lantoa.agencies.access import reach, require, signed_in
from lantoa.agencies.kinds import Role
from lantoa.assignments.access import reminding as access
from lantoa.assignments.forms.reminding import StagesForm
from lantoa.assignments.models import ReminderStages
from lantoa.assignments.operations.reminding import save_stages
from lantoa.domain.reminding import Stages
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Plan


@signed_in(*access.REMINDING)
def stages(request: HttpRequest, public_id: str) -> HttpResponse:
    """The stages of one plan."""
    return _stages(request, access.plan_to_stage(reach(request), public_id))


@signed_in(Role.ADMINISTRATOR)
def stages_for_all(request: HttpRequest) -> HttpResponse:
    """The stages of every plan that sets none of its own."""
    require(access.may_stage_all(reach(request)))
    return _stages(request, None)


def _stages(request: HttpRequest, plan: Plan | None) -> HttpResponse:
    rows = ReminderStages.objects.filter(for_all=True) | ReminderStages.objects.filter(plan=plan, plan__isnull=False)
    kept = {row.plan_id: row for row in rows}
    own = kept.get(plan.pk if plan else None)
    shown = own or kept.get(None)
    form = StagesForm(request.POST or None, initial=_initial(shown.stages if shown else Stages(), own))
    if request.method == "POST" and form.is_valid():
        try:
            save_stages(actor=request.user, plan=plan, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Đã lưu các mốc nhắc việc. Lần nhắc tới tính theo các mốc này.")
            return redirect(request.path)
    crumbs = [(plan.short_name, reverse("desk:plan", args=[plan.public_id]))] if plan else []
    context = {"plan": plan, "form": form, "own": own, "crumbs": crumbs}
    return render(request, "assignments/stages.html", context, status=422 if request.method == "POST" else 200)


def _initial(shown: Stages, own: ReminderStages | None) -> dict[str, object]:
    return {
        "before": ", ".join(map(str, shown.before)),
        "after": ", ".join(map(str, shown.after)),
        "head_after": shown.head_after,
        "coordinator_after": shown.coordinator_after,
        "version": own.version if own else 0,
    }
