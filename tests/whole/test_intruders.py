"""What a person with a right somewhere might try to reach elsewhere: each was open once, or easily could be."""

import io
from datetime import date
from typing import Any

import docx
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django_q.conf import Conf
from django_q.models import OrmQ

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, AgencyLink, HeldRole, User
from lantoa.agencies.reach import reach_of
from lantoa.assignments.models import Assignment, Duty, Reminder
from lantoa.assignments.operations import issue_plan
from lantoa.domain.due import DueRule
from lantoa.domain.lifecycle import VerificationState
from lantoa.domain.period import Calendar
from lantoa.intake.operations import receive_document, receiving
from lantoa.persistence.names import name_columns
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Plan
from lantoa.plans.operations import create_draft_plan
from lantoa.reports.operations import create_regime
from lantoa.results.models import LinkFetch
from lantoa.results.operations import CreditTo, ask_for_page, change_credits, state_standing, verify_result
from lantoa.results.operations.crediting import credits_mark
from lantoa.results.operations.fetching import LATELY, MOST_LATELY

SINCE, TODAY = date(2025, 7, 1), date(2026, 10, 1)
VICTIMS = ["Ủy ban nhân dân xã An Phúc", "Sở Khoa học và Công nghệ", "Bưu điện tỉnh"]
NEWS = {"what": "tin, bài", "unit": "tin, bài", "min": 1, "every": "month"}


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def make_office(name: str, of: Agency) -> Agency:
    """A room inside a body."""
    about = {"kind": "office", "level": of.level, "short_name": name, "starts_on": SINCE}
    made = Agency.objects.create(**name_columns(name), **about)
    AgencyLink.objects.create(child=made, parent=of, kind="office", starts_on=SINCE)
    return made


@pytest.fixture
def grasping(world: Any) -> User:
    """The coordinator of another commune, who named half the province in a plan of that commune and issued it."""
    user = User.objects.create_user("binh", "binh-matkhau", name="Phan Văn Bình")
    body = world.province.binh_linh
    HeldRole.objects.create(user=user, agency=body, role=Role.COORDINATOR, starts_on=SINCE)
    task = {"ref": "PL.1", "title": "Tin, bài", "lead": VICTIMS, "support": ["Sở Tư pháp"]}
    home = {"ref": "PL.2", "title": "Tin, bài của xã", "lead": ["Ủy ban nhân dân xã Bình Lĩnh"], "support": []}
    plan = create_draft_plan(
        actor=user,
        reading={
            "document": {"subject": "Tuyên truyền của xã Bình Lĩnh", "year": 2026},
            "tasks": [
                task | {"obligations": [NEWS | {"who": VICTIMS}]},
                home | {"obligations": [NEWS | {"who": home["lead"]}]},
            ],
        },
        issuer=body,
        drafter=body,
        coordinator=body,
    )
    signed = {"signer_capacity": "TM. ỦY BAN NHÂN DÂN", "signer_title": "CHỦ TỊCH", "signer_name": "Phan Văn Bình"}
    issue_plan(actor=user, plan=plan, number="01/KH-UBND", issued_on=date(2026, 9, 1), **signed)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def queue_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks wait in the queue as they do on a server; no worker takes them."""
    monkeypatch.setattr(Conf, "SYNC", False)


@pytest.fixture
def grasped() -> Any:
    """The plan that was issued so."""
    return lambda: Plan.objects.get(number="01/KH-UBND")


@pytest.mark.django_db
def test_naming_a_body_in_a_plan_does_not_open_its_work(world, grasping):
    seen = reach_of(grasping, TODAY).seen
    assert world.province.an_phuc.pk not in seen
    assert world.province.khcn.pk not in seen
    assert world.province.tu_phap.pk not in seen
    client = client_of(grasping)
    closed = {
        "results:detail": world.result.public_id,
        "results:evidence": world.photo.public_id,
        "results:decide_statement": world.statement.public_id,
        "results:decide_completion": world.completion.public_id,
        "desk:duty": world.duty.public_id,
        "reports:detail": world.sent.public_id,
    }
    for name, public_id in closed.items():
        assert client.get(reverse(name, args=[public_id])).status_code == 404, name
    assert world.result.title not in client.get(reverse("results:list") + "?phamvi=theo-doi").content.decode()


@pytest.mark.django_db
def test_nor_does_it_let_anybody_reject_what_others_did(world, grasping):
    with pytest.raises(Forbidden):
        verify_result(actor=grasping, result=world.result, to=VerificationState.REJECTED, note="không")


@pytest.mark.django_db
def test_a_body_under_another_is_asked_and_owes_nothing(world, grasping, grasped):
    kinds = dict(Assignment.objects.filter(plan=grasped()).values_list("agency__short_name", "kind"))
    assert kinds["Xã An Phúc"] == kinds["Sở Khoa học và Công nghệ"] == kinds["Sở Tư pháp"] == "request"
    assert kinds["Bưu điện tỉnh"] == kinds["Xã Bình Lĩnh"] == "owed"
    held = Duty.objects.filter(plan=grasped(), holders__in=[world.province.an_phuc, world.province.khcn])
    assert not held.exists()


@pytest.mark.django_db
def test_who_follows_a_plan_reads_what_counts_for_it_and_no_more(world, province):
    """The province's coordinator watches the communes by the plan, and still does."""
    person = reach_of(User.objects.get(username="tinh"), TODAY)
    assert {body.pk for body in province.communes} <= person.watched
    assert province.tuyen_giao.pk not in person.watched


@pytest.mark.django_db
def test_an_administrator_with_a_desk_elsewhere_sees_no_content_of_the_bodies_administered(world):
    user = User.objects.create_user("hai-vai", "hai-vai-matkhau", name="Lê Hai Vai")
    for agency, role in ((world.province.khcn, Role.OFFICER), (world.province.an_phuc, Role.ADMINISTRATOR)):
        HeldRole.objects.create(user=user, agency=agency, role=role, starts_on=SINCE)
    client = client_of(user)
    assert client.get(reverse("results:detail", args=[world.result.public_id])).status_code == 404
    assert client.get(reverse("results:evidence", args=[world.photo.public_id])).status_code == 404
    assert world.result.title not in client.get(reverse("results:list")).content.decode()


@pytest.mark.django_db
def test_who_works_on_an_item_does_not_read_what_others_declared_on_it(world):
    page = client_of(world.province["xa_khac"]).get(reverse("desk:item", args=[world.completion.item.public_id]))
    assert page.status_code == 200
    assert world.completion.note not in page.content.decode()
    shown = client_of(world.province["tinh"]).get(reverse("desk:item", args=[world.completion.item.public_id]))
    assert world.completion.note in shown.content.decode()


@pytest.mark.django_db
def test_a_role_that_ended_opens_nothing_even_in_a_session_that_is_still_open(world):
    client = client_of(world.province["xa"])
    address = reverse("results:detail", args=[world.result.public_id])
    assert client.get(address).status_code == 200
    HeldRole.objects.filter(user=world.province["xa"]).update(ends_on=TODAY)
    assert client.get(address).status_code == 404
    User.objects.filter(username="xa").update(is_active=False)
    assert client.get(address).url.startswith(reverse("agencies:sign_in"))


@pytest.mark.django_db
def test_a_page_to_open_and_its_task_are_saved_together_or_not_at_all(world, queue_alone):
    asked = {"actor": world.province["xa"], "agency": world.province.an_phuc}
    with transaction.atomic():
        ask_for_page(url="https://anphuc.example.vn/mot", **asked)
        transaction.set_rollback(True)
    assert OrmQ.objects.count() == 0
    ask_for_page(url="https://anphuc.example.vn/hai", **asked)
    assert OrmQ.objects.count() == LinkFetch.objects.filter(url__endswith="/hai").count() == 1


@pytest.mark.django_db
def test_a_role_at_an_office_gives_nothing_over_what_hangs_below_its_body(world):
    """An administrator of one room of the committee is no administrator of the province."""
    room = make_office("Phòng Hành chính", world.province.ubnd)
    user = User.objects.create_user("phong", "phong-matkhau", name="Đỗ Thị Phòng")
    for role in (Role.ADMINISTRATOR, Role.HEAD, Role.OBSERVER):
        HeldRole.objects.create(user=user, agency=room, role=role, starts_on=SINCE)
    rights = reach_of(user, TODAY)
    assert rights.administered == {room.pk}
    assert world.province.an_phuc.pk not in rights.seen
    assert client_of(user).get(reverse("agencies:edit", args=[world.province.an_phuc.public_id])).status_code == 404


@pytest.mark.django_db
def test_a_regime_cannot_be_the_way_to_a_strangers_work(world, grasping):
    with pytest.raises(Refused, match="Không thuộc diện theo dõi"):
        create_regime(
            actor=grasping,
            name="Báo cáo",
            receiver=world.province.binh_linh,
            period_kind="quarter",
            calendar=Calendar.PLAIN,
            due=DueRule.from_json({"day": 5, "of": "next-month"}),
            starts_on=date(2026, 1, 1),
            reporters=[world.province.an_phuc],
        )


ODD_NUMBERS = ["²", "9" * 5000, "9" * 25, "-1", "1e3", "٣", "1-2-3", "-", "1-"]


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD_NUMBERS)
def test_numbers_no_honest_page_sends_are_no_fault_of_the_product(world, odd):
    client = client_of(world.province["tinh"])
    for name in ("desk:progress", "reports:list", "plans:list", "results:list", "agencies:tree"):
        answer = client.get(reverse(name), {"trang": odd, "nam": odd, "xem": "gui-den", "ke-hoach": "", "nhom": odd})
        assert answer.status_code in (200, 400), name
    assert client.get(reverse("desk:help_timing"), {"cum-tu": "hằng tháng", "nam": odd}).status_code == 200
    assert client.get(reverse("plans:explain"), {"phrase": "hằng tháng", "nam": odd}).status_code == 200
    drop = {"version": odd}
    assert client.post(reverse("plans:drop", args=[world.draft.public_id]), drop).status_code == 302
    assert Plan.objects.filter(pk=world.draft.pk).exists()
    officer = client_of(world.province["xa"])
    key = f"{world.standing.pk}"
    ticked = {"tinh-cho": [odd, key], f"so-{key}": odd, "quantity": odd, "lan": odd}
    ticked["da-co"] = credits_mark(world.result)
    assert officer.post(reverse("results:credits", args=[world.result.public_id]), ticked).status_code == 422
    assert officer.post(reverse("results:proposals"), ticked).status_code == 200
    polled = officer.post(reverse("results:read_page", args=[world.fetch.public_id]), ticked)
    assert polled.status_code == 200
    assert officer.post(reverse("reports:submit", args=[world.report.public_id]), drop).status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["../../../../etc/passwd", "x" * 15, "có dấu có dấu có dấu", "a/b/c/d/e/f/g/h/i"])
def test_a_token_that_could_not_stand_in_an_address_makes_nothing(world, token):
    client = client_of(world.province["quantri"])
    body = {"name": "Sở Lạ", "kind": "department", "level": "province", "link": "under", "starts_on": "01/10/2026"}
    answer = client.post(reverse("agencies:add", args=[world.province.ubnd.public_id]), body | {"token": token})
    assert answer.status_code == 422
    assert client.get(reverse("agencies:tree")).status_code == 200


@pytest.mark.django_db
def test_a_body_larger_than_any_file_taken_is_turned_away_unread(world, settings):
    settings.LANTOA_LARGEST_BODY = 1000
    client = client_of(world.province["xa"])
    assert client.post(reverse("results:record"), {"title": "x" * 2000}).status_code == 413
    assert client.post(reverse("results:proposals"), {"title": "x"}).status_code == 200


@pytest.mark.django_db
def test_a_credit_that_stands_survives_the_end_of_its_duty_when_others_change(world):
    Duty.objects.filter(pk=world.duty.pk).update(state="closed", closed_by="KH 20/KH-UBND")
    kept = CreditTo(world.duty.holder_rows.get().assignment_id, world.duty.pk, 1)
    more = CreditTo(world.standing.pk, None, 1)
    change_credits(actor=world.province["xa"], result=world.result, credit_to=[kept, more])
    assert world.result.credits.count() == 2
    change_credits(actor=world.province["xa"], result=world.result, credit_to=[more])
    with pytest.raises(Refused, match="đã kết thúc"):
        change_credits(actor=world.province["xa"], result=world.result, credit_to=[kept, more])


@pytest.mark.django_db
def test_work_that_is_not_there_cannot_be_counted_for(world):
    sent = {
        "token": "mot-token-moi-0001",
        "title": "Tin mới",
        "happened_on": "30/09/2026",
        "quantity": "1",
        "kind": "article",
        "agency": world.province.an_phuc.public_id,
        "note": "Đã làm",
        "tinh-cho": ["999999999"],
    }
    answer = client_of(world.province["xa"]).post(reverse("results:record"), sent)
    assert answer.status_code == 422
    assert "không còn" in answer.content.decode()


@pytest.mark.django_db
def test_letters_that_no_text_has_are_turned_away_before_they_reach_a_table(world):
    client = client_of(world.province["xa"])
    assert client.get("/ket-qua/%00/").status_code == 400
    assert client.get(reverse("results:list"), {"q": "a\x00b"}).status_code == 400
    assert client.post(reverse("results:record"), {"title": "a\x00b"}).status_code == 400
    assert client.get(reverse("results:list"), {"q": "a"}).status_code == 200


@pytest.mark.django_db
def test_one_person_cannot_fill_the_queue_with_pages_to_open(world, queue_alone):
    asked = {"actor": world.province["xa"], "agency": world.province.an_phuc}
    known = LinkFetch.objects.filter(asked_by=world.province["xa"])
    known.update(state="failed", asked_at=clock.now())
    row = known.get()
    LinkFetch.objects.bulk_create(
        LinkFetch(agency=row.agency, asked_by=row.asked_by, asked_at=clock.now(), url=row.url, url_key=str(number))
        for number in range(MOST_LATELY - 1)
    )
    with pytest.raises(Refused, match="nhiều trang"):
        ask_for_page(url="https://anphuc.example.vn/them", **asked)
    LinkFetch.objects.update(asked_at=clock.now() - LATELY)
    assert ask_for_page(url="https://anphuc.example.vn/them", **asked).pk


@pytest.mark.django_db
def test_a_page_that_was_never_opened_is_asked_for_again_after_a_while(world, queue_alone):
    asked = {"actor": world.province["xa"], "agency": world.province.an_phuc}
    first = ask_for_page(url="https://anphuc.example.vn/mot", **asked)
    assert ask_for_page(url="https://anphuc.example.vn/mot", **asked) == first
    LinkFetch.objects.filter(pk=first.pk).update(asked_at=clock.now() - LATELY, state="queued")
    assert ask_for_page(url="https://anphuc.example.vn/mot", **asked) != first


@pytest.mark.django_db
def test_nothing_more_is_stated_on_work_that_was_ended(world):
    Assignment.objects.filter(pk=world.standing.pk).update(state="closed")
    with pytest.raises(Refused, match="đã kết thúc"):
        state_standing(actor=world.province["xa"], assignment=world.standing, day=date(2026, 9, 1), text="Đã làm")


@pytest.mark.django_db
def test_no_name_of_a_body_can_break_the_name_of_a_file(world):
    name = 'Ủy ban nhân dân xã "An Phúc" – mới; filename=x.exe'
    Agency.objects.filter(pk=world.province.an_phuc.pk).update(**name_columns(name))
    for kind in ("docx", "xlsx"):
        answer = client_of(world.province["xa"]).get(reverse(f"reports:{kind}", args=[world.sent.public_id]))
        assert answer.status_code == 200
        b"".join(answer)  # a file that is sent in pieces is closed at its end
        header = answer["Content-Disposition"]
        assert header.startswith("attachment; filename")
        assert header.endswith(f".{kind}") or header.endswith(f'.{kind}"')
        assert "; filename=x.exe" not in header


@pytest.mark.django_db
def test_the_same_document_sent_twice_at_the_same_moment_is_kept_once(world, queue_alone, monkeypatch):
    """The second sending finds nothing before it saves, and the first one's row when it does."""
    sent = {"actor": world.province["tinh"], "agency": world.province.noi_vu, "token": "mot-van-ban-0001"}
    page, out = docx.Document(), io.BytesIO()
    page.add_paragraph("KẾ HOẠCH Tuyên truyền cải cách hành chính năm 2026")
    page.save(out)
    first, is_new = receive_document(**sent, data=out.getvalue(), name="a.docx")
    answers = iter([None])
    found = receiving._earlier
    monkeypatch.setattr(receiving, "_earlier", lambda *words: next(answers, first) and found(*words))
    again, is_new_again = receive_document(**sent, data=out.getvalue(), name="a.docx")
    assert (is_new, again.pk, is_new_again) == (True, first.pk, False)


@pytest.mark.django_db
@pytest.mark.parametrize("topic", ["viec", "ke-hoach"])
def test_naming_a_body_in_a_plan_does_not_let_anybody_remind_it(world, grasping, grasped, topic):
    """Neither of duties nor of a plan of its own, whatever the form says."""
    victim = world.province.an_phuc.public_id
    asked = {"ke-hoach": grasped().public_id, "co-quan": victim, "chu-de": topic, "hep-co-quan": victim}
    client = client_of(grasping)
    before = Reminder.objects.count()
    assert world.province.an_phuc.short_name not in client.get(reverse("assignments:remind"), asked).content.decode()
    sent = {"token": "don-doc-trom-00001", "words": "Nộp ngay.", "lam": "gui", "chon": "co-quan"}
    client.post(reverse("assignments:remind"), asked | sent)
    client.post(
        reverse("assignments:remind"), asked | sent | {"viec": f"{victim}:{world.duty.public_id}", "chon": "viec"}
    )
    assert Reminder.objects.count() == before
    own = client.get(reverse("assignments:remind"), {"ke-hoach": world.plan.public_id}).content.decode()
    assert "Xã Bình Lĩnh" in own, "its own body it may remind"
    assert world.province.an_phuc.short_name not in own


@pytest.mark.django_db
def test_a_reminders_short_address_opens_nothing_to_others(world, grasping):
    assert client_of(grasping).get(reverse("desk:short", args=[world.reminder.code])).status_code == 404
    letter = reverse("assignments:reminder_docx", args=[world.reminder.public_id])
    assert client_of(grasping).get(letter).status_code == 404
    assert client_of(world.province["xa"]).get(letter).status_code == 404
