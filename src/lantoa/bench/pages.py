"""`lantoa bench pages`: what each page costs, in pages that only render the base template."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import Count
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from lantoa.agencies.models import Agency, AgencyGroup, HeldRole, User
from lantoa.assignments.models import Assignment, Delegation, Difficulty, Duty, Extension, Reminder
from lantoa.bench.measure import side_by_side
from lantoa.bench.urls import YARDSTICK, YARDSTICK_OF_NOBODY
from lantoa.demo.build import ensure
from lantoa.domain.period import ONE_DAY, PeriodKind, period_of
from lantoa.intake.models import Intake
from lantoa.intake.operations import read_again
from lantoa.intake.tasks import read_intake
from lantoa.plans.models import Adoption, Plan
from lantoa.plans.operations import create_draft_plan
from lantoa.reports.models import Regime, Report
from lantoa.reports.operations import open_report
from lantoa.results.models import Result

ROUNDS = 40


def _worst_off() -> str:
    """The sign-in name of the officer whose commune has most overdue: the longest list there is."""
    late = Duty.objects.filter(met_on=None, due_on__lt=settings.LANTOA_TODAY, before_issue=False)
    staffed = late.filter(agency__links_down__kind="office", agency__links_down__child__held_roles__isnull=False)
    worst = staffed.values("agency").annotate(n=Count("pk")).order_by("-n", "agency")[0]["agency"]
    return HeldRole.objects.get(agency__links_up__parent=worst, agency__links_up__kind="office").user.username


def _plan() -> Plan:
    """The province's plan in force."""
    return Plan.objects.filter(state="issued", issuer__level="province").latest("pk")


def _draft() -> tuple[Plan, Intake]:
    """A document read and waiting, and a draft made of the same reading: screens of a plan on its way in."""
    actor, first = User.objects.get(username="tinh"), Intake.objects.earliest("pk")
    intake = Intake.objects.filter(state="read").first() or read_again(actor=actor, intake=first)
    read_intake(intake.pk)
    issued = _plan()
    draft = Plan.objects.filter(state="draft", drafter=issued.drafter, origin=None).first() or create_draft_plan(
        actor=actor, reading=first.reading, issuer=issued.issuer, drafter=issued.drafter, coordinator=issued.coordinator
    )
    return draft, intake


def _officers_pages() -> Iterator[tuple[str, str, str]]:
    commune = Agency.objects.get(links_down__child__held_roles__user__username="xa")
    duty = Duty.objects.filter(agency=commune, item__ref="PL.1.2").earliest("due_on")
    result = Result.objects.filter(agency=commune).latest("pk")
    yield "todo", "xa", reverse("desk:todo")
    yield "todo_worst_off", _worst_off(), reverse("desk:todo")
    yield "record", "xa", f"{reverse('results:record')}?duty={duty.public_id}"
    yield "results", "xa", reverse("results:list")
    yield "result", "xa", reverse("results:detail", args=[result.public_id])
    yield "duty", "xa", reverse("desk:duty", args=[duty.public_id])
    yield "own_share_of_plan", "xa", reverse("desk:plan", args=[duty.plan.public_id])
    yield "item_of_officer", "xa", reverse("desk:item", args=[duty.item.public_id])
    yield "reports", "xa", reverse("reports:list")
    yield from _inside_pages(duty)
    regime = Regime.objects.get()
    open_report(actor=User.objects.get(username="xa"), regime=regime, agency=commune, last_on=_last_quarter_end())
    mine = Report.objects.get(agency=commune)
    yield "report_writing", "xa", reverse("reports:edit", args=[mine.public_id])
    yield "help_timing", "xa", reverse("desk:help_timing")
    yield "account", "xa", reverse("agencies:account")
    yield "second_factor", "xa", reverse("mfa_index")
    yield "sign_in", "", reverse("agencies:sign_in")


def _inside_pages(duty: Duty) -> Iterator[tuple[str, str, str]]:
    """Work given inside a ward, extensions, difficulties, as the demonstration has them."""
    given = Delegation.objects.filter(duty=None).earliest("pk")
    extension, difficulty = Extension.objects.earliest("pk"), Difficulty.objects.latest("pk")
    yield "inside", "chutich", reverse("assignments:inside")
    yield "todo_of_giver", "chutich", reverse("desk:todo")
    yield "give_duty", "chutich", reverse("assignments:give_duty", args=[duty.public_id])
    yield "delegation", "xa", reverse("assignments:delegation", args=[given.public_id])
    yield "extensions", "tinh", f"{reverse('assignments:extensions')}?xem=da-de-nghi"
    yield "extension", "tinh", reverse("assignments:extension", args=[extension.public_id])
    yield "difficulties", "tinh", f"{reverse('assignments:difficulties')}?xem=tat-ca"
    yield "difficulty", "xa", reverse("assignments:difficulty", args=[difficulty.public_id])
    yield "raise", "xa", f"{reverse('assignments:raise')}?viec={duty.public_id}"


def _last_quarter_end() -> date:
    return period_of(date.fromisoformat(settings.LANTOA_TODAY), PeriodKind.QUARTER).start - ONE_DAY


def _coordinators_pages() -> Iterator[tuple[str, str, str]]:
    plan = _plan()
    item = plan.items.get(ref="PL.1.2")
    agency = Agency.objects.get(links_down__child__held_roles__user__username="xa")
    sent = Report.objects.exclude(figures=None).latest("pk")
    yield "progress", "tinh", reverse("desk:progress")
    yield "remind", "tinh", f"{reverse('assignments:remind')}?ke-hoach={plan.public_id}"
    yield "reminder", "tinh", reverse("assignments:reminder", args=[Reminder.objects.latest("pk").public_id])
    yield "notices", "tinh", reverse("notices:list")
    yield "plans", "tinh", reverse("plans:list")
    yield "plan", "tinh", reverse("desk:plan", args=[plan.public_id])
    yield "plan_year", "tinh", reverse("desk:plan_year", args=[plan.public_id])
    yield "item", "tinh", reverse("desk:item", args=[item.public_id])
    yield "agency", "tinh", reverse("desk:agency", args=[plan.public_id, agency.public_id])
    yield "cell", "tinh", reverse("desk:cell", args=[plan.public_id, agency.public_id, 9])
    yield "results_watched", "tinh", f"{reverse('results:list')}?phamvi=theo-doi"
    yield "reports_received", "tinh", reverse("reports:list")
    yield "report", "tinh", reverse("reports:detail", args=[sent.public_id])
    yield "regimes", "tinh", reverse("reports:regimes")
    yield from _pages_below(plan)


def _pages_below(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """The plans below: the list, the matrix, one row at every body, two plans side by side."""
    row = Adoption.objects.filter(cascade__upper=plan, cascade__kind="matched", upper_item__ref="PL.1.2").latest("pk")
    cascade = row.cascade.public_id
    yield "below", "tinh", reverse("desk:coverage", args=[plan.public_id])
    yield "below_matrix", "tinh", f"{reverse('desk:coverage', args=[plan.public_id])}?xem=ma-tran"
    yield "below_item", "tinh", reverse("desk:coverage_item", args=[plan.public_id, row.upper_item.public_id])
    yield "beside", "tinh", reverse("plans:sheet", args=[cascade])
    yield "beside_row", "tinh", reverse("plans:sheet_row", args=[cascade, row.public_id])


def _plan_on_its_way_in() -> Iterator[tuple[str, str, str]]:
    draft, intake = _draft()
    obligation = draft.items.get(ref="PL.1.2").obligations.get()
    yield "intake", "tinh", reverse("intake:list")
    yield "upload", "tinh", reverse("intake:upload")
    yield "review", "tinh", reverse("intake:review", args=[intake.public_id])
    yield "draft", "tinh", reverse("plans:draft", args=[draft.public_id])
    yield "draft_item", "tinh", reverse("plans:item", args=[draft.public_id, obligation.item.public_id])
    yield "issue", "tinh", reverse("assignments:issue", args=[draft.public_id])
    yield "issue_work", "tinh", reverse("assignments:work", args=[draft.public_id])


def _others_pages() -> Iterator[tuple[str, str, str]]:
    yield "progress_leader", "lanhdao", reverse("desk:progress")
    yield "agencies", "lanhdao", reverse("agencies:tree")
    commune = Agency.objects.get(links_down__child__held_roles__user__username="xa")
    group = AgencyGroup.objects.earliest("pk")
    yield "groups", "tinh", reverse("agencies:groups")
    yield "group", "tinh", reverse("agencies:group", args=[group.public_id])
    yield "places", "quantri", reverse("agencies:places")
    yield "place", "quantri", reverse("agencies:place", args=[commune.place.public_id])
    yield "import_bodies", "quantri", reverse("agencies:import", args=[commune.public_id])
    yield "people", "quantri", reverse("agencies:people")
    person = User.objects.get(username="tinh")
    yield "person", "quantri", reverse("agencies:person", args=[person.public_id])
    yield "hand_over_account", "quantri", reverse("agencies:hand_over_account", args=[person.public_id])
    yield "invitations", "quantri", reverse("agencies:invitations")
    yield "invite", "quantri", reverse("agencies:invite", args=[commune.public_id])
    yield "trail", "quantri", reverse("agencies:trail")


def _addresses() -> Iterator[tuple[str, str, str]]:
    """(name, person, address) of every page that people work with."""
    yield from _officers_pages()
    yield from _coordinators_pages()
    yield from _plan_on_its_way_in()
    yield from _others_pages()


def _client(username: str) -> Client:
    """A browser of a person; of nobody, where the name is empty."""
    client = Client(headers={"host": "127.0.0.1"})
    if username:
        client.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _visit(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")


def measure(folder: Path, say: object) -> Iterator[str]:
    """Measure every page on the demonstration. out: lines `name: value`, ratios to the yardstick of the same person."""
    ensure(folder, say)
    if not Assignment.objects.exists():
        raise RuntimeError("a benchmark on nothing would flatter")
    with override_settings(ROOT_URLCONF="lantoa.bench.urls"):
        yield from _measured()


def _measured() -> Iterator[str]:
    clients: dict[str, Client] = {}
    for name, username, address in _addresses():
        client = clients.setdefault(username, _client(username))
        blank = YARDSTICK if username else YARDSTICK_OF_NOBODY
        times = side_by_side(
            {"page": lambda c=client, a=address: _visit(c, a), "base": lambda c=client, b=blank: _visit(c, b)},
            rounds=ROUNDS,
        )
        page, base = times["page"], times["base"]
        yield f"{name}_ms_median: {page.median * 1000:.2f}"
        yield f"{name}_median_ratio: {page.median / base.median:.2f}"
        yield f"{name}_p95_ratio: {page.p95 / base.p95:.2f}"
