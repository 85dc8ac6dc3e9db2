"""At the body that reports: begin, write, send, number."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden
from lantoa.agencies.models import Agency, User
from lantoa.agencies.reach import reach_of
from lantoa.audit import operations as audit
from lantoa.domain.lifecycle import REPORT_MOVES, ReportState, may_move
from lantoa.paper import UnwritableText, written
from lantoa.persistence.refusal import Refused
from lantoa.register.operations import claim_number
from lantoa.reports import access, narrative
from lantoa.reports.live import facts_of, figures_now
from lantoa.reports.models import Regime, Report, Reporter
from lantoa.reports.periods import expected_from, period_ending

STALE = "Báo cáo đã được sửa ở nơi khác sau khi bạn mở. Lời bạn vừa gõ còn ở dưới; hãy mở lại báo cáo để đối chiếu."
SENT = "Báo cáo đã gửi thì không sửa được nữa; muốn sửa, đề nghị nơi nhận trả lại."


class Rewrite(StrEnum):
    """What to do with a section besides saving it; nothing a person wrote is ever lost by it."""

    REPLACE = "viet-lai"
    APPEND = "chen"
    RESTORE = "lay-lai"


@transaction.atomic
def open_report(*, actor: User, regime: Regime, agency: Agency, last_on: date, at: datetime | None = None) -> Report:
    """Begin the report of the period that ends on `last_on`, with its first words; the one that exists is given back.

    Raises Forbidden for a body that is not the person's or does not report under the regime for that period.
    """
    at = at or clock.now()
    person = reach_of(actor, at.date())
    row = period_ending(regime, last_on)
    if row is None or agency.pk not in access.writers_agencies(person):
        raise Forbidden
    reporters = Reporter.objects.filter(regime=regime, agency=agency).select_related("regime")
    if not any(expected_from(reporter, row.period) for reporter in reporters):
        raise Forbidden
    report, made = Report.objects.get_or_create(
        regime=regime,
        agency=agency,
        starts_on=row.period.start,
        last_on=last_on,
        defaults={"due_on": row.due_on, "created_by": actor, "created_at": at},
    )
    if made:
        words = dict(narrative.written(facts_of(report, figures_now(report, at.date()), at.date())))
        report.narrative = words
        report.drafts = {"generated": words, "previous": {}}
        report.save(update_fields=["narrative", "drafts"])
        role = person.role_at(agency.pk, *access.WRITING)
        changes = {"period": [None, row.name]}
        audit.record(operation="open_report", actor=actor, obj=report, agency=agency, role=role, changes=changes)
    return report


def _to_write(actor: User, report: Report, version: int, at: datetime) -> tuple[Report, str]:
    """The report's row, locked, and the role used. Raises Forbidden, or Refused when it was sent or changed."""
    locked = Report.objects.select_for_update().select_related("regime__receiver", "agency").get(pk=report.pk)
    person = reach_of(actor, at.date())
    if locked.agency_id not in access.writers_agencies(person):
        raise Forbidden
    if locked.state not in access.OPEN_STATES:
        raise Refused(SENT)
    if locked.version != version:
        raise Refused(STALE)
    return locked, person.role_at(locked.agency_id, *access.WRITING)


@transaction.atomic
def save_narrative(
    *,
    actor: User,
    report: Report,
    version: int,
    sections: Mapping[str, str],
    rewrite: tuple[str, Rewrite] | None = None,
    at: datetime | None = None,
) -> Report:
    """Save the words of the sections; the caller's `report` stays as it was, the saved row is given back.

    in: the version the person saw, {"I": text, …} (sections left out stay), and for one section what to do after
    saving: REPLACE writes it anew from today's figures and keeps what stood there, APPEND puts the new words below it,
    RESTORE brings back what a REPLACE took away.
    Raises Refused for a stale version, a sent report, an unknown section or a text that no document can hold.
    """
    at = at or clock.now()
    locked, role = _to_write(actor, report, version, at)
    unknown = set(sections) - set(narrative.KEYS)
    if unknown or (rewrite and rewrite[0] not in narrative.KEYS):
        raise Refused("Báo cáo không có mục này.")
    before = dict(locked.narrative)
    locked.narrative = before | {key: _writable(key, text) for key, text in sections.items()}
    if rewrite:
        _rewrite(locked, *rewrite, today=at.date())
    locked.version += 1
    locked.save(update_fields=["narrative", "drafts", "version"])
    changes = audit.differences(before, locked.narrative)
    audit.record(operation="save_narrative", actor=actor, obj=locked, agency=locked.agency, role=role, changes=changes)
    return locked


def _writable(key: str, text: str) -> str:
    try:
        return written(text, f"mục {key}").strip()
    except UnwritableText as error:
        raise Refused(error.sentence, field=key) from error


def _rewrite(report: Report, key: str, how: Rewrite, *, today: date) -> None:
    generated = dict(report.drafts.get("generated", {}))
    previous = dict(report.drafts.get("previous", {}))
    stood = report.narrative.get(key, "")
    if how is Rewrite.RESTORE:
        report.narrative[key], previous[key] = previous.get(key, stood), stood
    else:
        fresh = narrative.written(facts_of(report, figures_now(report, today), today))[key]
        previous[key] = stood
        kept = stood if how is Rewrite.APPEND and stood else ""
        report.narrative[key] = f"{kept}\n{fresh}".strip()
        generated[key] = fresh
    report.drafts = {"generated": generated, "previous": previous}


@transaction.atomic
def submit_report(*, actor: User, report: Report, version: int, at: datetime | None = None) -> Report:
    """Send the report to its receiver: the figures are frozen as they stand at that moment, nothing changes after.

    Raises Refused when a section is empty, for a stale version, for a report already sent.
    """
    at = at or clock.now()
    locked, role = _to_write(actor, report, version, at)
    empty = [section for section in narrative.SECTIONS if not locked.narrative.get(section.key, "").strip()]
    if empty:
        named = ", ".join(f"{section.key}. {section.heading}" for section in empty)
        raise Refused(f"Còn để trống mục {named}. Nếu không có nội dung, hãy ghi “Không phát sinh”.")
    if not may_move(REPORT_MOVES, ReportState(locked.state), ReportState.SUBMITTED):
        raise Refused(SENT)
    before = {"state": locked.state}
    locked.figures = figures_now(locked, at.date()) | {"frozen_at": at.isoformat()}
    locked.state = ReportState.SUBMITTED
    locked.submitted_by, locked.submitted_at = actor, at
    locked.first_submitted_at = locked.first_submitted_at or at
    locked.version += 1
    locked.save()
    changes = audit.differences(before, {"state": locked.state})
    audit.record(operation="submit_report", actor=actor, obj=locked, agency=locked.agency, role=role, changes=changes)
    return locked


NUMBER_FIELDS = ("number", "signed_on", "signer_capacity", "signer_title", "signer_name")


def number_mark(report: Report) -> str:
    """A short digest of number, date and signer; not the version, so that who writes the words is not held up by it."""
    said = "\n".join(str(getattr(report, name)) for name in NUMBER_FIELDS)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@transaction.atomic
def enter_number(
    *,
    actor: User,
    report: Report,
    seen: str | None = None,
    number: str,
    signed_on: date | None,
    signer_capacity: str,
    signer_title: str,
    signer_name: str,
    at: datetime | None = None,
) -> Report:
    """Enter number, date and signer from the office's own system, by its clerk or whoever writes its reports.

    They are no part of what is frozen. `seen` is the mark of what stood there when the form was made. Raises Refused
    when that changed since or for a date of signature after today, Forbidden for others' people and once an accepted
    report has its number.
    """
    at = at or clock.now()
    locked = Report.objects.select_for_update().select_related("regime__receiver", "agency").get(pk=report.pk)
    person = reach_of(actor, at.date())
    if not access.may_number(person, locked):
        raise Forbidden
    if seen is not None and seen != number_mark(locked):
        raise Refused(STALE)
    if signed_on and signed_on > at.date():
        raise Refused("Ngày ký không thể sau hôm nay.", field="signed_on")
    given = (number, signed_on, signer_capacity, signer_title, signer_name)
    if number and (number, signed_on) != (locked.number, locked.signed_on):
        claim_number(actor=actor, agency=locked.agency, number=number, day=signed_on, obj=locked, signer=signer_name)
    before = {name: getattr(locked, name) for name in NUMBER_FIELDS}
    for name, value in zip(NUMBER_FIELDS, given, strict=True):
        setattr(locked, name, value)
    locked.save(update_fields=NUMBER_FIELDS)
    changes = audit.differences(before, {name: getattr(locked, name) for name in NUMBER_FIELDS})
    role = person.role_at(locked.agency_id, *access.NUMBERING)
    audit.record(operation="enter_number", actor=actor, obj=locked, agency=locked.agency, role=role, changes=changes)
    return locked
