"""Plan JSON obligations out of timings: what the words say, and what reading adds, marked as inferred."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lantoa.domain.every import Every
from lantoa.domain.timing import Timing

Obligation = dict[str, Any]

_EVENT = (
    r"cuộc thi|hội thi|lễ|ngày hội|kế hoạch|đề án|cuộc vận động|đợt cao điểm|đợt|chiến dịch|báo cáo|quyết định|"
    r"công văn|"
    r"cuộc khảo sát|bộ tài liệu"
)
_PIECE = (
    r"tin,? bài(?:,? phóng sự)?|tin|bài viết(?:,? phóng sự)?|bài|phóng sự(?:,? bài viết)?|video(?: clip)?|clip|"
    r"tờ rơi|tờ gấp|pa ?nô|"
    r"áp phích|băng rôn|infographic|bản tin|ấn phẩm|sổ tay|cẩm nang|hội nghị|hội thảo|tọa đàm|toạ đàm|diễn đàn|"
    r"lớp tập huấn|tập huấn|lớp|buổi|chuyên đề|chương trình|"
    r"triển lãm|sự kiện|cuộc|tài liệu"
)
_OPENING = (
    r"(?:(?:tiếp tục|phối hợp)\s+)?(?:(?:tổ chức|xây dựng|ban hành|biên soạn|in|in ấn|phát hành|sản xuất|"
    r"thiết kế|viết|mở|thực hiện|triển khai)(?:\s+và\s+\w+)?\s+)?"
)
_ONE = re.compile(rf"{_OPENING}(?:0?1\s+)?(?P<unit>{_EVENT})(?![\wÀ-ỹ])", re.IGNORECASE)
_MANY = re.compile(
    rf"{_OPENING}(?:các|những|một số|\d{{1,3}})?\s*(?P<unit>{_PIECE}|{_EVENT})(?![\wÀ-ỹ])", re.IGNORECASE
)
_COUNTED = (Every.DAY, Every.WEEK, Every.MONTH, Every.QUARTER, Every.HALF_YEAR, Every.YEAR)


@dataclass(frozen=True)
class Thing:
    """A countable thing that words name: its unit, and whether they name exactly one."""

    unit: str
    single: bool


@dataclass
class Draft:
    """What an obligation will say apart from its timing."""

    who: list[str]
    what: str
    channel: str | None = None
    request: bool = False
    report: bool = False
    to_agency: str | None = None
    share: str | None = None
    thing: Thing | None = None
    inferred: list[str] = field(default_factory=list)


def countable(text: str) -> Thing | None:
    """The countable thing that a title or product opens with; None for an open-ended activity.

    «Cuộc thi tìm hiểu …» is one thing; «Các bài viết …» is at least one.
    """
    text = text.strip()
    one = _ONE.match(text)
    if one:
        return Thing(one["unit"].lower(), single=True)
    many = _MANY.match(text)
    return Thing(re.sub(r"\s+", " ", many["unit"].lower()), single=False) if many else None


def obligation(draft: Draft, timing: Timing, year: int) -> Obligation:
    """One obligation: the timing's words, completed as PLAN_JSON.md lays down, each addition named in `inferred`."""
    every, low, high, unit = timing.every, timing.min, timing.max, timing.unit
    inferred = list(draft.inferred)
    if low is None and high is None:
        if every in _COUNTED:
            low = high = 1
            inferred += ["min", "max"]
        elif every is Every.ONCE:
            every, low, high = _once(draft, timing, inferred)
    if unit is None and low is not None:
        unit = "báo cáo" if draft.report else draft.thing.unit if draft.thing else "lần"
        inferred.append("unit")
    start, last = timing.start or date(year, 1, 1), timing.last or date(year, 12, 31)
    if timing.start is None and timing.last is None:
        inferred += ["from", "to"]
    return {
        "who": list(draft.who), "what": draft.what, "unit": unit, "min": low, "max": high, "every": every.value,
        "total": timing.total, "share": draft.share, "request": draft.request, "inferred": sorted(set(inferred)),
        "from": start.isoformat(), "to": last.isoformat(), "due": timing.due.to_json() if timing.due else None,
        "channel": draft.channel, "report": draft.report, "to_agency": draft.to_agency,
    }  # fmt: skip


def _once(draft: Draft, timing: Timing, inferred: list[str]) -> tuple[Every, int | None, int | None]:
    """A window or a date without a number: one event, some pieces, or an open-ended activity inside the window."""
    if draft.thing is not None:
        inferred += ["min", "max"]
        return Every.ONCE, 1, 1 if draft.thing.single else None
    if timing.due is not None or (timing.start is not None and timing.start == timing.last):
        inferred += ["min", "max"]  # by a date, or on one day
        return Every.ONCE, 1, 1
    inferred.append("every")
    return Every.STANDING, None, None


def standing(draft: Draft, year: int, window: tuple[date, date] | None = None) -> Obligation:
    """An uncounted duty: stood by through the plan's year, or through a window that the words name."""
    start, last = window or (date(year, 1, 1), date(year, 12, 31))
    timing = Timing(every=Every.STANDING, start=start, last=last)
    built = obligation(draft, timing, year)
    built["inferred"] = sorted({*built["inferred"], "every", *(() if window else ("from", "to"))})
    return built


def window_of_year(timing: Timing, year: int) -> bool:
    """Whether a timing's window is the plan's whole year or runs to its end from its start."""
    start, last = timing.start or date(year, 1, 1), timing.last or date(year, 12, 31)
    return start == date(year, 1, 1) and last == date(year, 12, 31)


def share_of(who: list[str]) -> str | None:
    """Several doers each owe it where any is a collective; unlike single bodies make one product together."""
    if not who:
        return None
    collective = re.compile(
        r"(?:các|toàn thể|mỗi|từng|.*\bcấp (?:huyện|xã)|.*\bcác (?:huyện|xã|phường|phòng|sở))\b", re.IGNORECASE
    )
    if len(who) == 1:
        return "each" if collective.match(who[0]) else None
    return "each" if any(collective.match(name) for name in who) else "together"
