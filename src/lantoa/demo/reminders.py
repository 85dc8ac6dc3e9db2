"""What people of the demonstration were told, one reminder that was sent by hand, and what some bodies answered."""

from datetime import date, timedelta

from django.apps import apps
from django.test.utils import override_settings

from lantoa.adapters import clock
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.assignments.operations.reminding import answer_reminder, send_reminder
from lantoa.assignments.queries.reminding import Wanted, owing
from lantoa.assignments.recipients import working_people_of
from lantoa.assignments.reminding import JOB, remind_of_duties
from lantoa.domain.reminding import Urgency
from lantoa.notices import schedule
from lantoa.notices.models import DailyRun
from lantoa.persistence.identifiers import new_public_id
from lantoa.plans.models import Plan

ANSWERS = (
    "Đã biết. Đơn vị đang hoàn thiện, sẽ ghi kết quả trong tuần.",
    "Đã biết. Một số tin, bài đã đăng nhưng chưa ghi; sẽ bổ sung ngay.",
    "",
)
ASKED_DAYS_AGO, MOST_BODIES = 3, 6
# The two communes whose officers sign in to the demonstration: the first has answered, the second has not.
ANSWERED, WAITING = "Phường Lam Giang", "Xã An Bàng"


def remind(plan: Plan, today: date) -> None:
    """Tell people what is due, as the product does each day; and remind the worst bodies by hand, three days ago."""
    schedule.plant(apps)
    for username in ("tinh", "so", "xa", "xa_khac"):
        User.objects.filter(username=username).update(email=f"{username}@honglam.example.vn")
    asked_on = today - timedelta(days=ASKED_DAYS_AGO)
    with override_settings(LANTOA_TODAY=asked_on.isoformat()):
        _by_hand(plan, asked_on)
    for day in (today - timedelta(days=1), today):
        with override_settings(LANTOA_TODAY=day.isoformat()):
            made = remind_of_duties(day)
            _done(day, made)


def _done(day: date, made: int) -> None:
    moment = clock.now()
    about = {"begun_at": moment, "finished_at": moment, "made": made}
    DailyRun.objects.update_or_create(job=JOB, day=day, defaults=about)


def _by_hand(plan: Plan, on: date) -> None:
    actor = User.objects.get(username="tinh")
    person = reach_of(actor, on)
    shown = [row for row in owing(person, Wanted(plan=plan), on) if row.agency.short_name in (ANSWERED, WAITING)]
    named = {row.agency for row in shown}
    worst = owing(person, Wanted(plan=plan, urgencies=frozenset({Urgency.OVERDUE})), on)
    reminder = send_reminder(
        actor=actor,
        token=new_public_id(),
        plan=plan,
        topic="duties",
        to=[*shown, *(row for row in worst if row.agency not in named)][:MOST_BODIES],
        words="Đề nghị các cơ quan, đơn vị khẩn trương thực hiện, ghi đủ kết quả và minh chứng.",
        answer_by=on + timedelta(days=10),
    )
    lines = list(reminder.lines.exclude(agency__short_name=WAITING).select_related("agency").order_by("pk"))
    people = working_people_of([line.agency_id for line in lines], on)
    for line, words in zip((line for line in lines if line.agency_id in people), ANSWERS, strict=False):
        answer_reminder(actor=User.objects.get(pk=min(people[line.agency_id])), line=line, words=words)
