"""`lantoa timing` says what a phrase asks for, and what it could not understand."""

import json

import pytest

from lantoa.cli import main


def timing(capsys, *words):
    code = main(["timing", *words])
    seen = capsys.readouterr()
    return code, seen.out, seen.err


def test_a_phrase_is_printed_as_what_is_owed(capsys):
    code, out, err = timing(capsys, "48 số (04 số/tháng)", "--year", "2024")
    year = {"from": "2024-01-01", "to": "2024-12-31", "due": None}
    assert json.loads(out) == [{"min": 4, "max": 4, "unit": "số", "every": "month", **year, "total": 48}]
    assert (code, err) == (0, "")


def test_a_phrase_is_said_again_in_a_sentence(capsys):
    code, out, _ = timing(capsys, "48 số (04 số/tháng)", "--year", "2024", "--explain")
    assert out == "4 số mỗi tháng (tổng số 48), từ 01/01/2024 đến hết 31/12/2024\n"
    assert code == 0


def test_one_phrase_and_a_batch_give_the_same(capsys, tmp_path):
    phrases = ["Thường xuyên", "theo lịch Ban Tuyên giáo", "02 lần/năm", "12 số/năm, mỗi tháng 01 số"]
    batch = tmp_path / "in.jsonl"
    batch.write_text("\n".join(json.dumps({"phrase": phrase, "year": 2026}) for phrase in phrases), encoding="utf-8")
    _, lines, _ = timing(capsys, "--batch", str(batch))
    for phrase, line in zip(phrases, lines.splitlines(), strict=True):
        _, out, _ = timing(capsys, phrase, "--year", "2026")
        assert json.loads(out) == json.loads(line)["expect"]


def test_the_part_understood_and_the_part_not_understood_are_told(capsys):
    code, out, err = timing(capsys, "3 tin, bài/tháng màu xanh lam", "--year", "2026")
    assert (code, len(json.loads(out))) == (0, 1)
    assert "Đã hiểu: “3 tin, bài/tháng”" in err
    assert "Chưa hiểu: “màu xanh lam”" in err


@pytest.mark.parametrize("words", [[], ["--explain"]])
def test_a_phrase_that_says_nothing_of_time_ends_with_code_1(capsys, words):
    code, out, err = timing(capsys, "xin chào", "--year", "2026", *words)
    assert code == 1
    assert out == ("Không đòi gì tính được theo thời gian.\n" if words else "[]\n")
    assert "Không hiểu phần nào" in err


def test_a_time_that_hangs_on_something_else_is_said_and_gives_nothing_owed_yet(capsys):
    code, out, err = timing(capsys, "Theo lịch Ban Tuyên giáo", "--year", "2026")
    assert (code, json.loads(out)) == (0, [])
    assert "phụ thuộc văn bản" in err


@pytest.mark.parametrize("words", [[], ["hằng tháng"], ["--year", "2026"], ["hằng tháng", "--year", "0"]])
def test_a_call_without_phrase_or_year_is_refused_with_code_2(capsys, words):
    code, out, err = timing(capsys, *words)
    assert (code, out) == (2, "")
    assert err


def test_a_batch_that_cannot_be_read_names_the_place(capsys, tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"phrase": "hằng tháng", "year": 2026}\n{"phrase": 3}\n', encoding="utf-8")
    code, out, err = timing(capsys, "--batch", str(bad))
    assert (code, len(out.splitlines())) == (2, 1)
    assert "dòng 2" in err
    code, _, err = timing(capsys, "--batch", str(tmp_path / "absent.jsonl"))
    assert (code, "Không mở được" in err) == (2, True)
