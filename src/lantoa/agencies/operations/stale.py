"""A form made from an older version is refused, never saved over what another wrote meanwhile."""

from lantoa.persistence.refusal import Refused

STALE = (
    "Người khác vừa sửa thông tin này sau khi bạn mở trang. Những gì bạn gõ vẫn còn ở dưới; "
    "hãy mở lại trang ở cửa sổ khác để xem bản mới rồi gửi lại."
)


def refuse_stale(present: int, seen: int) -> None:
    """in: the row's version now, the version the form was made from. Raises Refused when they differ."""
    if present != seen:
        raise Refused(STALE)
