"""A large invented province for measuring: 3,500 bodies, 20,000 people, a plan in force with half a year of work.

It stands before the reform of 1 July 2025: one province, 13 districts, 209 communes under them, offices and villages
below, so that the 222 to 69 of that day can be measured on it too. Nothing in it is drawn by lot: two builds are alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from lantoa.agencies.kinds import AgencyKind, Level, Role
from lantoa.agencies.models import Agency, AgencyLink, HeldRole, LinkKind, Place, User
from lantoa.assignments.models import Duty, DutyHolder
from lantoa.assignments.operations import issue_plan
from lantoa.bench.bodies_plan import reading
from lantoa.catalogue.models import ResultKind
from lantoa.persistence.names import name_columns
from lantoa.plans.models import Plan
from lantoa.plans.operations import create_draft_plan
from lantoa.results import counting
from lantoa.results.models import Credit, Result
from lantoa.vietnamese import fold

BODIES, PEOPLE, DISTRICTS, COMMUNES, DEPARTMENTS = 3_500, 20_000, 13, 209, 24
SINCE, ISSUED_ON, TODAY, REFORM_ON = date(2021, 1, 1), date(2025, 1, 6), date(2025, 6, 16), date(2025, 7, 1)
PASSWORD = "lantoa-2026"  # noqa: S105  a throwaway database of invented people
BATCH = 2_000

_FIRST = (
    *("An", "Bình", "Cẩm", "Châu", "Đại", "Đan", "Đông", "Giang", "Hà"),
    *("Hạnh", "Hòa", "Hồng", "Hương", "Khánh", "Kim", "Lam", "Long", "Minh"),
)
_LAST = (
    *("Bắc", "Cường", "Đàm", "Giang", "Hải", "Hưng", "Khê", "Lâm", "Lĩnh", "Lộc"),
    *("Mỹ", "Nguyên", "Phong", "Phúc", "Quang", "Sơn", "Thạch", "Thịnh", "Trung", "Yên"),
)
_TOWNS = ("Vĩnh", "Tân", "Phú", "Nghĩa", "Mỹ", "Xuân", "Trường", "Thanh", "Sông", "Quảng", "Ngọc", "Lộc", "Kỳ")
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Phan", "Võ", "Đặng", "Bùi", "Hồ", "Ngô", "Dương", "Đinh", "Hà")
_MIDDLES = ("Thị", "Văn", "Thị Thu", "Đức", "Thị Hồng", "Quang", "Minh", "Thanh", "Hữu", "Thị Kim", "Xuân")
_GIVEN = (
    *("An", "Bình", "Chi", "Dung", "Hà", "Hạnh", "Hiếu", "Huyền", "Khoa"),
    *("Linh", "Nga", "Phúc", "Quân", "Thảo", "Tuấn", "Vân", "Yến", "Sơn", "Trang"),
)
_ROOMS = ("Văn phòng", "Phòng Tổ chức", "Phòng Kế hoạch", "Phòng Nghiệp vụ", "Phòng Thanh tra", "Phòng Chuyển đổi số")
_DISTRICT_ROOMS = (
    *("Văn phòng HĐND và UBND", "Phòng Nội vụ", "Phòng Tư pháp", "Phòng Văn hóa và Thông tin"),
    *("Phòng Tài chính - Kế hoạch", "Phòng Nông nghiệp và Môi trường", "Thanh tra", "Phòng Y tế"),
)
_COMMUNE_ROOMS = ("Văn phòng - Thống kê", "Bộ phận Văn hóa - Xã hội", "Bộ phận Tư pháp - Hộ tịch")
_SUBJECTS = (
    *("Nội vụ", "Tư pháp", "Tài chính", "Kế hoạch và Đầu tư", "Xây dựng", "Giao thông vận tải", "Công Thương", "Y tế"),
    *("Khoa học và Công nghệ", "Thông tin và Truyền thông", "Văn hóa, Thể thao và Du lịch", "Giáo dục và Đào tạo"),
    *("Nông nghiệp và Phát triển nông thôn", "Tài nguyên và Môi trường", "Lao động, Thương binh và Xã hội"),
    *("Ngoại vụ", "Dân tộc", "Du lịch", "Quy hoạch", "Kiến trúc", "Nhà đất", "Thủy sản", "Lâm nghiệp", "Hợp tác xã"),
)


@dataclass
class BodiesWorld:
    """What is measured on: the bodies by their place in the tree, the people who look, the plan in force."""

    province: Agency
    place: Place
    departments: list[Agency] = field(default_factory=list)
    districts: list[Agency] = field(default_factory=list)
    communes: list[Agency] = field(default_factory=list)
    offices: list[Agency] = field(default_factory=list)
    villages: list[Agency] = field(default_factory=list)
    people: dict[str, User] = field(default_factory=dict)
    plan: Plan | None = None

    @property
    def home_affairs(self) -> Agency:
        """The department that follows the plan."""
        return self.departments[0]

    def communes_of(self, district: int) -> list[Agency]:
        """The communes under a district. in: its number, from 0."""
        return [row for number, row in enumerate(self.communes) if number % DISTRICTS == district]


def build(*, work: bool = True) -> BodiesWorld:
    """Fill an empty, migrated database. in: whether the plan gets half a year of results; out: the world.

    The plan is made and issued by the product's own operations on ISSUED_ON; the rest is put in by bulk.
    """
    place = Place.objects.create(**name_columns("Tỉnh Sông Lam"), kind="province", starts_on=SINCE)
    province = _agency("Ủy ban nhân dân tỉnh Sông Lam", AgencyKind.COMMITTEE, Level.PROVINCE, place, "UBND tỉnh")
    province.save()
    world = BodiesWorld(province=province, place=place)
    _departments(world)
    _territory(world)
    _pad(world)
    _people(world)
    world.plan = _plan(world)
    if work:
        _work(world)
    return world


def _agency(name: str, kind: AgencyKind, level: Level, place: Place | None, short: str = "") -> Agency:
    return Agency(
        **name_columns(name),
        kind=kind,
        level=level,
        short_name=short or name[:120],
        symbol="UBND",
        place=place,
        starts_on=SINCE,
    )


def _hang(children: list[Agency], parents: list[Agency], kind: LinkKind) -> None:
    pairs = zip(children, parents, strict=True)
    AgencyLink.objects.bulk_create(
        [AgencyLink(child=child, parent=parent, kind=kind, starts_on=SINCE) for child, parent in pairs],
        batch_size=BATCH,
    )


def _departments(world: BodiesWorld) -> None:
    rows = [
        _agency(f"Sở {subject}", AgencyKind.DEPARTMENT, Level.PROVINCE, world.place)
        for subject in _SUBJECTS[:DEPARTMENTS]
    ]
    world.departments = Agency.objects.bulk_create(rows)
    _hang(world.departments, [world.province] * len(rows), LinkKind.UNDER)
    _rooms(world, world.departments, _ROOMS, Level.PROVINCE)


def _rooms(world: BodiesWorld, bodies: list[Agency], rooms: tuple[str, ...], level: Level) -> None:
    rows, parents = [], []
    for body in bodies:
        for room in rooms:
            rows.append(_agency(f"{room} {body.short_name}", AgencyKind.OFFICE, level, body.place, room))
            parents.append(body)
    made = Agency.objects.bulk_create(rows, batch_size=BATCH)
    world.offices += made
    _hang(made, parents, LinkKind.OFFICE)


def _names() -> Iterator[str]:
    """Names of communes, each once."""
    for last in _LAST:
        for first in _FIRST:
            yield f"{first} {last}"


def _territory(world: BodiesWorld) -> None:
    kinds = ["thành phố", "thị xã", *["huyện"] * (DISTRICTS - 2)]
    towns = [f"{kind} {name} Lam" for kind, name in zip(kinds, _TOWNS, strict=True)]
    district_places = _places(world.place, "district", towns)
    world.districts = Agency.objects.bulk_create(
        _agency(f"Ủy ban nhân dân {town}", AgencyKind.COMMITTEE, Level.DISTRICT, place, f"UBND {town}")
        for town, place in zip(towns, district_places, strict=True)
    )
    _hang(world.districts, [world.province] * DISTRICTS, LinkKind.UNDER)
    names = [name for name, _ in zip(_names(), range(COMMUNES), strict=False)]
    full = [f"{'phường' if number % DISTRICTS < 1 else 'xã'} {name}" for number, name in enumerate(names)]
    places = _places(None, "commune", full)
    for number, place in enumerate(places):
        place.parent = district_places[number % DISTRICTS]
    Place.objects.bulk_update(places, ["parent"])
    world.communes = Agency.objects.bulk_create(
        _agency(f"Ủy ban nhân dân {name}", AgencyKind.COMMITTEE, Level.COMMUNE, place, name.capitalize())
        for name, place in zip(full, places, strict=True)
    )
    _hang(world.communes, [world.districts[n % DISTRICTS] for n in range(COMMUNES)], LinkKind.UNDER)
    _rooms(world, world.districts, _DISTRICT_ROOMS, Level.DISTRICT)
    _rooms(world, world.communes, _COMMUNE_ROOMS, Level.COMMUNE)


def _places(parent: Place | None, kind: str, names: list[str]) -> list[Place]:
    rows = [
        Place(**name_columns(name[0].upper() + name[1:]), kind=kind, parent=parent, starts_on=SINCE) for name in names
    ]
    return Place.objects.bulk_create(rows)


def _pad(world: BodiesWorld) -> None:
    """Villages under the communes in turn, until there are as many bodies as the measurement names."""
    rows, parents = [], []
    for number in range(BODIES - Agency.objects.count()):
        commune = world.communes[number % COMMUNES]
        name = f"Thôn {number // COMMUNES + 1} {commune.short_name.lower()}"
        rows.append(_agency(name, AgencyKind.VILLAGE, Level.COMMUNE, commune.place))
        parents.append(commune)
    world.villages = Agency.objects.bulk_create(rows, batch_size=BATCH)
    _hang(world.villages, parents, LinkKind.UNDER)


def _people(world: BodiesWorld) -> None:
    """The people who look, and an officer after the other at every body in turn."""
    cast = (
        ("tinh", world.home_affairs, Role.COORDINATOR),
        ("quantri", world.province, Role.ADMINISTRATOR),
        ("lanhdao", world.province, Role.HEAD),
        ("xa", world.communes[0], Role.OFFICER),
    )
    bodies = [*world.departments, *world.districts, *world.communes, *world.offices, *world.villages]
    secret = make_password(PASSWORD)
    seats = [(name, agency, role) for name, agency, role in cast]
    seats += [(f"cb{n:05d}", bodies[n % len(bodies)], Role.OFFICER) for n in range(PEOPLE - len(cast))]
    users = User.objects.bulk_create(
        [
            User(username=name, **name_columns(_person(number)), password=secret)
            for number, (name, _, _) in enumerate(seats)
        ],
        batch_size=BATCH,
    )
    HeldRole.objects.bulk_create(
        [
            HeldRole(user=user, agency=agency, role=role, post="Chuyên viên", starts_on=SINCE)
            for user, (_, agency, role) in zip(users, seats, strict=True)
        ],
        batch_size=BATCH,
    )
    world.people = {name: user for user, (name, _, _) in zip(users, cast, strict=False)}


def _person(number: int) -> str:
    return f"{_FAMILIES[number % 13]} {_MIDDLES[number * 5 % 11]} {_GIVEN[number * 7 % 19]}"


def _plan(world: BodiesWorld) -> Plan:
    with override_settings(LANTOA_TODAY=ISSUED_ON.isoformat()):
        actor = User.objects.get(username="tinh")
        bodies: dict[str, Any] = {"issuer": world.province, "drafter": world.home_affairs}
        plan = create_draft_plan(actor=actor, reading=reading(ISSUED_ON), coordinator=world.home_affairs, **bodies)
        issue_plan(
            actor=actor,
            plan=plan,
            number="08/KH-UBND",
            issued_on=ISSUED_ON,
            signer_capacity="KT. CHỦ TỊCH",
            signer_title="PHÓ CHỦ TỊCH",
            signer_name="Trịnh Hoài Sơn",
        )
    plan.refresh_from_db()
    return plan


def _work(world: BodiesWorld) -> None:
    """Results for the periods that have begun: every fifth duty has none, every seventh comes late."""
    duties = list(Duty.objects.filter(plan=world.plan, before_issue=False, starts_on__lt=TODAY).order_by("pk"))
    holders = dict(DutyHolder.objects.filter(duty__plan=world.plan).values_list("duty_id", "assignment_id"))
    kind, actor = ResultKind.objects.order_by("pk").first(), world.people["tinh"]
    results, credits = [], []
    for number, duty in enumerate(duties):
        late = timedelta(days=5) if number % 7 == 0 else -timedelta(days=3)
        day = max(duty.starts_on, min(duty.due_on + late, TODAY - timedelta(days=1)))
        for _ in range(0 if number % 5 == 0 else duty.minimum):
            title = f"Tin về cải cách hành chính số {len(results) + 1}"
            results.append(
                Result(
                    token=f"bench-{len(results)}",
                    kind=kind,
                    title=title,
                    folded=fold(title),
                    happened_on=day,
                    item_id=duty.item_id,
                    agency_id=duty.agency_id,
                    recorded_by=actor,
                    recorded_at=timezone.make_aware(datetime.combine(day, time(9))),
                )
            )
            credits.append((duty, day))
    Result.objects.bulk_create(results, batch_size=BATCH)
    Credit.objects.bulk_create(
        [
            Credit(result=result, assignment_id=holders[duty.pk], duty=duty, quantity=1, counted_on=day)
            for result, (duty, day) in zip(results, credits, strict=True)
        ],
        batch_size=BATCH,
    )
    ids = [duty.pk for duty in duties]
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            counting.recount(ids[start : start + BATCH])
