"""Who writes, reads, sends and takes reports, and the guarded fetches."""

from datetime import date

from django.db.models import Q, QuerySet

from lantoa.agencies import lineage
from lantoa.agencies.access import WORKING, Forbidden
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency
from lantoa.agencies.reach import Reach
from lantoa.domain.lifecycle import ReportState
from lantoa.plans.models import Obligation
from lantoa.reports.models import Regime, Report, Reporter
from lantoa.reports.periods import DuePeriod, expected_from, period_ending
from lantoa.reports.queries import WITH_RECEIVER

WRITING = (Role.OFFICER, Role.COORDINATOR, Role.HEAD)
NUMBERING = (Role.CLERK, *WRITING)
TAKING = (Role.COORDINATOR, Role.HEAD, Role.OBSERVER)
OPEN_STATES = (ReportState.DRAFT, ReportState.RETURNED)


def writers_agencies(person: Reach) -> frozenset[int]:
    """Ids of the agencies whose reports the person writes: its own, and ended ones whose work came to them."""
    return person.answers_for(*WRITING)


def own_agencies(person: Reach) -> frozenset[int]:
    """Ids of the agencies whose reports, drafts too, the person reads as one of their people."""
    return person.answers_for(*WORKING)


def receiving(person: Reach) -> frozenset[int]:
    """Ids of the agencies for which the person sees what was sent up."""
    return person.agencies_as(*TAKING)


def may_write(person: Reach, report: Report) -> bool:
    """Whether the person may change the words of the report and send it: at its agency, before it is sent."""
    return report.state in OPEN_STATES and report.agency_id in writers_agencies(person)


def may_number(person: Reach, report: Report) -> bool:
    """Whether the person may enter number, date and signer: at its agency; after acceptance only what is missing."""
    accepted = report.state == ReportState.ACCEPTED and report.number
    return not accepted and report.agency_id in person.answers_for(*NUMBERING)


def may_decide(person: Reach, report: Report) -> bool:
    """Whether the person may take or return the report: coordinator at the receiver, and not who sent it."""
    coordinates = report.regime.receiver_id in person.agencies_as(Role.COORDINATOR)
    return report.state == ReportState.SUBMITTED and coordinates and report.submitted_by_id != person.user.pk


def visible(person: Reach) -> QuerySet[Report]:
    """The reports a person may read: all of the own bodies; of others only what was sent, to its bodies or below."""
    below = person.subtree_as(Role.HEAD, Role.OBSERVER)
    below |= lineage.inherited(below).keys()
    sent = Q(state__in=WITH_RECEIVER) & (Q(regime__receiver_id__in=receiving(person)) | Q(agency_id__in=below))
    return Report.objects.filter(Q(agency_id__in=own_agencies(person)) | sent)


def report_seen(person: Reach, public_id: str) -> Report:
    """A report the person may read. Raises Forbidden for any other, and for one that does not exist."""
    rows = visible(person).filter(public_id=public_id)
    report = rows.select_related("regime__receiver", "agency").first()
    if report is None:
        raise Forbidden
    return report


def report_to_write(person: Reach, public_id: str) -> Report:
    """A report of the person's own agency, for the screen where it is written. Raises Forbidden."""
    report = report_seen(person, public_id)
    if report.agency_id not in writers_agencies(person):
        raise Forbidden
    return report


def period_to_report(person: Reach, regime_id: str, agency_id: str, last_on: str) -> tuple[Regime, Agency, DuePeriod]:
    """A period under which one of the person's agencies reports. Raises Forbidden for any other."""
    reporters = Reporter.objects.filter(
        regime__public_id=regime_id, agency__public_id=agency_id, agency_id__in=writers_agencies(person)
    )
    for reporter in reporters.select_related("regime__receiver", "agency"):
        row = _period(reporter.regime, last_on)
        if row and row.period.start <= person.on and expected_from(reporter, row.period):
            return reporter.regime, reporter.agency, row
    raise Forbidden


def regime_received(person: Reach, public_id: str) -> Regime:
    """A regime whose receiver the person sees for. Raises Forbidden."""
    rows = Regime.objects.filter(public_id=public_id, receiver_id__in=receiving(person))
    regime = rows.select_related("receiver").first()
    if regime is None:
        raise Forbidden
    return regime


def _period(regime: Regime, last_on: str) -> DuePeriod | None:
    try:
        return period_ending(regime, date.fromisoformat(last_on))
    except ValueError:
        return None


def may_bind(person: Reach, obligation: Obligation) -> bool:
    """Whether the person may say where a plan's report obligation goes: coordinator where the plan is followed."""
    return obligation.item.plan.coordinator_id in person.agencies_as(Role.COORDINATOR)


def obligation_to_bind(person: Reach, public_id: str) -> Obligation:
    """A report obligation whose plan the person coordinates. Raises Forbidden."""
    rows = Obligation.objects.filter(public_id=public_id, is_report=True).select_related("item__plan__coordinator")
    obligation = rows.first()
    if obligation is None or not may_bind(person, obligation):
        raise Forbidden
    return obligation
