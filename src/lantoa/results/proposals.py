"""What a result most likely counts for: proposed from its kind, channel, day and title; a person decides."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from lantoa.assignments.duties import due_from, effective_due, period_label
from lantoa.assignments.models import Assignment, Duty, DutyHolder
from lantoa.catalogue.attribution import kind_code
from lantoa.catalogue.models import Channel, ResultKind
from lantoa.domain.lifecycle import COUNTING, AssignmentKind, DutyState
from lantoa.plans.models import Obligation
from lantoa.vietnamese import fold
from lantoa.web.wording import day_text_short, quota_text

ENOUGH = 3
FEW_PARTNERS = 5
_WORD = re.compile(r"[^\W_]+")
# Words nearly every line of such a plan holds, so that sharing them says nothing.
_COMMON_WORDS = (
    "ve va cac cua cho tren cong tac tuyen truyen cai cach hanh chinh cchc thuc hien noi dung ke hoach nam to chuc "
    "trong den theo voi de lien quan dia ban tinh xa phuong tai duoc tin bai thong"
)
_COMMON = frozenset(_COMMON_WORDS.split(" "))


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One thing a result may count for; `ticked` is what the product would choose, `why` says it in Vietnamese."""

    assignment: Assignment
    duty: Duty | None
    ticked: bool
    why: str
    score: int = 0
    partner: bool = False
    behind: bool = False  # its period is over: only somebody who makes up for it wants it

    @property
    def key(self) -> str:
        """How a form names it: "12" is assignment 12, "12-34" its duty 34."""
        return f"{self.assignment.pk}-{self.duty.pk}" if self.duty else str(self.assignment.pk)

    @property
    def title(self) -> str:
        """What is to be done, with a capital."""
        what = self.assignment.obligation.what if self.assignment.obligation else self.assignment.item.title
        return what[:1].upper() + what[1:]

    def after(self, quantity: int) -> str:
        """How it stands once the result counts: "Tháng 11/2026 · thành 4 trong ít nhất 5"."""
        if self.duty is None:
            return self._standing()
        done = quota_text(self.duty.done + quantity, self.duty.minimum, self.duty.maximum)
        said = f"{period_label(self.duty)} · thành {done}"
        return f"{said} · trước ngày ban hành" if self.duty.before_issue else said

    def _standing(self) -> str:
        kind = self.assignment.kind
        said = {AssignmentKind.SUPPORT: "Phối hợp", AssignmentKind.REQUEST: "Đề nghị"}.get(kind, "Thường xuyên")
        last = self.assignment.last_result_on
        return f"{said} · lần gần nhất {day_text_short(last)}" if last else f"{said} · chưa có kết quả"


def propose_credits(
    *,
    agency_ids: Collection[int],
    kind: ResultKind | None,
    channel: Channel | None,
    happened_on: date,
    title: str,
    today: date,
    chosen_duty: int | None = None,
) -> list[Proposal]:
    """What a result of these agencies may count for, the likeliest first, then partners' duties on shared items.

    in: ids of the agencies, what is known of the result so far, the duty from whose card the person came (ticked, and
    first, if its period had begun on the day). out: proposals; ticked are running duties, and standing ones with this
    channel, whose unit and channel fit.
    """
    said = _words(title)
    found = [
        *_of_duties(agency_ids, kind, channel, happened_on, said, chosen_duty, today),
        *_of_assignments(agency_ids, kind, channel, happened_on, said),
    ]
    if any(row.ticked and row.duty is not None and row.duty.pk == chosen_duty for row in found):
        found = [_unless_chosen(row, chosen_duty) for row in found]
    found.sort(key=_likeliest_first)
    return [*found, *_of_partners(agency_ids, happened_on)]


def _likeliest_first(row: Proposal) -> tuple[bool, bool, int, int]:
    """Ticked, then running, then fitting best; of what is behind, the latest first."""
    day = row.duty.due_on.toordinal() if row.duty else date.max.toordinal()
    return not row.ticked, row.behind, -row.score, -day if row.behind else day


def _unless_chosen(row: Proposal, chosen: int | None) -> Proposal:
    """The person came from one duty's card: nothing else of the same plan's counted work is ticked unasked for."""
    if row.duty is None or row.duty.pk == chosen or not row.ticked:
        return row
    return Proposal(assignment=row.assignment, duty=row.duty, ticked=False, why=row.why, score=row.score)


def _running(happened_on: date) -> Q:
    """Duties whose period holds the day, or that are still open behind it."""
    begun = Q(starts_on__lte=happened_on, state=DutyState.OPEN, plan__state__in=COUNTING)
    behind = Q(before_issue=False, done__lt=F("minimum"))
    return begun & (Q(last_on__gte=happened_on) | due_from(happened_on) | behind)


# What a proposal shows and weighs; the tables are wide, and every column not read is time on a phone.
_OF_ASSIGNMENT = (
    "kind",
    "last_result_on",
    "agency__short_name",
    "item__ref",
    "item__title",
    "plan__number",
    "obligation__what",
    "obligation__unit",
    "obligation__every",
    "obligation__channel__kind",
    "obligation__channel__carries_dates",
)
_OF_DUTY = (
    *("public_id", "period_kind", "starts_on", "last_on", "due_on", "extended_to"),
    *("minimum", "maximum", "done", "before_issue"),
)


def _holdings(duties: QuerySet[DutyHolder]) -> QuerySet[DutyHolder]:
    joined = duties.select_related(
        "duty", "assignment__obligation__channel", "assignment__item", "assignment__plan", "assignment__agency"
    )
    columns = [f"assignment__{name}" for name in _OF_ASSIGNMENT] + [f"duty__{name}" for name in _OF_DUTY]
    return joined.only("agency_id", *columns)


def _of_duties(
    agency_ids: Collection[int],
    kind: ResultKind | None,
    channel: Channel | None,
    happened_on: date,
    said: frozenset[str],
    chosen: int | None,
    today: date,
) -> Iterable[Proposal]:
    near = Q(duty__in=Duty.objects.filter(_running(happened_on)))
    if chosen is not None:
        near |= Q(duty_id=chosen)
    rows = _holdings(DutyHolder.objects.filter(near, agency_id__in=agency_ids)).order_by("duty__due_on", "duty_id")
    for row in rows[:200]:
        duty, obligation = row.duty, row.assignment.obligation
        if obligation is None:
            continue
        score, why = _score(row.assignment, obligation, kind, channel, said)
        inside = duty.starts_on <= happened_on <= duty.last_on
        if not inside:
            score, why = score - 1, _outside(duty, happened_on, today)
        picked = duty.pk == chosen and duty.starts_on <= happened_on
        ticked = picked or (inside and score >= ENOUGH)
        yield Proposal(
            assignment=row.assignment,
            duty=duty,
            ticked=ticked,
            why=why,
            score=score + (100 if picked else 0),
            behind=happened_on > duty.last_on and not picked,
        )


def _outside(duty: Duty, happened_on: date, today: date) -> str:
    if happened_on < duty.starts_on:
        return f"Kỳ này từ {day_text_short(duty.starts_on)} mới bắt đầu"
    due = effective_due(duty)
    if due < today:
        return f"Làm bù, quá hạn {(today - due).days} ngày"
    return f"Kỳ đã qua, {'hạn' if duty.extended_to is None else 'gia hạn đến'} {day_text_short(due)}"


def _of_assignments(
    agency_ids: Collection[int],
    kind: ResultKind | None,
    channel: Channel | None,
    happened_on: date,
    said: frozenset[str],
) -> Iterable[Proposal]:
    """Standing and waiting work, support and requests: what is not counted but may be answered."""
    uncounted = Q(obligation=None) | Q(holder_rows=None, obligation__is_report=False)
    rows = Assignment.objects.filter(uncounted, agency_id__in=agency_ids, state=DutyState.OPEN)
    rows = rows.filter(plan__state__in=COUNTING, plan__year=happened_on.year)
    rows = rows.select_related("obligation__channel", "item", "plan", "agency").only(*_OF_ASSIGNMENT)
    rows = rows.order_by("item__position", "pk")
    for row in rows[:200]:
        if row.obligation is None:
            shared = len(said & _words(row.item.title))
            yield Proposal(assignment=row, duty=None, ticked=False, why="", score=min(shared, 2))
            continue
        score, why = _score(row, row.obligation, kind, channel, said)
        dated = row.obligation.channel is not None and row.obligation.channel.carries_dates
        ticked = dated and row.kind == AssignmentKind.OWED and score >= ENOUGH and not _is_relay(row.obligation)
        yield Proposal(assignment=row, duty=None, ticked=ticked, why=why, score=score - (0 if dated else 2))


def _is_relay(obligation: Obligation) -> bool:
    """Whether the work is to relay what others made: one's own production is never counted for it unasked for."""
    return any(words in fold(obligation.what) for words in ("tiep phat", "tiep song", "phat lai"))


def _score(
    row: Assignment, obligation: Obligation, kind: ResultKind | None, channel: Channel | None, said: frozenset[str]
) -> tuple[int, str]:
    """How well a result fits an obligation, and why. Unit and channel speak first; shared words only help."""
    score, why = 0, []
    wanted = obligation.channel
    if kind is not None and obligation.unit:
        asked = kind_code(obligation.unit, wanted.kind if wanted else "", {})
        fits = asked == kind.code if asked else bool(_unit(obligation.unit) & _unit(kind.unit))
        score += 3 if fits else -4
        why += [f"cùng đơn vị tính {obligation.unit}"] if fits else []
    if wanted is not None and channel is not None:
        same = wanted.pk == channel.pk or wanted.kind == channel.kind
        score += 3 if same else -3
        why += ["đúng nơi đăng, phát"] if same else []
    shared = len(said & (_words(obligation.what) | _words(row.item.title)))
    score += min(shared, 2)
    return score, ", ".join(why).capitalize()


def _of_partners(agency_ids: Collection[int], happened_on: date) -> list[Proposal]:
    """Duties of those whom the agencies support, where few lead: «cùng thực hiện». Never ticked unasked for."""
    helping = Assignment.objects.filter(agency_id__in=agency_ids, kind=AssignmentKind.SUPPORT, state=DutyState.OPEN)
    period = Q(starts_on__lte=happened_on, last_on__gte=happened_on, state=DutyState.OPEN)
    duties = Duty.objects.filter(period, item__in=helping.order_by().values("item_id")).order_by()
    counted = duties.values("item_id").annotate(n=Count("pk")).filter(n__lte=FEW_PARTNERS)
    few = list(counted.values_list("item_id", flat=True))
    if not few:
        return []
    rows = DutyHolder.objects.filter(duty__in=Duty.objects.filter(period, item_id__in=few))
    rows = rows.exclude(agency_id__in=agency_ids)
    rows = _holdings(rows).order_by("duty__due_on", "pk")[:12]
    return [
        Proposal(
            assignment=row.assignment, duty=row.duty, ticked=False, why=row.assignment.agency.short_name, partner=True
        )
        for row in rows
    ]


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text))) - _COMMON


def _unit(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text))) - {"va", "hoac", "san", "pham"}
