"""«Đôn đốc»: whom a coordinator reminds, of what, and what the bodies answer."""

import io
from datetime import date
from html.parser import HTMLParser

import docx
import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.urls import reverse

from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole, User
from lantoa.agencies.reach import reach_of
from lantoa.assignments.access import reminding as access
from lantoa.assignments.models import Duty, Reminder, ReminderLine
from lantoa.assignments.operations.reminding import answer_reminder, send_reminder
from lantoa.assignments.queries.reminding import Owing, Wanted, owing
from lantoa.assignments.reminder_letter import to_letter
from lantoa.assignments.reminder_text import group_text
from lantoa.audit.models import Entry
from lantoa.domain.reminding import Urgency
from lantoa.notices.models import Notice, OutgoingMail
from lantoa.paper import write_docx
from lantoa.paper.checking import check_docx
from lantoa.persistence.refusal import Refused
from lantoa.web.papers import PaperForm, paper_response

TODAY = date(2026, 10, 1)


def fresh(user: User) -> User:
    """The same person without the rights kept from before the plan."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def tinh(province, issued_plan) -> User:
    return fresh(province["tinh"])


def found(person: User, **narrowed: object) -> list[Owing]:
    return owing(reach_of(person, TODAY), Wanted(**narrowed), TODAY)


def sent(person: User, plan, to: list[Owing], **more) -> Reminder:
    words = {"words": "Đề nghị khẩn trương.", "answer_by": date(2026, 10, 10), "topic": "duties"} | more
    return send_reminder(actor=person, token="don-doc-lan-mot-001", plan=plan, to=to, **words)


@pytest.mark.django_db
def test_what_is_overdue_stands_first_and_what_is_met_is_left_out(tinh, issued_plan, province):
    met = Duty.objects.filter(plan=issued_plan, agency=province.an_phuc, due_on__lt=TODAY)
    assert met.filter(minimum__gt=0, before_issue=False).update(done=99, met_on=date(2026, 9, 1))
    rows = found(tinh, plan=issued_plan)
    assert province.an_phuc not in [row.agency for row in rows if row.overdue]
    assert province.binh_linh in [row.agency for row in rows if row.overdue]
    assert [row.overdue for row in rows] == sorted((row.overdue for row in rows), reverse=True)


@pytest.mark.django_db
def test_requests_are_never_in_it(tinh, issued_plan, province):
    """The small plan asks Party and Front bodies: they owe nothing, so there is nothing to remind them of."""
    assert issued_plan.assignments.filter(kind="request").exists()
    named = {row.agency for row in found(tinh, plan=issued_plan)}
    asked = set(issued_plan.assignments.filter(kind="request").values_list("agency", flat=True))
    owed = set(issued_plan.assignments.filter(kind="owed").values_list("agency", flat=True))
    assert not {agency.pk for agency in named} & (asked - owed)


@pytest.mark.django_db
def test_an_extended_duty_is_late_only_after_its_new_date(tinh, issued_plan, province):
    duty = Duty.objects.filter(plan=issued_plan, agency=province.binh_linh, due_on__lt=TODAY, minimum__gt=0).last()
    Duty.objects.filter(pk=duty.pk).update(extended_to=date(2026, 10, 5))
    row = next(row for row in found(tinh, plan=issued_plan) if row.agency == province.binh_linh)
    kinds = {one.duty.pk: one.urgency for one in row.owed}
    assert kinds[duty.pk] == Urgency.SOON


@pytest.mark.django_db
def test_a_reminder_keeps_what_was_owed_and_tells_the_people(tinh, issued_plan, province):
    to = [row for row in found(tinh, plan=issued_plan) if row.agency in (province.an_phuc, province.binh_linh)]
    User.objects.filter(username="xa").update(email="lan@example.vn")
    row = sent(tinh, issued_plan, to)
    line = row.lines.get(agency=province.an_phuc)
    assert (line.overdue, line.duties.count()) == (to[0].overdue, len(to[0].owed)) or line.overdue > 0
    assert line.told == 1  # the officer of the office inside the body
    notice = Notice.objects.get(user=province["xa"], kind="reminder")
    assert "Đề nghị khẩn trương." in notice.text and "10/10/2026" in notice.text
    assert not Notice.objects.filter(user=province["so"], kind="reminder").exists()
    assert Entry.objects.get(operation="send_reminder").agency_id == province.noi_vu.pk
    Duty.objects.filter(plan=issued_plan, agency=province.an_phuc, minimum__gt=0).update(done=99, met_on=TODAY)
    line.refresh_from_db()
    assert line.overdue > 0, "what it owed on that day stands"


@pytest.mark.django_db
def test_sending_the_same_form_again_makes_no_second_reminder(tinh, issued_plan):
    to = found(tinh, plan=issued_plan)
    first, second = sent(tinh, issued_plan, to), sent(tinh, issued_plan, to)
    assert first.pk == second.pk
    assert (
        Notice.objects.filter(kind="reminder").values("user", "key").distinct().count()
        == Notice.objects.filter(kind="reminder").count()
    )


@pytest.mark.django_db
def test_nobody_reminds_a_body_out_of_reach(province, issued_plan, tinh):
    """A coordinator of one commune, with rows that were made for another person."""
    user = User.objects.create_user("dau-moi-xa", "matkhau-dau-moi", name="Phan Văn Bình")
    HeldRole.objects.create(user=user, agency=province.binh_linh, role=Role.COORDINATOR, starts_on=date(2025, 7, 1))
    stolen = [row for row in found(tinh, plan=issued_plan) if row.agency == province.an_phuc]
    with pytest.raises(Forbidden):
        sent(user, None, stolen)
    assert {row.agency for row in found(user)} == {province.binh_linh}
    with pytest.raises(Forbidden):
        access.plan_to_remind(reach_of(fresh(province["xa"]), TODAY), issued_plan.public_id)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"to": []}, "Chưa chọn cơ quan"),
        ({"answer_by": date(2026, 9, 30)}, "đã qua"),
        ({"topic": "plan-below", "words": " "}, "nội dung"),
    ],
)
def test_what_cannot_be_sent_is_refused_in_words(tinh, issued_plan, more, says):
    to = more.pop("to", None)
    with pytest.raises(Refused, match=says):
        sent(tinh, issued_plan, found(tinh, plan=issued_plan) if to is None else to, **more)
    assert not Reminder.objects.exists()


@pytest.mark.django_db
def test_a_body_answers_once_and_who_sent_it_is_told(tinh, issued_plan, province):
    row = sent(tinh, issued_plan, found(tinh, plan=issued_plan))
    line = row.lines.get(agency=province.an_phuc)
    officer = fresh(province["xa"])
    answer_reminder(actor=officer, line=line, words="Đang làm, xong trước 05/10.")
    answer_reminder(actor=officer, line=line, words="Đang làm, xong trước 05/10.")
    assert Notice.objects.filter(user=tinh, kind="reminder-answer").count() == 1
    with pytest.raises(Refused):
        answer_reminder(actor=officer, line=line, words="Lời khác")
    with pytest.raises(Forbidden):
        answer_reminder(actor=fresh(province["xa_khac"]), line=line, words="Của người khác")


@pytest.mark.django_db
def test_the_database_keeps_what_was_sent(tinh, issued_plan):
    row = sent(tinh, issued_plan, found(tinh, plan=issued_plan))
    line = row.lines.first()
    for broken in (lambda: line.duties.all().delete(), lambda: line.duties.update(done=5), row.lines.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            broken()


@pytest.mark.django_db
def test_the_letter_names_bodies_tasks_counts_and_dates(tinh, issued_plan, province):
    to = [row for row in found(tinh, plan=issued_plan) if row.agency in province.communes]
    row = sent(tinh, issued_plan, to)
    lines = list(row.lines.order_by("pk"))
    document = to_letter(row, lines)
    text = "\n".join(_words(docx.Document(io.BytesIO(write_docx(document)))))
    assert "V/v đôn đốc thực hiện Kế hoạch số 08/KH-UBND" in text
    assert "Ủy ban nhân dân xã An Phúc" in text
    assert "hoàn thành trước ngày 10 tháng 10 năm 2026" in text
    assert check_docx(write_docx(document)) == (), "as Decree 30/2020 wants it"
    duty = lines[0].duties.order_by("due_on").first()
    assert duty.due_on.strftime("%d/%m/%Y") in text
    assert f"{duty.done}/{duty.minimum}" in text
    assert paper_response(document, PaperForm.PDF, name="x").content.startswith(b"%PDF")


def _words(document) -> list[str]:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


@pytest.mark.django_db
def test_the_message_holds_bodies_counts_the_day_and_the_short_address(tinh, issued_plan, province):
    row = sent(tinh, issued_plan, [row for row in found(tinh, plan=issued_plan) if row.agency == province.an_phuc])
    line = row.lines.get()
    text = group_text(row, [line], "https://x.vn/r/abc/")
    assert f"1. Xã An Phúc: {line.overdue} quá hạn" in text
    assert "trước ngày 10/10/2026" in text
    assert "https://x.vn/r/abc/" in text
    assert province["xa"].name not in text


@pytest.mark.django_db
def test_from_the_choice_to_the_sent_reminder_on_screen(signed_in_as, province, issued_plan):
    client = signed_in_as("tinh")
    address = reverse("assignments:remind")
    page = client.get(f"{address}?ke-hoach={issued_plan.public_id}")
    assert "Xã An Phúc" in page.content.decode()
    form = _fields(page.content.decode())
    looked = client.post(address, form | {"lam": "xem", "words": "Khẩn trương.", "answer_by": "10/10/2026"})
    assert looked.status_code == 200
    assert "Xem trước" in looked.content.decode()
    assert not Reminder.objects.exists(), "looking sends nothing"
    done = client.post(address, _fields(looked.content.decode()) | {"lam": "gui"}, follow=True)
    row = Reminder.objects.get()
    assert row.words == "Khẩn trương."
    assert row.answer_by == date(2026, 10, 10)
    assert f"/r/{row.code}/" in done.content.decode()
    again = client.get(f"{address}?ke-hoach={issued_plan.public_id}&co-quan={province.an_phuc.public_id}")
    assert "1 lần, gần nhất 01/10" in again.content.decode()
    warned = client.post(address, _fields(again.content.decode()) | {"lam": "xem"})
    assert "Hôm nay đã đôn đốc" in warned.content.decode()


def _fields(page: str) -> dict[str, list[str]]:
    """What the page's last form would send, as a browser does."""

    class Form(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.fields: dict[str, list[str]] = {}
            self.area: str | None = None

        def handle_starttag(self, tag, attrs):
            said = dict(attrs)
            if tag == "form" and said.get("method") == "post" and "action" not in said:
                self.fields = {}
            if tag == "textarea":
                self.area = said.get("name")
                self.fields.setdefault(self.area, [""])
            if tag == "input" and said.get("name") and (said.get("type") != "checkbox" or "checked" in said):
                self.fields.setdefault(said["name"], []).append(said.get("value", ""))

        def handle_data(self, data):
            if self.area:
                self.fields[self.area] = [data]

        def handle_endtag(self, tag):
            if tag == "textarea":
                self.area = None

    parser = Form()
    parser.feed(page)
    return {name: values for name, values in parser.fields.items() if name != "csrfmiddlewaretoken"}


@pytest.mark.django_db
def test_one_task_and_a_months_cell_narrow_the_choice(signed_in_as, province, issued_plan):
    client = signed_in_as("tinh")
    duty = Duty.objects.filter(plan=issued_plan, agency=province.binh_linh, due_on__lt=TODAY, minimum__gt=0).last()
    page = client.get(f"{reverse('assignments:remind')}?viec={duty.public_id}").content.decode()
    assert page.count('type="checkbox" name="viec"') == 1
    assert "Xã An Phúc" not in page
    cell = f"?ke-hoach={issued_plan.public_id}&co-quan={province.binh_linh.public_id}&thang={duty.due_on.month}"
    page = client.get(reverse("assignments:remind") + cell).content.decode()
    wanted = Duty.objects.filter(plan=issued_plan, holders=province.binh_linh, due_on__month=duty.due_on.month)
    assert 0 < page.count('type="checkbox" name="viec"') <= wanted.count()


@pytest.mark.django_db
def test_bodies_without_a_plan_of_their_own_are_reminded_to_issue_it(signed_in_as, province, issued_plan):
    client = signed_in_as("tinh")
    item = issued_plan.items.get(ref="PL.1")
    query = (
        f"?chu-de=ke-hoach&ke-hoach={issued_plan.public_id}&co-quan={province.an_phuc.public_id}&muc={item.public_id}"
    )
    page = client.get(reverse("assignments:remind") + query)
    form = _fields(page.content.decode())
    looked = client.post(reverse("assignments:remind"), form | {"lam": "xem"})
    client.post(reverse("assignments:remind"), _fields(looked.content.decode()) | {"lam": "gui"})
    line = ReminderLine.objects.get()
    assert line.agency == province.an_phuc
    assert item.short_ref in line.note


@pytest.mark.django_db
def test_the_short_address_leads_each_to_its_own(signed_in_as, tinh, issued_plan, province):
    row = sent(tinh, issued_plan, [row for row in found(tinh, plan=issued_plan) if row.agency == province.an_phuc])
    address = reverse("desk:short", args=[row.code])
    assert signed_in_as("xa").get(address).url == "/viec-can-lam/#don-doc"
    assert signed_in_as("tinh").get(address).url == reverse("assignments:reminder", args=[row.public_id])
    assert signed_in_as("xa_khac").get(address).status_code == 404
    assert signed_in_as("khach").get(address).url.startswith(reverse("agencies:sign_in"))
    assert signed_in_as("tinh").get(reverse("desk:short", args=["khongcoma"])).status_code == 404


@pytest.mark.django_db
def test_a_reminded_body_sees_it_first_and_answers_there(signed_in_as, tinh, issued_plan, province):
    row = sent(tinh, issued_plan, [row for row in found(tinh, plan=issued_plan) if row.agency == province.an_phuc])
    client = signed_in_as("xa")
    assert "Đề nghị khẩn trương." in client.get(reverse("desk:todo")).content.decode()
    address = reverse("assignments:answer_reminder", args=[row.public_id, province.an_phuc.public_id])
    assert signed_in_as("xa_khac").post(address, {"answer": "Không phải của mình"}).status_code == 404
    client.post(address, {"answer": "Đã biết, đang làm."})
    assert row.lines.get().answer == "Đã biết, đang làm."
    assert "Đề nghị khẩn trương." not in client.get(reverse("desk:todo")).content.decode()
    assert (
        "Đã biết, đang làm."
        in signed_in_as("tinh").get(reverse("assignments:reminder", args=[row.public_id])).content.decode()
    )


@pytest.mark.django_db
def test_the_mail_of_a_reminder_goes_at_once(tinh, issued_plan, province, settings):
    """Also to who takes one mail a day; outside the quiet hours only, which the mail's own tests hold."""
    settings.LANTOA_ADDRESS = "https://cchc.example.vn"
    User.objects.filter(username="xa").update(email="lan@example.vn")
    sent(tinh, issued_plan, found(tinh, plan=issued_plan))
    waiting = OutgoingMail.objects.get(user=province["xa"])
    assert "https://cchc.example.vn/viec-can-lam/" in waiting.body
    assert len(mail.outbox) == (1 if waiting.state == "sent" else 0)


@pytest.mark.django_db
def test_a_reminder_begins_wherever_what_is_late_is_seen(signed_in_as, province, issued_plan):
    """From the plan's progress, from a body, from a month's cell, from a duty; for who follows the plan alone."""
    duty = Duty.objects.filter(plan=issued_plan, agency=province.an_phuc, due_on__lt=TODAY, minimum__gt=0).last()
    of_agency = [issued_plan.public_id, province.an_phuc.public_id]
    seen = {
        f"{reverse('desk:progress')}?ke-hoach={issued_plan.public_id}": f"?ke-hoach={issued_plan.public_id}",
        reverse("desk:agency", args=of_agency): f"&amp;co-quan={province.an_phuc.public_id}",
        reverse("desk:cell", args=[*of_agency, duty.due_on.month]): f"&amp;thang={duty.due_on.month}",
        reverse("desk:duty", args=[duty.public_id]): f"?viec={duty.public_id}",
    }
    for address, narrowed in seen.items():
        page = signed_in_as("tinh").get(address).content.decode()
        assert f"{reverse('assignments:remind')}?" in page, address
        assert narrowed in page, address
        assert reverse("assignments:remind") not in signed_in_as("lanhdao").get(address).content.decode()


@pytest.mark.django_db
def test_the_choice_costs_no_more_queries_for_three_bodies_than_for_one(
    province, issued_plan, tinh, django_assert_max_num_queries
):
    reach = reach_of(tinh, TODAY)
    owing(reach, Wanted(plan=issued_plan), TODAY)
    with django_assert_max_num_queries(3):
        assert len(owing(reach, Wanted(plan=issued_plan), TODAY)) >= 3
