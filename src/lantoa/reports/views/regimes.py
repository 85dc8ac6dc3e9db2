"""«Chế độ báo cáo»: what plans ask to be reported, and where it goes."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.adapters import clock
from lantoa.agencies.access import reach, signed_in
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.reach import Reach
from lantoa.domain.extension import WhichDate
from lantoa.domain.lifecycle import AssignmentKind, PlanState
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Obligation
from lantoa.reports import access, operations
from lantoa.reports.forms import BindingForm, RegimeForm, WhichDateForm
from lantoa.reports.models import WHICH_DATE_LABELS, Regime
from lantoa.reports.views.writing import crumbs
from lantoa.web.paging import page_from

PAGE = 30


def _unbound(rights: Reach) -> QuerySet[Obligation]:
    rows = Obligation.objects.filter(
        is_report=True,
        binding=None,
        item__plan__state=PlanState.ISSUED,
        item__plan__coordinator_id__in=rights.agencies_as(Role.COORDINATOR),
    )
    return rows.select_related("item__plan")


def _regimes(rights: Reach) -> QuerySet[Regime]:
    """The regimes a coordinator may bind to: those its bodies receive, and those its bodies report under."""
    mine = rights.agencies_as(Role.COORDINATOR)
    today = clock.today()
    rows = Regime.objects.filter(true_on(today)).filter(Q(receiver_id__in=mine) | Q(reporters__agency_id__in=mine))
    return rows.distinct().order_by("name", "pk")


@signed_in(Role.COORDINATOR)
def index(request: HttpRequest) -> HttpResponse:
    """What is still unbound, and the regimes there are."""
    rights = reach(request)
    regimes = _regimes(rights).select_related("receiver").annotate(bodies=Count("reporters", distinct=True))
    page = page_from(request, _unbound(rights), key=("-item__plan_id", "id"), size=PAGE)
    context = {
        "page": page,
        "regimes": regimes,
        "crumbs": crumbs(),
        "dates": WHICH_DATE_LABELS.items(),
        "received": rights.agencies_as(Role.COORDINATOR),
    }
    return render(request, "reports/regimes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.COORDINATOR)
def bind(request: HttpRequest, public_id: str) -> HttpResponse:
    """One report obligation: to a regime there is, into another report, or to a new regime."""
    rights = reach(request)
    obligation = access.obligation_to_bind(rights, public_id)
    bodies = _bodies(obligation, rights)
    creating = request.POST.get("lam") == "moi"
    binding = BindingForm(request.POST if request.POST and not creating else None, regimes=_regimes(rights))
    initial = {"name": obligation.item.title[:300], "starts_on": obligation.starts_on, "due_day": 15}
    initial["token"] = new_public_id()
    new = RegimeForm(request.POST if creating else None, initial=initial, prefix="moi")
    form = new if creating else binding
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, obligation, form, bodies)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "Đã gắn vào chế độ báo cáo.")
            return redirect("reports:regimes")
    context = {
        "obligation": obligation,
        "bodies": bodies,
        "binding": binding,
        "new": new,
        "crumbs": [*crumbs(), ("Chế độ báo cáo", reverse("reports:regimes"))],
    }
    return render(request, "reports/bind.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@signed_in(Role.COORDINATOR)
def which_date(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say which of a duty's dates counts in a regime that the person's body receives."""
    rights = reach(request)
    regime = access.regime_received(rights, public_id)
    form = WhichDateForm(request.POST)
    if form.is_valid():
        operations.choose_date(actor=request.user, regime=regime, which=WhichDate(form.cleaned_data["which"]))
        messages.success(request, "Đã lưu cách tính đúng hạn; báo cáo đã gửi giữ số đã chốt.")
    else:
        messages.error(request, "Chưa chọn cách tính đúng hạn.")
    return redirect("reports:regimes")


def _bodies(obligation: Obligation, rights: Reach) -> list[Agency]:
    """Who was given the obligation at issue and is watched here: they report under a regime made for it."""
    given = obligation.assignments.filter(kind=AssignmentKind.OWED).values("agency_id")
    return [row for row in Agency.objects.filter(pk__in=given).order_by("sort_key") if row.pk in rights.seen]


@transaction.atomic
def _save(request: HttpRequest, obligation: Obligation, form: BindingForm | RegimeForm, bodies: list[Agency]) -> None:
    regime, into = None, ""
    if isinstance(form, RegimeForm):
        regime = operations.create_regime(
            actor=request.user,
            token=form.cleaned_data["token"],
            name=form.cleaned_data["name"],
            receiver=obligation.item.plan.coordinator,
            period_kind=form.cleaned_data["period_kind"],
            calendar=form.chosen_calendar(),
            due=form.due(),
            starts_on=form.cleaned_data["starts_on"],
            reporters=bodies,
            legal_basis=str(obligation.item.plan)[:300],
            which_date_counts=form.chosen_date(),
        )
    else:
        regime, into = form.cleaned_data["regime"], form.cleaned_data["into"]
    operations.bind_report_obligation(actor=request.user, obligation=obligation, regime=regime, into=into)
