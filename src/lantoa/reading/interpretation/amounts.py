"""How many things a product, a form or a title names: «20 băng rôn», «02 tin, bài/tháng», «Tờ rơi (1.000 tờ)»."""

import re
from dataclasses import replace

from lantoa.domain.every import Every
from lantoa.domain.timing import Timing, parse_timing
from lantoa.reading.interpretation.obligations import countable

_N = r"(?P<bound>ít nhất\s+|tối thiểu\s+)?(?P<n>\d{1,3}(?:\.\d{3})+|\d{1,4})\s+"
_AMOUNT_OF_THINGS = re.compile(rf"{_N}(?P<unit>\D{{2,40}})$", re.IGNORECASE)
_AMOUNT_BEHIND = re.compile(rf"\({_N}(?P<unit>[^\W\d]+(?: [^\W\d]+)?)\)$", re.IGNORECASE)
_AMOUNT_AHEAD = re.compile(rf"{_N}(?=\D)", re.IGNORECASE)


def is_amount(product: str) -> bool:
    """Whether a product is nothing but a number of things: «05 pa nô»."""
    return bool(_AMOUNT_OF_THINGS.match(product))


def with_amount(timing: Timing, products: list[str]) -> Timing:
    """A product that is itself a number of things («05 pa nô») says how many, where the time does not."""
    if timing.min is not None or timing.max is not None:
        return timing
    rates = [rate for product in products for rate in _rates(product, timing.every)]
    if len(rates) == 1:
        return replace(timing, min=rates[0].min, max=rates[0].max, unit=rates[0].unit)
    found = [amount for product in products if (amount := _amount_of(product))]
    if len(found) != 1 or timing.every is not Every.ONCE:
        return timing
    number, bound, unit = found[0]
    return replace(timing, min=number, max=None if bound else number, unit=unit)


def _rates(product: str, every: Every) -> list[Timing]:
    """«02 tin, bài/tháng» as a product: how many a period, where the time only says the period."""
    if not re.match(r"(?i)(?:ít nhất |tối thiểu )?\d", product):
        return []
    return [rate for rate in parse_timing(product, 2000).timings if rate.every is every and rate.min is not None]


def _amount_of(product: str) -> tuple[int, bool, str] | None:
    """(how many, whether at least, of what): «06 phóng sự về …», «20 băng rôn», «Tờ rơi (1.000 tờ)»."""
    match = _AMOUNT_OF_THINGS.match(product) or _AMOUNT_BEHIND.search(product)
    if match:
        return _whole(match["n"]), bool(match["bound"]), match["unit"].strip()
    match = _AMOUNT_AHEAD.match(product)
    thing = countable(product[match.end() :]) if match else None
    return (_whole(match["n"]), bool(match["bound"]), thing.unit) if match and thing else None


def _whole(number: str) -> int:
    return int(number.replace(".", ""))
