"""Bases, running text, headings, annexes (Decree 30/2020, Annex I, parts I.II.6 and I.III.1)."""

import re
from collections.abc import Iterator, Sequence

from lantoa.paper.checking.anatomy import Anatomy, Annex
from lantoa.paper.checking.departures import Departure, Style, quoted, shown, styled, within
from lantoa.paper.checking.measured import Measured
from lantoa.paper.preset import LAWFUL

_TEXT = Style(least=13, most=14, bold=None, italic=None, align=None)
_SECTION = re.compile(r"^[IVX]+\.\s")
_CHAPTER = re.compile(r"^(?:Phần|Chương|Mục|Tiểu mục)\s+[IVX\d]+$", re.IGNORECASE)
_POINT = re.compile(r"^[a-zđ]\)\s")
_ARTICLE = re.compile(r"^Điều\s+\d+\.")
# A single line of Times New Roman is this much higher than its size.
_SINGLE = 1.149


def body_departures(parts: Anatomy) -> Iterator[Departure]:
    """Departures of bases and body."""
    yield from _bases(parts.bases)
    for at, each in enumerate(parts.body):
        place = f"nội dung, đoạn {quoted(each.text)}"
        yield from _letters(each, place)
        following = parts.body[at + 1] if at + 1 < len(parts.body) else None
        yield from _shape(each, following, place)
    if parts.body and not _closed(parts):
        yield Departure("nội dung, đoạn cuối", "kết thúc", quoted(parts.body[-1].text[-30:]), "dấu “./.”")


def _closed(parts: Anatomy) -> bool:
    """Whether the content ends in "./.": the decree has it so; minutes and invitations too."""
    return parts.body[-1].text.rstrip().endswith("./.")


def _bases(bases: Sequence[Measured]) -> Iterator[Departure]:
    for at, each in enumerate(bases, start=1):
        place = f"căn cứ {quoted(each.text)}"
        yield from styled(each, Style(least=13, most=14, italic=True, align=None), place)
        mark = "." if at == len(bases) else ";"
        if not each.text.endswith(mark) and not (at == len(bases) and each.text.endswith((",", ":"))):
            yield Departure(place, "cuối dòng", quoted(each.text[-1:]), f"dấu “{mark}”")


def _letters(paragraph: Measured, place: str) -> Iterator[Departure]:
    text = paragraph.text
    if _SECTION.match(text) and len(text) < 200:
        yield from styled(paragraph, Style(least=13, most=14, bold=True, capitals=True, align=None), place)
    elif _CHAPTER.match(text):
        yield from styled(paragraph, Style(least=13, most=14, bold=True), place)
    elif _POINT.match(text):
        first = paragraph.words[0]
        if first.bold and len(text) > 60 and all(word.bold for word in paragraph.words):
            yield Departure(place, "kiểu chữ của điểm", "đậm", "đứng, không đậm")
        yield from styled(paragraph, _TEXT, place)
    elif _ARTICLE.match(text):
        if not paragraph.words[0].bold:
            yield Departure(place, "kiểu chữ của “Điều …”", "không đậm", "đậm")
        yield from styled(paragraph, _TEXT, place)
    else:
        yield from styled(paragraph, _TEXT, place)


def _shape(paragraph: Measured, following: Measured | None, place: str) -> Iterator[Departure]:
    if paragraph.align == "center":
        return
    if len(paragraph.text) > 90 and paragraph.align not in ("both", "distribute"):
        yield Departure(place, "canh dòng", "không canh đều", "canh đều hai lề")
    least, most = LAWFUL["first_line"]
    if not paragraph.numbered and min(abs(paragraph.first_line - least), abs(paragraph.first_line - most)) > 0.3:
        indent = paragraph.first_line + paragraph.left
        if min(abs(indent - least), abs(indent - most)) > 0.3:
            yield Departure(place, "lùi đầu dòng", f"{shown(paragraph.first_line)} mm", "10 mm hoặc 12,7 mm")
    if following is not None:
        between = max(paragraph.after, following.before, paragraph.after + following.before)
        if between < 6:
            yield Departure(place, "khoảng cách với đoạn sau", f"{shown(between)} pt", "tối thiểu 6 pt")
    if paragraph.lines is not None:
        yield from within(place, "khoảng cách dòng", paragraph.lines, *LAWFUL["line_spacing"], "dòng", 0.01)
    elif paragraph.exact is not None and paragraph.words:
        single = max(word.size for word in paragraph.words) * _SINGLE
        yield from within(place, "khoảng cách dòng", paragraph.exact, single, 1.5 * single, "pt", 0.6)


def annex_departures(parts: Anatomy) -> Iterator[Departure]:
    """Departures of the heads of annexes."""
    for annex in parts.annexes:
        name = annex.name.text.partition("\n")[0]
        place = f"{name[:1].upper()}{name[1:]}"
        yield from styled(annex.name, Style(least=13, most=14, bold=True), place)
        yield from _annex_name(annex, len(parts.annexes) > 1, place)
        for each in annex.title:
            yield from styled(each, Style(least=13, most=14, bold=True, capitals=True), f"{place}, tên phụ lục")
        if annex.belongs is not None:
            yield from styled(annex.belongs, Style(least=13, most=14, italic=True), f"{place}, dòng “(Kèm theo …)”")


def _annex_name(annex: Annex, several: bool, place: str) -> Iterator[Departure]:  # noqa: FBT001
    text = annex.name.text.partition("\n")[0]
    if text.upper() == text:
        yield Departure(place, "chữ “Phụ lục”", "in hoa", "in thường")
    if any(word.size != 14 for word in annex.name.words[:1]) and annex.name.words[0].size == 13:
        yield Departure(place, "cỡ chữ", "13 pt", "14 pt")
    if several and not re.search(r"\s[IVXLC]+\s*[.:]?$", text):
        yield Departure(place, "số thứ tự phụ lục", quoted(text), "chữ số La Mã, vì văn bản có từ hai phụ lục")
    if annex.belongs is None:
        yield Departure(place, "dòng “(Kèm theo …)”", "không có", "chỉ dẫn văn bản ban hành kèm theo, in nghiêng")
