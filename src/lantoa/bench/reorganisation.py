"""`lantoa bench reorganisation`: 13 districts and 209 communes become 69 communes, previewed and applied.

On the world of `lantoa bench bodies` (3,500 bodies, 20,000 people, a plan in force), in a throwaway database. The
preview is the whole request of an administrator, screen and all; the ratio is to the limit the project holds it to.
"""

import time
from collections.abc import Iterator
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from lantoa.agencies.models import Agency, HandedOver, Reorganisation, User
from lantoa.agencies.operations.applying import apply_reorganisation
from lantoa.agencies.operations.reorganisation import Decision, begin_reorganisation, save_steps
from lantoa.agencies.steps import Begun, KeptStep
from lantoa.bench.bodies import throwaway_database
from lantoa.bench.bodies_world import DISTRICTS, REFORM_ON, BodiesWorld, build
from lantoa.persistence.identifiers import new_public_id
from lantoa.results.models import Result

ROUNDS = 5
LIMIT_SECONDS = 3.0
SUCCESSORS = 69
_NAMES = ("Đông", "Tây", "Nam", "Bắc", "Trung", "Thượng")


def measure() -> Iterator[str]:
    """Build the world, prepare the reform, measure its preview, apply it. out: lines `name: value`."""
    with throwaway_database(), override_settings(LANTOA_TODAY=REFORM_ON.isoformat()):
        world = build()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        row = prepare(world)
        yield f"engine: {connection.vendor}"
        yield f"bodies: {Agency.objects.count()}"
        yield f"steps: {len(row.steps)}"
        yield from _preview(row)
        results = Result.objects.count()
        start = time.perf_counter()
        done = apply_reorganisation(actor=_administrator(), row=row, version=row.version)
        yield f"apply_seconds: {time.perf_counter() - start:.1f}"
        yield f"ended: {done.ended}"
        yield f"begun: {done.begun}"
        yield f"handed_over: {HandedOver.objects.count()}"
        yield f"results_left_in_place: {int(Result.objects.count() == results)}"


def prepare(world: BodiesWorld) -> Reorganisation:
    """The reform of 1 July 2025 as a draft: 209 communes merge into 69, every district is split among its new ones."""
    decision = Decision(
        title="Sắp xếp đơn vị hành chính cấp xã, kết thúc hoạt động cấp huyện",
        number="Nghị quyết số 99/NQ-UBTVQH15",
        decided_on=date(2025, 6, 16),
        issuer="Ủy ban Thường vụ Quốc hội",
        takes_effect_on=REFORM_ON,
    )
    row = begin_reorganisation(actor=_administrator(), token=new_public_id(), agency=world.province, decision=decision)
    return save_steps(actor=_administrator(), row=row, version=row.version, steps=list(_steps(world)))


def _steps(world: BodiesWorld) -> Iterator[KeptStep]:
    root, extra = world.province.public_id, SUCCESSORS - DISTRICTS * (SUCCESSORS // DISTRICTS)
    for number, district in enumerate(world.districts):
        count = SUCCESSORS // DISTRICTS + (number < extra)
        groups = [world.communes_of(number)[place::count] for place in range(count)]
        keys = []
        for place, group in enumerate(groups):
            commune = _begun(f"xã {district.short_name.split()[-2]} {_NAMES[place]}", root)
            office = _room(commune)
            keys.append(commune.key)
            before = tuple(old.public_id for old in group)
            yield KeptStep(kind="merge", before=before, after=(commune.key,), begins=(commune, office))
        yield KeptStep(kind="split", before=(district.public_id,), after=tuple(keys), heir=keys[0])


def _begun(name: str, root: str) -> Begun:
    full, short = f"Ủy ban nhân dân {name}", name.capitalize()
    return Begun(
        key=new_public_id(), name=full, short_name=short, kind="committee", level="commune", symbol="UBND", under=root
    )


def _room(commune: Begun) -> Begun:
    name = f"Bộ phận Văn hóa - Xã hội {commune.short_name.lower()}"
    short = "Bộ phận Văn hóa - Xã hội"
    return Begun(
        key=new_public_id(),
        name=name,
        short_name=short,
        kind="office",
        level="commune",
        under=commune.key,
        is_office=True,
    )


def _administrator() -> User:
    return User.objects.get(username="quantri")


def _preview(row: Reorganisation) -> Iterator[str]:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(_administrator(), backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("agencies:reorganisation_preview", args=[row.public_id])
    times = []
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    queries = len(asked)  # the next request empties the log
    for _ in range(ROUNDS):
        start = time.perf_counter()
        answer = client.get(address)
        times.append(time.perf_counter() - start)
        if answer.status_code != 200 or "Thực hiện" not in answer.content.decode():
            raise RuntimeError(f"{address} answered {answer.status_code} or would not apply")
    worst = max(times)
    yield f"preview_seconds_median: {sorted(times)[ROUNDS // 2]:.2f}"
    yield f"preview_seconds_worst: {worst:.2f}"
    yield f"preview_queries: {queries}"
    yield f"preview_to_limit_ratio: {worst / LIMIT_SECONDS:.2f}"
