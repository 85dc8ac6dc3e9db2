"""What one agency must do in one period: the duty («việc phải làm trong kỳ»)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lantoa.domain.period import Period


@dataclass(frozen=True, kw_only=True)
class DutyTerms:
    """This will hold what is owed in one period: at least `minimum`, at most `maximum` (None: no limit), by `due_on`.

    `before_issue` («trước ngày ban hành») marks a period that ended, or a date that passed, before the plan was
    issued: nothing is owed there, but work done may be claimed.
    """

    period: Period
    minimum: int
    maximum: int | None
    due_on: date
    before_issue: bool = False

    def __post_init__(self) -> None:
        if self.minimum < 0:
            raise ValueError(f"A duty cannot owe {self.minimum}")
        if self.maximum is not None and self.maximum < self.minimum:
            raise ValueError(f"At least {self.minimum} and at most {self.maximum} cannot both hold")

    @property
    def is_owed(self) -> bool:
        """Whether anyone owes it: not what lay before the issue."""
        return not self.before_issue

    @property
    def owed(self) -> int:
        """How many are owed: the minimum, or nothing before the issue."""
        return 0 if self.before_issue else self.minimum


def duties_in_row(
    periods: Iterable[Period], numbers: Iterable[tuple[int, int | None]], days: Iterable[date], issued_on: date | None
) -> list[DutyTerms]:
    """This will make the duties of one obligation: a period, (minimum, maximum) and due date for each, in their order.

    The numbers are checked by whoever derived them, once for all: a province's plan makes tens of thousands of duties,
    so they are put together without asking each again. A period that ended, or a date that passed, before `issued_on`
    makes no owed duty; None marks nothing as before the issue.
    """
    duties = []
    for period, (minimum, maximum), due_on in zip(periods, numbers, days, strict=False):
        duty = object.__new__(DutyTerms)
        fields = duty.__dict__
        fields["period"] = period
        fields["minimum"] = minimum
        fields["maximum"] = maximum
        fields["due_on"] = due_on
        fields["before_issue"] = issued_on is not None and (period.end <= issued_on or due_on < issued_on)
        duties.append(duty)
    return duties
