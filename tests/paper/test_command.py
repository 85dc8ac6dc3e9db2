"""`lantoa paper` as an office calls it."""

import json
import subprocess
import sys

import docx
import pytest

from lantoa.cli import main
from lantoa.paper import write_docx

PLAN = {
    "document": {"type": "Kế hoạch", "number": "08/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Hồng Lam", "year": 2026,
                 "place": "Hồng Lam", "issued_on": "2026-01-08", "subject": "Tuyên truyền năm 2026", "recipients": [],
                 "signer": {"capacity": None, "title": "CHỦ TỊCH", "name": "Lê Ngọc Chi"}},
    "body": [{"ref": "I", "part": "purpose", "heading": "Mục đích", "text": "Nâng cao nhận thức."}],
}  # fmt: skip


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(PLAN, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize(("ending", "magic"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_a_plan_is_written_in_the_kind_that_the_name_asks_for(plan, tmp_path, ending, magic):
    out = tmp_path / f"ke-hoach.{ending}"
    assert main(["paper", "write", str(plan), str(out)]) == 0
    assert out.read_bytes().startswith(magic)


def test_what_was_written_passes_the_check(plan, tmp_path, capsys):
    out = tmp_path / "ke-hoach.docx"
    main(["paper", "write", str(plan), str(out)])
    assert main(["paper", "check", str(out)]) == 0
    assert capsys.readouterr().out.startswith("Không thấy điểm nào trái Nghị định 30/2020/NĐ-CP")


def test_departures_are_listed_and_the_exit_code_says_so(report, tmp_path, capsys):
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(write_docx(report()))
    file = docx.Document(path)
    file.sections[0].left_margin = 0
    file.save(path)
    assert main(["paper", "check", str(path)]) == 1
    assert "lề trái 0 mm; đúng: 30 - 35 mm." in capsys.readouterr().out


def test_a_house_style_is_data_inside_the_law(plan, tmp_path, capsys):
    style, out = tmp_path / "style.json", tmp_path / "ke-hoach.docx"
    call = ["paper", "write", str(plan), str(out), "--preset", str(style)]
    style.write_text('{"margin_right": 15, "text": 13, "first_line": 10}', encoding="utf-8")
    assert main(call) == 0
    for wrong, words in (
        ('{"margin_left": 20}', "margin_left là 20, ngoài khoảng 30 - 35"),
        ('{"le_trai": 30}', "Không có số đo “le_trai”"),
        ('{"text": "to"}', "text phải là một số dương"),
        ('{"text": true}', "text phải là một số dương"),
        ("[]", "phải là một đối tượng JSON"),
        ("{", "không phải JSON"),
    ):
        style.write_text(wrong, encoding="utf-8")
        assert main(call) == 1
        assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "words"),
    [("{}", "không cho biết năm"), ("[1]", "đối tượng JSON"), ("không", "không phải JSON"),
     ('{"document": {"year": 2026}, "body": 5}', "không phải Plan JSON"),
     ('{"document": {"year": 2026}, "body": [{"ref": "I"}, {}]}', "không phải Plan JSON"),
     ('{"document": {"year": 2026, "issued_on": "mai"}}', "mai"),
     ('{"document": {"year": 2026, "subject": "a\\u0001"}}', "trích yếu có ký tự điều khiển")],
)  # fmt: skip
def test_a_file_that_is_no_plan_is_refused_with_a_sentence(tmp_path, capsys, content, words):
    path = tmp_path / "plan.json"
    path.write_text(content, encoding="utf-8")
    assert main(["paper", "write", str(path), str(tmp_path / "x.docx")]) == 1
    said = capsys.readouterr().err
    assert words in said and "Traceback" not in said and not (tmp_path / "x.docx").exists()


def test_other_endings_and_missing_files_are_told(plan, tmp_path, capsys):
    assert main(["paper", "write", str(plan), str(tmp_path / "x.odt")]) == 2
    assert main(["paper", "check", str(tmp_path / "khong-co.docx")]) == 1
    said = capsys.readouterr().err
    assert "Chỉ ghi được .docx hoặc .pdf" in said and "Không mở được" in said


def test_no_office_suite_and_no_font_of_the_machine_is_needed(plan, tmp_path):
    out = tmp_path / "ke-hoach.pdf"
    call = [sys.executable, "-m", "lantoa.cli", "paper", "write", str(plan), str(out)]
    bare = {"PATH": "/nowhere", "HOME": str(tmp_path), "FONTCONFIG_FILE": "/nowhere"}
    subprocess.run(call, check=True, env=bare, timeout=60)
    assert out.read_bytes().startswith(b"%PDF")
