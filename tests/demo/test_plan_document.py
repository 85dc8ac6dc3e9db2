"""The plan that the product shows itself with is a real Word file; what it should be read as is written beside it."""

import io
import re
import zipfile
from datetime import date

import docx
import pytest
from docx.enum.section import WD_ORIENT

from lantoa.demo.plan_document import DATA, PLAN_FILE, write


@pytest.fixture(scope="module")
def plan():
    return docx.Document(io.BytesIO(PLAN_FILE.read_bytes()))


@pytest.fixture(scope="module")
def rows(plan):
    return [[cell.text for cell in row.cells] for row in plan.tables[-1].rows]


@pytest.fixture(scope="module")
def meant():
    """The obligations that data/README.md says the plan holds: one dict a table row."""
    lines = (DATA / "README.md").read_text(encoding="utf-8").splitlines()
    tables = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    keys = next(cells for cells in tables if cells[0] == "ref")
    return [dict(zip(keys, cells, strict=True)) for cells in tables if re.match(r"(PL|IV|II)\.", cells[0])]


def test_the_shipped_file_is_the_one_that_the_script_makes(tmp_path):
    write(tmp_path / "plan.docx")
    made, shipped = (zipfile.ZipFile(path) for path in (tmp_path / "plan.docx", PLAN_FILE))
    assert made.namelist() == shipped.namelist()
    for name in made.namelist():
        assert made.read(name) == shipped.read(name), name


def test_the_same_words_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    "quota",
    [
        "Ít nhất 05 tin, bài/tháng",
        "Ít nhất 01 tin, bài/tuần",
        "03-04 số/tháng",
        "02 số/tháng",
        "48 số (04 số/tháng)",
        "15 số/năm",
        "01 lần/quý",
        "Tối thiểu 01 lần/năm",
        "01 mục/tháng",
        "ít nhất 02 tin, bài/tháng",
        "Chậm nhất 20/3/2026",
        "Chậm nhất 20/6/2026",
        "Chậm nhất 20/9/2026",
        "Chậm nhất 20/12/2026",
        "Chậm nhất ngày 25 hằng tháng",
        "Thường xuyên trong năm 2026",
        "Quý II/2026",
        "Tháng 10/2026",
        "Quý I-III/2026",
        "Từ Quý I/2026",
        "Theo lịch của Ban Tuyên giáo và Dân vận Tỉnh ủy",
    ],
)
def test_the_annex_asks_in_every_way_that_real_plans_ask(rows, quota):
    assert any(quota in row[5] for row in rows)


def test_the_annex_is_a_wide_table_of_seven_columns_with_eighteen_tasks(plan, rows):
    assert plan.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    assert rows[0] == [
        "TT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện", "Ghi chú",
    ]  # fmt: skip
    assert list(dict.fromkeys(row[0] for row in rows[1:] if row[0])) == [str(number) for number in range(1, 19)]


def test_five_departments_share_one_written_quota(rows):
    shared = [row for row in rows if row[0] == "4"]
    assert len(shared) == 5
    assert {row[5] for row in shared} == {"Mỗi cơ quan ít nhất 02 tin, bài/tháng"}
    assert len({row[3] for row in shared}) == 5


def test_every_task_and_every_duty_has_its_meaning_written_down(rows, meant):
    tasks = {row[0] for row in rows[1:] if row[0]}
    assert {line["ref"].split(".")[1] for line in meant if line["ref"].startswith("PL.")} == tasks
    assert {line["ref"] for line in meant if line["ref"].startswith("IV.")} == {f"IV.{n}" for n in range(1, 14)}


def test_what_is_meant_can_be_read_by_a_machine(meant):
    periods = {"day", "week", "month", "quarter", "half-year", "year", "once", "standing", "pending"}
    for line in meant:
        assert line["every"] in periods, line
        assert date.fromisoformat(line["from"]) <= date.fromisoformat(line["to"]), line
        least, most = (None if line[key] == "–" else int(line[key]) for key in ("min", "max"))
        assert (least is None) == (line["every"] in {"standing", "pending"}), line
        assert most is None or least is None or least <= most, line
        assert re.fullmatch(r"–|day \d+|(before )?2026-\d\d-\d\d", line["due"]), line


def test_those_who_are_meant_stand_in_the_document(plan, rows, meant):
    text = "\n".join([paragraph.text for paragraph in plan.paragraphs] + [cell for row in rows for cell in row])
    for line in meant:
        for who in line["who"].split("; "):
            short = who.removeprefix("Các ")
            assert short.lower() in text.lower(), who
