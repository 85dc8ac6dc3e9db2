"""What is owed, as an officer reads it on the first screen: the leftovers of taking a phrase apart are put right."""

import re

from lantoa.reading.interpretation.words import lower_first
from lantoa.vietnamese import fold

_APPROVED = re.compile(r"((?:gửi và )?được duyệt)(?:\s+và)?(?=\s|$)(?!\s+đăng)", re.IGNORECASE)
_THING = (
    r"(?:chuyên )?mục|chuyên đề|chương trình|tin(?:,? bài)?|bài(?: viết)?|phóng sự|cuộc|buổi|hội nghị|lớp|video|clip|"
    r"bản tin|ấn phẩm|tác phẩm|sản phẩm"
)
# A counted thing that its sentence left behind: «nêu gương …: mục», «nêu gương … ( mục)».
_LEFT_BEHIND = re.compile(rf"^(?P<deed>.+?)\s*(?::\s*(?P<after>{_THING})|\(\s*(?P<inside>{_THING})\s*\))$")
# Words that name no work by themselves: without where or about what, nobody knows what to do.
_BARE = frozenset(
    {"tuyen truyen", "to chuc tuyen truyen", "thuc hien", "to chuc", "to chuc thuc hien", "day manh tuyen truyen"}
)


def said_plainly(what: str, whole: str) -> str:
    """What is owed, without the marks of its taking apart.

    in: the words left once time, number and channel were taken out; the phrase they came from. out: «tin, bài được
    duyệt» → «tin, bài được duyệt đăng»; «nêu gương việc tốt: mục» → «mục nêu gương việc tốt»; a bare «tuyên truyền»
    becomes the whole phrase again.
    """
    text = _APPROVED.sub(r"\1 đăng", what).strip(" ,;:")
    left = _LEFT_BEHIND.match(text)
    if left:
        text = f"{left['after'] or left['inside']} {lower_first(left['deed'])}"
    return whole.strip(" .,;:") if says_nothing(text) else text


def says_nothing(words: str) -> bool:
    """Whether words are only a verb that everything in such a plan begins with."""
    return fold(words).strip(" .,;:") in _BARE
