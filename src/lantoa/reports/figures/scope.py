"""What a report speaks of: which agencies, which days, as of which day."""

from dataclasses import dataclass
from datetime import date

from lantoa.agencies import lineage
from lantoa.agencies.models import Agency, AgencyLink, LinkKind
from lantoa.agencies.models.bodies import true_on
from lantoa.domain.extension import WhichDate
from lantoa.domain.period import Calendar, Period, year_of
from lantoa.reports.periods import year_named


@dataclass(frozen=True)
class Scope:
    """A body with its own offices, the reporting window (half-open), the reporting year so far, and the day of asking.

    `plan_ids` None means every plan in force; `which` says by which of its dates a duty is judged.
    """

    agency: Agency
    agency_ids: frozenset[int]
    window: Period
    year: Period
    today: date
    plan_ids: frozenset[int] | None
    which: WhichDate = WhichDate.EXTENDED


def scope_of(
    *,
    agency: Agency,
    starts_on: date,
    last_on: date,
    today: date,
    calendar: Calendar,
    plan_ids: frozenset[int] | None,
    which: WhichDate = WhichDate.EXTENDED,
) -> Scope:
    """The scope of a body's report from `starts_on` to `last_on`, both included.

    A body answers for the offices directly inside it on the last day: their results and duties are its own; and so are
    those of the bodies that went wholly into them by that day. The year runs from the start of the calendar's year to
    the end of the window. A fixed number of queries.
    """
    window = Period.inclusive(starts_on, last_on)
    offices = AgencyLink.objects.filter(true_on(last_on), parent=agency, kind=LinkKind.OFFICE)
    own = {agency.pk, *offices.values_list("child_id", flat=True)}
    year_start = min(year_of(year_named(last_on, calendar), calendar).start, starts_on)
    return Scope(
        agency=agency,
        agency_ids=lineage.mapped(own, last_on).whole,
        window=window,
        year=Period(year_start, window.end),
        today=today,
        plan_ids=plan_ids,
        which=which,
    )
