"""Reminding bodies by hand «đôn đốc», their answers, and when duties are told of by themselves."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from lantoa.adapters import clock
from lantoa.agencies.access import RECORDING, Forbidden, require
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, User
from lantoa.agencies.reach import Reach, reach_of
from lantoa.assignments.access import reminding as access
from lantoa.assignments.models import DutyHolder, Reminder, ReminderDuty, ReminderLine, ReminderStages
from lantoa.assignments.models.reminders import DUTIES, PLAN_BELOW, TOPIC_LABELS
from lantoa.assignments.queries.reminding import Owing
from lantoa.assignments.recipients import working_people_of
from lantoa.audit.operations import differences, record
from lantoa.domain.reminding import MOST_DAYS, MOST_STAGES, Stages, StagesError, tidy
from lantoa.notices.operations import notify
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Plan

LONGEST_WORDS, LONGEST_ANSWER = 3000, 1000
_CODE_BYTES = 6


@transaction.atomic
def send_reminder(
    *,
    actor: User,
    token: str,
    plan: Plan | None,
    topic: str,
    to: Iterable[Owing],
    words: str,
    answer_by: date | None,
) -> Reminder:
    """Remind bodies: keep what each owes today, tell its people in the product and by mail.

    in: who reminds, the form's token (the same one again gives the reminder that is there), the plan, DUTIES or
    PLAN_BELOW, the bodies with what each is reminded of (as `queries.reminding` gives them to this person), the
    coordinator's own words, the day by which it should be done; out: the Reminder. Raises Refused with nobody to
    remind, without words where there are no duties, or for a day gone by; Forbidden for a body out of reach.
    """
    today, bodies = clock.today(), list(to)
    sender = access.sending_agency(reach_of(actor, today), plan)
    kept = Reminder.objects.filter(token=token).first()
    if kept is not None:
        require(kept.sent_by_id == actor.pk)
        return kept
    _check(reach_of(actor, today), bodies, topic, words, answer_by, today)
    about = {"plan": plan, "topic": topic, "words": words[:LONGEST_WORDS], "answer_by": answer_by}
    reminder = _made(actor, token, sender, **about)
    people = working_people_of([row.agency.pk for row in bodies], today)
    _write_lines(reminder, bodies, people)
    _tell(reminder, bodies, people)
    changes: dict[str, Any] = {"bodies": [None, len(bodies)], "duties": [None, sum(len(row.owed) for row in bodies)]}
    role = reach_of(actor, today).role_at(sender.pk, *access.REMINDING)
    record(operation="send_reminder", actor=actor, obj=reminder, agency=sender, role=role, changes=changes)
    return reminder


def _made(actor: User, token: str, sender: Agency, **about: Any) -> Reminder:
    moment = clock.now()
    code = secrets.token_urlsafe(_CODE_BYTES)
    sent = {"on": moment.date(), "sent_at": moment, "sent_by": actor}
    return Reminder.objects.create(code=code, token=token, agency=sender, **about, **sent)


def _check(person: Reach, bodies: list[Owing], topic: str, words: str, answer_by: date | None, today: date) -> None:
    if topic not in TOPIC_LABELS:
        raise Refused("Chưa rõ đôn đốc về việc gì.")
    if not bodies:
        raise Refused("Chưa chọn cơ quan nào để đôn đốc.")
    if any(not access.may_remind(person, row.agency) for row in bodies):
        raise Forbidden
    wanted = {(row.agency.pk, one.duty.pk) for row in bodies for one in row.owed}
    held = DutyHolder.objects.filter(access.remindable(person), duty__in={duty for _, duty in wanted})
    if not wanted <= set(held.values_list("agency_id", "duty_id")):
        raise Forbidden
    if topic == DUTIES and any(not row.owed for row in bodies):
        raise Refused("Có cơ quan không còn việc nào để đôn đốc. Hãy xem lại danh sách.")
    if topic == PLAN_BELOW and not words.strip():
        raise Refused("Hãy viết nội dung đôn đốc.", field="words")
    if answer_by is not None and answer_by < today:
        raise Refused("Ngày đề nghị hoàn thành đã qua.", field="answer_by")


def _write_lines(reminder: Reminder, bodies: list[Owing], people: dict[int, set[int]]) -> None:
    lines = ReminderLine.objects.bulk_create(
        ReminderLine(
            reminder=reminder,
            agency=row.agency,
            overdue=row.overdue,
            soon=row.soon,
            short=row.short,
            note=row.note,
            told=len(people.get(row.agency.pk, ())),
        )
        for row in bodies
    )
    ReminderDuty.objects.bulk_create(
        ReminderDuty(
            line=line,
            duty=one.duty,
            urgency=one.urgency,
            due_on=one.due_on,
            done=one.duty.done,
            minimum=one.duty.minimum,
        )
        for line, row in zip(lines, bodies, strict=True)
        for one in row.owed
    )


def _tell(reminder: Reminder, bodies: list[Owing], people: dict[int, set[int]]) -> None:
    for row in bodies:
        counts = _counts(row.overdue, row.soon, row.short)
        until = f"Đề nghị xong trước ngày {reminder.answer_by:%d/%m/%Y}." if reminder.answer_by else ""
        notify(
            users=people.get(row.agency.pk, ()),
            kind="reminder",
            key=f"reminder:{reminder.public_id}:{row.agency.pk}",
            title=f"{reminder.agency.short_name} đôn đốc: {counts or TOPIC_LABELS[reminder.topic]}"[:200],
            text="\n".join(part for part in (reminder.words, row.note, until) if part),
            url=reverse("desk:todo"),
            about=f"{row.agency.short_name}{f' · {reminder.plan.short_name}' if reminder.plan else ''}",
            on=reminder.on,
            urgent=True,
        )


def _counts(overdue: int, soon: int, short: int) -> str:
    said = ((overdue, "việc quá hạn"), (soon, "sắp đến hạn"), (short, "còn thiếu"))
    return ", ".join(f"{number} {words}" for number, words in said if number)


@transaction.atomic
def answer_reminder(*, actor: User, line: ReminderLine, words: str) -> ReminderLine:
    """Note that a body knows of a reminder, with its words; who sent it is told. Safe to repeat with the same words.

    Raises Refused for a line that was answered already with other words, or for words too long.
    """
    person = reach_of(actor, clock.today())
    require(line.agency_id in person.answers_for(*RECORDING))
    kept = ReminderLine.objects.select_for_update(of=("self",)).select_related("reminder", "agency").get(pk=line.pk)
    words = words.strip()
    if len(words) > LONGEST_ANSWER:
        raise Refused(f"Trả lời dài quá {LONGEST_ANSWER} chữ cái.", field="answer")
    if kept.answered_at is not None:
        if kept.answer != words:
            raise Refused("Cơ quan đã trả lời đôn đốc này.")
        return kept
    kept.answer, kept.answered_at, kept.answered_by = words, clock.now(), actor
    kept.save(update_fields=["answer", "answered_at", "answered_by"])
    notify(
        users=[kept.reminder.sent_by_id],
        kind="reminder-answer",
        key=f"reminder-answer:{kept.pk}",
        title=f"{kept.agency.short_name} đã biết đôn đốc ngày {kept.reminder.on:%d/%m/%Y}",
        text=words,
        url=reverse("assignments:reminder", args=[kept.reminder.public_id]),
        about=kept.agency.short_name,
    )
    role = person.role_at(kept.agency_id, *RECORDING)
    said = {"answer": [None, words]}
    record(operation="answer_reminder", actor=actor, obj=kept.reminder, agency=kept.agency, role=role, changes=said)
    return kept


@transaction.atomic
def save_stages(
    *,
    actor: User,
    plan: Plan | None,
    before: Iterable[int],
    after: Iterable[int],
    head_after: int | None,
    coordinator_after: int | None,
    version: int,
) -> ReminderStages:
    """Set when duties are told of by themselves: under one plan, or (None) under every plan that sets none of its own.

    in: days before and after the date, days late until the head and the coordinator are told (None: never), the version
    that was read (0 where nothing was set). Raises Refused for days that cannot be, or for a stale version.
    """
    person = reach_of(actor, clock.today())
    follows = plan is not None and plan.coordinator_id in person.agencies_as(*access.REMINDING)
    require(follows or (plan is None and access.may_stage_all(person)))
    wanted = _stages(before, after, head_after, coordinator_after)
    row = ReminderStages.objects.select_for_update().filter(plan=plan, for_all=plan is None).first()
    if (row.version if row else 0) != version:
        raise Refused("Người khác vừa đổi các mốc này. Hãy tải lại trang để xem rồi sửa tiếp.")
    row = row or ReminderStages(plan=plan, for_all=plan is None, version=0)
    old = _plain(row)
    row.before, row.after = list(wanted.before), list(wanted.after)
    row.head_after, row.coordinator_after = wanted.head_after, wanted.coordinator_after
    row.version += 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # two set them for the first time at once
        raise Refused("Người khác vừa đổi các mốc này. Hãy tải lại trang để xem rồi sửa tiếp.") from error
    role = person.role_at(plan.coordinator_id, *access.REMINDING) if plan else Role.ADMINISTRATOR
    agency: Agency | None = plan.coordinator if plan else None
    changes = differences(old, _plain(row))
    record(operation="save_stages", actor=actor, obj=plan or row, agency=agency, role=role, changes=changes)
    return row


def _stages(
    before: Iterable[int], after: Iterable[int], head_after: int | None, coordinator_after: int | None
) -> Stages:
    try:
        return Stages(
            before=tidy(before),
            after=tuple(reversed(tidy(after))),
            head_after=head_after,
            coordinator_after=coordinator_after,
        )
    except StagesError as error:
        raise Refused(f"Mỗi mốc từ 1 đến {MOST_DAYS} ngày, nhiều nhất {MOST_STAGES} mốc trước và sau hạn.") from error


def _plain(row: ReminderStages) -> dict[str, Any]:
    return {
        "before": ", ".join(map(str, row.before)),
        "after": ", ".join(map(str, row.after)),
        "head_after": row.head_after,
        "coordinator_after": row.coordinator_after,
    }
