"""Many phrases at once: lines of JSON in, lines of JSON out."""

import json
from collections.abc import Iterable, Iterator

from lantoa.domain.every import Every
from lantoa.domain.timing.model import Timing
from lantoa.domain.timing.parsing import parse_timing


def read_batch(lines: Iterable[str]) -> Iterator[str]:
    """For each line {"phrase", "year"} one line {"phrase", "expect": [timing, …]}; empty lines are passed over.

    A phrase whose time hangs on something else expects nothing yet, so its list holds no pending entry. Raises
    ValueError, with the number of the line, for a line that is not such an object.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            phrase, year = _request(line, number)
            expect = [entry(timing) for timing in settled(parse_timing(phrase, year).timings)]
            yield json.dumps({"phrase": phrase, "expect": expect}, ensure_ascii=False)


def settled(timings: Iterable[Timing]) -> list[Timing]:
    """The timings that do not hang on something else."""
    return [timing for timing in timings if timing.every is not Every.PENDING]


def entry(timing: Timing) -> dict[str, object]:
    """A timing as a line of a batch holds it: its keys, `total` only where there is one."""
    keys = timing.as_json()
    if keys["total"] is None:
        del keys["total"]
    return keys


def _request(line: str, number: int) -> tuple[str, int]:
    try:
        request = json.loads(line)
    except ValueError as error:
        raise ValueError(f"dòng {number}: không phải JSON ({error})") from error
    if not isinstance(request, dict):
        raise ValueError(f"dòng {number}: phải là một đối tượng JSON")
    phrase, year = request.get("phrase"), request.get("year")
    if not isinstance(phrase, str) or not isinstance(year, int) or not 2 <= year <= 9998:
        raise ValueError(f"dòng {number}: cần có phrase (chuỗi) và year (số năm)")
    return phrase, year
