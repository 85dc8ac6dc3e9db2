"""Recipients and signature (Decree 30/2020, Annex I, parts I.II.7 and I.II.9)."""

import re
from collections.abc import Iterator, Sequence

from lantoa.paper.checking.anatomy import Anatomy
from lantoa.paper.checking.departures import Departure, Style, quoted, styled
from lantoa.paper.checking.measured import Measured
from lantoa.paper.preset import LAWFUL

_CAPACITY = re.compile(r"^(?:TM|KT|TL|TUQ|Q)\.")
_POST = re.compile(
    r"^(?:TM|KT|TL|TUQ|Q)\.|\b(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG|PHÓ|CHÁNH|CHỦ NHIỆM|CHỦ TỌA|CHỦ TRÌ|THƯ KÝ|BÍ THƯ|BIÊN TẬP)\b"
)
_LEARNED = re.compile(r"^(?:GS|PGS|TS|ThS|BS|KS|CN|NGƯT|NGND|Tiến sĩ|Thạc sĩ|Giáo sư|Bác sĩ)\b[.\s]")


def end_departures(parts: Anatomy) -> Iterator[Departure]:
    """Departures of everything below the body."""
    if parts.recipients_head is None:
        if parts.number is not None:
            yield Departure("cuối văn bản", "“Nơi nhận:”", "không có", "ở góc trái, ngang hàng quyền hạn của người ký")
        return
    yield from _recipients(parts)
    for cell in parts.signatures:
        yield from _signature([each for each in cell if each.text], parts)


def _recipients(parts: Anatomy) -> Iterator[Departure]:
    head = parts.recipients_head
    assert head is not None  # noqa: S101  the caller has seen it
    least, most = LAWFUL["recipients_head"]
    yield from styled(head, Style(least=least, most=most, bold=True, italic=True, align=None), "“Nơi nhận:”")
    least, most = LAWFUL["recipients"]
    style = Style(least=least, most=most, align=None)
    for each in parts.recipients:
        yield from styled(each, style, f"nơi nhận {quoted(each.text)}")
    lines = [(line.strip(), each.numbered) for each in parts.recipients for line in each.text.split("\n")]
    for at, (text, numbered) in enumerate(lines, start=1):
        place = f"nơi nhận {quoted(text)}"
        if not text.startswith("-") and not numbered:
            yield Departure(place, "đầu dòng", quoted(text[:3]), "gạch đầu dòng (-)")
        mark = "." if at == len(lines) else ";"
        if not text.endswith(mark):
            yield Departure(place, "cuối dòng", quoted(text[-1:]), f"dấu “{mark}”")
    if lines and not re.match(r"-?\s*Lưu", lines[-1][0]):
        yield Departure("nơi nhận", "dòng cuối", quoted(lines[-1][0]), "“- Lưu: VT, …”")


def _signature(lines: Sequence[Measured], parts: Anatomy) -> Iterator[Departure]:
    lines = [each for each in lines if not each.text.startswith("(")]
    capital = [each for each in lines if each.text == each.text.upper()]
    if len(capital) == len(lines) > 1 and not _POST.search(capital[-1].text):
        capital.pop()  # a name in capitals: what is no post stands where the name belongs
    names = [each for each in lines if each not in capital]
    for each in capital:
        style = Style(least=13, most=14, bold=True, capitals=True)
        yield from styled(each, style, f"quyền hạn, chức vụ {quoted(each.text)}")
    for each in names:
        place = f"họ tên người ký {quoted(each.text)}"
        yield from styled(each, Style(least=13, most=14, bold=True, capitals=False), place)
        if _LEARNED.match(each.text):
            yield Departure(place, "trước họ tên", quoted(each.text.split()[0]), "không ghi học hàm, học vị")
    yield from _formula([each.text for each in capital], parts)


def _formula(lines: Sequence[str], parts: Anatomy) -> Iterator[Departure]:
    place = "quyền hạn của người ký"
    said = " / ".join(lines)
    if not lines:
        return
    for line in lines:
        if re.match(r"^(?:TM|KT|TL|TUQ|Q)(?:\s|\.\S)", line):
            yield Departure(place, "chữ viết tắt", quoted(line), "có dấu chấm rồi cách chữ, như “KT. CHỦ TỊCH”")
    if lines[-1].startswith(("KT.", "TL.", "TUQ.")):
        yield Departure(place, "dưới “KT.”, “TL.”, “TUQ.”", quoted(said), "có chức vụ của người ký ở dòng sau")
    deputy = next((at for at, line in enumerate(lines) if line.startswith("KT.")), None)
    if deputy is not None and deputy + 1 < len(lines) and not lines[deputy + 1].startswith("PHÓ"):
        yield Departure(place, "sau “KT.”", quoted(lines[deputy + 1]), "chức vụ cấp phó, như “PHÓ CHỦ TỊCH”")
    if deputy is None and len(lines) == 1 and lines[0].startswith("PHÓ "):
        yield Departure(place, "cấp phó ký", quoted(lines[0]), "có “KT.” và chức vụ cấp trưởng ở dòng trên")
    collective = any(line.startswith("TM.") for line in lines)
    own = " ".join(each.text.upper() for each in parts.agency)
    committee = bool(re.match(r"(?:[ỦU][ỶY] BAN NHÂN DÂN|UBND)", own)) and _is_committee_alone(own)
    head = any(re.match(r"^(?:KT\. |Q\. )?CHỦ TỊCH", line) for line in lines)
    if committee and head and not collective:
        yield Departure(place, "ký thay mặt tập thể", quoted(said), "có “TM. ỦY BAN NHÂN DÂN” ở dòng đầu")
    if collective and not _is_committee_alone(own):
        yield Departure(place, "cơ quan theo chế độ thủ trưởng", quoted(said), "không ghi “TM.”")


def _is_committee_alone(names: str) -> bool:
    """The head names a committee and no department or office under it."""
    return not re.search(r"\b(?:SỞ|PHÒNG|VĂN PHÒNG|TRUNG TÂM|BAN QUẢN LÝ|THANH TRA|TRƯỜNG|ĐÀI|BÁO)\b", names)
