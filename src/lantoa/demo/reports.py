"""The quarter's reporting: the regime, two bodies that have sent theirs, the others still to come."""

from datetime import date

from lantoa.agencies.models import Agency, HeldRole, User
from lantoa.demo.titles import DIFFICULTIES, MONEY
from lantoa.demo.world import World
from lantoa.domain.due import DueRule
from lantoa.domain.every import Every
from lantoa.domain.period import ONE_DAY, Calendar, PeriodKind, period_of
from lantoa.plans.models import Obligation, Plan
from lantoa.reports.models import Regime
from lantoa.reports.operations import bind_report_obligation, create_regime, open_report, save_narrative, submit_report

EARLY = ("Ủy ban nhân dân phường Hồng Bình", "Ủy ban nhân dân xã An Lâm")


def _regime(world: World, quarter: date) -> Regime:
    receiver = world.agencies["Sở Nội vụ"]
    return create_regime(
        actor=world.people["tinh"],
        name="Báo cáo kết quả tuyên truyền cải cách hành chính hằng quý",
        receiver=receiver,
        period_kind="quarter",
        calendar=Calendar.PLAIN,
        due=DueRule.from_json({"day": 5, "of": "next-month"}),
        starts_on=quarter,
        reporters=[*world.communes, *world.departments],
        legal_basis="Kế hoạch số 08/KH-UBND ngày 08/01/2026 của UBND tỉnh Hồng Lam",
    )


def _bind(world: World, plan: Plan, regime: Regime) -> None:
    """Quarterly reports of the plan run under the regime; the half-year's and the year's are told in them."""
    for obligation in Obligation.objects.filter(item__plan=plan, is_report=True):
        bound = {"regime": regime} if obligation.every == Every.QUARTER else {"into": "báo cáo quý II và quý IV"}
        bind_report_obligation(actor=world.people["tinh"], obligation=obligation, **bound)


def _officer(agency: Agency) -> User:
    office = agency.links_down.filter(kind="office").first()
    return HeldRole.objects.select_related("user").filter(agency=office.child if office else agency)[0].user


def write(world: World, plan: Plan, today: date) -> None:
    """Set the regime up and send the reports of two early bodies through the product's own operations."""
    last = period_of(period_of(today, PeriodKind.QUARTER).start - ONE_DAY, PeriodKind.QUARTER)
    regime = _regime(world, last.start)
    _bind(world, plan, regime)
    for name, difficulty in zip(EARLY, DIFFICULTIES, strict=True):
        agency = world.agencies[name]
        actor = _officer(agency)
        report = open_report(actor=actor, regime=regime, agency=agency, last_on=last.last_day)
        sections = {**report.narrative, "IV": MONEY, "V": difficulty}
        report = save_narrative(actor=actor, report=report, version=report.version, sections=sections)
        submit_report(actor=actor, report=report, version=report.version)
