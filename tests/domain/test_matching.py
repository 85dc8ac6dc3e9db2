"""Rows of a lower plan find the rows above that they answer."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.demo.plan_document import COMMUNE_FILE, COMMUNE_WORDS, write
from lantoa.domain.every import Every
from lantoa.domain.lifecycle import ItemKind
from lantoa.domain.matching import Row, Wanted, match
from lantoa.domain.matching.assignment import best_pairs
from lantoa.reading import read_docx

PLANS = Path(__file__).resolve().parents[2] / ".." / "shared" / "plans"
DEMO = Path(__file__).resolve().parents[2] / "src" / "lantoa" / "demo" / "data"
SECTIONS = {ItemKind.TASK: "tasks", ItemKind.RESPONSIBILITY: "responsibilities", ItemKind.TARGET: "targets"}
DISTRICTS = ("các huyện", "cấp huyện")
COMMUNES = ("các xã",)


def rows_of(plan: dict[str, Any], leading: tuple[str, ...] = ()) -> list[Row[str]]:
    """The rows of Plan JSON, keyed by their references; those led by one of the words are owed by the lower body."""
    return [
        Row(
            key=data["ref"],
            kind=kind,
            title=data.get("title") or data["text"],
            group=data.get("group") or "",
            products=tuple(data.get("products") or ()),
            wanted=tuple(
                Wanted(what=row["what"], unit=row["unit"] or "", every=Every(row["every"]))
                for row in data.get("obligations") or ()
            ),
            owed=any(words in name for words in leading for name in data.get("lead") or ()),
        )
        for kind, section in SECTIONS.items()
        for data in plan[section]
    ]


def plan_named(name: str, source: str) -> dict[str, Any]:
    """A real plan as it truly is ("gold"), or as we read its Word file ("docx")."""
    if not PLANS.is_dir():
        pytest.skip("the real plans are kept beside the project and are not here")
    if source == "gold":
        return json.loads((PLANS / f"{name}.gold.json").read_text("utf-8"))
    return read_docx((PLANS / f"{name}.docx").read_bytes(), name=f"{name}.docx").plan


def answers(upper: list[Row[str]], lower: list[Row[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pair in match(upper, lower):
        found.setdefault(pair.upper, set()).add(pair.lower)
    return found


# Which rows of the district's plan (p5) answer the province's (p1), found by reading both. Rows 2.1 and 2.3 to 2.5 are
# columns of the provincial station under the heading that row 2 of the district repeats: either answer is fair.
P1_P5 = {
    "PL.1": {"PL.1"}, "PL.2.2": {"PL.2"}, "PL.3.1": {"PL.3"}, "PL.3.2": {"PL.3"}, "PL.4": {"IV.2"}, "PL.5": {"IV.2"},
    "PL.6": set(), "PL.7": set(), "PL.8": {"PL.4"}, "PL.9": {"PL.5"}, "PL.10": {"PL.6"}, "PL.11": set(),
    "PL.12": {"PL.7"}, "PL.13": {"PL.8"}, "PL.14": {"PL.9"}, "PL.15": {"PL.10"}, "PL.16": {"PL.2", "IV.6"},
    "PL.17.2": {"PL.11"}, "PL.18": {"PL.12"}, "I.3.1": {"I.3.1"}, "I.3.2": {"I.3.2"}, "I.3.3": {"I.3.3"},
    "I.3.4": {"I.3.4"}, "I.3.5": {"I.3.5"}, "I.3.6": {"I.3.6"},
}  # fmt: skip

# The same for the demonstration's commune, which writes in words of its own (demo/data/ke-hoach-xa.md).
DEMO_PAIRS = {
    "PL.1.2": {"PL.1"}, "PL.2.1": {"PL.2"}, "PL.2.2": set(), "PL.2.3": {"PL.3", "PL.4"}, "PL.3.1": set(),
    "PL.3.2": set(), "PL.3.3": set(), "PL.3.4": set(), "PL.4.1": set(), "PL.4.2": set(), "PL.4.3": set(),
    "PL.4.4": set(), "PL.4.5": set(), "PL.5": set(), "PL.6": set(), "PL.7": {"PL.5"}, "PL.8": {"IV.2"}, "PL.9": set(),
    "PL.10": {"IV.1"}, "PL.11": set(), "PL.12": {"PL.6"}, "PL.13": set(), "PL.14": {"PL.7"}, "PL.15": {"PL.8"},
    "PL.16": set(), "PL.17": {"PL.9"}, "PL.18": set(), "PL.1.1": set(), "I.3.1": set(), "I.3.2": {"I.3.1"},
    "I.3.3": {"I.3.2"}, "I.3.4": {"I.3.3"}, "I.3.5": set(), "I.3.6": set(),
}  # fmt: skip


def scores(found: dict[str, set[str]], truth: dict[str, set[str]]) -> tuple[float, float]:
    """Precision and recall of pairs, over the rows above that the truth speaks of."""
    right = sum(len(found.get(key, set()) & wanted) for key, wanted in truth.items())
    given_pairs = sum(len(found.get(key, set())) for key in truth)
    return right / given_pairs, right / sum(len(wanted) for wanted in truth.values())


@pytest.mark.shared
@pytest.mark.parametrize("source", ["gold", "docx"])
def test_the_district_s_rows_are_found(source: str) -> None:
    upper, lower = rows_of(plan_named("p1", source), DISTRICTS), rows_of(plan_named("p5", source))
    precision, recall = scores(answers(upper, lower), P1_P5)
    assert precision >= 0.95
    assert recall >= 0.95


@pytest.mark.shared
@pytest.mark.parametrize("source", ["gold", "docx"])
def test_forty_eight_issues_meet_the_row_that_promises_fifteen(source: str) -> None:
    found = answers(rows_of(plan_named("p1", source), DISTRICTS), rows_of(plan_named("p5", source)))
    assert "PL.2" in found["PL.16"]


@pytest.mark.shared
@pytest.mark.parametrize("source", ["gold", "docx"])
def test_rows_six_and_seven_have_nothing_below_and_four_and_five_a_paragraph(source: str) -> None:
    found = answers(rows_of(plan_named("p1", source), DISTRICTS), rows_of(plan_named("p5", source)))
    assert "PL.6" not in found
    assert "PL.7" not in found
    assert found["PL.4"] == {"IV.2"}
    assert found["PL.5"] == {"IV.2"}


def test_a_commune_that_writes_in_its_own_words_is_understood() -> None:
    upper = read_docx((DEMO / "ke-hoach-tinh.docx").read_bytes()).plan
    lower = read_docx((DEMO / "ke-hoach-xa.docx").read_bytes()).plan
    precision, recall = scores(answers(rows_of(upper, COMMUNES), rows_of(lower)), DEMO_PAIRS)
    assert precision >= 0.9
    assert recall >= 0.9


# A department's plan, written down before it was ever tried, with the row of the province's that each answers.
DEPARTMENT = (
    ("Cập nhật chuyên mục Cải cách hành chính của Sở trên Trang thông tin điện tử", "tin, bài", "PL.1.1"),
    ("Viết bài chuyên sâu về cải cách thủ tục đất đai gửi Chuyên trang cải cách hành chính của tỉnh", "bài", "PL.5"),
    ("Công bố, niêm yết bộ thủ tục hành chính lĩnh vực nông nghiệp và môi trường; theo dõi hồ sơ trễ hạn", "", "PL.7"),
    ("Trả lời phản ánh, kiến nghị gửi đến Sở qua Cổng thông tin điện tử tỉnh", "", "PL.8"),
    ("Phát động công chức, viên chức tham gia cuộc thi trực tuyến tìm hiểu cải cách hành chính", "", "PL.9"),
    ("Vận động viết sáng kiến cải cách hành chính", "bài", "PL.10"),
    ("Đối thoại với doanh nghiệp thủy sản, hợp tác xã", "cuộc", "PL.12"),
    ("Sinh hoạt Ngày Pháp luật hằng tháng của Sở", "buổi", ""),
    ("Tờ rơi hướng dẫn nộp hồ sơ đất đai trực tuyến", "", "PL.15"),
    ("Góp tin cho bản tin cải cách hành chính trên Zalo của tỉnh", "tin", "PL.6"),
)


def test_a_department_s_rows_are_found() -> None:
    upper = rows_of(read_docx((DEMO / "ke-hoach-tinh.docx").read_bytes()).plan, ("sở, ban", "Sở Nông nghiệp"))
    lower = [_row(title, title, unit=unit) for title, unit, _ in DEPARTMENT]
    truth: dict[str, set[str]] = {row.key: set() for row in upper if row.kind == ItemKind.TASK}
    for title, _, answered in DEPARTMENT:
        if answered:
            truth[answered].add(title)
    precision, recall = scores(answers(upper, lower), truth)
    assert precision >= 0.8
    assert recall >= 0.8


def _row(key: str, title: str, *, kind: ItemKind = ItemKind.TASK, unit: str = "", owed: bool = False) -> Row[str]:
    wanted = (Wanted(what=title, unit=unit, every=Every.MONTH),) if unit else ()
    return Row(key=key, kind=kind, title=title, wanted=wanted, owed=owed)


def test_one_row_below_may_answer_two_above() -> None:
    upper = [
        _row("a", "Duy trì chuyên mục “Hỏi đáp” trên Cổng thông tin điện tử tỉnh"),
        _row("b", "Duy trì chuyên mục “Phản ánh, kiến nghị” trên Cổng thông tin điện tử tỉnh"),
        _row("c", "Tổ chức cuộc thi viết về cải cách hành chính"),
    ]
    lower = [_row("x", "Duy trì chuyên mục “Hỏi đáp”, “Phản ánh, kiến nghị” trên Trang thông tin điện tử xã")]
    assert answers(upper, lower) == {"a": {"x"}, "b": {"x"}}


def test_a_contest_is_not_answered_by_a_column_on_the_same_website() -> None:
    upper = [_row("a", "Tổ chức cuộc thi tìm hiểu cải cách hành chính trên Cổng thông tin điện tử tỉnh")]
    lower = [
        _row("x", "Tuyên truyền trên Trang thông tin điện tử xã"),
        _row("y", "Tập huấn sử dụng dịch vụ công cho tổ công nghệ số cộng đồng"),
    ]
    assert answers(upper, lower) == {}


def test_the_words_of_a_match_say_why() -> None:
    upper = [_row("a", "Tuyên truyền trên sóng truyền thanh xã", unit="số")]
    [pair] = match(upper, [_row("x", "Tuyên truyền trên sóng truyền thanh của xã", unit="số")])
    assert pair.confidence > 0.9
    assert "cùng nói về phát thanh, truyền thanh" in pair.why
    assert "cùng tính bằng “số”" in pair.why


_TITLES = st.sampled_from(
    [
        "Tổ chức đối thoại với người dân, doanh nghiệp",
        "Đăng tin, bài trên Trang thông tin điện tử",
        "Phát thanh trên loa truyền thanh cơ sở",
        "Treo pa nô, áp phích, băng rôn",
        "Tập huấn nghiệp vụ cho công chức",
        "Niêm yết, công khai thủ tục hành chính",
        "Cuộc thi viết sáng kiến cải cách hành chính",
        "Phổ biến, giáo dục pháp luật",
        "Nêu gương người tốt, việc tốt",
    ]
)
_ROWS = st.lists(st.tuples(_TITLES, st.sampled_from(["", "số", "tin, bài"]), st.booleans()), max_size=9)


@given(_ROWS, _ROWS, st.randoms(use_true_random=False))
def test_what_is_paired_does_not_depend_on_the_order_of_rows(
    above: list[tuple[str, str, bool]], below: list[tuple[str, str, bool]], shuffler: random.Random
) -> None:
    upper = [_row(f"u{n}", title, unit=unit, owed=owed) for n, (title, unit, owed) in enumerate(above)]
    lower = [_row(f"l{n}", title, unit=unit) for n, (title, unit, _) in enumerate(below)]
    before = {(pair.upper, pair.lower, pair.confidence) for pair in match(upper, lower)}
    shuffler.shuffle(upper)
    shuffler.shuffle(lower)
    assert {(pair.upper, pair.lower, pair.confidence) for pair in match(upper, lower)} == before


@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=1, max_size=4))
def test_the_pairing_is_worth_most(worth: list[list[int]]) -> None:
    from itertools import permutations  # noqa: PLC0415

    best = max(
        sum(worth[row][column] for row, column in enumerate(order)) for order in permutations(range(4), len(worth))
    )
    table = [[float(cell) for cell in row] for row in worth]
    assert sum(table[row][column] for row, column in best_pairs(table)) == best


def test_the_commune_s_file_is_what_its_words_make(tmp_path: Path) -> None:
    write(tmp_path / "xa.docx", COMMUNE_WORDS)
    assert (tmp_path / "xa.docx").read_bytes() == COMMUNE_FILE.read_bytes()
