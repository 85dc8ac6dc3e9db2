"""Reading results, what they count for, and what stands against calling an item finished."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lantoa.agencies.models import Agency
from lantoa.agencies.reach import Reach
from lantoa.assignments.duties import verdict_of
from lantoa.assignments.models import Duty
from lantoa.catalogue.models import Channel, ResultKind
from lantoa.catalogue.queries import channels_for
from lantoa.domain.completion import CompletionProposal, ProductState, item_may_be_proposed_finished
from lantoa.domain.lifecycle import DutyState, VerificationState
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Item
from lantoa.results import access
from lantoa.results.models import Credit, Result
from lantoa.vietnamese import fold

STATES = {
    "chua": "chưa xác nhận",
    "da": "đã xác nhận",
    "khong": "không xác nhận",
    "bo": "đã bỏ",
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a person looks for in a list of results; empty values ask for nothing."""

    q: str = ""
    kind: str = ""
    state: str = ""
    first: date | None = None
    last: date | None = None
    watched: bool = False


def result_list(person: Reach, wanted: Wanted) -> QuerySet[Result]:
    """The results of the person's own agencies, or of those it watches, searched with or without accents."""
    agencies = person.watched if wanted.watched else person.own
    rows = Result.objects.filter(agency_id__in=agencies)
    rows = rows.filter(_state(wanted.state))
    if wanted.q.strip():
        rows = rows.filter(folded__contains=fold(wanted.q.strip()))
    if wanted.kind:
        rows = rows.filter(kind__code=wanted.kind)
    if wanted.first:
        rows = rows.filter(happened_on__gte=wanted.first)
    if wanted.last:
        rows = rows.filter(happened_on__lte=wanted.last)
    return rows.select_related("kind", "channel", "agency", "recorded_by")


def _state(state: str) -> Q:
    if state == "bo":
        return Q(withdrawn_at__isnull=False)
    kept = Q(withdrawn_at=None)
    found = {
        "chua": VerificationState.UNVERIFIED,
        "da": VerificationState.VERIFIED,
        "khong": VerificationState.REJECTED,
    }.get(state)
    return kept & Q(verification=found) if found else kept


def credits_of(result: Result) -> list[Credit]:
    """What a result counts for, with everything a page says of it. One query."""
    parts = ("duty", "assignment__obligation", "assignment__item", "assignment__plan", "assignment__agency")
    return list(result.credits.select_related(*parts).order_by("pk"))


def channels_of(agency_ids: frozenset[int], on: date) -> list[Channel]:
    """The channels an agency may name, those it runs itself first."""
    rows = channels_for(agency_ids, on)
    return sorted(rows, key=lambda row: (row.agency_id is None, row.position))


def channel_at(host: str, channels: list[Channel]) -> Channel | None:
    """The channel that a page's host belongs to: an exact host, or a part of its domain; else None."""
    known = [row for row in channels if row.host and (host == row.host or host.endswith(f".{row.host}"))]
    return max(known, key=lambda row: len(row.host), default=None)


def kind_for(channel: Channel | None, kinds: list[ResultKind]) -> ResultKind | None:
    """The kind of result usual on a channel."""
    if channel is None:
        return None
    return next((kind for kind in kinds if kind.channel_kind == channel.kind), None)


def completion_proposal(item: Item, agency: Agency, today: date) -> CompletionProposal:
    """What stands against calling an item finished for one of its leads: open quotas, products not seen."""
    duties = Duty.objects.filter(item=item, holders=agency, state=DutyState.OPEN, before_issue=False)
    verdicts = [verdict_of(duty, today) for duty in duties]
    live = Credit.objects.filter(assignment__item=item, assignment__agency=agency, counts=True)
    said = live.values_list("result__title", "result__kind__name").distinct()[:500]
    titles = [fold(f"{title} {kind}").replace(",", " ") for title, kind in said]
    products = [ProductState(row.text, _delivered(row.text, titles)) for row in item.products.all()]
    return item_may_be_proposed_finished(verdicts, products)


def _delivered(product: str, titles: list[str]) -> bool:
    """Whether some result's title and kind hold at least half of a product's words."""
    words = {word for word in fold(product).replace(",", " ").split() if len(word) > 1}
    return any(2 * len(words & set(title.split())) >= len(words) for title in titles) if words else False


def evidence_of(ids: list[str], person: Reach) -> list[Result]:
    """Results named by their public ids, as evidence. Raises Refused for one that the person may not read."""
    rows = list(access.visible(person).filter(public_id__in=ids, withdrawn_at=None))
    if len(rows) != len(set(ids)):
        raise Refused("Có kết quả được dẫn không còn. Hãy chọn lại.", field="evidence")
    return rows
