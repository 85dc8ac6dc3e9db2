"""Running text of a charge → clauses, each one thing to do, with who does it if the sentence names another body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lantoa.reading.interpretation.agencies import starts_agency
from lantoa.reading.interpretation.words import DUTY, STARTS_DUTY, first_verb
from lantoa.reading.structure.labels import split_label
from lantoa.vietnamese import fold

_SENTENCE = re.compile(r"(?<![.])(?<![\s(]\d)\.(?!\.)\s+(?=[A-ZĐÀ-Ỹ])|\n|;\s*(?![^()]*\))")
# A second duty begins after a comma or «và» only where the first already has its object.
_SPLIT_VERBS = (
    "thực hiện|mở|phân công|nâng cao|tổ chức thực hiện|tổ chức|chỉ đạo|báo cáo|đôn đốc|cung cấp|xây dựng|"
    "tổng hợp|biên soạn|"
    "định kỳ|hàng tháng|hằng tháng|hàng quý|hằng quý|tham mưu|hướng dẫn|kiểm tra|niêm yết|duy trì|đăng tải|"
    "cập nhật|tham gia"
)
_SECOND = re.compile(rf"(?:,\s*|\s+)(?:và\s+|đồng thời,?\s+|(?<=,\s))({_SPLIT_VERBS})(?![\wÀ-ỹ])|\s*,\s*đồng thời,?\s+")
_NO_DUTY = re.compile(
    r"(?:chiu trach nhiem truoc|cung chiu trach nhiem|.*\b(?:neu co|co) (?:kho khan|vuong mac)|.*kho khan, vuong mac|"
    r"trong qua trinh|theo quy dinh|phuc vu\b|de\b|nham\b|gop phan|nhat la|dac biet la|trong do|cu the\b)"
)
_NOUN_BEFORE = re.compile(r"(?:người dân|cá nhân|doanh nghiệp|cơ quan|công dân|đơn vị)$")
_GATHERED = re.compile(r"(?:tổng hợp|thống kê|đánh giá|sơ kết|tổng kết)", re.IGNORECASE)
_NO_DEED = re.compile(
    r"(?:kết quả|nội dung|thời gian|kinh phí|số liệu|việc|các|những|mức|báo cáo gồm)(?![\wÀ-ỹ])", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:trên|tại|qua|trong|bằng|thông tin|thông qua|với|và)(?![\wÀ-ỹ])")
_MIN_WORDS = 4


@dataclass(frozen=True)
class Clause:
    """One thing to do, as written; `doer` is the beginning of the sentence when it names a body of its own."""

    text: str
    doer: str = ""


def clauses_of(text: str) -> Iterator[Clause]:
    """The clauses of a charge that put a duty on someone, purposes and conditions left out."""
    kept: list[Clause] = []
    for raw in _sentences(text):
        sentence = re.sub(r"\s+", " ", raw).strip(" .,;:-+")
        doer, rest = _own_subject(sentence)
        for piece in _duties(rest):
            if _NO_DUTY.match(fold(piece)):
                continue
            opens = bool(STARTS_DUTY.match(piece)) or bool(doer)
            if kept and not opens:
                if _GOES_ON.match(piece) or ":" in kept[-1].text:
                    kept[-1] = Clause(f"{kept[-1].text}; {piece}", kept[-1].doer)
                elif not _NO_DEED.match(piece) and len(piece.split()) >= _MIN_WORDS:
                    kept.append(Clause(piece, doer))
            elif opens or DUTY.search(piece):
                kept.append(Clause(piece, doer))
    yield from kept


def _sentences(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        _, rest = split_label(line.strip())
        yield from (part for part in _SENTENCE.split(rest or line) if part and part.strip())


def _own_subject(sentence: str) -> tuple[str, str]:
    if not starts_agency(sentence):
        return "", sentence
    verb = first_verb(sentence)
    if not verb:
        return "", sentence
    return sentence[:verb].strip(" ,:"), sentence[verb:]


def _duties(sentence: str) -> Iterator[str]:
    """Cut a sentence where a further verb begins a duty of its own."""
    start = 0
    for match in _SECOND.finditer(sentence):
        if match.group(1) == "tổ chức" and _NOUN_BEFORE.search(sentence[: match.start()]):
            continue
        if match.group(1) == "báo cáo" and _GATHERED.search(sentence[start : match.start()]):
            continue  # «tổng hợp kết quả, báo cáo …» is one report
        if sentence.count("(", 0, match.start()) > sentence.count(")", 0, match.start()):
            continue
        before = sentence[start : match.start()]
        cut = match.start(1) if match.group(1) else match.end()
        if _has_object(before) and len(sentence[cut:].split()) >= _MIN_WORDS:
            yield before.strip(" ,")
            start = cut
    yield sentence[start:].strip(" ,")


def _has_object(before: str) -> bool:
    """Whether a verb has been said and something for it to act on: «hướng dẫn, đôn đốc» has none yet."""
    before = re.sub(r"phối hợp với\b.*", "", before) if not _verb_after_partner(before) else before
    verbs = list(DUTY.finditer(before))
    if not verbs:
        return False
    return len(before[verbs[-1].end() :].split()) >= 2 and len(before.split()) >= _MIN_WORDS


def _verb_after_partner(text: str) -> bool:
    _, partner, rest = text.partition("phối hợp với")
    return bool(partner) and bool(DUTY.search(rest))
