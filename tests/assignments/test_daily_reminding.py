"""What the product tells of by itself: before and after a date, once, to those concerned, and higher when it lasts."""

from datetime import date, datetime, timedelta

import pytest
from django.db.models import F, Q

from lantoa.adapters.clock import VIETNAM
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole, User
from lantoa.assignments.models import Duty, DutyReminded, ReminderStages
from lantoa.assignments.operations.reminding import save_stages
from lantoa.assignments.reminding import LOOK_BACK, remind_of_duties
from lantoa.notices import daily
from lantoa.notices.models import DailyRun, Notice
from lantoa.persistence.refusal import Refused

TODAY = date(2026, 10, 1)


@pytest.fixture
def one(issued_plan, province) -> Duty:
    """One duty of An Phúc that is due on 30 September and short; everything else is done."""
    duty = Duty.objects.filter(
        plan=issued_plan, agency=province.an_phuc, due_on=date(2026, 9, 30), minimum__gt=0
    ).first()
    Duty.objects.exclude(pk=duty.pk).filter(minimum__gt=0).update(done=F("minimum"), met_on=date(2026, 1, 31))
    return duty


def told(user: User) -> list[Notice]:
    return list(Notice.objects.filter(user=user, kind__startswith="duties").order_by("pk"))


@pytest.mark.django_db
def test_day_by_day_each_stage_is_told_once(one, province):
    days = [one.due_on + timedelta(days=offset) for offset in range(-10, 40)]
    by_day = {day: remind_of_duties(day) for day in days}
    stages = list(DutyReminded.objects.filter(duty=one).order_by("on").values_list("stage", flat=True))
    assert [stage for stage in stages if stage[0] in "ab"] == ["b7", "b3", "b1", "a1", "a7", "a14"]
    assert by_day[one.due_on - timedelta(days=7)] == 1
    assert by_day[one.due_on - timedelta(days=6)] == 0
    assert len(told(province["xa"])) == 6
    assert told(province["so"]) == []


@pytest.mark.django_db
def test_running_a_day_again_tells_nothing_more(one, province):
    assert remind_of_duties(TODAY) == 1
    assert remind_of_duties(TODAY) == 0
    notice = told(province["xa"])[0]
    assert notice.title == "1 việc quá hạn"
    assert "quá hạn 1 ngày, hạn 30/09/2026" in notice.text


@pytest.mark.django_db
def test_after_days_without_a_worker_the_last_stage_alone_is_told(one, province):
    assert remind_of_duties(one.due_on + timedelta(days=8)) == 1
    assert [row.stage for row in DutyReminded.objects.filter(stage__startswith="a")] == ["a7"]
    assert len(told(province["xa"])) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed",
    [
        {"done": 99, "met_on": date(2026, 9, 1)},
        {"before_issue": True},
        {"state": "closed", "closed_by": "02/QĐ-UBND"},
        {"extended_to": date(2026, 11, 30)},
    ],
)
def test_what_is_met_closed_before_issue_or_extended_is_not_told(one, province, changed):
    Duty.objects.filter(pk=one.pk).update(**changed)
    assert remind_of_duties(TODAY) == 0


@pytest.mark.django_db
def test_an_extended_duty_begins_its_stages_anew_by_its_new_date(one, province):
    remind_of_duties(TODAY)
    Duty.objects.filter(pk=one.pk).update(extended_to=date(2026, 10, 8))
    assert remind_of_duties(TODAY) == 1
    assert "còn 7 ngày, hạn 08/10/2026, gia hạn từ 30/09" in told(province["xa"])[-1].text


@pytest.mark.django_db
def test_requests_are_never_told_of(issued_plan, province):
    asked = set(issued_plan.assignments.filter(kind="request").values_list("agency_id", flat=True))
    assert asked
    for agency in asked:
        user = User.objects.create_user(f"u{agency}", "matkhau-dai-dai", name="Người được đề nghị")
        HeldRole.objects.create(user=user, agency_id=agency, role=Role.OFFICER, starts_on=date(2025, 7, 1))
    owed = set(issued_plan.assignments.filter(kind="owed").values_list("agency_id", flat=True))
    for offset in range(0, 40, 5):
        remind_of_duties(TODAY + timedelta(days=offset))
    people = HeldRole.objects.filter(agency__in=asked - owed).values("user")
    assert not Notice.objects.filter(user__in=people).exists()


@pytest.mark.django_db
def test_it_goes_to_the_head_then_to_who_follows_the_plan(one, province):
    head = User.objects.create_user("chu-tich", "matkhau-dai-dai", name="Chủ tịch xã")
    HeldRole.objects.create(user=head, agency=province.an_phuc, role=Role.HEAD, starts_on=date(2025, 7, 1))
    for offset in range(1, 21):
        remind_of_duties(one.due_on + timedelta(days=offset))
    assert [notice.title for notice in told(head)] == ["Xã An Phúc: 1 việc quá hạn cần lãnh đạo chỉ đạo"]
    assert [notice.title for notice in told(province["tinh"])] == ["1 cơ quan có 1 việc quá hạn lâu ngày"]
    assert issued_on(head) == one.due_on + timedelta(days=7)
    assert issued_on(province["tinh"]) == one.due_on + timedelta(days=14)


def issued_on(user: User) -> date:
    return told(user)[0].created_at.astimezone().date()


@pytest.mark.django_db
def test_where_there_is_nobody_yet_the_next_person_is_told(one, province):
    HeldRole.objects.filter(user=province["xa"]).update(ends_on=date(2026, 9, 1))
    assert remind_of_duties(TODAY) == 0
    HeldRole.objects.filter(user=province["xa"]).update(ends_on=None)
    assert remind_of_duties(TODAY + timedelta(days=1)) == 1


@pytest.mark.django_db
def test_what_has_been_late_for_very_long_is_left_to_people(one, province):
    assert remind_of_duties(one.due_on + timedelta(days=LOOK_BACK + 1)) == 0


@pytest.mark.django_db
def test_the_stages_of_a_plan_win_over_those_for_all(one, province, issued_plan):
    general = {"before": [5], "after": [2], "head_after": None, "coordinator_after": None, "version": 0}
    tinh, quantri = User.objects.get(username="tinh"), User.objects.get(username="quantri")
    save_stages(actor=quantri, plan=None, **general)
    assert remind_of_duties(one.due_on + timedelta(days=1)) == 0
    assert remind_of_duties(one.due_on + timedelta(days=2)) == 1
    save_stages(actor=tinh, plan=issued_plan, **(general | {"after": [3]}))
    assert remind_of_duties(one.due_on + timedelta(days=3)) == 1
    with pytest.raises(Refused, match="vừa đổi"):
        save_stages(actor=tinh, plan=issued_plan, **general)
    with pytest.raises(Refused, match="1 đến 90"):
        save_stages(actor=tinh, plan=issued_plan, **(general | {"after": [200], "version": 1}))
    assert ReminderStages.objects.get(plan=issued_plan).after == [3]


@pytest.mark.django_db
def test_a_plan_with_many_bodies_costs_no_more_queries_a_duty(issued_plan, province, django_assert_max_num_queries):
    """Two duties or two hundred of the same bodies: the same number of questions."""
    late = Q(due_on__lt=TODAY, minimum__gt=0, plan=issued_plan)
    assert Duty.objects.filter(late).count() > 100
    with django_assert_max_num_queries(80):
        assert remind_of_duties(TODAY) > 2


@pytest.mark.django_db
def test_the_days_work_is_done_once_a_day_and_a_gap_is_seen(one):
    assert daily.run_due(datetime(2026, 10, 1, 5, 59, tzinfo=VIETNAM)) == []
    assert daily.run_due(datetime(2026, 10, 1, 6, 5, tzinfo=VIETNAM)) == ["duties"]
    assert daily.run_due(datetime(2026, 10, 1, 6, 10, tzinfo=VIETNAM)) == []
    assert DailyRun.objects.get().made == 1
    assert daily.missed(date(2026, 10, 2)) == []
    assert daily.missed(date(2026, 10, 3)) == [("Nhắc việc hằng ngày", date(2026, 10, 1))]
