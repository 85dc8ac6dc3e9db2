"""What one agency must do in one period: the duty («việc phải làm trong kỳ»)."""

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
