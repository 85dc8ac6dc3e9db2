"""A plan that was read comes out whole as a document, and reads the same again."""

import importlib.util
import io
import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.adapters.typesetting import Typst
from lantoa.paper import PLAN, write_docx
from lantoa.paper.pdf import write_pdf
from lantoa.paper.plans import plan_document
from lantoa.paper.plans.naming import head_lines, letters_of, signing_lines
from lantoa.paper.plans.refs import ref_key
from lantoa.reading import read

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "plans"


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir() and not os.environ.get("CI"):
        pytest.skip("the real plans (../shared/plans) are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def scorer(shared):
    spec = importlib.util.spec_from_file_location("score_plan", shared / "score_plan.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _stripped(data):
    """A Word file with its properties, custom XML and attachments taken out: words and looks alone."""
    clean = io.BytesIO()
    gone = ("docProps/", "customXml/", "word/embeddings/", "word/media/")
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(clean, "w") as target:
        for name in source.namelist():
            if not name.startswith(gone):
                target.writestr(name, source.read(name))
    return clean.getvalue()


def _score(scorer, reading, gold, clean):
    parts = scorer.score(reading.plan, gold)
    parts["syllables"] = scorer.syllable_accuracy(reading.text, clean)[0]
    return sum(parts.values()) / len(parts)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["p1", "p2", "p5"])
def test_a_real_plan_reads_the_same_after_it_was_written(shared, scorer, name):
    clean = (shared / f"{name}.clean.txt").read_text(encoding="utf-8")
    gold = json.loads((shared / f"{name}.gold.json").read_text(encoding="utf-8"))
    first = read((shared / f"{name}.docx").read_bytes())
    again = read(_stripped(write_docx(plan_document(first.plan))))
    assert scorer.coverage(again.plan, clean) >= 0.98
    assert _score(scorer, first, gold, clean) - _score(scorer, again, gold, clean) <= 0.01


@pytest.mark.shared
@pytest.mark.parametrize("name", ["p1", "p2", "p5"])
def test_the_pdf_of_a_real_plan_holds_its_words(shared, scorer, tmp_path, name):
    plan = read((shared / f"{name}.docx").read_bytes()).plan
    (tmp_path / "plan.pdf").write_bytes(write_pdf(plan_document(plan), Typst()))
    words = subprocess.run(
        ["pdftotext", str(tmp_path / "plan.pdf"), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    clean = (shared / f"{name}.clean.txt").read_text(encoding="utf-8")
    assert scorer.coverage({"text": words}, clean) >= 0.98


@pytest.mark.shared
@pytest.mark.parametrize("name", ["p1", "p2", "p5"])
def test_every_sentence_of_a_real_plan_stands_in_the_document_in_its_order(shared, opened, name):
    plan = read((shared / f"{name}.docx").read_bytes()).plan
    flow = " ".join(paragraph.text for paragraph in opened(plan_document(plan)).paragraphs)
    texts = [entry["text"] for part in ("targets", "themes", "forms") for entry in plan[part]]
    places = [flow.find(" ".join(text.split("\n")[0].split()).rstrip(" ;,.")) for text in texts]
    assert -1 not in places and places == sorted(places)


def _plan(**parts):
    head = {"type": "Kế hoạch", "number": "08/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Hồng Lam", "place": "Hồng Lam",
            "issued_on": "2026-01-08", "subject": "Tuyên truyền năm 2026", "year": 2026, "recipients": ["Bộ Nội vụ"],
            "signer": {"capacity": "KT. CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": "Lê Ngọc Chi"}}  # fmt: skip
    return {"document": {**head, **parts.pop("document", {})}, **parts}


def _task(ref, **more):
    empty = {"products": [], "support": [], "timing": None, "funding": None, "amount_vnd": None, "note": None}
    return {**empty, "ref": ref, "title": "Việc", "lead": ["Sở Nội vụ"], "obligations": [], **more}


def _rows(opened, plan, table=2):
    return [[cell.text for cell in row.cells] for row in opened(plan_document(plan)).tables[table].rows]


def _flow(opened, plan):
    return [paragraph.text for paragraph in opened(plan_document(plan)).paragraphs if paragraph.text.strip()]


def test_what_the_head_says_becomes_number_day_and_signature():
    made = plan_document(_plan(body=[{"ref": "I", "part": "other", "heading": "Mục đích", "text": ""}]))
    assert (made.kind, made.number, made.symbol, made.place) == (PLAN, 8, "KH-UBND", "Hồng Lam")
    assert made.agency == "Ủy ban nhân dân\ntỉnh Hồng Lam" and made.parent_agency is None
    assert made.signature.capacity == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_what_the_plan_does_not_say_stays_blank_for_the_clerk():
    made = plan_document(_plan(document={"number": None, "issued_on": None, "signer": None}))
    assert (made.number, made.issued_on, made.year, made.symbol) == (None, None, 2026, "KH-UBND")
    assert made.signature.name is None


def test_a_plan_that_names_no_year_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="không cho biết năm"):
        plan_document({"document": {"issuer": "Sở Nội vụ"}})


@pytest.mark.parametrize(
    ("issuer", "parent", "own", "letters"),
    [
        ("Ủy ban nhân dân huyện Đức Thọ", None, "Ủy ban nhân dân\nhuyện Đức Thọ", "UBND"),
        ("Sở Thông tin và Truyền thông tỉnh Sóc Trăng", "Ủy ban nhân dân\ntỉnh Sóc Trăng",
         "Sở Thông tin và Truyền thông", "STTTT"),
        ("Bộ Nội vụ", None, "Bộ Nội vụ", "BNV"),
    ],
)  # fmt: skip
def test_an_agencys_name_gives_its_head_and_its_letters(issuer, parent, own, letters):
    assert head_lines(issuer) == (parent, own) and letters_of(issuer) == letters


def test_a_department_signs_without_tm():
    signer = {"capacity": "KT. GIÁM ĐỐC", "title": "PHÓ GIÁM ĐỐC"}
    assert signing_lines("Sở Nội vụ tỉnh Hồng Lam", signer) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")


def test_lists_of_a_plan_stand_between_its_headings_and_its_closing_last(opened):
    plan = _plan(
        body=[
            {"ref": "I", "part": "purpose", "heading": "Mục tiêu", "text": ""},
            {"ref": "II", "part": "other", "heading": "Nội dung", "text": ""},
            {"ref": "II.1", "part": "other", "heading": "Nội dung tuyên truyền", "text": ""},
            {"ref": "III", "part": "organisation", "heading": "Tổ chức thực hiện", "text": ""},
            {"ref": "III", "part": "closing", "heading": None, "text": "Trên đây là Kế hoạch."},
        ],
        targets=[{"ref": "I.1", "text": "100% cơ quan có chuyên mục."}],
        themes=[{"ref": "II.1.đ", "text": "Điểm đ."}, {"ref": "II.1.d", "text": "Điểm d."}],
        responsibilities=[
            {"ref": "III.2", "agencies": ["Sở Tài chính"], "text": "thẩm định kinh phí."},
            {"ref": "III.1", "agencies": ["Sở Nội vụ"], "text": "Sở Nội vụ chủ trì thực hiện."},
        ],
    )
    lines = _flow(opened, plan)
    assert lines[lines.index("I. MỤC TIÊU") :] == [
        "I. MỤC TIÊU", "- 100% cơ quan có chuyên mục.", "II. NỘI DUNG", "1. Nội dung tuyên truyền", "d) Điểm d.",
        "đ) Điểm đ.", "III. TỔ CHỨC THỰC HIỆN", "1. Sở Nội vụ chủ trì thực hiện.",
        "2. Sở Tài chính: thẩm định kinh phí.", "Trên đây là Kế hoạch./.",
    ]  # fmt: skip


def test_rows_of_one_task_share_its_number_and_its_name(opened):
    tasks = [_task(f"PL.2.{n}", products=[f"Sản phẩm {n}"], timing=f"0{n} số/tháng") for n in (1, 2)]
    rows = _rows(opened, _plan(tasks=[_task("PL.1", title="Việc đầu"), *tasks]))
    assert rows[0] == ["TT", "NHIỆM VỤ", "SẢN PHẨM", "CƠ QUAN CHỦ TRÌ", "THỜI GIAN THỰC HIỆN"]
    assert rows[1] == ["1", "Việc đầu", "", "Sở Nội vụ", ""]
    assert rows[2:] == [["2", "Việc", f"Sản phẩm {n}", "Sở Nội vụ", f"0{n} số/tháng"] for n in (1, 2)]


def test_columns_bear_the_titles_that_the_document_gave_them(opened):
    words = "(Kèm theo Kế hoạch số /KH-UBND)\nSTT | NỘI DUNG | PHÒNG CHỦ TRÌ | THỜI HẠN"
    body = [{"ref": "PL", "part": "other", "heading": "PHỤ LỤC NHIỆM VỤ NĂM 2026", "text": words}]
    plan = _plan(body=body, tasks=[_task("PL.1")])
    assert _rows(opened, plan)[0] == ["STT", "NỘI DUNG", "PHÒNG CHỦ TRÌ", "THỜI HẠN"]
    assert plan_document(plan).appendices[0].title == "NHIỆM VỤ NĂM 2026"
    assert not any("STT |" in line for line in _flow(opened, plan))


def test_money_is_written_as_an_office_writes_it(opened):
    rows = _rows(opened, _plan(tasks=[_task("PL.1", amount_vnd=12500000, funding="Ngân sách tỉnh")]))
    assert rows[0][-2:] == ["KINH PHÍ", "DỰ KIẾN KINH PHÍ (VNĐ)"] and rows[1][-2:] == ["Ngân sách tỉnh", "12.500.000"]


def test_who_takes_turns_stands_with_the_months(opened):
    owed = [{"who": [who], "from": f"2026-{first:02d}-01", "to": f"2026-{first + 5:02d}-{last}"}
            for who, first, last in (("Văn phòng", 1, 30), ("Thanh tra", 7, 31))]  # fmt: skip
    rows = _rows(opened, _plan(tasks=[_task("PL.1", lead=["Văn phòng", "Thanh tra"], obligations=owed)]))
    assert rows[1][2] == "- Tháng 1,2,3,4,5,6: Văn phòng\n- Tháng 7,8,9,10,11,12: Thanh tra"


def test_two_annexes_keep_their_own_tasks(opened):
    plan = _plan(tasks=[_task("PL1.1"), _task("PL2.1", title="Việc khác")])
    assert [annex.title for annex in plan_document(plan).appendices] == ["Danh mục nhiệm vụ"] * 2
    assert _rows(opened, plan, table=3)[1][1] == "Việc khác"


def test_references_sort_as_the_document_runs():
    refs = ["I", "I.1", "I.1.a", "I.1.d", "I.1.đ", "I.1.e", "I.2", "I.10", "II", "IV.9", "IV.10", "IX", "X"]
    assert sorted(refs, key=ref_key) == refs
    assert ref_key("IV", closing=True) > ref_key("IV.10") and ref_key("IV", closing=True) < ref_key("V")


@given(st.text(max_size=12))
def test_any_reference_has_a_place(text):
    assert isinstance(ref_key(text), tuple)
