"""The benchmark of timing measures the same days on both sides, without Django."""

import subprocess
import sys

import pytest

from lantoa.bench import timing

WITHOUT_DJANGO = """
import sys
from lantoa.bench import timing
timing.ROUNDS = 1
timing.YEARS = range(2026, 2028)
for line in timing.measure():
    print(line)
assert "django" not in sys.modules
"""


def test_both_sides_make_the_same_days_of_obligations_none_of_which_is_alike():
    for work in timing._work().values():
        assert timing._expanded(work) == timing._recurring(work)
        asked = [(terms.window, terms.due, terms.minimum) for (terms, _), _ in work]
        assert len(set(asked)) == len(asked)


def test_the_lines_name_what_was_measured_and_no_framework_is_loaded():
    done = subprocess.run([sys.executable, "-c", WITHOUT_DJANGO], capture_output=True, text=True, check=True)
    values = dict(line.split(": ") for line in done.stdout.splitlines())
    assert {"phrases_per_second", "duties_per_second", "expand_to_rrule_ratio"} <= set(values)
    assert int(values["province_plan_obligations"]) == 3000
    assert float(values["province_plan_seconds"]) < 1


def test_a_missing_yardstick_is_said_in_words(monkeypatch):
    monkeypatch.setattr(timing, "rrule", None)
    with pytest.raises(RuntimeError, match="python-dateutil"):
        list(timing.measure())
