"""Lines of pages → paragraphs, across columns of head and foot and across page breaks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lantoa.reading.readers.layout import BULLETS, Line, Page, Word, lines_of
from lantoa.vietnamese import fold

_MOTTO = re.compile(r"(?:cong hoa xa hoi chu nghia|dang cong san viet nam)")
_RECIPIENTS = re.compile(r"noi nhan\b")
_SIGNER = re.compile(r"(?:TM|KT|TL|TUQ|TUN|Q)\s?\.\s*\S|(?:PHÓ )?(?:GIÁM ĐỐC|CHỦ TỊCH|CHÁNH VĂN PHÒNG|TRƯỞNG PHÒNG)\b")
_PAGE_NUMBER = re.compile(r"[-–\s]*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–\s]*", re.IGNORECASE)
_BODY = re.compile(  # what a line that names a body begins with
    r"(?:ỦY BAN|UỶ BAN|UBND|HỘI|SỞ|PHÒNG|BAN|TỈNH|THÀNH|TP|HUYỆN|QUẬN|THỊ|XÃ|PHƯỜNG|ĐẶC|VĂN|TRUNG|CHI|CỤC|ĐẢNG|MẶT|"
    r"SỐ|TRƯỜNG|BỘ|LIÊN|ĐOÀN|CÔNG|BÁO|ĐÀI|THANH)\b"
)
# «II. NỘI DUNG», «PHỤ LỤC I» in capitals: whatever stands above, something new begins.
_HEADING = re.compile(r"(?:[IVX]{1,5}\.\s+\S{2}|PHỤ (?:LỤC|BIỂU)\b)")
_DRAWN = re.compile(r"[\W_]*")  # a rule made of signs
HANGING = 45.0  # how far the second line of a numbered point may stand in
REGIONS = 3  # heads, or feet, looked for on one page
INDENT = (8.0, 90.0)


@dataclass(frozen=True)
class SideBySide:
    """Two columns without rules, each its lines' texts: the head of a document, or recipients beside the signature."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    bold: tuple[bool, bool]
    top: float
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Room:
    """The text area of a kind of page, and whether paragraphs begin with an indent."""

    left: float
    right: float
    indented: bool
    centre: float = 0.0  # the page's own middle
    indent: float = -1.0  # where most indented paragraphs begin


def room_of(lines: Sequence[Line], width: float) -> Room:
    """The left and right edges that most lines keep to; on pages with little running text, usual margins."""
    starts = Counter(round(line.x0 / 3) for line in lines if len(line.words) > 3)
    if sum(starts.values()) < 8:
        return Room(0.08 * width, 0.94 * width, indented=False, centre=width / 2)
    common = [place for place, times in starts.items() if times >= max(2, 0.08 * sum(starts.values()))]
    left = 3 * min(common or starts)
    right = sorted(line.x1 for line in lines)[int(0.97 * (len(lines) - 1))]
    long = [line for line in lines if len(line.words) > 3]
    inset = sum(INDENT[0] < line.x0 - left < INDENT[1] for line in long)
    flush = sum(abs(line.x0 - left) <= INDENT[0] for line in long)
    indented = inset > 0.12 * len(long) and flush > 0.25 * len(long)
    usual = Counter(round(line.x0) for line in long if INDENT[0] < line.x0 - left < INDENT[1]).most_common(1)
    return Room(left, right, indented, width / 2, float(usual[0][0]) if indented and usual else -1.0)


def is_page_number(line: Line, page: Page) -> bool:
    """Whether a line at the edge of a page holds nothing but its number."""
    at_edge = line.bottom < 0.1 * page.height or line.top > 0.9 * page.height
    return at_edge and _PAGE_NUMBER.fullmatch(line.text) is not None


def repeated_lines(pages: Sequence[tuple[Page, Sequence[Line]]]) -> set[str]:
    """Texts that stand at the top or foot of at least three pages: running headers and footers."""
    seen: Counter[str] = Counter()
    for page, lines in pages:
        seen.update({line.text for line in lines if line.bottom < 0.08 * page.height or line.top > 0.93 * page.height})
    return {text for text, times in seen.items() if times >= 3}


def set_apart(page: Page, words: Sequence[Word]) -> tuple[list[SideBySide], list[Word]]:
    """Heads and feet of documents laid out in two columns, and the words that remain."""
    found: list[SideBySide] = []
    rest = list(words)
    for region_of in (_foot_region, _head_region):  # a foot ends where the next head begins
        for _ in range(REGIONS):
            region = region_of(page, lines_of(rest))
            if region is None:
                break
            top, bottom = region
            inside = [word for word in rest if top <= word.middle <= bottom]
            split = _gutter(inside, page.width)
            if split is None:
                break  # what no gutter parts stays in the flow
            left = lines_of(word for word in inside if word.x1 <= split)
            right = lines_of(word for word in inside if word.x1 > split)
            if not (left and right):
                break
            found.append(_side_by_side(left, right, top, wrap=region_of is _head_region))
            rest = [word for word in rest if not top <= word.middle <= bottom]
    return found, rest


def _side_by_side(left: list[Line], right: list[Line], top: float, *, wrap: bool) -> SideBySide:
    bold = (sum(line.bold for line in left) * 2 > len(left), sum(line.bold for line in right) * 2 > len(right))
    for line in right:
        line.column = 1
    texts = tuple(_joined(left)), tuple(_joined(right) if wrap else (line.text for line in right))
    return SideBySide(*texts, bold, top, (*left, *right))


def _joined(lines: list[Line]) -> list[str]:
    """Lines of a column, what wraps made one: an entry under a bullet, a body's name in capitals."""
    texts: list[str] = []
    widest = max(line.x1 - line.x0 for line in lines)
    before: Line | None = None
    for line in lines:
        if before is not None and _wraps(before, texts[-1], line, widest):
            texts[-1] = f"{texts[-1]} {line.text}"
        else:
            texts.append(line.text)
        before = line
    return texts


def _wraps(before: Line, text: str, line: Line, widest: float) -> bool:
    if text[0] in BULLETS:
        return line.text[0] not in BULLETS and text[-1] not in ";."
    if re.fullmatch(r"(?:20\d\d|năm 20\d\d|tháng \d+ năm 20\d\d)", line.text):
        return True  # the end of a date
    names_a_body = len(line.words) > 1 and _BODY.match(line.text)
    if names_a_body or not (before.text.isupper() and line.text.isupper()):
        return False
    return not before.leaves_room_for(line, widest)


def _head_region(page: Page, lines: list[Line]) -> tuple[float, float] | None:
    motto = next((i for i, line in enumerate(lines) if _MOTTO.search(fold(line.text))), None)
    if motto is None:
        return None
    first = motto
    while first > 0 and lines[first].top - lines[first - 1].bottom < 25 and motto - first < 2:
        first -= 1
    last = motto
    for index in range(motto + 1, min(len(lines), motto + 9)):
        line = lines[index]
        middle = (line.x0 + line.x1) / 2
        alone = abs(middle - page.width / 2) < 0.06 * page.width and _widest_gap(line) < 18
        if alone or line.top - lines[index - 1].bottom > 60:
            break
        last = index
        if re.search(r"ngay\b.*thang\b.*nam\b", fold(line.text)):
            after = lines[index + 1] if index + 1 < len(lines) else None
            if after and after.x0 > 0.45 * page.width and after.top - line.bottom < 8:
                last += 1  # the date was too long for its column
            break
    return lines[first].top - 1, lines[last].bottom + 1


def _widest_gap(line: Line) -> float:
    return max((b.x0 - a.x1 for a, b in zip(line.words, line.words[1:], strict=False)), default=0.0)


def _foot_region(page: Page, lines: list[Line]) -> tuple[float, float] | None:
    start = next((i for i, line in enumerate(lines) if _RECIPIENTS.match(fold(line.text))), None)
    if start is None:
        start = next((i for i, line in enumerate(lines) if _RECIPIENTS.search(fold(line.text))), None)
    if start is None:
        return None
    while start > 0 and lines[start].top - lines[start - 1].bottom < 12 and _is_signers(lines[start - 1], page):
        start -= 1
    last = start
    for index in range(start + 1, len(lines)):
        line = lines[index]
        annex = re.match(r"(?:phu luc|bieu)\b", fold(line.text)) and (line.text[:2].isupper() or len(line.words) < 5)
        if annex or _MOTTO.search(fold(line.text)) or line.top - lines[index - 1].bottom > 130:
            break
        last = index
    return lines[start].top - 1, lines[last].bottom + 1


def _is_signers(line: Line, page: Page) -> bool:
    return line.x0 > 0.4 * page.width and bool(_SIGNER.match(line.text))


def _gutter(words: Sequence[Word], width: float) -> float | None:
    """The middle of the widest upright strip without words, between a quarter and three quarters of the page."""
    best: tuple[float, float] | None = None
    edge = 0.0
    for word in sorted(words, key=lambda word: word.x0):
        gap = word.x0 - edge
        middle = (word.x0 + edge) / 2
        if edge and gap > 4 and 0.2 * width < middle < 0.75 * width and (best is None or gap > best[0]):
            best = (gap, middle)
        edge = max(edge, word.x1)
    return best[1] if best else None


def paragraphs_of(lines: Iterable[Line], room: Room) -> list[list[Line]]:
    """Lines gathered into paragraphs."""
    made: list[list[Line]] = []
    for line in lines:
        if _DRAWN.fullmatch(line.text):
            continue
        line.centred = _is_centred(line, room)
        if made and not _begins(made[-1][-1], line, room, made[-1]):
            made[-1].append(line)
        else:
            made.append([line])
    return made


def _is_centred(line: Line, room: Room) -> bool:
    if line.x0 - room.left < 14 or room.right - line.x1 < 14 or line.labelled:
        return False
    if abs(line.x0 - room.indent) < 2:
        return False  # a paragraph of one line that happens to end where a centred one would
    middle = (line.x0 + line.x1) / 2
    return any(abs(middle - centre) < 0.02 * (room.right - room.left) + 3 for centre in _centres(room))


def _centres(room: Room) -> tuple[float, float]:
    return (room.left + room.right) / 2, room.centre


def _begins(before: Line, line: Line, room: Room, paragraph: list[Line]) -> bool:
    """Whether a line begins a new paragraph."""
    if line.centred and before.bold and line.bold and not before.centred and _is_title(paragraph, line, room):
        paragraph[0].centred = before.centred = True
        return False
    if line.centred or before.centred or (line.text.isupper() and _HEADING.match(line.text)):
        return True
    if before.bold != line.bold and before.leaves_room_for(line, room.right - before.x0):
        return True
    same_page = before.page == line.page
    if same_page and line.top - before.bottom > 1.3 * line.height:
        return True
    short = before.leaves_room_for(line, room.right - before.x0)
    ended = before.text[-1] in '.;:!?/”"'
    if room.indented and line.x0 - room.left > INDENT[0]:
        under = 0 < line.x0 - before.x0 < HANGING and len(paragraph) == 1 and before.labelled
        hanging = (under or (abs(line.x0 - before.x0) < 3 and len(paragraph) > 1)) and not short
        return line.labelled or not hanging
    if line.labelled:
        return short or ended
    if room.indented:
        cut = ended or before.x1 - before.x0 < 0.7 * (room.right - room.left)
        return short and cut and _may_open(line)
    return short and _may_open(line)


def _may_open(line: Line) -> bool:
    """Whether a sentence can begin so: neither with a small letter nor with a bare number («12 của tháng cuối quý»)."""
    return not line.text[0].islower() and (line.labelled or not line.text[0].isdigit())


def _is_title(paragraph: list[Line], line: Line, room: Room) -> bool:
    """Whether a full line and the centred one below it are a title that wrapped."""
    before = paragraph[-1]
    full = not before.leaves_room_for(line, room.right - before.x0)
    return full and len(paragraph) < 4 and line.top - before.bottom < 1.3 * line.height and not before.labelled
