"""The gold readings of real plans, kept beside the project."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "plans"


@pytest.fixture
def gold():
    """gold(1) gives the Plan JSON of the first real plan."""

    def read(number: int) -> dict[str, Any]:
        path = SHARED / f"p{number}.gold.json"
        if not path.exists():
            if os.environ.get("CI"):
                pytest.fail(f"{path} is missing")
            pytest.skip("the real plans (../shared/plans) are not beside the project")
        return json.loads(path.read_text(encoding="utf-8"))

    return read


@pytest.fixture
def small_plan() -> dict[str, Any]:
    """A plan that uses every list and key of Plan JSON."""
    return json.loads((Path(__file__).parent / "small_plan.json").read_text(encoding="utf-8"))


@pytest.fixture
def draft(province, small_plan):
    """The small plan as a draft of the province, made by the coordinator at Sở Nội vụ."""
    from lantoa.plans.operations import create_draft_plan  # noqa: PLC0415  needs the app registry

    return create_draft_plan(
        actor=province["tinh"],
        reading=small_plan,
        issuer=province.ubnd,
        drafter=province.noi_vu,
        coordinator=province.noi_vu,
    )
