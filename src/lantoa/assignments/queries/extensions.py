"""Reading requests to move due dates."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lantoa.agencies.reach import Reach
from lantoa.assignments.access import inside as access
from lantoa.assignments.duties import effective_due, period_label
from lantoa.assignments.models import Duty, Extension
from lantoa.domain.extension import ExtensionState

TABS = {"cho-tra-loi": "Chờ tôi trả lời", "da-de-nghi": "Đã đề nghị, đã trả lời"}
STATE_TAGS = {
    ExtensionState.ASKED: "soon",
    ExtensionState.GRANTED: "met",
    ExtensionState.REFUSED: "late",
    ExtensionState.WITHDRAWN: "",
}


@dataclass(frozen=True, kw_only=True)
class ExtensionRow:
    """One request as a list shows it."""

    extension: Extension
    title: str
    about: str
    tag: str


def of_tab(person: Reach, tab: str) -> QuerySet[Extension]:
    """The requests of a tab: who has waited longest first, or the latest first. Page by KEYS[tab]."""
    rows = access.extensions_to_decide(person) if tab == "cho-tra-loi" else access.extensions_seen(person)
    return rows.select_related("duty__obligation", "duty__item", "duty__plan", "agency", "asked_by", "decided_by")


KEYS = {"cho-tra-loi": ("asked_on", "id"), "da-de-nghi": ("-asked_on", "-id")}


def row_of(extension: Extension) -> ExtensionRow:
    """A request as a line."""
    duty = extension.duty
    what: str = duty.obligation.what or duty.item.title
    return ExtensionRow(
        extension=extension,
        title=what[:1].upper() + what[1:],
        about=f"{duty.plan.short_name} · {duty.item.short_ref} · {period_label(duty)}",
        tag=STATE_TAGS[ExtensionState(extension.state)],
    )


def of_duty(duty: Duty) -> QuerySet[Extension]:
    """Every request for a duty, the latest first."""
    return duty.extensions.select_related("agency", "asked_by", "decided_by").order_by("-pk")


def may_be_asked(duty: Duty, today: date) -> bool:
    """Whether an extension may still be asked for: before the date, while something is owed and nothing waits."""
    return duty.done < duty.minimum and today <= effective_due(duty)
