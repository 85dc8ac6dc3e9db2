"""A small year of work, built row by row, so that every figure can be counted by hand."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from lantoa.agencies.models import Agency
from lantoa.assignments.models import Assignment, Duty, DutyHolder
from lantoa.catalogue.models import Channel, ResultKind
from lantoa.domain.lifecycle import AssignmentKind, ItemKind, PlanState
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.names import name_columns
from lantoa.plans.models import Item, Obligation, Plan
from lantoa.reports.models import Regime, Reporter
from lantoa.results.models import Credit, Evidence, Result
from lantoa.vietnamese import fold

NOON = datetime(2026, 10, 1, 5, tzinfo=UTC)


@dataclass
class World:
    """Builds plans, duties and results in the small province; the agencies' people record their own."""

    province: Any
    plan: Plan
    items: int = 0
    kinds: dict[str, ResultKind] = field(default_factory=dict)

    def channel(self, kind: str) -> Channel:
        return Channel.objects.get(kind=kind, agency=None)

    def obligation(self, what: str = "đăng tin, bài", **more: Any) -> Obligation:
        """An obligation under an item of its own; monthly, at least two "tin, bài" on the own site by default."""
        self.items += 1
        item = Item.objects.create(
            plan=self.plan,
            kind=ItemKind.TASK,
            ref=f"PL.{self.items}",
            title=f"Nhiệm vụ {self.items}: {what}",
            folded=fold(what),
            position=self.items,
        )
        values = {"unit": "tin, bài", "every": "month", "minimum": 2, "channel": self.channel("own-site")}
        window = {"starts_on": date(2026, 1, 1), "last_on": date(2026, 12, 31)}
        return Obligation.objects.create(item=item, position=0, what=what, **{**values, **window, **more})

    def assign(self, obligation: Obligation, agency: Agency, kind: AssignmentKind = AssignmentKind.OWED) -> Assignment:
        return Assignment.objects.create(
            plan=self.plan, item=obligation.item, obligation=obligation, agency=agency, kind=kind
        )

    def duty(self, assignment: Assignment, month: int, *, at: Agency | None = None, **more: Any) -> Duty:
        """The duty of one month, due on its 25th."""
        last = date(2026, month + 1, 1).toordinal() - 1 if month < 12 else date(2026, 12, 31).toordinal()
        values: dict[str, Any] = {
            "period_kind": "month",
            "starts_on": date(2026, month, 1),
            "last_on": date.fromordinal(last),
            "due_on": date(2026, month, 25),
            "minimum": 2,
            **more,
        }
        if "met_on" not in values and values.get("done", 0) >= values["minimum"]:
            values["met_on"] = values["due_on"]
        duty = Duty.objects.create(
            plan=self.plan,
            item=assignment.item,
            obligation=assignment.obligation,
            agency=at or assignment.agency,
            **values,
        )
        DutyHolder.objects.create(duty=duty, agency=assignment.agency, assignment=assignment)
        return duty

    def result(self, agency: Agency, day: date, kind: str = "article", **more: Any) -> Result:
        """Something done; on the own site by default where it is published at all."""
        values = {"channel": self.channel("own-site")} if kind == "article" else {}
        return Result.objects.create(
            token=new_public_id(),
            kind=ResultKind.objects.get(code=kind),
            title=more.pop("title", f"Tin ngày {day:%d/%m}"),
            folded="tin",
            happened_on=day,
            agency=agency,
            recorded_by=self.province["xa"],
            recorded_at=NOON,
            **{**values, **more},
        )

    def link(self, result: Result) -> Evidence:
        return Evidence.objects.create(result=result, kind="link", url=f"https://anphuc.example.vn/{result.pk}", size=0)

    def credit(
        self, result: Result, assignment: Assignment, duty: Duty | None = None, *, counts: bool = True
    ) -> Credit:
        return Credit.objects.create(
            result=result, assignment=assignment, duty=duty, counted_on=result.happened_on, counts=counts
        )

    def regime(self, *agencies: Agency, **more: Any) -> Regime:
        """A quarterly regime to the Department of Home Affairs, due on the 5th of the month after."""
        values = {"name": "Báo cáo kết quả tuyên truyền cải cách hành chính", "period_kind": "quarter"}
        due = {"day": 5, "of": "next-month"}
        since = more.pop("since", date(2026, 1, 1))
        regime = Regime.objects.create(
            **{**values, "receiver": self.province.noi_vu, "due": due, "starts_on": since, **more}
        )
        for agency in agencies:
            Reporter.objects.create(regime=regime, agency=agency, starts_on=since)
        return regime


@pytest.fixture
def world(province: Any) -> World:
    """An issued plan of the province, followed by its Department of Home Affairs."""
    plan = Plan.objects.create(
        subject="Tuyên truyền cải cách hành chính năm 2026",
        folded=fold("Tuyên truyền cải cách hành chính năm 2026"),
        year=2026,
        number="08/KH-UBND",
        issued_on=date(2026, 1, 8),
        issuer=province.ubnd,
        drafter=province.noi_vu,
        coordinator=province.noi_vu,
        signer_capacity="KT. CHỦ TỊCH",
        signer_name="Đặng Quốc Việt",
        state=PlanState.ISSUED,
        created_by=province["tinh"],
    )
    return World(province, plan)


@pytest.fixture
def make_communes(province: Any):
    """make_communes(30): that many People's Committees of communes."""

    def make(count: int) -> list[Agency]:
        made = []
        for place in range(count):
            name = f"Ủy ban nhân dân xã Số {place + 1:02d}"
            made.append(
                Agency.objects.create(
                    **name_columns(name),
                    kind="committee",
                    level="commune",
                    short_name=f"Xã Số {place + 1:02d}",
                    symbol="UBND",
                    starts_on=date(2025, 7, 1),
                )
            )
        return made

    return make
