"""The statistics table: one row a kind of result, split by channel where it is published.

«Kế hoạch kỳ» is the sum of the minima of counted duties due inside the window that belong to the row; «thực hiện» is
the quantity of results dated inside it. The two come from two families and meet only in the percentage, computed last.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal
from typing import Any

from lantoa.assignments.models import Duty
from lantoa.catalogue.attribution import MEDIA, distinct_units, kind_code
from lantoa.catalogue.models import CHANNEL_KINDS, ResultKind
from lantoa.domain.tally import percent
from lantoa.reports.figures.done import Done, DoneFigures

Json = dict[str, Any]
NO_CHANNEL = "-"  # in an address: results that name no channel
_KEPT_PLACES = Decimal("0.000001")


def percent_json(part: int, whole: int) -> str | None:
    """A percentage as text of a decimal number, None for no whole; cut, so that what falls short stays short."""
    exact = percent(part, whole)
    return None if exact is None else str(exact.quantize(_KEPT_PLACES, rounding=ROUND_DOWN))


def statistics(kinds: Iterable[ResultKind], done: DoneFigures, duties: Iterable[Duty]) -> tuple[list[Json], Json]:
    """The rows, and what of the plan belongs to no row.

    in: the kinds of the catalogue in order, the done family, the counted duties due inside the window.
    out: rows of level 1 (a kind) and 2 (its channels; they add up to the row above in what was done), and
    {"duties": how many, "minimum": their sum} of duties that no row can take.
    """
    known = list(kinds)
    plans, left = _plans(known, duties)
    rows: list[Json] = []
    for kind in known:
        rows += _kind_rows(kind, done, plans)
    return rows, left


def _plans(kinds: list[ResultKind], duties: Iterable[Duty]) -> tuple[dict[tuple[str, str], int], Json]:
    units = distinct_units((kind.code, kind.unit) for kind in kinds)
    known = {kind.code for kind in kinds}
    plans: dict[tuple[str, str], int] = defaultdict(int)
    left = {"duties": 0, "minimum": 0}
    for duty in duties:
        channel = duty.obligation.channel
        code = kind_code(duty.obligation.unit, channel.kind if channel else "", units)
        if code in known:
            plans[code, channel.kind if channel else ""] += duty.minimum
        else:
            left["duties"] += 1
            left["minimum"] += duty.minimum
    return plans, left


def _kind_rows(kind: ResultKind, done: DoneFigures, plans: dict[tuple[str, str], int]) -> list[Json]:
    channels = [channel for code, channel in (*done.cells, *plans) if code == kind.code]
    if not channels:
        return []
    total = Done()
    for channel in set(channels):
        total.add(done.cells.get((kind.code, channel), Done()))
    planned = [value for (code, _), value in plans.items() if code == kind.code]
    rows = [_row(kind, None, total, sum(planned) if planned else None)]
    if kind.channel_kind in MEDIA:
        named = [channel for channel in (*CHANNEL_KINDS, "") if channel in channels]
        if named != [""]:
            # A plan that names no channel is met on any: it stands in the kind's row alone.
            rows += [
                _row(
                    kind, channel, done.cells[kind.code, channel], plans.get((kind.code, channel)) if channel else None
                )
                for channel in named
                if channel or done.cells[kind.code, ""].results or done.cells[kind.code, ""].year
            ]
    return rows


def _row(kind: ResultKind, channel: str | None, done: Done, plan: int | None) -> Json:
    label = kind.name if channel is None else CHANNEL_KINDS.get(channel, "Chưa ghi kênh")
    return {
        "kind": kind.code,
        "channel": None if channel is None else channel or NO_CHANNEL,
        "level": 1 if channel is None else 2,
        "label": label,
        "unit": kind.unit,
        "plan": plan,
        "done": done.quantity,
        "year": done.year,
        "percent": percent_json(done.quantity, plan) if plan else None,
        "results": done.results,
        "links": done.links,
        "note": f"trong đó tiếp sóng {done.relayed}" if done.relayed else "",
    }
