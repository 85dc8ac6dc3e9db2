"""The plan of the measured province, as a reading: quotas of communes, districts and departments over one year."""

from datetime import date
from typing import Any

_COMMUNES, _DISTRICTS, _DEPARTMENTS = (
    "Ủy ban nhân dân các xã, phường, thị trấn",
    "Ủy ban nhân dân các huyện, thành phố, thị xã",
    "Các sở, ban, ngành",
)

# who leads, what, how many, how often
_TASKS = (
    (_COMMUNES, "Phát tin trên truyền thanh cơ sở", 2, "month"),
    (_COMMUNES, "Đăng tin, bài trên trang thông tin điện tử xã, phường", 1, "month"),
    (_COMMUNES, "Niêm yết thủ tục hành chính", 1, "quarter"),
    (_COMMUNES, "Hội nghị đối thoại với người dân", 1, "half-year"),
    (_COMMUNES, "Ban hành kế hoạch tuyên truyền của xã", 1, "year"),
    (_DISTRICTS, "Chuyên mục cải cách hành chính trên đài huyện", 2, "month"),
    (_DISTRICTS, "Hội nghị tập huấn", 1, "half-year"),
    (_DEPARTMENTS, "Đăng tin, bài trên trang thông tin điện tử của sở", 3, "month"),
    (_DEPARTMENTS, "Bài viết gửi Chuyên trang cải cách hành chính", 1, "quarter"),
)


def reading(issued_on: date) -> dict[str, Any]:
    """The plan as Plan JSON, for the year of its issue."""
    header = {
        "type": "Kế hoạch",
        "number": "08/KH-UBND",
        "issuer": "Ủy ban nhân dân tỉnh Sông Lam",
        "place": "Sông Lam",
        "issued_on": issued_on.isoformat(),
        "subject": f"Tuyên truyền cải cách hành chính năm {issued_on.year}",
        "year": issued_on.year,
        "signer": {"capacity": "KT. CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": "Trịnh Hoài Sơn"},
        "references": [],
        "recipients": [],
    }
    empty: dict[str, Any] = {name: [] for name in ("bases", "body", "targets", "themes", "forms", "responsibilities")}
    tasks = [_task(number, issued_on.year, *row) for number, row in enumerate(_TASKS, start=1)]
    return {"document": header, **empty, "tasks": tasks}


def _task(number: int, year: int, who: str, what: str, least: int, every: str) -> dict[str, Any]:
    obligation = {
        "who": [who],
        "what": what,
        "unit": "lần",
        "min": least,
        "max": None,
        "every": every,
        "total": None,
        "share": "each",
        "request": False,
        "inferred": [],
        "from": f"{year}-01-01",
        "to": f"{year}-12-31",
        "due": None,
        "channel": None,
        "report": False,
        "to_agency": None,
    }
    return {
        "ref": f"PL.{number}",
        "title": what,
        "products": [],
        "lead": [who],
        "support": [],
        "timing": "",
        "funding": None,
        "amount_vnd": None,
        "note": None,
        "obligations": [obligation],
    }
