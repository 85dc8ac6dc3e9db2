"""The life of plans: the province's amended in August, next year's begun, a ward's draft waiting for its chairman."""

from datetime import date, timedelta

from django.test.utils import override_settings

from lantoa.assignments.operations import Decision, amend_plan, save_resolutions
from lantoa.assignments.queries import wordings
from lantoa.demo.world import World
from lantoa.domain.lifecycle import ItemKind
from lantoa.plans import shape
from lantoa.plans.models import Plan
from lantoa.plans.operations import (
    add_item,
    create_draft_plan,
    start_amendment,
    submit_plan,
    update_item,
    update_obligation,
)

AMENDED_ON = date(2026, 8, 17)
MOVED, MOVED_TO = "Tháng 10/2026", "Tháng 11/2026"
ADDED = {
    "ref": "PL.15",
    "title": "Biên soạn, đăng tải tài liệu hỏi đáp về thủ tục hành chính khi thực hiện chính quyền địa phương hai cấp",
    "lead": ["Sở Tư pháp"],
    "support": ["Văn phòng UBND tỉnh"],
    "products": ["Bộ tài liệu hỏi đáp"],
    "timing": "Trước ngày 15/12/2026",
    "obligations": [
        {
            "who": ["Sở Tư pháp"],
            "what": "tài liệu hỏi đáp về thủ tục hành chính",
            "unit": "bộ tài liệu",
            "min": 1,
            "every": "once",
            "from": "2026-08-17",
            "to": "2026-12-31",
            "due": {"dates": ["2026-12-15"], "strict": True},
        }
    ],
}
WARD, OFFICE = "Ủy ban nhân dân phường Lam Giang", "Phòng Văn hóa - Xã hội phường Lam Giang"
CAMPAIGN = {
    "document": {
        "type": "Kế hoạch",
        "subject": "Tháng cao điểm hướng dẫn người dân nộp hồ sơ trực tuyến",
        "year": 2026,
        "place": "Lam Giang",
    },
    "body": [
        {"ref": "I", "part": "purpose", "heading": "Mục đích", "text": "Nâng tỷ lệ hồ sơ nộp trực tuyến của phường."}
    ],
    "tasks": [
        {
            "ref": "PL.1",
            "title": "Hướng dẫn nộp hồ sơ trực tuyến tại các tổ dân phố",
            "lead": [OFFICE],
            "support": [],
            "products": ["Buổi hướng dẫn"],
            "timing": "Tháng 10 và tháng 11/2026",
            "obligations": [
                {
                    "who": [OFFICE],
                    "what": "buổi hướng dẫn tại tổ dân phố",
                    "unit": "buổi",
                    "min": 2,
                    "every": "month",
                    "from": "2026-10-01",
                    "to": "2026-11-30",
                }
            ],
        }
    ],
}


def amend(world: World, plan: Plan) -> Plan:
    """Move one row's date and add one row, by a document of its own. out: the plan as it stands then."""
    actor = world.people["tinh"]
    with override_settings(LANTOA_TODAY=AMENDED_ON.isoformat()):
        draft = start_amendment(actor=actor, plan=plan)
        _move_one_row(world, draft)
        add_item(actor=actor, plan=draft, kind=ItemKind.TASK, values=ADDED)
        unclear = [row for row in wordings(draft, AMENDED_ON) if row.open]
        decisions = [
            Decision(words=row.words, agency_ids=tuple(body.pk for body in row.agencies), set_aside=not row.agencies)
            for row in unclear
        ]
        save_resolutions(actor=actor, plan=draft, decisions=decisions)
        amend_plan(
            actor=actor,
            amendment=draft,
            number="215/KH-UBND",
            issued_on=AMENDED_ON,
            signer_capacity=plan.signer_capacity,
            signer_title=plan.signer_title,
            signer_name=plan.signer_name,
        )
    plan.refresh_from_db()
    return plan


def _move_one_row(world: World, draft: Plan) -> None:
    actor = world.people["tinh"]
    item = draft.items.get(timing_words=MOVED)
    now = shape.own_words(shape.item_json(item))
    update_item(actor=actor, item=item, values=now | {"timing": MOVED_TO}, expected=shape.fingerprint(now))
    row = item.obligations.get()
    asked = shape.obligation_json(row)
    moved = asked | {"from": "2026-11-01", "to": "2026-11-30", "due": None}
    update_obligation(actor=actor, obligation=row, values=[moved], expected=shape.fingerprint(asked))


def wait_for_approval(world: World, today: date) -> Plan:
    """A ward's officer drafted a plan three days ago and sent it to the chairman."""
    actor, office, ward = world.people["xa"], world.agencies[OFFICE], world.agencies[WARD]
    with override_settings(LANTOA_TODAY=(today - timedelta(days=3)).isoformat()):
        draft = create_draft_plan(actor=actor, reading=CAMPAIGN, issuer=ward, drafter=office, coordinator=office)
        draft.refresh_from_db()
        return submit_plan(actor=actor, plan=draft, version=draft.version, note="Kính trình Chủ tịch duyệt.")
