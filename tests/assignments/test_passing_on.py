"""What was given, asked and raised does not vanish when a body ends or a person leaves."""

from datetime import date

import pytest

from lantoa.agencies.handover import pass_on as hand_over
from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency, AgencyLink
from lantoa.assignments.operations import ask_extension, give_duty, raise_difficulty
from lantoa.assignments.passing_on import AskedExtensions, GivenInside, OpenDifficulties
from lantoa.persistence.names import name_columns

ON, DECISION = date(2026, 10, 15), "Nghị quyết số 10/NQ-HĐND ngày 10/10/2026"


@pytest.fixture
def held(province, chairman, duty_of):
    """An Phúc gave October's duty to its office, asked for more time, raised a difficulty."""
    duty = duty_of(province.an_phuc, 10)
    to_office = {"body": province.an_phuc, "office": province.an_phuc_vhxh, "inner_on": date(2026, 10, 20)}
    asked = {"agency": province.an_phuc, "wanted_on": date(2026, 11, 20), "reason": "Máy hỏng"}
    about = {"plan": duty.plan, "item": duty.item, "agency": province.an_phuc, "text": "Thiếu loa"}
    return {
        "given": give_duty(actor=chairman, duty=duty, token="t" * 16, **to_office),
        "asked": ask_extension(actor=province["xa"], duty=duty, token="u" * 16, **asked),
        "raised": raise_difficulty(actor=province["xa"], token="v" * 16, **about),
    }


def pass_all(province, heirs):
    words = {"heirs": heirs, "on": ON, "decision": DECISION, "actor": province["quantri"]}
    return [holdings.pass_on(**words) for holdings in (GivenInside(), AskedExtensions(), OpenDifficulties())]


def test_the_preview_counts_what_the_day_touches(province, held):
    ids = [province.an_phuc.pk, province.binh_linh.pk]
    counts = [one.held_by(ids, ON) for one in (GivenInside(), AskedExtensions(), OpenDifficulties())]
    assert counts[:2] == [{province.an_phuc.pk: 1}] * 2
    assert counts[2][province.an_phuc.pk] == 1


def test_a_body_that_ends_leaves_its_requests_and_difficulties_to_its_heir(province, held):
    heir = province.binh_linh
    lines = pass_all(province, {province.an_phuc.pk: (heir.pk,), province.an_phuc_vhxh.pk: (heir.pk,)})
    for row in held.values():
        row.refresh_from_db()
    assert (held["given"].state, held["given"].reason) == ("taken-back", DECISION)
    assert held["asked"].agency == heir
    assert (held["raised"].agency, held["raised"].waits_at, held["raised"].arose_at) == (heir, heir, heir)
    assert [len(part) for part in lines] == [1, 1, 1]
    assert all(line.heir == heir.pk for part in lines for line in part)


def test_an_office_that_becomes_another_of_the_same_body_keeps_the_work(province, held):
    words = {"kind": AgencyKind.OFFICE, "level": Level.COMMUNE, "short_name": "Phòng Tổng hợp", "starts_on": ON}
    office = Agency.objects.create(**name_columns("Phòng Tổng hợp xã An Phúc"), **words)
    AgencyLink.objects.create(child=office, parent=province.an_phuc, kind="office", starts_on=ON)
    pass_all(province, {province.an_phuc_vhxh.pk: (office.pk,)})
    held["given"].refresh_from_db()
    assert (held["given"].state, held["given"].office) == ("given", office)


def test_what_a_person_was_given_by_name_passes_to_the_successor(province, chairman, duty_of):
    duty = duty_of(province.an_phuc, 11)
    words = {"duty": duty, "body": province.an_phuc, "token": "w" * 16, "inner_on": date(2026, 11, 20)}
    made = give_duty(actor=chairman, **words, person=province["xa"])
    passed = hand_over(from_user=province["xa"], to_user=chairman, actor=province["quantri"])
    made.refresh_from_db()
    assert made.person == chairman
    assert ("Việc được giao trong cơ quan", 1) in [(line.label, line.count) for line in passed]
