"""A plan in force with work done on it, its amendment, and short ways to change and issue one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from lantoa.assignments.models import Duty
from lantoa.assignments.operations import amend_plan, issue_plan
from lantoa.catalogue.models import ResultKind
from lantoa.domain.lifecycle import ItemKind
from lantoa.plans import shape
from lantoa.plans.models import Item, Obligation, Plan
from lantoa.plans.operations import (
    add_item,
    add_obligation,
    create_draft_plan,
    remove_item,
    start_amendment,
    update_item,
    update_obligation,
)
from lantoa.results.operations import CreditTo, record_result

COMMUNES, NEWSPAPER = "UBND các xã, phường", "Báo và phát thanh, truyền hình Hồng Lam"
AMENDED_ON = date(2026, 8, 17)


def asked(who: str, what: str, **more: Any) -> dict[str, Any]:
    return {"who": [who], "what": what, **more}


READING = {
    "document": {"subject": "Tuyên truyền cải cách hành chính năm 2026", "year": 2026},
    "body": [{"ref": "I", "part": "purpose", "heading": "Mục đích", "text": "Nâng cao nhận thức."}],
    "tasks": [
        {
            "ref": "PL.1",
            "title": "Tin, bài trên trang thông tin điện tử",
            "products": ["Tin, bài"],
            "lead": [COMMUNES],
            "support": ["Sở Nội vụ"],
            "timing": "Hằng tháng",
            "obligations": [asked(COMMUNES, "tin, bài", unit="tin, bài", min=2, every="month")],
        },
        {
            "ref": "PL.2",
            "title": "Công khai thủ tục hành chính",
            "lead": [COMMUNES],
            "support": [],
            "obligations": [asked(COMMUNES, "công khai thủ tục hành chính", every="standing")],
        },
        {
            "ref": "PL.3",
            "title": "Chuyên mục truyền hình",
            "lead": [NEWSPAPER],
            "support": [],
            "obligations": [asked(NEWSPAPER, "chuyên mục", unit="số", min=3, max=4, every="month")],
        },
        {
            "ref": "PL.4",
            "title": "Hội nghị tuyên truyền",
            "lead": ["Sở Khoa học và Công nghệ"],
            "support": [],
            "timing": "Quý III",
            "obligations": [
                asked(
                    "Sở Khoa học và Công nghệ",
                    "hội nghị",
                    unit="hội nghị",
                    min=1,
                    every="once",
                    **{"from": "2026-07-01", "to": "2026-09-30"},
                )
            ],
        },
    ],
}


@dataclass
class Amending:
    """A plan, the draft that amends it, and what a person does to it."""

    actor: Any
    plan: Plan
    draft: Plan

    def item(self, ref: str) -> Item:
        return self.draft.items.get(ref=ref)

    def obligation(self, ref: str) -> Obligation:
        return self.item(ref).obligations.get()

    def ask(self, ref: str, **keys: Any) -> None:
        """Change what an item's only obligation asks, in the keys of Plan JSON."""
        row = self.obligation(ref)
        now = shape.obligation_json(row)
        update_obligation(actor=self.actor, obligation=row, values=[now | keys], expected=shape.fingerprint(now))

    def say(self, ref: str, **keys: Any) -> None:
        """Change an item's own words."""
        row = self.item(ref)
        now = shape.own_words(shape.item_json(row))
        update_item(actor=self.actor, item=row, values=now | keys, expected=shape.fingerprint(now))

    def remove(self, ref: str) -> None:
        row = self.item(ref)
        remove_item(actor=self.actor, item=row, expected=shape.fingerprint(shape.item_json(row)))

    def add(self, ref: str, title: str, lead: str, **obligation: Any) -> Item:
        values = {"ref": ref, "title": title, "lead": [lead], "support": [], "products": []}
        item = add_item(actor=self.actor, plan=self.draft, kind=ItemKind.TASK, values=values)
        add_obligation(actor=self.actor, item=item, values=[asked(lead, title.lower(), **obligation)])
        return item

    def issue(self, on: date = AMENDED_ON, number: str = "45/KH-UBND") -> Any:
        return amend_plan(
            actor=self.actor,
            amendment=self.draft,
            number=number,
            issued_on=on,
            signer_capacity="KT. CHỦ TỊCH",
            signer_title="PHÓ CHỦ TỊCH",
            signer_name="Đặng Quốc Việt",
        )


@pytest.fixture
def plan(province: Any) -> Plan:
    """The plan in force since 05/01/2026."""
    draft = create_draft_plan(
        actor=province["tinh"],
        reading=READING,
        issuer=province.ubnd,
        drafter=province.noi_vu,
        coordinator=province.noi_vu,
    )
    issue_plan(
        actor=province["tinh"],
        plan=draft,
        number="08/KH-UBND",
        issued_on=date(2026, 1, 5),
        signer_capacity="KT. CHỦ TỊCH",
        signer_title="PHÓ CHỦ TỊCH",
        signer_name="Đặng Quốc Việt",
    )
    draft.refresh_from_db()
    return draft


@pytest.fixture
def amend(province: Any, plan: Plan) -> Callable[[], Amending]:
    """amend() begins an amendment of the plan, as the coordinator."""

    def begin() -> Amending:
        draft = start_amendment(actor=province["tinh"], plan=plan)
        return Amending(province["tinh"], plan, draft)

    return begin


@pytest.fixture
def done(province: Any, plan: Plan) -> Callable[..., Any]:
    """done("PL.1", agency, date, quantity) records a result of An Phúc's officer, or another's, for one duty."""
    number = iter(range(1, 1000))

    def record(ref: str, agency: Any, on: date, quantity: int = 1, by: str = "xa") -> Any:
        duty = Duty.objects.get(item__ref=ref, item__plan=plan, holders=agency, starts_on__lte=on, last_on__gte=on)
        holder = duty.holder_rows.get(agency=agency)
        place = next(number)
        return record_result(
            actor=province[by],
            agency=agency,
            token=f"amended-{place:08}",
            kind=ResultKind.objects.get(code="article"),
            title=f"Việc đã làm {place}",
            happened_on=on,
            quantity=quantity,
            links=[f"https://anphuc.example.vn/tin/{place}"],
            credit_to=[CreditTo(holder.assignment_id, duty.pk, quantity)],
        )

    return record


@pytest.fixture
def duty_of(plan: Plan) -> Callable[..., Duty]:
    """duty_of("PL.1", agency, date) is the duty of that item and agency whose period holds the day."""

    def find(ref: str, agency: Any, on: date) -> Duty:
        return Duty.objects.get(item__ref=ref, plan=plan, holders=agency, starts_on__lte=on, last_on__gte=on)

    return find
