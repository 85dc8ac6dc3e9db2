"""Who issues a plan, as its head and its signature name them: from the agency's full name alone."""

import re
from collections.abc import Mapping
from typing import Any

from lantoa.paper.signing import Signing, capacity

_COMMITTEE = re.compile(r"^(Ủy ban nhân dân)\s+(.+)$")
_DEPARTMENT = re.compile(r"^(.+?)\s+((?:tỉnh|thành phố|huyện|thị xã|xã|phường|đặc khu)\s+\S.*)$")
_COLLECTIVE = "Ủy ban nhân dân"
# Letters of a name's words make its symbol; small words between them do not count.
_SMALL = frozenset({"và", "của", "các", "cho", "trong", "-", "–"})
_SHORT = {"Ủy ban nhân dân": "UBND", "Hội đồng nhân dân": "HĐND"}


def head_lines(issuer: str) -> tuple[str | None, str]:
    """The name above the issuer's, if the head carries one, and the issuer's own; a newline breaks the line.

    A People's Committee stands alone ("ỦY BAN NHÂN DÂN / TỈNH HÀ TĨNH"); a department "… tỉnh X" stands under its
    province's committee. A name with no territory stands alone.
    """
    committee = _COMMITTEE.match(issuer)
    if committee:
        return None, f"{committee[1]}\n{committee[2]}"
    department = _DEPARTMENT.match(issuer)
    if department:
        return f"{_COLLECTIVE}\n{department[2]}", department[1]
    return None, issuer


def letters_of(issuer: str) -> str:
    """The abbreviation that a symbol ends in: "UBND", "STTTT"; a body's own letters may differ, then it is given."""
    for name, short in _SHORT.items():
        if issuer.startswith(name):
            return short
    _, own = head_lines(issuer)
    return "".join(word[0].upper() for word in own.split() if word not in _SMALL)


def signing_lines(issuer: str, signer: Mapping[str, Any]) -> tuple[str, ...]:
    """The lines over the signature from a plan's signer: as it names them, with the committee's TM. where it lacks."""
    given = [line for line in (signer.get("capacity"), signer.get("title")) if line]
    collective = _COLLECTIVE if issuer.startswith(_COLLECTIVE) else ""
    if not given:
        return capacity("Chủ tịch" if collective else "Thủ trưởng cơ quan", way=Signing.HEAD, collective=collective)
    if collective and not given[0].upper().startswith(("TM.", "TL.", "TUQ.")):
        given.insert(0, f"TM. {collective}")
    return tuple(dict.fromkeys(line.upper() for line in given))
