"""A plan for a part of the year («Đợt cao điểm …: từ ngày 01/7 đến ngày 30/9»): what it asks keeps to that part."""

from datetime import date
from typing import Any

from lantoa.domain.timing import parse_timing
from lantoa.vietnamese import fold


def keep_to_window(plan: dict[str, Any], year: int) -> None:
    """Put obligations whose window is only taken from the year into the window that the plan sets for itself.

    A plan sets one in a part headed «Thời gian» or «Thời gian thực hiện» that holds one window and nothing counted.
    """
    window = _own_window(plan, year)
    if window is None:
        return
    whole = (f"{year}-01-01", f"{year}-12-31")
    for part in ("tasks", "responsibilities", "forms", "targets"):
        for owed in (owed for entry in plan[part] for owed in entry["obligations"]):
            # What has a window or a date of its own keeps it.
            inferred = {"from", "to"} <= set(owed["inferred"]) or owed["every"] in ("day", "week", "month")
            if inferred and (owed["from"], owed["to"]) == whole:
                owed["from"], owed["to"] = (day.isoformat() for day in window)


def _own_window(plan: dict[str, Any], year: int) -> tuple[date, date] | None:
    for entry in plan["body"]:
        if not fold(entry["heading"] or "").startswith("thoi gian"):
            continue
        timings = parse_timing(" ".join(entry["text"].split()), year).timings
        whole = (date(year, 1, 1), date(year, 12, 31))
        if len(timings) == 1 and timings[0].start and timings[0].last and timings[0].min is None:
            window = (timings[0].start, timings[0].last)
            return window if window != whole else None
    return None
