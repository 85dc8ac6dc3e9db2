"""A commune makes its plan from the province's."""

from datetime import date
from typing import Any

import pytest

from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import AgencyKind, Level, Role
from lantoa.agencies.models import Agency, HeldRole, User
from lantoa.assignments.models import Assignment, Duty
from lantoa.assignments.operations import issue_plan
from lantoa.audit.models import Entry
from lantoa.domain.cascade import Decision, Stance
from lantoa.notices.models import Notice
from lantoa.persistence.names import name_columns
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Adoption, Cascade, Item, Plan
from lantoa.plans.operations import remove_item, update_obligation
from lantoa.plans.operations.derivation import adopt_rest, adopt_row, decline_row, derive_plan, reopen_row
from lantoa.plans.operations.restating import restate
from lantoa.plans.shape import fingerprint, item_json, obligation_json
from lantoa.results.models import Result


@pytest.fixture
def derived(province: Any, upper_plan: Any) -> Plan:
    return derive_plan(actor=province["xa"], upper=upper_plan, agency=province.an_phuc)


def row(plan: Plan, ref: str) -> Adoption:
    return Adoption.objects.get(cascade__lower=plan, upper_item__ref=ref)


def change(plan: Plan, ref: str, **keys: Any) -> dict[int, dict[str, Any]]:
    """Other numbers for the one obligation of an upper row."""
    return {row(plan, ref).upper_item.obligations.get().pk: keys}


def issue(province: Any, plan: Plan, number: str = "15/KH-UBND") -> None:
    """A clerk of the commune puts its plan in force."""
    clerk = User.objects.filter(username=f"vt-{plan.issuer_id}").first()
    if clerk is None:
        clerk = User.objects.create_user(f"vt-{plan.issuer_id}", "x", name="Văn thư xã")
        HeldRole.objects.create(user=clerk, agency=plan.issuer, role=Role.CLERK, starts_on=date(2025, 7, 1))
    issue_plan(
        actor=clerk,
        plan=plan,
        number=number,
        issued_on=date(2026, 1, 19),
        signer_capacity="TM. ỦY BAN NHÂN DÂN",
        signer_title="CHỦ TỊCH",
        signer_name="Hoàng Văn Nam",
    )
    plan.refresh_from_db()


def test_the_rows_that_concern_the_commune_arrive_as_proposals(derived: Plan) -> None:
    rows = Adoption.objects.filter(cascade__lower=derived).order_by("upper_item__position")
    assert [(one.upper_item.ref, one.required) for one in rows] == [
        ("I.3.1", True),
        ("PL.1", True),
        ("PL.2", True),
        ("PL.3", True),
        ("PL.4", True),
        ("PL.5", False),
    ]
    assert {one.stance for one in rows} == {Stance.OPEN}
    assert not derived.items.exists()


def test_the_derived_plan_bears_the_commune_s_name_and_rests_on_the_plan_above(derived: Plan, province: Any) -> None:
    assert derived.subject == "Tuyên truyền cải cách hành chính trên địa bàn xã An Phúc năm 2026"
    assert (derived.issuer, derived.origin.number, derived.origin_kind) == (
        province.an_phuc,
        "08/KH-UBND",
        "derivation",
    )
    assert "08/KH-UBND" in derived.texts.get(part="basis").text


def test_starting_twice_gives_the_same_draft(derived: Plan, province: Any, upper_plan: Plan) -> None:
    assert derive_plan(actor=province["xa"], upper=upper_plan, agency=province.an_phuc) == derived
    assert Cascade.objects.count() == 1


def test_a_row_is_taken_over_with_who_does_it_inside(derived: Plan, province: Any) -> None:
    made = adopt_row(actor=province["xa"], adoption=row(derived, "PL.1"), leads=["Phòng Văn hóa - Xã hội"])
    assert (made.decision, made.stance, made.sentence) == (
        Decision.TAKEN,
        Stance.ADOPTED,
        "như kế hoạch cấp trên: 60",
    )
    item = derived.items.get()
    assert item.origin.ref == "PL.1"
    assert [party.words for party in item.parties.all()] == ["Phòng Văn hóa - Xã hội"]
    assert item.obligations.get().who == ["Phòng Văn hóa - Xã hội"]


def test_more_than_asked_is_sharpened(derived: Plan, province: Any) -> None:
    numbers = change(derived, "PL.1", min=6, phrase="ít nhất 06 tin, bài/tháng")
    made = adopt_row(actor=province["xa"], adoption=row(derived, "PL.1"), leads=[], changes=numbers)
    assert (made.stance, made.sentence) == (Stance.SHARPENED, "cao hơn: 72 thay vì 60")
    assert derived.items.get().timing_words == "ít nhất 06 tin, bài/tháng"


def test_less_than_asked_needs_a_reason(derived: Plan, province: Any) -> None:
    numbers = change(derived, "PL.1", min=2)
    with pytest.raises(Refused, match="yếu hơn: 24 thay vì 60"):
        adopt_row(actor=province["xa"], adoption=row(derived, "PL.1"), leads=[], changes=numbers)
    assert not derived.items.exists()
    made = adopt_row(
        actor=province["xa"], adoption=row(derived, "PL.1"), leads=[], changes=numbers, reason="Chưa có người viết"
    )
    assert (made.stance, made.reason) == (Stance.WEAKER, "Chưa có người viết")


def test_a_row_is_declined_only_with_a_reason(derived: Plan, province: Any) -> None:
    with pytest.raises(Refused):
        decline_row(actor=province["xa"], adoption=row(derived, "PL.3"), reason="  ")
    made = decline_row(actor=province["xa"], adoption=row(derived, "PL.3"), reason="Đã đối thoại cùng HĐND xã")
    assert (made.stance, made.sentence) == (Stance.DROPPED, "Đã đối thoại cùng HĐND xã")


def test_a_stance_follows_the_lower_row_when_it_is_edited(derived: Plan, province: Any) -> None:
    adopt_row(actor=province["xa"], adoption=row(derived, "PL.1"), leads=[])
    obligation = derived.items.get().obligations.get()
    values = obligation_json(obligation)
    update_obligation(
        actor=province["xa"], obligation=obligation, values=[values | {"min": 4}], expected=fingerprint(values)
    )
    assert row(derived, "PL.1").sentence == "yếu hơn: 48 thay vì 60"


def test_a_row_taken_out_of_the_draft_is_open_again(derived: Plan, province: Any) -> None:
    adopt_row(actor=province["xa"], adoption=row(derived, "PL.1"), leads=[])
    item = Item.objects.get(plan=derived)
    remove_item(actor=province["xa"], item=item, expected=fingerprint(item_json(item)))
    assert (row(derived, "PL.1").decision, row(derived, "PL.1").stance) == (Decision.OPEN, Stance.OPEN)


def test_a_decision_can_be_taken_back(derived: Plan, province: Any) -> None:
    adopt_row(actor=province["xa"], adoption=row(derived, "PL.1"), leads=[])
    reopen_row(actor=province["xa"], adoption=row(derived, "PL.1"))
    assert not derived.items.exists()
    assert row(derived, "PL.1").stance == Stance.OPEN


def test_the_rest_is_taken_over_at_once(derived: Plan, province: Any) -> None:
    decline_row(actor=province["xa"], adoption=row(derived, "PL.3"), reason="Ghép với HĐND xã")
    cascade = Cascade.objects.get()
    assert adopt_rest(actor=province["xa"], cascade=cascade, leads=["Phòng Văn hóa - Xã hội"]) == 4
    assert set(derived.items.values_list("origin__ref", flat=True)) == {"I.3.1", "PL.1", "PL.2", "PL.4"}
    assert adopt_rest(actor=province["xa"], cascade=cascade, leads=[]) == 0


def test_a_lower_target_is_compared_by_its_percentage(derived: Plan, province: Any) -> None:
    adopt_row(actor=province["xa"], adoption=row(derived, "I.3.1"), leads=[])
    item = derived.items.get()
    item.measures.update(percent=80)
    restate(derived)
    assert row(derived, "I.3.1").sentence == "yếu hơn: 80% thay vì 100%"


def test_issued_without_a_word_on_a_row_it_is_dropped(derived: Plan, province: Any) -> None:
    adopt_row(actor=province["xa"], adoption=row(derived, "PL.1"), leads=["Phòng Văn hóa - Xã hội xã An Phúc"])
    issue(province, derived)
    assert row(derived, "PL.3").stance == Stance.DROPPED
    assert "không nêu lý do" in row(derived, "PL.3").sentence


def test_an_issued_plan_counts_for_the_duty_to_make_it(derived: Plan, province: Any, upper_plan: Plan) -> None:
    adopt_rest(actor=province["xa"], cascade=Cascade.objects.get(), leads=["Phòng Văn hóa - Xã hội xã An Phúc"])
    issue(province, derived)
    duty = Duty.objects.get(plan=upper_plan, agency=province.an_phuc, item__ref="IV.1")
    assert (duty.done, duty.met_on) == (1, date(2026, 1, 19))
    result = Result.objects.get(agency=province.an_phuc)
    assert "15/KH-UBND" in result.title
    assert derived.public_id in result.evidence.get().url
    other = Duty.objects.get(plan=upper_plan, agency=province.binh_linh, item__ref="IV.1")
    assert other.done == 0


def test_a_second_announcement_records_nothing_twice(derived: Plan, province: Any, upper_plan: Plan) -> None:
    from lantoa.plans.events import announce_issue  # noqa: PLC0415

    adopt_rest(actor=province["xa"], cascade=Cascade.objects.get(), leads=["Phòng Văn hóa - Xã hội xã An Phúc"])
    issue(province, derived)
    announce_issue(derived, province["xa"])
    assert Result.objects.count() == 1
    assert Duty.objects.get(plan=upper_plan, agency=province.an_phuc, item__ref="IV.1").done == 1


def test_communes_are_told_when_the_plan_above_is_issued(upper_plan: Plan, province: Any) -> None:
    notice = Notice.objects.get(user=province["xa"], kind="ke-hoach")
    assert "cần ban hành kế hoạch" in notice.title
    assert upper_plan.public_id in notice.url
    assert not Notice.objects.filter(user=province["so"], kind="ke-hoach").exists()


def test_three_levels_deep(derived: Plan, province: Any) -> None:
    adopt_rest(actor=province["xa"], cascade=Cascade.objects.get(), leads=["Phòng Văn hóa - Xã hội xã An Phúc"])
    issue(province, derived)
    third = derive_plan(actor=province["xa"], upper=derived, agency=province.an_phuc_vhxh)
    adopt_row(actor=province["xa"], adoption=row_under(third, "PL.1"), leads=["Công chức Văn hóa"])
    made = row_under(third, "PL.1")
    assert (made.stance, made.sentence) == (Stance.ADOPTED, "như kế hoạch cấp trên: 60")
    assert third.items.get().origin.origin.plan.number == "08/KH-UBND"


def test_a_ministry_s_plan_comes_down_to_the_province(province: Any) -> None:
    ministry = Agency.objects.create(
        **name_columns("Bộ Nội vụ"), kind=AgencyKind.MINISTRY, level=Level.CENTRAL, short_name="Bộ Nội vụ",
        starts_on=date(2025, 7, 1),
    )  # fmt: skip
    staff = User.objects.create_user("ubnd", "x", name="Người của UBND tỉnh")
    HeldRole.objects.create(user=staff, agency=province.ubnd, role=Role.OFFICER, starts_on=date(2025, 7, 1))
    above = Plan.objects.create(
        subject="Tuyên truyền cải cách hành chính năm 2026", folded="tuyen truyen", year=2026, number="05/KH-BNV",
        issued_on=date(2026, 1, 2), issuer=ministry, drafter=ministry, coordinator=ministry, signer_capacity="KT.",
        signer_name="A", state="issued", created_by=staff,
    )  # fmt: skip
    item = Item.objects.create(plan=above, kind="task", ref="PL.1", title="Hội nghị tập huấn", folded="x", position=0)
    asked = item.obligations.create(
        position=0, what="hội nghị tập huấn", unit="cuộc", minimum=2, every="year", starts_on=date(2026, 1, 1),
        last_on=date(2026, 12, 31),
    )  # fmt: skip
    Assignment.objects.create(plan=above, item=item, obligation=asked, agency=province.ubnd, kind="owed")
    plan = derive_plan(actor=staff, upper=above, agency=province.ubnd)
    made = adopt_row(actor=staff, adoption=row(plan, "PL.1"), leads=["Sở Nội vụ"])
    assert (plan.origin.issuer, made.sentence) == (ministry, "như kế hoạch cấp trên: 2")


def row_under(plan: Plan, title_of: str) -> Adoption:
    return Adoption.objects.get(cascade__lower=plan, upper_item__origin__ref=title_of)


def test_who_may_not_draft_for_the_commune_derives_nothing(province: Any, upper_plan: Plan) -> None:
    for stranger in ("xa_khac", "so", "giamsat", "tinh"):
        with pytest.raises(Forbidden):
            derive_plan(actor=province[stranger], upper=upper_plan, agency=province.an_phuc)


def test_another_commune_decides_nothing(derived: Plan, province: Any) -> None:
    for stranger in ("xa_khac", "tinh"):
        with pytest.raises(Forbidden):
            adopt_row(actor=province[stranger], adoption=row(derived, "PL.1"), leads=[])
        with pytest.raises(Forbidden):
            decline_row(actor=province[stranger], adoption=row(derived, "PL.1"), reason="x")


def test_a_body_that_the_plan_asks_nothing_derives_nothing(province: Any, upper_plan: Plan) -> None:
    with pytest.raises(Forbidden):
        derive_plan(actor=province["so"], upper=upper_plan, agency=province.tu_phap)


def test_every_step_stands_in_the_trail(derived: Plan, province: Any) -> None:
    adopt_row(actor=province["xa"], adoption=row(derived, "PL.1"), leads=[])
    decline_row(actor=province["xa"], adoption=row(derived, "PL.3"), reason="Ghép")
    reopen_row(actor=province["xa"], adoption=row(derived, "PL.3"))
    names = list(Entry.objects.filter(object_id=derived.public_id).order_by("pk").values_list("operation", flat=True))
    assert names == ["derive_plan", "adopt_row", "decline_row", "reopen_row"]


def test_a_row_revoked_above_is_asked_of_nobody_any_more(derived: Plan, province: Any, upper_plan: Plan) -> None:
    adopt_row(actor=province["xa"], adoption=row(derived, "PL.1"), leads=[])
    amendment = Plan.objects.create(
        subject="Điều chỉnh", folded="dieu chinh", year=2026, issuer=province.ubnd, drafter=province.noi_vu,
        coordinator=province.noi_vu, created_by=province["tinh"],
    )  # fmt: skip
    upper_plan.items.filter(ref="PL.3").update(revoked_by=amendment)
    restate(upper_plan)
    assert not row(derived, "PL.3").required
    assert row(derived, "PL.1").required


def test_what_the_lower_plan_revokes_answers_no_more(derived: Plan, province: Any, upper_plan: Plan) -> None:
    adopt_row(actor=province["xa"], adoption=row(derived, "PL.1"), leads=[])
    derived.items.update(revoked_by=upper_plan)
    restate(derived)
    assert row(derived, "PL.1").stance == Stance.OPEN


def test_a_quota_changed_above_is_compared_anew_below(derived: Plan, province: Any, upper_plan: Plan) -> None:
    adopt_row(actor=province["xa"], adoption=row(derived, "PL.1"), leads=[])
    upper_plan.items.get(ref="PL.1").obligations.update(minimum=8)
    restate(upper_plan)
    assert row(derived, "PL.1").sentence == "yếu hơn: 60 thay vì 96"
