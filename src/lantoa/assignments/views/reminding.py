"""«Đôn đốc»: choose whom to remind of what, look at it, send it; what was sent and answered; a body's answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lantoa.adapters import clock
from lantoa.agencies.access import RECORDING, agency_seen, reach, signed_in
from lantoa.agencies.reach import Reach
from lantoa.assignments.access import reminding as access
from lantoa.assignments.forms.reminding import AnswerForm, ReminderForm
from lantoa.assignments.models import URGENCY_LABELS
from lantoa.assignments.models.reminders import DUTIES, PLAN_BELOW, TOPIC_LABELS
from lantoa.assignments.operations.reminding import answer_reminder, send_reminder
from lantoa.assignments.queries import reminding as queries
from lantoa.assignments.queries.reminding import Owing, Wanted
from lantoa.assignments.recipients import working_people_of
from lantoa.assignments.reminder_letter import letter_name, to_letter
from lantoa.assignments.reminder_text import counts_text, group_text, subject_of
from lantoa.domain.reminding import Urgency
from lantoa.notices.mail import absolute
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Item, Plan
from lantoa.web.forms import whole_number
from lantoa.web.paging import page_from
from lantoa.web.papers import PaperForm, paper_response

SINGLE = 40  # so few duties are chosen one by one; of more, body by body
URGENCY_KEYS = {"qua-han": Urgency.OVERDUE, "sap-han": Urgency.SOON, "con-thieu": Urgency.SHORT}
NARROWED, NARROWING = "hep-", ("co-quan", "viec", "muc", "thang")
TOPIC_KEYS = {"viec": DUTIES, "ke-hoach": PLAN_BELOW}


@signed_in(*access.REMINDING)
def remind(request: HttpRequest) -> HttpResponse:
    """Choose, look, send.

    in (GET): ke-hoach (a plan's public id), co-quan (bodies, several), viec (single duties,
    several), muc (an item; with chu-de=ke-hoach several: what the bodies' plans lack), thang (1-12), loai (qua-han,
    sap-han, con-thieu; several), chu-de (viec, the default, or ke-hoach: to issue the plan below). A POST carries what
    narrowed the page in fields that begin with NARROWED, and what was ticked under the plain names.
    """
    person, today = reach(request), clock.today()
    plan = _plan(request, person)
    topic = TOPIC_KEYS.get(_asked(request).get("chu-de", ""), DUTIES)
    found = _found(request, person, plan, topic, today)
    if request.method != "POST":
        return _choose(request, person, plan, topic, found)
    asked, chosen = request.POST, _chosen(request.POST, found)
    form = ReminderForm(request.POST)
    if asked.get("lam") == "chon-lai" or not form.is_valid():
        return _choose(request, person, plan, topic, found, form, status=200 if form.is_valid() else 422)
    if asked.get("lam") != "gui":
        return _preview(request, plan, topic, chosen, form)
    try:
        sent = send_reminder(actor=request.user, plan=plan, topic=topic, to=chosen, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return _choose(request, person, plan, topic, found, form, status=422)
    messages.success(request, f"Đã đôn đốc {sent.lines.count()} cơ quan. Công văn và tin nhắn nhóm ở dưới đây.")
    return redirect("assignments:reminder", public_id=sent.public_id)


def _asked(request: HttpRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _narrowing(request: HttpRequest, name: str) -> list[str]:
    """What narrows the page: as the address has it, or as the form carries it on."""
    return request.POST.getlist(NARROWED + name) if request.method == "POST" else request.GET.getlist(name)


def _plan(request: HttpRequest, person: Reach) -> Plan | None:
    """The plan asked for; single duties or an item need none, else the newest plan is taken."""
    public_id = _asked(request).get("ke-hoach", "")
    if public_id:
        return access.plan_to_remind(person, public_id)
    if _narrowing(request, "viec") or _narrowing(request, "muc"):
        return None
    return access.plans_to_remind(person).select_related("issuer").first()


def _found(request: HttpRequest, person: Reach, plan: Plan | None, topic: str, today: date) -> list[Owing]:
    agencies = frozenset(_narrowing(request, "co-quan"))
    if topic == PLAN_BELOW:
        items = Item.objects.filter(plan=plan, plan__isnull=False, public_id__in=_narrowing(request, "muc"))
        return queries.lacking(person, agencies, items)
    kinds = frozenset(URGENCY_KEYS[key] for key in _kinds(request))
    wanted = Wanted(
        plan=plan,
        agency_ids=agencies,
        duty_ids=frozenset(_narrowing(request, "viec")),
        item_id=next(iter(_narrowing(request, "muc")), ""),
        month=whole_number(next(iter(_narrowing(request, "thang")), None)),
        urgencies=kinds or frozenset(Urgency),
    )
    if request.method != "POST":
        short = queries.owing_in_short(person, wanted, today)
        if sum(row.count for row in short) > SINGLE:
            return short
    return queries.owing(person, wanted, today)


def _kinds(request: HttpRequest) -> list[str]:
    return [key for key in _asked(request).getlist("loai") if key in URGENCY_KEYS]


def _chosen(asked: QueryDict, found: Sequence[Owing]) -> list[Owing]:
    """What was ticked of what was found: bodies, and where single duties were offered, these."""
    bodies, duties = set(asked.getlist("co-quan")), set(asked.getlist("viec"))
    if asked.get("chon") == "viec":
        return [row for row in (_narrowed(row, duties) for row in found) if row.owed]
    return [row for row in found if row.agency.public_id in bodies]


def _narrowed(row: Owing, duty_ids: set[str]) -> Owing:
    """The body with the duties that were ticked for it: "agency:duty" each, as one duty may stand under several."""
    owed = tuple(one for one in row.owed if f"{row.agency.public_id}:{one.duty.public_id}" in duty_ids)
    return replace(row, owed=owed, counts=type(row.counts)(one.urgency for one in owed))


def _choose(
    request: HttpRequest,
    person: Reach,
    plan: Plan | None,
    topic: str,
    found: list[Owing],
    form: ReminderForm | None = None,
    status: int = 200,
) -> HttpResponse:
    kinds = _kinds(request) or list(URGENCY_KEYS)
    context = {
        **_about(request, plan, topic),
        "found": found,
        "single": topic == DUTIES and sum(row.count for row in found) <= SINGLE,
        "form": form or ReminderForm(initial={"token": new_public_id(), "words": _words(plan, topic)}),
        "plans": list(access.plans_to_remind(person).select_related("issuer")[:20]),
        "kinds": [(key, URGENCY_LABELS[urgency], key in kinds) for key, urgency in URGENCY_KEYS.items()],
    }
    return render(request, "assignments/remind.html", context, status=status)


def _about(request: HttpRequest, plan: Plan | None, topic: str) -> dict[str, Any]:
    """What both pages carry on: the plan, the topic, the narrowing."""
    return {
        "plan": plan,
        "topic_key": next(key for key, value in TOPIC_KEYS.items() if value == topic),
        "topic_label": TOPIC_LABELS[topic],
        "carried": [(NARROWED + name, value) for name in NARROWING for value in _narrowing(request, name)],
        "loai": _kinds(request),
        "crumbs": [("Theo dõi tiến độ", reverse("desk:progress")), ("Đôn đốc", reverse("assignments:reminders"))],
    }


def _words(plan: Plan | None, topic: str) -> str:
    if topic == DUTIES or plan is None:
        return ""
    return f"Đề nghị cơ quan sớm ban hành kế hoạch thực hiện {plan.document_type} số {plan.number}."


def _preview(
    request: HttpRequest, plan: Plan | None, topic: str, chosen: list[Owing], form: ReminderForm
) -> HttpResponse:
    today = clock.today()
    people = working_people_of([row.agency.pk for row in chosen], today)
    context = {
        **_about(request, plan, topic),
        "form": form,
        "chosen": [(row, len(people.get(row.agency.pk, ()))) for row in chosen],
        "again": [row for row in chosen if row.last_on == today],
        "nobody": [row for row in chosen if not people.get(row.agency.pk)],
        "ticked": _ticked(request.POST),
    }
    return render(request, "assignments/remind_preview.html", context, status=200 if chosen else 422)


def _ticked(asked: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name in ("chon", "co-quan", "viec") for value in asked.getlist(name)]


@require_safe
@signed_in(*access.READING_REMINDERS)
def reminders(request: HttpRequest) -> HttpResponse:
    """What the person's bodies sent; in: ?co-quan= for what went to one body."""
    person = reach(request)
    to = agency_seen(person, request.GET["co-quan"]) if request.GET.get("co-quan") else None
    rows = queries.reminders_of(person.agencies_as(*access.READING_REMINDERS), to)
    page = page_from(request, rows, key=("-sent_at", "-id"), size=30)
    shown = [(row, subject_of(row)) for row in page.items]
    context = {"page": page, "shown": shown, "to": to, "may_remind": person.has(*access.REMINDING)}
    context["crumbs"] = [("Theo dõi tiến độ", reverse("desk:progress"))]
    return render(request, "assignments/reminders.html", context)


@require_safe
@signed_in(*access.READING_REMINDERS)
def reminder(request: HttpRequest, public_id: str) -> HttpResponse:
    """One reminder: whom it went to, who answered, the letter and the message to copy."""
    row = access.reminder_sent(reach(request), public_id)
    lines = queries.lines_of(row)
    past = queries.times_reminded(line.agency_id for line in lines)
    short = reverse("desk:short", args=[row.code])
    url = absolute(short)
    context = {
        "reminder": row,
        "subject": subject_of(row),
        "lines": [(line, counts_text(line), past[line.agency_id][0]) for line in lines],
        "answered": sum(line.answered_at is not None for line in lines),
        "message": group_text(row, lines, url if url != short else request.build_absolute_uri(short)),
        "crumbs": [("Theo dõi tiến độ", reverse("desk:progress")), ("Đôn đốc", reverse("assignments:reminders"))],
    }
    return render(request, "assignments/reminder.html", context)


def _letter(request: HttpRequest, public_id: str, form: PaperForm) -> HttpResponse:
    row = access.reminder_sent(reach(request), public_id)
    try:
        return paper_response(to_letter(row, queries.lines_of(row)), form, name=letter_name(row))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("assignments:reminder", public_id=row.public_id)


@require_safe
@signed_in(*access.READING_REMINDERS)
def docx(request: HttpRequest, public_id: str) -> HttpResponse:
    """The letter as a Word file."""
    return _letter(request, public_id, PaperForm.WORD)


@require_safe
@signed_in(*access.READING_REMINDERS)
def pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    """The letter as a PDF."""
    return _letter(request, public_id, PaperForm.PDF)


@require_POST
@signed_in(*RECORDING)
def answer(request: HttpRequest, public_id: str, agency_id: str) -> HttpResponse:
    """A body says that it knows, in its own words if it likes."""
    line = access.line_to_answer(reach(request), public_id, agency_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["answer"]))
        return redirect("desk:todo")
    try:
        answer_reminder(actor=request.user, line=line, words=form.cleaned_data["answer"])
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Đã trả lời {line.reminder.agency.short_name}.")
    return redirect("desk:todo")
