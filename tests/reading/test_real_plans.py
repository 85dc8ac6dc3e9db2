"""The three real plans in Word, held against what a perfect reading gives."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from lantoa.reading import Reading, read_docx

pytestmark = pytest.mark.shared


def scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_plan", folder / "score_plan.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_plan(folder: Path, name: str) -> Reading:
    return read_docx((folder / f"{name}.docx").read_bytes(), name=f"{name}.docx")


@pytest.mark.parametrize(("name", "least"), [("p1", 0.985), ("p2", 0.99), ("p5", 0.98)])
def test_a_real_plan_is_read_nearly_as_a_person_would(shared_plans: Path, name: str, least: float) -> None:
    score = scorer(shared_plans)
    reading = read_plan(shared_plans, name)
    gold = json.loads((shared_plans / f"{name}.gold.json").read_text(encoding="utf-8"))
    parts = score.score(reading.plan, gold)
    assert sum(parts.values()) / len(parts) >= least, parts
    for part in ("document", "references", "recipients", "themes", "forms", "responsibilities", "tasks"):
        assert parts[part] == 1.0, part


@pytest.mark.parametrize("name", ["p1", "p2", "p5"])
def test_what_went_in_comes_out_whole(shared_plans: Path, name: str) -> None:
    clean = (shared_plans / f"{name}.clean.txt").read_text(encoding="utf-8")
    assert scorer(shared_plans).coverage(read_plan(shared_plans, name).plan, clean) >= 0.979


@pytest.mark.parametrize("name", ["p1", "p2", "p5"])
def test_every_entry_shows_where_it_was_read(shared_plans: Path, name: str) -> None:
    reading = read_plan(shared_plans, name)
    blocks = {block.id for block in reading.blocks}
    for part in ("targets", "themes", "forms", "responsibilities", "tasks", "body"):
        for index in range(len(reading.plan[part])):
            found = reading.anchors[f"{part}/{index}"]
            assert found and set(found) <= blocks


def test_a_rotation_gives_each_holder_its_own_window(shared_plans: Path) -> None:
    tasks = {task["ref"]: task for task in read_plan(shared_plans, "p2").plan["tasks"]}
    months = tasks["PL.4.2"]["obligations"]
    assert [(o["who"], o["from"], o["to"]) for o in months] == [
        (["Văn phòng"], "2024-01-01", "2024-03-31"),
        (["Phòng Thông tin – Báo chí – Xuất bản"], "2024-04-01", "2024-06-30"),
        (["Phòng Chuyển đổi số"], "2024-07-01", "2024-09-30"),
        (["Phòng Thanh tra"], "2024-10-01", "2024-12-31"),
    ]
    assert all(o["due"] == {"day": 25} and (o["min"], o["max"]) == (1, None) for o in months)
    assert {o["channel"] for o in tasks["PL.4.1"]["obligations"]} == {
        "Chuyên trang CCHC", "Cổng TTĐT của tỉnh (trên kênh Zalo)"
    }  # fmt: skip


def test_three_targets_in_one_bullet_are_three_measures(shared_plans: Path) -> None:
    target = read_plan(shared_plans, "p1").plan["targets"][2]
    assert [m["percent"] for m in target["measures"]] == [100, 100, 100]
    assert target["measures"][2]["of"] == "điểm Bưu điện văn hóa xã"


def test_what_is_asked_of_the_party_and_the_front_is_a_request(shared_plans: Path) -> None:
    plan = read_plan(shared_plans, "p1").plan
    asked = {r["ref"] for r in plan["responsibilities"] if any(o["request"] for o in r["obligations"])}
    assert asked == {"IV.8", "IV.9"}


def test_an_appendix_of_another_year_is_pointed_out(shared_plans: Path) -> None:
    assert any("năm 2023" in sentence for sentence in read_plan(shared_plans, "p2").plan["warnings"])


def test_a_number_left_blank_is_not_invented(shared_plans: Path) -> None:
    plan = read_plan(shared_plans, "p5").plan
    assert plan["document"]["number"] is None and plan["document"]["issued_on"] is None
    assert any("chưa có số, ký hiệu" in sentence for sentence in plan["warnings"])
