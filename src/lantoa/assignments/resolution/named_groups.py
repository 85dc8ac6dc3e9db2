"""Words that a named group stands for: "các xã có làng nghề" is no kind of body, somebody must say which they are."""

import re

from lantoa.agencies.models import AgencyGroup
from lantoa.assignments.resolution.collectives import is_collective
from lantoa.assignments.resolution.directory import Directory
from lantoa.assignments.resolution.found import Found
from lantoa.assignments.resolution.words import plain
from lantoa.vietnamese import nfc

_LEAD = re.compile(r"^(?:uy ban nhan dan )?(?:(?:tat ca )?cac )?")
# "các xã nơi có làng nghề", "các phường có chợ"; not "có liên quan", "có trách nhiệm", which choose nobody.
_WHERE = re.compile(
    r"^(?P<base>.+?)[\s,(]+(?:(?:ở )?nơi\s+|trên địa bàn\s+)?có\s+(?!liên quan|trách nhiệm|thẩm quyền)(?P<what>[^)]+)",
    re.IGNORECASE,
)


def group_key(words: str) -> str:
    """The form in which words and the names of groups are compared: "UBND các xã có chợ" is "Các xã có chợ"."""
    return _LEAD.sub("", plain(words))


def by_group(words: str, book: Directory) -> Found | None:
    """The members, on the day, of the group that bears these words as its name."""
    group = book.groups.get(group_key(words))
    if group is None:
        return None
    return of_group(group, book, f"Theo nhóm “{group.name}”")


def of_group(group: AgencyGroup, book: Directory, said: str) -> Found:
    """A group's members as what words mean; doubtful where a body put in by hand is no more, or nobody is in it."""
    roster = book.roster_of(group)
    how = f"{said}: {len(roster)} cơ quan ngày {book.on:%d/%m/%Y}."
    if roster.gone:
        names = ", ".join(row.short_name for row in roster.gone)
        how += f" Không còn trong ngày ấy: {names}; hãy xem lại nhóm."
    certain = bool(roster.agencies) and not roster.gone
    return Found(roster.agencies, how, certain=certain, group=group)


def some_of_them(words: str, book: Directory) -> Found | None:
    """Some bodies of a kind, chosen by what they have, without such a group: nobody, for all would be too many."""
    match = _WHERE.match(nfc(words).strip())
    if match is None or not is_collective(plain(match["base"])):
        return None
    how = (
        f"Văn bản chỉ nói những nơi có “{match['what'].strip()}”, phần mềm không tự biết là những nơi nào. "
        "Hãy chọn một nhóm đã lập, lập nhóm mới, hoặc chọn từng cơ quan."
    )
    return Found((), how, certain=False)
