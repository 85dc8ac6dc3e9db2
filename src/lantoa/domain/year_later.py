"""A plan's days and words moved on by a year, for the plan that follows it."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lantoa.domain.due import DueRule
from lantoa.domain.every import Every
from lantoa.domain.timing import Timing, parse_timing, write

_FEBRUARY = 2
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# A document cited by its number keeps its year.
_CITED = re.compile(r"\d+/(?:\d{4}/)?[A-ZĐ]{1,6}(?:-[A-ZĐ]+)*")


def a_year_later(day: date) -> date:
    """This will give the same day of the next year; the last day of February stays the last day of February."""
    if day.month == _FEBRUARY and day.day == calendar.monthrange(day.year, _FEBRUARY)[1]:
        return day.replace(year=day.year + 1, day=calendar.monthrange(day.year + 1, _FEBRUARY)[1])
    return day.replace(year=day.year + 1)


def due_a_year_later(rule: DueRule | None) -> DueRule | None:
    """This will move the dates of a due rule; a day of the month or of the week holds in every year."""
    if rule is None or not rule.dates:
        return rule
    return replace(rule, dates=tuple(a_year_later(day) for day in rule.dates))


def timing_a_year_later(timing: Timing) -> Timing:
    """This will move a timing's window and dates."""
    return replace(
        timing,
        start=a_year_later(timing.start) if timing.start else None,
        last=a_year_later(timing.last) if timing.last else None,
        due=due_a_year_later(timing.due),
    )


def timing_words_a_year_later(words: str, year: int) -> tuple[str, bool]:
    """This will move the words of a timing from a plan's year to the next, and say whether that is sure.

    in: «Tháng 10/2026», 2026. out: «Tháng 10/2027», True. Sure is what the grammar reads as the same timing a year
    later: the words with their years changed, else words written anew. What it cannot read whole, or what waits for
    another document, has its years changed too, to be looked at by a person. Words without a year mean any and stay.
    """
    if not _YEAR.search(words):
        return words, True
    changed = _years_moved(words, year)
    read = parse_timing(words, year)
    wanted = tuple(timing_a_year_later(timing) for timing in read.timings)
    if read.rest or any(timing.every is Every.PENDING for timing in wanted):
        return changed, False
    if wanted and _reads_as(changed, year + 1, wanted):
        return changed, True
    if len(wanted) == 1:
        try:
            written = write(wanted[0])
        except (ValueError, KeyError):
            return changed, False
        if _reads_as(written, year + 1, wanted):
            return written, True
    return changed, False


def text_a_year_later(text: str, year: int) -> tuple[str, bool]:
    """This will move «năm 2026» in a sentence to «năm 2027», and say whether nothing in it need be looked at.

    Not sure: the year stands otherwise too («giai đoạn 2021-2026», «tháng 3/2026»), or a document is cited, whose year
    is its own.
    """
    said = re.sub(rf"(?i)(năm )({year})(?![\d/-])", lambda found: f"{found[1]}{year + 1}", text)
    changed = said != text
    return said, str(year) not in said and not (changed and _CITED.search(text))


def _years_moved(words: str, year: int) -> str:
    near = {year - 1, year, year + 1}
    return _YEAR.sub(lambda found: str(int(found[0]) + 1) if int(found[0]) in near else found[0], words)


def _reads_as(words: str, year: int, wanted: Sequence[Timing]) -> bool:
    return tuple(parse_timing(words, year).timings) == tuple(wanted)
