"""Who may see, record, take back and confirm what was done, and the guarded fetches."""

from django.db.models import Q, QuerySet

from lantoa.agencies.access import RECORDING, Forbidden, require
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency
from lantoa.agencies.reach import Reach
from lantoa.assignments.models import Assignment, Duty
from lantoa.assignments.queries import watched_in_plans
from lantoa.domain.lifecycle import COUNTING, AssignmentKind
from lantoa.plans.models import Item
from lantoa.results.models import Completion, Evidence, LinkFetch, Result, Statement

IN_FORCE = COUNTING


def recording_agencies(person: Reach) -> frozenset[int]:
    """Ids of the agencies for which the person may record."""
    return person.agencies_as(*RECORDING)


def visible(person: Reach) -> QuerySet[Result]:
    """The results a person may read: of agencies it sees, those counted for its own or a plan it follows."""
    ids = Result.objects.filter(_counted_for(person)).order_by().values("pk")
    return Result.objects.filter(Q(agency_id__in=person.seen) | Q(recorded_by=person.user) | Q(pk__in=ids))


def _counted_for(person: Reach) -> Q:
    """Results counted for one of the person's own agencies, or for a plan that one of its seats follows."""
    own = Q(credits__assignment__agency_id__in=person.own)
    return own | Q(credits__assignment__plan__coordinator_id__in=person.seats)


def result_seen(person: Reach, public_id: str) -> Result:
    """A result the person may read. Raises Forbidden."""
    rows = Result.objects.filter(public_id=public_id)
    row = rows.select_related("agency", "kind", "channel", "recorded_by", "verified_by", "item").first()
    if row is None:
        raise Forbidden
    if row.agency_id in person.seen or row.recorded_by_id == person.user.pk:
        return row
    require(Result.objects.filter(_counted_for(person), pk=row.pk).exists())
    return row


def evidence_seen(person: Reach, public_id: str) -> Evidence:
    """A piece of evidence of a result the person may read. Raises Forbidden."""
    row = Evidence.objects.filter(public_id=public_id).select_related("result").first()
    if row is None:
        raise Forbidden
    result_seen(person, row.result.public_id)
    return row


def may_change(person: Reach, result: Result) -> bool:
    """Whether the person may take the result back or change what it counts for: those who record for its agency.

    For an agency that ended, those who record for the heir of its work.
    """
    return result.agency_id in person.answers_for(*RECORDING)


def result_to_change(person: Reach, public_id: str) -> Result:
    """A result the person may change. Raises Forbidden."""
    row = result_seen(person, public_id)
    require(may_change(person, row))
    return row


def follows(person: Reach, result: Result) -> bool:
    """Whether the person coordinates what a result belongs to: its agency (by the tree or by a plan), or the plan
    for which it counts."""
    seats = person.agencies_as(Role.COORDINATOR)
    if not seats:
        return False
    if result.agency_id in person.subtree_as(Role.COORDINATOR):
        return True
    plans = Q(assignment__plan__coordinator_id__in=seats, assignment__plan__state__in=IN_FORCE)
    return result.credits.filter(plans).exists() or result.agency_id in watched_in_plans(seats, person.on)


def may_verify(person: Reach, result: Result) -> bool:
    """Whether the person may confirm the result: a coordinator of the agency's work, who did not record it."""
    return result.recorded_by_id != person.user.pk and follows(person, result)


def may_decide(person: Reach, coordinator_id: int, made_by_id: int) -> bool:
    """Whether the person decides on what a plan's lead declared: its coordinator, and not who declared it."""
    return coordinator_id in person.agencies_as(Role.COORDINATOR) and made_by_id != person.user.pk


def fetch_seen(person: Reach, public_id: str) -> LinkFetch:
    """A page the person asked to open. Raises Forbidden for anybody else's."""
    row = LinkFetch.objects.filter(public_id=public_id, asked_by=person.user).first()
    if row is None:
        raise Forbidden
    return row


def duty_to_credit(person: Reach, public_id: str) -> Duty:
    """A duty for which one of the person's agencies may record. Raises Forbidden."""
    rows = Duty.objects.filter(public_id=public_id, holder_rows__agency_id__in=recording_agencies(person))
    row = rows.select_related("obligation__channel", "item").first()
    if row is None:
        raise Forbidden
    return row


def assignment_to_state(person: Reach, public_id: str) -> Assignment:
    """A standing assignment of an agency for which the person records. Raises Forbidden."""
    rows = Assignment.objects.filter(public_id=public_id, kind=AssignmentKind.OWED, obligation__isnull=False)
    row = rows.select_related("obligation__channel", "item", "plan", "agency").first()
    if row is None or row.agency_id not in recording_agencies(person):
        raise Forbidden
    return row


def item_to_complete(person: Reach, public_id: str) -> tuple[Item, list[Agency]]:
    """An item in force and those of the person's agencies that lead it. Raises Forbidden where there is none."""
    item = Item.objects.filter(public_id=public_id, plan__state__in=IN_FORCE).select_related("plan").first()
    if item is None:
        raise Forbidden
    leading = Assignment.objects.filter(item=item, kind=AssignmentKind.OWED, agency_id__in=recording_agencies(person))
    agencies = Agency.objects.filter(pk__in=leading.values("agency_id")).order_by("sort_key")
    found = list(agencies)
    require(found)
    return item, found


def statement_seen(person: Reach, public_id: str) -> Statement:
    """A statement of an agency the person sees. Raises Forbidden."""
    rows = Statement.objects.filter(public_id=public_id)
    parts = ("assignment__agency", "assignment__item", "assignment__plan", "assignment__obligation", "stated_by")
    row = rows.select_related(*parts, "decided_by").first()
    if row is None:
        raise Forbidden
    require(row.assignment.agency_id in person.seen or row.assignment.plan.coordinator_id in person.seats)
    return row


def completion_seen(person: Reach, public_id: str) -> Completion:
    """A declared completion of an agency the person sees. Raises Forbidden."""
    rows = Completion.objects.filter(public_id=public_id)
    row = rows.select_related("agency", "item__plan", "declared_by", "decided_by").first()
    if row is None:
        raise Forbidden
    require(row.agency_id in person.seen or row.item.plan.coordinator_id in person.seats)
    return row
