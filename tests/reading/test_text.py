"""Plans as plain text that somebody copied out: lines joined, letters restored, fixed formulas put right."""

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from lantoa.reading import UnreadableDocument, read
from lantoa.reading.readers import read_source
from lantoa.reading.readers.formulas import mended
from lantoa.reading.readers.text import decoded, is_text

WARD = Path(__file__).parents[1] / "vietnamese" / "data"
CLEAN = (WARD / "phuong.clean.txt").read_text(encoding="utf-8")


def wrapped(text: str, width: int = 70) -> str:
    """Text as a page prints it: lines of at most so many signs."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if line and len(line) + len(word) >= width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    return "\n".join(lines)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_wrapped_text_is_read_as_the_whole_one(encoding: str) -> None:
    whole, parted = (read(text.encode(encoding)).plan for text in (CLEAN, wrapped(CLEAN)))
    assert whole["document"]["number"] == "37/KH-UBND"
    assert [entry["text"] for entry in parted["responsibilities"]] == [e["text"] for e in whole["responsibilities"]]
    assert [entry["text"] for entry in parted["targets"]] == [entry["text"] for entry in whole["targets"]]
    assert len(whole["responsibilities"]) >= 5 and len(whole["targets"]) == 3


def test_a_blank_line_behind_every_line_parts_nothing() -> None:
    spaced = wrapped(CLEAN).replace("\n", "\n\n")
    assert [b.text for b in read_source(spaced.encode()).blocks()] == [
        b.text for b in read_source(wrapped(CLEAN).encode()).blocks()
    ]


def test_damaged_text_is_restored_before_it_is_read() -> None:
    plan = read((WARD / "phuong.ocr.txt").read_bytes()).plan
    assert plan["document"]["number"] == "37/KH-UBND" and plan["document"]["issued_on"] == "2026-01-19"
    assert ("Quyết định", "118/QĐ-UBND", "2026-01-06") in {
        (one["type"], one["number"], one["date"]) for one in plan["document"]["references"]
    }
    assert len(plan["targets"]) == 3


def test_a_person_is_told_of_the_restoration_and_of_doubtful_words() -> None:
    warnings = read((WARD / "phuong.ocr.txt").read_bytes()).plan["warnings"]
    [note] = [sentence for sentence in warnings if "mất dấu" in sentence]
    assert "đã khôi phục" in note and "chữ chưa chắc" in note and note.endswith(".")
    assert not any("khôi phục" in sentence for sentence in read(CLEAN.encode()).plan["warnings"])


def test_marks_of_lists_follow_their_order() -> None:
    read_marks = ["a) Một", "b) Hai", "¢) Ba", "d) Bốn", "d) Năm", "e) Sáu", "1. Bảy", "a) Tám"]
    assert [line[0] for line in mended(read_marks)] == ["a", "b", "c", "d", "đ", "e", "1", "a"]
    sections = ["I. MỘT", "1I. HAI", "I11. BA", "V. BỐN", "1. Năm", "11. Sáu"]
    assert [line.split(".")[0] for line in mended(sections)] == ["I", "II", "III", "IV", "1", "11"]


def test_formulas_of_the_head_are_fixed_by_law() -> None:
    [motto, number, day] = mended(
        ["UBND XÃ Được lập - Tự do - Hanh phic", "Sé: 10..../KH-UBND", "An Sơn, ngày.27...tháng 02 năm 2026"]
    )
    assert motto.endswith("Độc lập - Tự do - Hạnh phúc")
    assert number == "Số: 10..../KH-UBND"
    assert day == "An Sơn, ngày 27 tháng 02 năm 2026"


def test_what_is_no_text_is_told_apart() -> None:
    assert not is_text(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    assert not is_text(b"ke hoach")
    with pytest.raises(UnreadableDocument):
        decoded(bytes(range(256)) * 4)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "least"), [("p1", 0.95), ("p2", 0.95)])
def test_the_real_plans_whose_accents_were_destroyed(shared_plans: Path, name: str, least: float) -> None:
    spec = spec_from_file_location("score_plan", shared_plans / "score_plan.py")
    assert spec and spec.loader
    scorer = module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = json.loads((shared_plans / f"{name}.gold.json").read_text(encoding="utf-8"))
    parts = scorer.score(read((shared_plans / f"{name}.txt").read_bytes()).plan, gold)
    for part in ("references", "themes", "forms", "targets"):
        assert parts.get(part, 1.0) >= least, parts
