"""`lantoa bench bodies`: server time of the tree, the searches and the overview at 3,500 bodies and 20,000 people.

Milliseconds of the whole request (middleware, session, template) by the clock, milliseconds this process computed for
it (a busy machine stretches only the former; on PostgreSQL the server's own computing is not in it), and the ratio to a
page that only renders the base template, measured in turn in the same run.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from lantoa.agencies.models import Agency, User
from lantoa.bench.bodies_world import BodiesWorld, build
from lantoa.bench.measure import side_by_side
from lantoa.bench.urls import YARDSTICK

ROUNDS = 25
LIMIT_MS = 100.0


@contextmanager
def throwaway_database() -> Iterator[None]:
    """An empty, migrated database on the engine of the settings, taken away at the end."""
    creation = connection.creation
    creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)
        shutil.rmtree(settings.LANTOA_BENCH_FOLDER, ignore_errors=True)


def measure() -> Iterator[str]:
    """Build the world in a database of its own and measure. out: lines `name: value`."""
    with throwaway_database():
        start = time.perf_counter()
        world = build()
        _analyse()
        yield f"engine: {connection.vendor}"
        yield f"bodies: {Agency.objects.count()}"
        yield f"people: {User.objects.count()}"
        yield f"build_seconds: {time.perf_counter() - start:.1f}"
        with override_settings(ROOT_URLCONF="lantoa.bench.urls"):
            yield from measured(world)


def _analyse() -> None:
    """Let the engine look at the tables once, as it does by itself in an installation that has run for a night."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def pages(world: BodiesWorld) -> Iterator[tuple[str, str, str]]:
    """(name, person, address) of each page measured."""
    tree, people = reverse("agencies:tree"), reverse("agencies:people")
    yield "tree", "tinh", tree
    yield "tree_top", "quantri", f"{tree}?duoi={world.province.public_id}"
    yield "tree_deep", "quantri", f"{tree}?duoi={world.communes[100].public_id}"
    yield "tree_on_a_day", "quantri", f"{tree}?duoi={world.districts[3].public_id}&ngay=31/12/2024"
    yield "body", "quantri", reverse("agencies:agency", args=[world.districts[3].public_id])
    yield "search", "tinh", f"{tree}?q=an+phong"
    yield "search_common", "tinh", f"{tree}?q=xa"
    yield "search_none", "tinh", f"{tree}?q=khongcoai"
    yield "people", "quantri", people
    yield "people_search", "quantri", f"{people}?q=tran+thi"
    yield "people_search_none", "quantri", f"{people}?q=khongcoai"
    yield "overview", "tinh", reverse("desk:progress")
    yield "overview_head", "lanhdao", reverse("desk:progress")
    yield "overview_communes_by_name", "tinh", f"{reverse('desk:progress')}?nhom=xa&xep=ten"


def measured(world: BodiesWorld) -> Iterator[str]:
    """The lines of every page, and the slowest of all against the limit."""
    clients: dict[str, Client] = {}
    worst, worst_computed = 0.0, 0.0
    for name, username, address in pages(world):
        client = clients.setdefault(username, _client(username))
        with CaptureQueriesContext(connection) as asked:
            _visit(client, address)
        queries = len(asked)  # the next request empties the log
        computed: list[float] = []
        times = side_by_side(
            {
                "page": lambda c=client, a=address, kept=computed: kept.append(_computing(c, a)),
                "base": lambda c=client: _visit(c, YARDSTICK),
            },
            rounds=ROUNDS,
        )
        page, base = times["page"], times["base"]
        worst = max(worst, page.median * 1000)
        worst_computed = max(worst_computed, median(computed) * 1000)
        yield f"{name}_ms_median: {page.median * 1000:.1f}"
        yield f"{name}_ms_p95: {page.p95 * 1000:.1f}"
        yield f"{name}_cpu_ms_median: {median(computed) * 1000:.1f}"
        yield f"{name}_queries: {queries}"
        yield f"{name}_median_ratio: {page.median / base.median:.2f}"
    yield f"worst_ms_median: {worst:.1f}"
    yield f"worst_cpu_ms_median: {worst_computed:.1f}"
    yield f"worst_to_limit_ratio: {worst / LIMIT_MS:.2f}"


def _client(username: str) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _computing(client: Client, address: str) -> float:
    """Visit a page. out: the seconds this process computed for it."""
    start = time.process_time()
    _visit(client, address)
    return time.process_time() - start


def _visit(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
