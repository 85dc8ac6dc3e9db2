"""Whatever bytes come in, the only way out but a reading is UnreadableDocument."""

import contextlib
import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.reading import UnreadableDocument, read_docx

FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def whole(plan_builder: Callable[[], object]) -> bytes:
    built = plan_builder()
    built.centred("KẾ HOẠCH", "Tuyên truyền cải cách hành chính năm 2026").bold("I. TỔ CHỨC THỰC HIỆN")  # type: ignore[attr-defined]
    built.text("1. Sở Nội vụ: định kỳ quý báo cáo UBND tỉnh.")  # type: ignore[attr-defined]
    built.table([["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"], ["1", "Đăng tin, bài", "Sở Nội vụ", "02 tin/tháng"]])  # type: ignore[attr-defined]
    return built.bytes()  # type: ignore[attr-defined, no-any-return]


@FUZZ
@given(st.binary(max_size=400))
def test_random_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read_docx(data)


@FUZZ
@given(data=st.data())
def test_a_file_cut_or_overwritten_anywhere_is_read_or_refused(whole: bytes, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(whole)))
    spots = data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=8))
    broken = bytearray(whole)
    for place, value in spots:
        broken[place] = value
    for version in (bytes(broken), whole[:cut]):
        with contextlib.suppress(UnreadableDocument):
            read_docx(version)


@FUZZ
@given(data=st.data())
def test_a_document_part_with_bytes_changed_is_read_or_refused(whole: bytes, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(["word/document.xml", "word/styles.xml", "_rels/.rels"]))
    part = parts[name]
    start = data.draw(st.integers(0, len(part) - 1))
    end = data.draw(st.integers(start, min(len(part), start + 200)))
    parts[name] = part[:start] + data.draw(st.binary(max_size=20)) + part[end:]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for key, value in parts.items():
            archive.writestr(key, value)
    with contextlib.suppress(UnreadableDocument):
        read_docx(stream.getvalue())


@FUZZ
@given(lines=st.lists(st.text(alphabet="aĐáIVX1.)-: ;,–“”/%nămquýtháng\n\t", max_size=60), max_size=12))
def test_a_plan_of_odd_lines_keeps_every_anchor_in_the_document(
    lines: list[str], plan_builder: Callable[[], object]
) -> None:
    built = plan_builder().centred("KẾ HOẠCH", "Tuyên truyền năm 2026").text("I. NỘI DUNG", *lines)  # type: ignore[attr-defined]
    with contextlib.suppress(UnreadableDocument):
        reading = read_docx(built.bytes())
        blocks = {block.id for block in reading.blocks}
        assert all(set(found) <= blocks for found in reading.anchors.values())
