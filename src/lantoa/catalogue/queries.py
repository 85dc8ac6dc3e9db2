"""Reading the catalogue."""

from datetime import date

from lantoa.agencies.models.bodies import true_on
from lantoa.catalogue.models import CalendarDay, Channel, ResultKind
from lantoa.domain.working_days import WorkingDays


def working_days() -> WorkingDays:
    """The days off and the make-up days that decisions have set, as the domain takes them."""
    rows = list(CalendarDay.objects.values_list("day", "is_working"))
    return WorkingDays(
        days_off=frozenset(day for day, working in rows if not working),
        make_up=frozenset(day for day, working in rows if working),
    )


def result_kinds(on: date) -> list[ResultKind]:
    """The kinds of results in use on a day, in their order."""
    return list(ResultKind.objects.filter(true_on(on)).order_by("position"))


def channels_for(agency_ids: frozenset[int], on: date) -> list[Channel]:
    """The channels an agency may name: those everybody has, and those that one of the agencies runs, in order."""
    rows = Channel.objects.filter(true_on(on)).order_by("position", "sort_key")
    return [row for row in rows if row.agency_id is None or row.agency_id in agency_ids]
