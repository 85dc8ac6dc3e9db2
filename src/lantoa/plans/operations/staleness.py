"""A change that comes with an older state of what it changes is refused, with what stands there now beside it."""

from datetime import datetime
from typing import Any

from lantoa.agencies.models import User
from lantoa.persistence.refusal import Refused
from lantoa.plans import shape

Json = dict[str, Any]
SENTENCE = (
    "Phần này vừa được người khác sửa sau khi bạn mở. Chưa lưu gì: hãy xem hai bản cạnh nhau, "
    "chọn ở từng chỗ rồi lưu lại."
)


class Stale(Refused):
    """Somebody changed it in the meantime. `now`: what is saved, as Plan JSON; by whom and when, if that is known."""

    def __init__(self, now: Json, by: User | None, at: datetime | None) -> None:
        super().__init__(SENTENCE)
        self.now, self.by, self.at = now, by, at


def refuse_stale(expected: str, now: Json, row: Any) -> None:
    """Raise Stale when the fingerprint that a form carries is not that of what is saved now.

    in: the fingerprint, the row's Plan JSON now, the row (it knows who changed it last, and when).
    """
    if expected != shape.fingerprint(now):
        raise Stale(now, row.changed_by, row.changed_at)
