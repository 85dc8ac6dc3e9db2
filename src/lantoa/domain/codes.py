"""Codes by which other systems know a body or a territory: their shape, brought to one form.

Legal source: Quyết định 20/2020/QĐ-TTg (identifier codes of bodies: the first level is a letter and two figures, each
level below adds a group behind a dot); QCVN 102:2016/BTTTT wrote the same the other way round ("000.00.12.H27").
Statistics-office codes: 2 figures for a province, 3 for a district (until 30/6/2025), 5 for a commune.
"""

import re

_IDENTIFIER = re.compile(r"[A-Z]\d{2}(?:\.[0-9A-Z]{2,3}){0,6}")
_FORMER = re.compile(r"(?P<third>[0-9A-Z]{3})\.(?P<second>[0-9A-Z]{2})\.(?P<first>[0-9A-Z]{2})\.(?P<top>[A-Z]\d{2})")
STATISTICS_FIGURES = {"province": 2, "district": 3, "commune": 5}


def identifier_code(text: str) -> str:
    """A body's identifier code in its one form: "h27. 12.05" -> "H27.12.05"; "" stays "".

    The former way round is turned: "000.00.12.H27" -> "H27.12". Raises ValueError with a Vietnamese sentence.
    """
    code = re.sub(r"\s+", "", text).upper().strip(".")
    if not code:
        return ""
    former = _FORMER.fullmatch(code)
    if former:
        groups = [former["top"], former["first"], former["second"], former["third"]]
        while len(groups) > 1 and not groups[-1].strip("0"):
            groups.pop()
        return ".".join(groups)
    if not _IDENTIFIER.fullmatch(code):
        raise ValueError(
            f"Mã định danh “{text.strip()}” chưa đúng dạng. Theo Quyết định 20/2020/QĐ-TTg mã có dạng H27.12.05: "
            "một chữ cái và hai chữ số, rồi từng nhóm cách nhau bằng dấu chấm."
        )
    return code


def is_within(code: str, above: str) -> bool:
    """Whether a code is one of the level below another: "H27.12.05" within "H27.12". in: codes in their one form."""
    return code.startswith(f"{above}.")


def statistics_code(text: str, kind: str) -> str:
    """A territory's code with all its figures: "133" of a commune -> "00133"; "" stays "".

    in: what was typed (spreadsheets drop leading noughts), the kind of place. Raises ValueError with a sentence.
    """
    code = text.strip()
    if not code:
        return ""
    figures = STATISTICS_FIGURES.get(kind)
    if figures is None:
        return code
    if not code.isascii() or not code.isdecimal() or len(code) > figures:
        raise ValueError(f"Mã đơn vị hành chính “{code}” chưa đúng: cần {figures} chữ số.")
    return code.zfill(figures)
