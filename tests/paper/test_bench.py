"""The benchmark of paper writes the same words on both sides and never the same document twice."""

import io

import docx
import pytest

from lantoa.bench import paper
from lantoa.bench.measure import side_by_side
from lantoa.paper import write_docx


def _words(data):
    file = docx.Document(io.BytesIO(data))
    cells = ["\n".join(p.text or "" for p in cell.iter("{*}t")) for cell in file.element.body.iter("{*}tc")]
    return {*cells, *(paragraph.text.lstrip("- ").upper() for paragraph in file.paragraphs)}


def test_every_word_of_the_yardstick_stands_in_ours():
    document = paper.report(3)
    ours, bare = _words(write_docx(document)), _words(paper.bare(document))
    lacking = {text for text in bare if text not in ours and not text.startswith("TRÊN ĐÂY")}
    # Only the last paragraph differs: ours closes it with the mark of the end.
    assert len(lacking) <= 1, lacking
    assert len(bare) > 300


def test_no_two_documents_measured_are_alike():
    made = [write_docx(paper.report(turn)) for turn in range(3)]
    assert len(set(made)) == 3


def test_a_report_costs_no_more_than_the_same_words_without_a_look():
    documents = iter([paper.report(turn) for turn in range(20)])
    times = side_by_side(
        {"ours": lambda: write_docx(next(documents)), "bare": lambda: paper.bare(next(documents))}, rounds=5
    )
    assert times["ours"].median <= 1.5 * times["bare"].median


def test_a_report_of_another_length_is_refused(monkeypatch):
    monkeypatch.setattr(paper, "SECTIONS", 2)
    with pytest.raises(RuntimeError, match="không phải khoảng 20"):
        list(paper.measure())
