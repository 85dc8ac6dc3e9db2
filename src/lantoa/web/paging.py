"""Lists paged by key: the cursor is the last row's key, so page 1,000 costs what page 1 costs and no row repeats."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.core import signing
from django.core.exceptions import BadRequest
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

PARAMETER = "trang"
PAGE_SIZE = 50
Row = TypeVar("Row", bound=Model)


class BadCursor(BadRequest):
    """The cursor was not made by us for this list (Django answers with our 400 page)."""


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list, in its order, and the cursors of the pages beside it (None at an end)."""

    items: list[Row]
    next_cursor: str | None
    previous_cursor: str | None

    def __iter__(self) -> Iterator[Row]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def page_of(
    queryset: QuerySet[Row],
    *,
    key: Sequence[str] = ("sort_key", "id"),
    cursor: str | None = None,
    size: int = PAGE_SIZE,
) -> Page[Row]:
    """One page of `queryset` by `key`, in one query.

    key: field names (lookups through `__` allowed; use select_related for those), each with "-" in front to descend.
    Together they are unique and never null. cursor: what an earlier page gave, None for the first page.
    Raises BadCursor for a cursor of another list or one that was tampered with.
    """
    back, values = _read(cursor, key) if cursor else (False, None)
    order = [_turned(part) for part in key] if back else list(key)
    rows_wanted = queryset.order_by(*order)
    if values is not None:
        rows_wanted = rows_wanted.filter(_after(order, values))
    rows = list(rows_wanted[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    if back:
        rows.reverse()
    if not rows:
        return Page([], None, None)
    has_next, has_previous = (True, more) if back else (more, cursor is not None)
    return Page(
        rows,
        _write(rows[-1], key, back=False) if has_next else None,
        _write(rows[0], key, back=True) if has_previous else None,
    )


def page_from(
    request: HttpRequest, queryset: QuerySet[Row], *, key: Sequence[str] = ("sort_key", "id"), size: int = PAGE_SIZE
) -> Page[Row]:
    """The page that the address asks for (?trang=…); the pagination partial writes those addresses."""
    return page_of(queryset, key=key, cursor=request.GET.get(PARAMETER) or None, size=size)


def _turned(part: str) -> str:
    return part[1:] if part.startswith("-") else f"-{part}"


def _after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows strictly after `values` in `order`: a > x, or a = x and the rest after; bounded on the first part by itself,
    because `a >= x` is what lets the database enter its index there."""
    condition = Q()
    for part, value in zip(reversed(order), reversed(values), strict=True):
        name, verb = (part[1:], "lt") if part.startswith("-") else (part, "gt")
        condition = Q(**{f"{name}__{verb}": value}) | (Q(**{name: value}) & condition if condition else Q())
    first, verb = (order[0][1:], "lte") if order[0].startswith("-") else (order[0], "gte")
    return Q(**{f"{first}__{verb}": values[0]}) & condition


def _salt(key: Sequence[str]) -> str:
    return "lantoa.web.paging:" + ",".join(key)


def _write(row: Model, key: Sequence[str], *, back: bool) -> str:
    values = [_packed(_value(row, part.lstrip("-"))) for part in key]
    return signing.dumps([int(back), *values], salt=_salt(key), compress=True)


def _read(cursor: str, key: Sequence[str]) -> tuple[bool, list[Any]]:
    try:
        back, *packed = signing.loads(cursor, salt=_salt(key))
    except signing.BadSignature as error:
        raise BadCursor("paging cursor of another list, or changed on the way") from error
    return bool(back), [_unpacked(value) for value in packed]


def _value(row: Model, path: str) -> Any:
    value: Any = row
    for name in path.split("__"):
        value = getattr(value, name)
    if value is None:
        raise ValueError(f"paging key {path!r} is null in {row!r}: null has no place in an order")
    return value


def _packed(value: Any) -> Any:
    """JSON keeps text, whole numbers and truth; days, moments and amounts travel with a letter that says so."""
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, Decimal):
        return ["n", str(value)]
    if isinstance(value, (str, int, float)):
        return value
    raise TypeError(f"a {type(value).__name__} cannot be a paging key")


def _unpacked(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    letter, text = value
    return {"t": datetime.fromisoformat, "d": date.fromisoformat, "n": Decimal}[letter](text)
