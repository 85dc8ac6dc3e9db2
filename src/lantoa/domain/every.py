"""How often something is owed."""

from enum import StrEnum


class Every(StrEnum):
    """This will name the rhythm of an obligation, in the words of Plan JSON («bao lâu một lần»).

    The seven kinds from DAY to ONCE are counted; STANDING («thường xuyên», no count) and
    PENDING («theo lịch …», hangs on another document) make no counted duty.
    """

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    ONCE = "once"
    STANDING = "standing"
    PENDING = "pending"

    @property
    def is_counted(self) -> bool:
        """Whether duties with a number and a date can come of it."""
        return self not in (Every.STANDING, Every.PENDING)
