"""The reform of 2025 in the invented province, carried out by the product's own operation, with work on both sides.

1 March 2025: departments merge, one is split among three. 1 July 2025: 13 districts end, 209 communes become 69. What
was done before stays with who did it; two years of results give comparisons across the reform something to compare.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.test.utils import override_settings
from django.utils import timezone

from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency, AgencyLink, LinkKind, Reorganisation, User
from lantoa.agencies.operations.applying import apply_reorganisation
from lantoa.agencies.operations.reorganisation import Decision, begin_reorganisation, save_steps
from lantoa.agencies.steps import Begun, KeptStep
from lantoa.assignments.models import Duty
from lantoa.catalogue.models import ResultKind
from lantoa.demo.past import DISTRICTS, FORMER_DEPARTMENTS, PAST, old_commune_names, sizes
from lantoa.demo.plan_2025 import issue
from lantoa.domain.lifecycle import PlanState, VerificationState
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.names import name_columns
from lantoa.plans.models import Plan
from lantoa.results.counting import recount
from lantoa.results.models import Credit, Result
from lantoa.vietnamese import fold

MARCH, JULY = date(2025, 3, 1), date(2025, 7, 1)
COUNCIL = "Hội đồng nhân dân tỉnh Hồng Lam"
NEW_DEPARTMENT = "Sở Nông nghiệp và Môi trường"
NEW_PRESS = "Báo và phát thanh, truyền hình Hồng Lam"
ROOM = "Phòng Văn hóa - Xã hội"


@dataclass
class Former:
    """The bodies of before, by name; which former communes went into each of today's, in today's order."""

    province: Agency
    bodies: dict[str, Agency] = field(default_factory=dict)
    districts: list[Agency] = field(default_factory=list)
    communes: list[Agency] = field(default_factory=list)
    groups: list[list[Agency]] = field(default_factory=list)

    def key(self, name: str) -> str:
        """The public id of a body by its name, of before or of today."""
        found = self.bodies.get(name)
        return found.public_id if found else Agency.objects.get(name=name).public_id


def stand(province: Agency, today: list[str]) -> Former:
    """Make the bodies of before. in: the province, today's communes by name ("xã An Bàng")."""
    former = Former(province)
    rows = [_agency(name, kind, Level.PROVINCE, symbol=symbol) for name, symbol, kind in FORMER_DEPARTMENTS]
    former.bodies = {row.name: row for row in Agency.objects.bulk_create(rows)}
    former.districts = Agency.objects.bulk_create(
        _agency(f"Ủy ban nhân dân {name}", AgencyKind.COMMITTEE, Level.DISTRICT, short=name) for name in DISTRICTS
    )
    names = old_commune_names(frozenset(name.split(" ", 1)[1] for name in today))
    counts = sizes(len(today))
    former.communes = Agency.objects.bulk_create(
        _agency(f"Ủy ban nhân dân xã {next(names)}", AgencyKind.COMMITTEE, Level.COMMUNE) for _ in range(sum(counts))
    )
    waiting = iter(former.communes)
    former.groups = [[next(waiting) for _ in range(count)] for count in counts]
    pairs = [(row, province) for row in (*former.bodies.values(), *former.districts)]
    for number, group in enumerate(former.groups):
        pairs += [(row, former.districts[district_of(number, len(today))]) for row in group]
    AgencyLink.objects.bulk_create(
        AgencyLink(child=child, parent=parent, kind=LinkKind.UNDER, starts_on=PAST) for child, parent in pairs
    )
    return former


def district_of(number: int, count: int) -> int:
    """In which former district one of today's communes lies. in: its place in the list, how many there are."""
    return number * len(DISTRICTS) // count


def _agency(name: str, kind: str, level: Level, *, symbol: str = "UBND", short: str = "") -> Agency:
    plain = short or name.removeprefix("Ủy ban nhân dân ")
    return Agency(
        **name_columns(name),
        kind=kind,
        level=level,
        short_name=plain[0].upper() + plain[1:],
        symbol=symbol,
        starts_on=PAST,
    )


def carry_out(former: Former, today: list[str]) -> None:
    """Both reorganisations with the work around them: half a year of 2025's plan before the second, half after."""
    with override_settings(LANTOA_TODAY=MARCH.isoformat()):
        _apply(former, "Sắp xếp các cơ quan chuyên môn cấp tỉnh", "21", date(2025, 2, 20), MARCH, _departments(former))
    with override_settings(LANTOA_TODAY="2025-03-10"):
        plan = issue(former.province)
    _do(former, plan, before=JULY)
    with override_settings(LANTOA_TODAY=JULY.isoformat()):
        title = "Sắp xếp đơn vị hành chính cấp xã, kết thúc hoạt động cấp huyện"
        _apply(former, title, "35", date(2025, 6, 20), JULY, _communes(former, today))
    _do(former, plan, before=date(2026, 1, 1))
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.CLOSED)


def _apply(former: Former, title: str, number: str, decided: date, on: date, steps: list[KeptStep]) -> Reorganisation:
    decision = Decision(
        title=title, number=f"Nghị quyết số {number}/NQ-HĐND", decided_on=decided, issuer=COUNCIL, takes_effect_on=on
    )
    actor = User.objects.get(username="quantri")
    row = begin_reorganisation(actor=actor, token=new_public_id(), agency=former.province, decision=decision)
    row = save_steps(actor=actor, row=row, version=row.version, steps=steps)
    apply_reorganisation(actor=actor, row=row, version=row.version)
    return row


def _departments(former: Former) -> list[KeptStep]:
    key, root = former.key, former.province.public_id
    press: dict[str, str] = {"kind": AgencyKind.PRESS, "level": Level.PROVINCE, "symbol": "BPTTH"}
    farming: dict[str, str] = {"kind": AgencyKind.DEPARTMENT, "level": Level.PROVINCE, "symbol": "SNNMT"}
    new = Begun(key=new_public_id(), name=NEW_DEPARTMENT, short_name=NEW_DEPARTMENT, under=root, **farming)
    paper = Begun(key=new_public_id(), name=NEW_PRESS, short_name=NEW_PRESS, under=root, **press)
    fields = (key("Sở Nông nghiệp và Phát triển nông thôn"), key("Sở Tài nguyên và Môi trường"))
    media = (key("Báo Hồng Lam"), key("Đài Phát thanh và Truyền hình tỉnh"))
    return [
        KeptStep(kind="absorb", before=(key("Sở Kế hoạch và Đầu tư"),), after=(key("Sở Tài chính"),)),
        KeptStep(kind="absorb", before=(key("Sở Giao thông vận tải"),), after=(key("Sở Xây dựng"),)),
        KeptStep(kind="merge", before=fields, after=(new.key,), begins=(new,)),
        KeptStep(kind="merge", before=media, after=(paper.key,), begins=(paper,)),
        _split(former, "Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ", "Sở Văn hóa, Thể thao và Du lịch"),
        _split(former, "Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ", "Sở Y tế", "Sở Giáo dục và Đào tạo"),
    ]


def _split(former: Former, old: str, heir: str, *others: str) -> KeptStep:
    keys = tuple(former.key(name) for name in (heir, *others))
    return KeptStep(kind="split", before=(former.key(old),), after=keys, heir=keys[0])


def _communes(former: Former, today: list[str]) -> list[KeptStep]:
    """Three or four into each; one commune is cut in two; every district is split among today's communes in it."""
    steps, inside = [], {}
    for number, (name, group) in enumerate(zip(today, former.groups, strict=True)):
        commune, room = _begun(name, former.province.public_id)
        before, elsewhere = [row.public_id for row in group], ()
        if number == 1:  # the last of the first group gives a part of itself to the second of today's communes
            cut = former.groups[0][-1].public_id
            before, elsewhere = [*before, cut], (cut,)
        steps.append(
            KeptStep(
                kind="merge", before=tuple(before), after=(commune.key,), begins=(commune, room), elsewhere=elsewhere
            )
        )
        inside.setdefault(district_of(number, len(today)), []).append(commune.key)
    for number, keys in inside.items():
        district = former.districts[number].public_id
        kind = "split" if len(keys) > 1 else "absorb"
        steps.append(KeptStep(kind=kind, before=(district,), after=tuple(keys), heir=keys[0]))
    return steps


def _begun(name: str, root: str) -> tuple[Begun, Begun]:
    level = {"level": Level.COMMUNE}
    commune = Begun(
        key=new_public_id(),
        name=f"Ủy ban nhân dân {name}",
        short_name=name[0].upper() + name[1:],
        kind=AgencyKind.COMMITTEE,
        symbol="UBND",
        under=root,
        **level,
    )
    room = Begun(
        key=new_public_id(),
        name=f"{ROOM} {name}",
        short_name=ROOM,
        kind=AgencyKind.OFFICE,
        symbol="VHXH",
        under=commune.key,
        is_office=True,
        **level,
    )
    return commune, room


def _do(former: Former, plan: Plan, *, before: date) -> None:
    """Results of the quarters that ended before a day and have none: 2024's without a plan, 2025's for its plan."""
    kind = ResultKind.objects.get(code="article")
    people = {name: User.objects.get(username=name) for name in ("tinh", "lanhdao")}
    made: list[Result] = []
    if not Result.objects.exists():
        bodies = [*former.bodies.values(), *former.districts, *former.communes]
        made += [_result(body, _quarter(2024, n), kind, people, None) for body in bodies for n in range(1, 5)]
    duties = Duty.objects.filter(plan=plan, state="open", last_on__lt=before, done=0, before_issue=False)
    waiting = list(duties.select_related("agency", "item").prefetch_related("holder_rows").order_by("pk"))
    counted = [_result(duty.agency, duty.last_on, kind, people, duty) for duty in waiting]
    Result.objects.bulk_create([*made, *counted], batch_size=1000)
    Credit.objects.bulk_create(
        (
            Credit(
                result=result,
                assignment_id=duty.holder_rows.all()[0].assignment_id,
                duty=duty,
                quantity=result.quantity,
                counted_on=result.happened_on,
            )
            for result, duty in zip(counted, waiting, strict=True)
        ),
        batch_size=1000,
    )
    recount([duty.pk for duty in waiting])


def _quarter(year: int, number: int) -> date:
    """A day near the end of a quarter."""
    return date(year, 3 * number, 28)


def _result(agency: Agency, day: date, kind: ResultKind, people: dict[str, User], duty: Duty | None) -> Result:
    quarter = (day.month + 2) // 3
    title = f"Tin, bài cải cách hành chính quý {'I' * quarter if quarter < 4 else 'IV'}/{day.year}"
    at = timezone.make_aware(datetime.combine(day, time(16, 0)))
    return Result(
        token=new_public_id(),
        kind=kind,
        title=title,
        folded=fold(title),
        happened_on=day.replace(day=min(day.day, 28)),
        quantity=6 + (agency.pk * 7 + quarter) % 9,
        agency=agency,
        item=duty.item if duty else None,
        note="Theo báo cáo quý của cơ quan.",
        recorded_by=people["tinh"],
        recorded_at=at,
        verification=VerificationState.VERIFIED,
        verified_by=people["lanhdao"],
        verified_at=at,
    )
