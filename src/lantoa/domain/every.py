"""How often an obligation comes round, as Plan JSON writes it."""

from enum import StrEnum


class Every(StrEnum):
    """The rhythm of an obligation; the values are those of Plan JSON's `every`."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    ONCE = "once"
    STANDING = "standing"
    PENDING = "pending"
