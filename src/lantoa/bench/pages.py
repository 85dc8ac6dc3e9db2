"""`lantoa bench pages`: what each page costs, in pages that only render the base template."""

from collections.abc import Iterator
from pathlib import Path

from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from lantoa.agencies.models import User
from lantoa.assignments.models import Assignment, Duty
from lantoa.bench.measure import side_by_side
from lantoa.bench.urls import YARDSTICK
from lantoa.demo.build import ensure
from lantoa.intake.models import Intake
from lantoa.plans.models import Plan
from lantoa.reports.models import Report
from lantoa.results.models import Result

ROUNDS = 40


def _addresses() -> Iterator[tuple[str, str, str]]:
    """(name, person, address) of every page that people work with."""
    plan = Plan.objects.filter(state="issued").latest("pk")
    item = plan.items.get(ref="PL.1.2")
    xa = User.objects.get(username="xa").held_roles.get().agency
    commune = xa.links_up.get().parent
    duty = Duty.objects.filter(agency=commune, item=item).earliest("due_on")
    result = Result.objects.filter(agency=commune).latest("pk")
    yield "todo", "xa", reverse("desk:todo")
    yield "record", "xa", f"{reverse('results:record')}?duty={duty.public_id}"
    yield "results", "xa", reverse("results:list")
    yield "result", "xa", reverse("results:detail", args=[result.public_id])
    yield "duty", "xa", reverse("desk:duty", args=[duty.public_id])
    yield "reports", "xa", reverse("reports:list")
    yield "progress", "tinh", reverse("desk:progress")
    yield "plans", "tinh", reverse("plans:list")
    yield "plan", "tinh", reverse("desk:plan", args=[plan.public_id])
    yield "plan_year", "tinh", reverse("desk:plan_year", args=[plan.public_id])
    yield "item", "tinh", reverse("desk:item", args=[item.public_id])
    yield "agency", "tinh", reverse("desk:agency", args=[plan.public_id, commune.public_id])
    yield "cell", "tinh", reverse("desk:cell", args=[plan.public_id, commune.public_id, 9])
    yield "intake", "tinh", reverse("intake:list")
    yield "review", "tinh", reverse("intake:review", args=[Intake.objects.latest("pk").public_id])
    yield "reports_received", "tinh", reverse("reports:list")
    yield (
        "report",
        "tinh",
        reverse("reports:detail", args=[Report.objects.exclude(figures=None).latest("pk").public_id]),
    )
    yield "agencies", "lanhdao", reverse("agencies:tree")
    yield "progress_leader", "lanhdao", reverse("desk:progress")


def _client(username: str) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
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
        times = side_by_side(
            {"page": lambda c=client, a=address: _visit(c, a), "base": lambda c=client: _visit(c, YARDSTICK)},
            rounds=ROUNDS,
        )
        page, base = times["page"], times["base"]
        yield f"{name}_ms_median: {page.median * 1000:.2f}"
        yield f"{name}_median_ratio: {page.median / base.median:.2f}"
        yield f"{name}_p95_ratio: {page.p95 / base.p95:.2f}"
