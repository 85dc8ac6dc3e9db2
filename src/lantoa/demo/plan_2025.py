"""The province's plan of 2025, brought in whole as it stood: one quota of the communes, one of the districts."""

from datetime import date
from typing import Any

from lantoa.agencies.models import Agency, User
from lantoa.assignments.operations import Decision, issue_plan, save_resolutions
from lantoa.assignments.queries import wordings
from lantoa.plans.models import Plan
from lantoa.plans.operations import create_draft_plan

ISSUED_ON = date(2025, 1, 8)
_TASKS = (
    ("Ủy ban nhân dân các xã, phường, thị trấn", "Đăng, phát tin, bài về cải cách hành chính", 6, date(2025, 12, 31)),
    # Districts had to end in the middle of the year: what was asked of them stops there.
    ("Ủy ban nhân dân các huyện, thành phố, thị xã", "Chuyên mục trên truyền thanh huyện", 3, date(2025, 6, 30)),
)


def issue(province: Agency) -> Plan:
    """Bring the plan in and put it in force, as its coordinator does. out: the plan."""
    actor = User.objects.get(username="tinh")
    office = Agency.objects.get(name="Sở Nội vụ")
    plan = create_draft_plan(actor=actor, reading=_reading(), issuer=province, drafter=office, coordinator=office)
    unclear = [row for row in wordings(plan, ISSUED_ON) if row.open]
    decisions = [Decision(words=row.words, agency_ids=tuple(one.pk for one in row.agencies)) for row in unclear]
    save_resolutions(actor=actor, plan=plan, decisions=decisions)
    issue_plan(
        actor=actor,
        plan=plan,
        number="06/KH-UBND",
        issued_on=ISSUED_ON,
        signer_capacity="KT. CHỦ TỊCH",
        signer_title="PHÓ CHỦ TỊCH",
        signer_name="Đặng Quốc Việt",
    )
    plan.refresh_from_db()
    return plan


def _reading() -> dict[str, Any]:
    header = {
        "type": "Kế hoạch",
        "number": "06/KH-UBND",
        "issuer": "Ủy ban nhân dân tỉnh Hồng Lam",
        "place": "Hồng Lam",
        "issued_on": ISSUED_ON.isoformat(),
        "subject": "Tuyên truyền cải cách hành chính năm 2025",
        "year": 2025,
        "signer": {"capacity": "KT. CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": "Đặng Quốc Việt"},
        "references": [],
        "recipients": [],
    }
    empty: dict[str, Any] = {name: [] for name in ("bases", "body", "targets", "themes", "forms", "responsibilities")}
    return {"document": header, **empty, "tasks": [_task(number, *row) for number, row in enumerate(_TASKS, start=1)]}


def _task(number: int, who: str, what: str, least: int, last: date) -> dict[str, Any]:
    obligation = {
        "who": [who],
        "what": what.lower(),
        "unit": "tin, bài",
        "min": least,
        "max": None,
        "every": "quarter",
        "total": None,
        "share": "each",
        "request": False,
        "inferred": [],
        "from": "2025-01-01",
        "to": last.isoformat(),
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
        "timing": f"Ít nhất {least:02d} tin, bài/quý",
        "funding": None,
        "amount_vnd": None,
        "note": None,
        "obligations": [obligation],
    }
