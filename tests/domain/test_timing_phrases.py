"""Phrases of many kinds, each with what it says, decided from the conventions of Plan JSON before they were tried."""

from datetime import date
from pathlib import Path

import pytest

from lantoa.domain.due import NEXT_MONTH, DueRule
from lantoa.domain.every import Every
from lantoa.domain.timing import Timing, explain, parse_timing

LINES = (Path(__file__).parent / "phrases.txt").read_text(encoding="utf-8").splitlines()
PHRASES = [tuple(line.split(" => ")) for line in LINES if " => " in line and not line.startswith("#")]
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def said(timing: Timing) -> str:
    """A timing in the shorthand of phrases.txt."""
    parts = [str(timing.every), _number(timing)]
    parts += [f"in all {timing.total}"] if timing.total is not None else []
    dated_once = timing.every is Every.ONCE and timing.due and timing.due.dates  # its window may end with the date
    if (timing.start, timing.last) != YEAR and not dated_once:
        parts.append(f"{timing.start or '…'} to {timing.last or '…'}")
    return ", ".join(part for part in (*parts, _due(timing.due)) if part)


def _number(timing: Timing) -> str:
    low, high = timing.min, timing.max
    if low is None and high is None:
        return ""
    number = str(low) if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
    return f"{number} {timing.unit}"


def _due(due: DueRule | None) -> str:
    if due is None:
        return ""
    lead = "before" if due.strict else "by"
    if due.dates:
        return f"{lead} {' '.join(map(str, due.dates))}"
    if due.weekday is not None:
        return f"{lead} weekday {due.weekday}"
    return f"{lead} day {due.day}{' next month' if due.of == NEXT_MONTH else ''}"


@pytest.mark.parametrize(("phrase", "expected"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_a_phrase_says(phrase: str, expected: str) -> None:
    timings = [timing for timing in parse_timing(phrase, 2026).timings if timing.every is not Every.PENDING]
    assert sorted(map(said, timings)) == sorted(expected.split("; ") if expected != "-" else [])
    assert all(explain(timing) for timing in timings)


def test_there_are_many_kinds_of_phrases() -> None:
    assert len(PHRASES) > 300
    assert len({phrase for phrase, _ in PHRASES}) == len(PHRASES)


@pytest.mark.parametrize("phrase", ["2 năm một lần", "hai năm/lần", "15 ngày một lần", "tối thiểu 1 bài/2 tháng"])
def test_a_rhythm_that_has_no_name_is_said_to_be_not_understood(phrase: str) -> None:
    reading = parse_timing(phrase, 2026)
    assert reading.timings == ()
    assert phrase.removeprefix("tối thiểu ") in reading.rest


def test_a_school_year_waits_for_the_decision_that_dates_it() -> None:
    assert parse_timing("Năm học 2025-2026", 2026).timings == (Timing(every=Every.PENDING),)


def test_words_that_only_join_what_was_read_are_not_called_misunderstood() -> None:
    assert parse_timing("02 tin và 01 bài/tháng", 2026).rest == ""
