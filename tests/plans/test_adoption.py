"""A lower plan that came in as a document, row by row beside the plan above it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import AgencyKind, Level, Role
from lantoa.agencies.models import Agency, AgencyLink, HeldRole, LinkKind, User
from lantoa.assignments.models import Assignment, Duty
from lantoa.audit.models import Entry
from lantoa.domain.cascade import Decision, PairState, Stance
from lantoa.persistence.names import name_columns
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Adoption, AdoptionPair, Cascade, Obligation, Plan
from lantoa.plans.operations import create_draft_plan
from lantoa.plans.operations.adoption import confirm_sure, decide_pairs, give_reason, start_matching
from lantoa.reading import read_docx

PLANS = Path(__file__).resolve().parents[2] / ".." / "shared" / "plans"


def issued(plan: Plan, number: str, day: date) -> Plan:
    """Put a plan in force without assignments of its own."""
    Plan.objects.filter(pk=plan.pk).update(
        state="issued", number=number, issued_on=day, signer_name="Người ký", signer_capacity="TM. ỦY BAN NHÂN DÂN"
    )
    plan.refresh_from_db()
    return plan


# --- The real plans: the district's against the province's ------------------------------------------------------------


def _reading(name: str, source: str) -> dict[str, Any]:
    if not PLANS.is_dir():
        pytest.skip("the real plans are kept beside the project and are not here")
    if source == "docx":
        return read_docx((PLANS / f"{name}.docx").read_bytes(), name=f"{name}.docx").plan
    return json.loads((PLANS / f"{name}.gold.json").read_text("utf-8"))


def _body(name: str, level: Level, parent: Agency | None = None) -> Agency:
    body = Agency.objects.create(
        **name_columns(name), kind=AgencyKind.COMMITTEE, level=level, short_name=name, starts_on=date(2020, 1, 1)
    )
    if parent is not None:
        AgencyLink.objects.create(child=body, parent=parent, kind=LinkKind.UNDER, starts_on=date(2020, 1, 1))
    return body


@pytest.fixture(params=["gold", "docx"])
def real(request: pytest.FixtureRequest, province: Any) -> Cascade:
    """The district's plan of 2024 laid beside the province's; the district owes what "các huyện" owe."""
    above = _body("Ủy ban nhân dân tỉnh Hà Tĩnh", Level.PROVINCE)
    district = _body("Ủy ban nhân dân huyện Đức Thọ", Level.DISTRICT, above)
    user = User.objects.create_user("ducTho", "x", name="Người của huyện")
    for body in (above, district):
        HeldRole.objects.create(user=user, agency=body, role=Role.COORDINATOR, starts_on=date(2020, 1, 1))
    made = {}
    for name, body in (("p1", above), ("p5", district)):
        reading = _reading(name, request.param)
        made[name] = create_draft_plan(actor=user, reading=reading, issuer=body, drafter=body, coordinator=body)
    upper = issued(made["p1"], "08/KH-UBND", date(2024, 1, 8))
    for row in Obligation.objects.filter(item__plan=upper):
        if any("các huyện" in who or "cấp huyện" in who for who in row.who):
            Assignment.objects.create(plan=upper, item=row.item, obligation=row, agency=district, kind="owed")
    return start_matching(actor=user, lower=made["p5"], upper=upper)


def at(cascade: Cascade, ref: str) -> Adoption:
    return cascade.adoptions.get(upper_item__ref=ref)


@pytest.mark.shared
def test_forty_eight_issues_a_year_meet_fifteen(real: Cascade) -> None:
    row = at(real, "PL.16")
    assert row.required
    assert (row.stance, row.sentence) == (Stance.WEAKER, "yếu hơn: 15 thay vì 48")
    assert row.pairs.filter(lower_item__ref="PL.2").exists()


@pytest.mark.shared
def test_rows_six_and_seven_have_nothing_below(real: Cascade) -> None:
    for ref in ("PL.6", "PL.7"):
        assert at(real, ref).stance == Stance.DROPPED
        assert not at(real, ref).pairs.exists()
    assert at(real, "PL.7").required
    assert not at(real, "PL.6").required


@pytest.mark.shared
def test_rows_four_and_five_have_only_a_paragraph(real: Cascade) -> None:
    for ref in ("PL.4", "PL.5"):
        row = at(real, ref)
        assert row.stance == Stance.PARAGRAPH
        assert row.sentence == "chỉ có một đoạn ở phần IV (IV.2)"


@pytest.mark.shared
def test_the_commune_s_row_on_the_loudspeakers_is_the_same(real: Cascade) -> None:
    assert at(real, "PL.17.2").stance == Stance.ADOPTED
    assert [at(real, f"I.3.{n}").stance for n in (1, 3, 4, 6)] == [Stance.ADOPTED] * 4


# --- A small plan -----------------------------------------------------------------------------------------------------


def _task(ref: str, title: str, what: str, unit: str | None, minimum: int | None, every: str) -> dict[str, Any]:
    obligation = {
        "who": ["Phòng Văn hóa - Xã hội"], "what": what, "unit": unit, "min": minimum, "max": None, "every": every,
        "total": None, "from": "2026-01-01", "to": "2026-12-31", "due": None, "channel": None,
    }  # fmt: skip
    return {"ref": ref, "title": title, "products": [], "lead": ["Phòng Văn hóa - Xã hội"], "support": [],
            "timing": None, "obligations": [obligation]}  # fmt: skip


READING = {
    "document": {"type": "Kế hoạch", "subject": "Tuyên truyền CCHC xã Bình Lĩnh năm 2026", "year": 2026},
    "targets": [],
    "responsibilities": [
        {"ref": "IV.1", "agencies": ["Công chức Văn phòng"], "text": "Tổ chức đối thoại với nhân dân, doanh nghiệp.",
         "obligations": []}
    ],
    "tasks": [
        _task("PL.1", "Đăng tin, bài về cải cách hành chính trên trang thông tin điện tử xã", "tin, bài", "tin, bài", 6,
              "month"),
        _task("PL.2", "Phát thanh trên hệ thống loa truyền thanh xã", "tin, bài phát thanh", "tin, bài", 2, "month"),
        _task("PL.3", "Nói chuyện về chuyển đổi số với học sinh", "buổi nói chuyện", "buổi", 2, "year"),
    ],
}  # fmt: skip


@pytest.fixture
def paper(province: Any) -> Plan:
    """A commune's plan as it came in, a draft."""
    body = province.binh_linh
    return create_draft_plan(actor=province["xa_khac"], reading=READING, issuer=body, drafter=body, coordinator=body)


@pytest.fixture
def matched(province: Any, upper_plan: Plan, paper: Plan) -> Cascade:
    return start_matching(actor=province["xa_khac"], lower=paper, upper=upper_plan)


def test_rows_are_proposed_with_their_reasons(matched: Cascade) -> None:
    found = {row.upper_item.ref: row.stance for row in matched.adoptions.select_related("upper_item")}
    assert found == {
        "I.3.1": Stance.DROPPED,
        "PL.1": Stance.SHARPENED,
        "PL.2": Stance.WEAKER,
        "PL.3": Stance.PARAGRAPH,
        "PL.4": Stance.DROPPED,
        "PL.5": Stance.DROPPED,
    }
    pair = AdoptionPair.objects.get(adoption__upper_item__ref="PL.1", adoption__cascade=matched)
    assert pair.state == PairState.PROPOSED
    assert pair.why
    assert at(matched, "PL.2").sentence == "yếu hơn: 24 thay vì 53"


def test_a_person_confirms_a_pair(matched: Cascade, province: Any) -> None:
    item = matched.lower.items.get(ref="PL.1")
    row = decide_pairs(actor=province["xa_khac"], adoption=at(matched, "PL.1"), item_ids=[item.public_id])
    assert (row.confirmed, row.decision, row.decided_by) == (True, Decision.TAKEN, province["xa_khac"])
    assert row.pairs.get().state == PairState.CONFIRMED


def test_a_person_chooses_another_row(matched: Cascade, province: Any) -> None:
    other = matched.lower.items.get(ref="PL.3")
    row = decide_pairs(actor=province["xa_khac"], adoption=at(matched, "PL.1"), item_ids=[other.public_id])
    assert {pair.lower_item.ref: pair.state for pair in row.pairs.all()} == {
        "PL.1": PairState.REJECTED,
        "PL.3": PairState.CONFIRMED,
    }
    assert row.stance == Stance.WEAKER


def test_a_person_says_that_nothing_answers_a_row(matched: Cascade, province: Any) -> None:
    row = decide_pairs(actor=province["xa_khac"], adoption=at(matched, "PL.1"), item_ids=[], reason="Xã chưa có trang")
    assert (row.decision, row.stance, row.sentence) == (Decision.DECLINED, Stance.DROPPED, "Xã chưa có trang")


def test_what_was_decided_stays_when_proposals_are_made_again(matched: Cascade, province: Any) -> None:
    decide_pairs(actor=province["xa_khac"], adoption=at(matched, "PL.2"), item_ids=[], reason="Loa hỏng")
    start_matching(actor=province["xa_khac"], lower=matched.lower, upper=matched.upper)
    assert at(matched, "PL.2").sentence == "Loa hỏng"
    assert at(matched, "PL.1").pairs.get().state == PairState.PROPOSED


def test_sure_pairs_are_confirmed_at_once(matched: Cascade, province: Any) -> None:
    sure = AdoptionPair.objects.filter(adoption__cascade=matched, confidence__gte=0.6)
    expected = set(sure.values_list("adoption__upper_item__ref", flat=True))
    assert expected
    assert confirm_sure(actor=province["xa_khac"], cascade=matched) == len(expected)
    confirmed = matched.adoptions.filter(confirmed=True).values_list("upper_item__ref", flat=True)
    assert set(confirmed) == expected


def test_the_coordinator_above_confirms_once_the_plan_is_issued(matched: Cascade, province: Any) -> None:
    item = matched.lower.items.get(ref="PL.1")
    with pytest.raises(Forbidden):
        decide_pairs(actor=province["tinh"], adoption=at(matched, "PL.1"), item_ids=[item.public_id])
    issued(matched.lower, "17/KH-UBND", date(2026, 1, 25))
    row = decide_pairs(actor=province["tinh"], adoption=at(matched, "PL.1"), item_ids=[item.public_id])
    assert row.confirmed


def test_only_the_commune_gives_its_reason(matched: Cascade, province: Any) -> None:
    issued(matched.lower, "17/KH-UBND", date(2026, 1, 25))
    with pytest.raises(Forbidden):
        give_reason(actor=province["tinh"], adoption=at(matched, "PL.4"), reason="Không rõ")
    row = give_reason(actor=province["xa_khac"], adoption=at(matched, "PL.4"), reason="Do Trung tâm làm")
    assert (row.stance, row.sentence) == (Stance.DROPPED, "Do Trung tâm làm")
    with pytest.raises(Refused):
        give_reason(actor=province["xa_khac"], adoption=at(matched, "PL.4"), reason=" ")


def test_a_plan_issued_before_it_was_matched_counts_too(province: Any, upper_plan: Plan, paper: Plan) -> None:
    issued(paper, "17/KH-UBND", date(2026, 1, 25))
    start_matching(actor=province["xa_khac"], lower=paper, upper=upper_plan)
    duty = Duty.objects.get(plan=upper_plan, agency=province.binh_linh, item__ref="IV.1")
    assert (duty.done, duty.met_on) == (1, date(2026, 1, 25))


def test_strangers_pair_nothing(matched: Cascade, province: Any, upper_plan: Plan) -> None:
    for stranger in ("xa", "so", "giamsat"):
        with pytest.raises(Forbidden):
            decide_pairs(actor=province[stranger], adoption=at(matched, "PL.1"), item_ids=[])
        with pytest.raises(Forbidden):
            start_matching(actor=province[stranger], lower=matched.lower, upper=upper_plan)
        with pytest.raises(Forbidden):
            confirm_sure(actor=province[stranger], cascade=matched)


def test_a_plan_of_another_year_is_no_plan_above(province: Any, upper_plan: Plan, paper: Plan) -> None:
    Plan.objects.filter(pk=paper.pk).update(year=2025)
    paper.refresh_from_db()
    with pytest.raises(Refused, match="năm 2026"):
        start_matching(actor=province["xa_khac"], lower=paper, upper=upper_plan)


def test_a_pair_of_a_foreign_plan_is_not_taken(matched: Cascade, province: Any, upper_plan: Plan) -> None:
    foreign = upper_plan.items.first().public_id
    row = decide_pairs(actor=province["xa_khac"], adoption=at(matched, "PL.4"), item_ids=[foreign])
    assert not row.pairs.exists()


def test_decisions_stand_in_the_trail(matched: Cascade, province: Any) -> None:
    decide_pairs(actor=province["xa_khac"], adoption=at(matched, "PL.4"), item_ids=[], reason="Không có")
    names = Entry.objects.filter(object_id=matched.lower.public_id).order_by("pk").values_list("operation", flat=True)
    assert list(names) == ["create_draft_plan", "start_matching", "decide_pairs"]
