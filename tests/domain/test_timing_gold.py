"""The phrases of real plans mean what people say they mean."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lantoa.domain.timing.batch import read_batch

PLANS = Path(__file__).resolve().parents[2] / ".." / "shared" / "plans"


@pytest.fixture
def gold():
    path = PLANS / "timing.jsonl"
    if not path.exists() and not os.environ.get("CI"):
        pytest.skip("the phrases of real plans (../shared/plans/timing.jsonl) are not here")
    return path


@pytest.mark.shared
def test_the_phrases_of_real_plans_are_read_as_people_read_them(gold, tmp_path):
    read = tmp_path / "read.jsonl"
    read.write_text("\n".join(read_batch(gold.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    command = [sys.executable, str(PLANS / "score_timing.py"), str(read), str(gold), "--misses"]
    scored = subprocess.run(command, capture_output=True, text=True, check=True)
    scores = dict(line.split(": ") for line in scored.stdout.splitlines())
    assert float(scores["phrases"]) >= 0.99, scored.stderr
    assert float(scores["units"]) >= 0.99, scored.stdout


@pytest.mark.shared
def test_a_total_beside_a_rate_is_kept(gold):
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        totals = [entry.get("total") for entry in row["expect"]]
        [read] = read_batch([line])
        assert [entry.get("total") for entry in json.loads(read)["expect"]] == totals, row["phrase"]
