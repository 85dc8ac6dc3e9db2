"""A body gives its work to an office or a person with an inner date; the duty stays the body's."""

from datetime import date

import pytest
from django.http import Http404
from django.urls import reverse

from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.assignments.models import Delegation, Duty
from lantoa.assignments.operations import give_assignment, give_duty, pass_back_work, take_back_work
from lantoa.assignments.queries.inside import given_duties
from lantoa.audit.models import Entry
from lantoa.notices.models import Notice
from lantoa.persistence.refusal import Refused

TODAY, INNER = date(2026, 10, 1), date(2026, 10, 20)


@pytest.fixture
def give(province, chairman, duty_of):
    """give(office=…) or give(person=…): the chairman gives the commune's duty of October."""

    def make(key="mot-hai-ba-bon-nam", inner_on=INNER, **to):
        duty = duty_of(province.an_phuc, 10)
        return give_duty(actor=chairman, duty=duty, body=province.an_phuc, token=key, inner_on=inner_on, **to)

    return make


def test_what_was_given_stays_the_body_s(province, give, duty_of):
    before = Duty.objects.filter(pk=duty_of(province.an_phuc, 10).pk).values().get()
    give(office=province.an_phuc_vhxh, note="Lấy ảnh ở buổi họp thôn")
    assert Duty.objects.filter(pk=before["id"]).values().get() == before


def test_who_got_it_is_told_and_the_trail_says_who_gave(province, chairman, give):
    made = give(office=province.an_phuc_vhxh)
    notice = Notice.objects.get(user=province["xa"], kind="giao-viec")
    assert notice.url == reverse("assignments:delegation", args=[made.public_id])
    assert "20/10/2026" in notice.text
    entry = Entry.objects.get(operation="give_duty")
    assert (entry.actor_name, entry.agency_name) == (chairman.name, province.an_phuc.name)
    assert entry.changes["to"] == [None, "Phòng Văn hóa - Xã hội"]


def test_an_officer_sees_first_what_was_given_to_the_office(province, give, signed_in_as):
    give(office=province.an_phuc_vhxh, note="Lấy ảnh ở buổi họp thôn")
    page = signed_in_as("xa").get(reverse("desk:todo")).content.decode()
    assert page.index("Giao cho tôi") < page.index("Lấy ảnh ở buổi họp thôn") < page.index("Quá hạn <")
    assert "hạn trong cơ quan 20/10" in page


def test_the_giver_sees_who_has_what_and_what_is_late_inside(province, chairman, give, client_of, on_day):
    give(person=province["xa"])
    on_day(date(2026, 10, 21))
    page = client_of(User.objects.get(pk=chairman.pk)).get(reverse("assignments:inside")).content.decode()
    assert "Nguyễn Thị Lan" in page
    assert "quá hạn trong cơ quan" in page


def test_done_follows_from_the_duty(province, chairman, give, duty_of):
    give(person=province["xa"])
    duty = duty_of(province.an_phuc, 10)
    Duty.objects.filter(pk=duty.pk).update(done=duty.minimum, met_on=TODAY)
    person = reach_of(chairman, TODAY)
    found = given_duties(person, [province.an_phuc.pk]).of(duty_of(province.an_phuc, 10))
    assert found.words == "đã xong"


def test_the_same_form_sent_twice_gives_once(province, give):
    assert give(person=province["xa"]).pk == give(person=province["xa"]).pk
    assert Delegation.objects.count() == 1


def test_given_to_another_it_lies_with_the_other_alone(province, give):
    first = give(office=province.an_phuc_vhxh)
    second = give(key="token-thu-hai-12345", person=province["xa"])
    assert list(Delegation.objects.filter(state="given")) == [second]
    first.refresh_from_db()
    assert (first.state, first.reason) == ("taken-back", "giao lại cho nơi khác")


def test_handed_back_with_a_reason_it_is_said_to_the_giver(province, chairman, give):
    made = give(office=province.an_phuc_vhxh)
    with pytest.raises(Refused, match="lý do"):
        pass_back_work(actor=province["xa"], delegation=made, reason="  ")
    pass_back_work(actor=province["xa"], delegation=made, reason="Phòng chưa có số liệu")
    made.refresh_from_db()
    assert (made.state, made.ended_by) == ("passed-back", province["xa"])
    assert "Phòng chưa có số liệu" in Notice.objects.get(user=chairman).text


def test_handed_back_once_only(province, give):
    made = give(office=province.an_phuc_vhxh)
    pass_back_work(actor=province["xa"], delegation=made, reason="Không làm được")
    with pytest.raises(Refused, match="không còn giao"):
        pass_back_work(actor=province["xa"], delegation=made, reason="Không làm được")


def test_the_giver_takes_back_and_nobody_else_does(province, chairman, give):
    made = give(office=province.an_phuc_vhxh)
    with pytest.raises(Http404):
        take_back_work(actor=province["xa"], delegation=made)
    take_back_work(actor=chairman, delegation=made)
    made.refresh_from_db()
    assert made.state == "taken-back"


@pytest.mark.parametrize("username", ["xa", "xa_khac", "tinh", "lanhdao"])
def test_nobody_gives_work_inside_a_body_but_the_body_itself(province, duty_of, username):
    """An officer of an office gives nothing on; others do not reach into the commune."""
    duty = duty_of(province.an_phuc, 10)
    words = {"duty": duty, "body": province.an_phuc, "token": "x" * 16, "inner_on": INNER}
    with pytest.raises(Http404):
        give_duty(actor=province[username], **words, person=province["xa"])


@pytest.mark.parametrize(
    ("inner_on", "sentence"), [(date(2026, 9, 30), "đã qua"), (date(2026, 11, 1), "trước hoặc đúng hạn")]
)
def test_an_inner_date_lies_between_today_and_the_duty_s_date(province, give, inner_on, sentence):
    with pytest.raises(Refused, match=sentence):
        give(person=province["xa"], inner_on=inner_on)


def test_work_goes_to_nobody_of_another_body(province, give):
    with pytest.raises(Refused, match="không làm việc"):
        give(person=province["xa_khac"])
    with pytest.raises(Refused, match="không phải là phòng"):
        give(office=province.khcn)
    with pytest.raises(Refused, match="một phòng hoặc một người"):
        give()


def test_an_assignment_is_given_with_its_coming_periods_only(province, chairman, duty_of):
    """Each coming duty has its inner date so many days before its own; what fell due before stays where it was."""
    holder = duty_of(province.an_phuc, 10).holder_rows.get()
    give_assignment(
        actor=chairman, assignment=holder.assignment, token="y" * 16, days_before=5, office=province.an_phuc_vhxh
    )
    found = given_duties(reach_of(chairman, TODAY), [province.an_phuc.pk])
    assert found.of(duty_of(province.an_phuc, 10)).inner_on == date(2026, 10, 26)
    assert found.of(duty_of(province.an_phuc, 11)).inner_on == date(2026, 11, 25)
    assert found.of(duty_of(province.an_phuc, 8)) is None


def test_a_duty_given_by_itself_lies_there_and_not_with_its_assignment(province, chairman, give, duty_of):
    holder = duty_of(province.an_phuc, 10).holder_rows.get()
    words = {"assignment": holder.assignment, "token": "y" * 16, "days_before": 5}
    give_assignment(actor=chairman, **words, office=province.an_phuc_vhxh)
    give(person=province["xa"])
    found = given_duties(reach_of(chairman, TODAY), [province.an_phuc.pk])
    assert found.of(duty_of(province.an_phuc, 10)).delegation.to_name == "Nguyễn Thị Lan"
    assert found.of(duty_of(province.an_phuc, 11)).delegation.to_name == "Phòng Văn hóa - Xã hội"


def test_the_form_keeps_what_was_typed_when_it_is_refused(province, chairman, duty_of, client_of):
    url = reverse("assignments:give_duty", args=[duty_of(province.an_phuc, 10).public_id])
    data = {"token": "z" * 16, "to": f"nguoi:{province['xa'].public_id}", "inner_on": "01/09/2026", "note": "Nhớ ảnh"}
    answer = client_of(chairman).post(url, data)
    assert answer.status_code == 422
    assert "Nhớ ảnh" in answer.content.decode()
    assert client_of(chairman).post(url, data | {"inner_on": "20/10/2026"}).status_code == 302
    assert Delegation.objects.get().note == "Nhớ ảnh"


def test_the_list_asks_the_database_as_much_for_one_as_for_many(
    province, chairman, duty_of, client_of, django_assert_max_num_queries
):
    for month in (10, 11, 12):
        duty = duty_of(province.an_phuc, month)
        words = {"duty": duty, "body": province.an_phuc, "token": f"token-{month}-1234567"}
        give_duty(actor=chairman, **words, inner_on=INNER, person=province["xa"])
        client = client_of(User.objects.get(pk=chairman.pk))
        with django_assert_max_num_queries(16):
            assert client.get(reverse("assignments:inside")).status_code == 200
