"""Nine months of invented work: done in time, done late, left undone, as life would have it. The same every time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from lantoa.adapters.uploads import PreparedUpload
from lantoa.assignments.models import Assignment, Duty
from lantoa.catalogue.models import Channel, ResultKind
from lantoa.demo import titles
from lantoa.demo.world import World
from lantoa.domain.lifecycle import VerificationState
from lantoa.persistence.identifiers import new_public_id
from lantoa.plans.models import Plan
from lantoa.results import counting
from lantoa.results.models import Credit, Evidence, Result
from lantoa.vietnamese import fold

Album = list[tuple[PreparedUpload, str]]
Progress = Callable[[float, str], None]
_BATCH = 1000

# What a folded piece of the obligation's words says of the kind of result, the first that fits; then its titles.
_KINDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("nguoi tot", "airing", titles.GOOD_PEOPLE),
    ("ngay phap luat", "meeting", titles.LAW_DAYS),
    ("doi thoai", "dialogue", titles.DIALOGUES),
    ("ke hoach", "document", titles.PLANS),
    ("cung cap", "supply", titles.SUPPLY),
    ("gui cac phong su", "supply", titles.SUPPLY),
    ("chuyen ban tin", "supply", titles.SUPPLY),
    ("chuyen muc", "programme", titles.PROGRAMMES),
    ("cuoc thi", "contest", titles.CONTESTS),
    ("hoi nghi", "meeting", titles.MEETINGS),
    ("truyen thanh", "airing", titles.RADIO),
    ("phat thanh", "programme", titles.PROGRAMMES),
    ("ban tin", "social-post", titles.PROGRAMMES),
    ("tin, bai", "article", titles.ARTICLES),
    ("bai viet", "article", titles.ARTICLES),
)
_WITH_PHOTOS = {"meeting", "dialogue", "print", "contest"}


@dataclass
class _Made:
    """One result with what hangs from it, before it is saved."""

    result: Result
    evidence: Evidence
    credit: Credit


def diligence(agency_name: str) -> float:
    """How much of what it owes a body does, 0 to 1: most do nearly all, a few lag. The same name, the same figure."""
    chance = Random(f"cần cù {agency_name}")  # noqa: S311  invented life, not secrets
    draw = chance.random()
    if draw < 0.62:
        return 1.0
    return 0.985 + 0.012 * chance.random() if draw < 0.9 else 0.75 + 0.15 * chance.random()


class Worker:
    """Invents the work of one body after another."""

    def __init__(self, world: World, plan: Plan, album: Album, today: date) -> None:
        self.world, self.plan, self.album, self.today = world, plan, album, today
        self.kinds = {kind.code: kind for kind in ResultKind.objects.all()}
        channels = Channel.objects.order_by("position", "pk")
        self.channels = {channel.kind: channel for channel in reversed(channels)}
        self.people = {role.agency_id: user for user in world.people.values() for role in user.held_roles.all()}
        self.number = 0

    def recorder(self, agency: Any) -> Any:
        office = self.world.agencies.get(f"Phòng Văn hóa - Xã hội {agency.name.removeprefix('Ủy ban nhân dân ')}")
        return self.people.get(office.pk if office else agency.pk) or self.world.people["tinh"]

    def _kind(self, words: str) -> tuple[ResultKind, tuple[str, ...]]:
        folded = fold(words)
        for piece, code, texts in _KINDS:
            if piece in folded:
                return self.kinds[code], texts
        return self.kinds["other"], titles.OTHERS

    def title(self, texts: tuple[str, ...], agency: Any, words: str, day: date, chance: Random) -> str:
        place = (
            agency.short_name[:1].lower() + agency.short_name[1:] if agency.level == "commune" else agency.short_name
        )
        text = chance.choice(texts).format(noi=place, thang=day.month, so=self.number % 60 + 1, viec=words)
        return (text[:1].upper() + text[1:])[:500]

    def make(self, duty: Duty, assignment: Assignment, day: date, chance: Random) -> _Made:
        """One result for a duty on a day, with its evidence and its credit."""
        self.number += 1
        agency, words = duty.agency, duty.obligation.what
        kind, texts = self._kind(f"{words} {duty.obligation.unit or ''} {duty.obligation.channel_words}")
        at = timezone.make_aware(
            datetime.combine(min(day, self.today), time(7 + chance.randint(0, 9), chance.randint(0, 59)))
        )
        title = self.title(texts, agency, words, day, chance)
        result = Result(
            token=new_public_id(),
            kind=kind,
            title=title,
            folded=fold(title)[:500],
            happened_on=day,
            quantity=1,
            reach=chance.randint(20, 180) if kind.code in _WITH_PHOTOS else None,
            channel=duty.obligation.channel or self.channels.get(kind.channel_kind),
            item=duty.item,
            agency=agency,
            recorded_by=self.recorder(agency),
            recorded_at=at,
            verification=VerificationState.VERIFIED if chance.random() < 0.6 else VerificationState.UNVERIFIED,
        )
        if result.verification == VerificationState.VERIFIED:
            result.verified_by, result.verified_at = self.world.people["tinh"], at + timedelta(days=1)
        credit = Credit(result=result, assignment=assignment, duty=duty, quantity=1, counted_on=day)
        return _Made(result, self._proof(result, agency, day, chance), credit)

    def _proof(self, result: Result, agency: Any, day: date, chance: Random) -> Evidence:
        if result.kind.code in _WITH_PHOTOS:
            upload, sha256 = chance.choice(self.album)
            return Evidence(
                result=result,
                kind="photo",
                sha256=sha256,
                size=len(upload.data),
                media_type=upload.media_type,
                suffix=upload.suffix,
                file_name=upload.filename,
                width=upload.width,
                height=upload.height,
            )
        host = fold(agency.short_name).replace(" ", "").replace(",", "")
        url = f"https://{host}.honglam.example.vn/tin/{day:%Y/%m}/{self.number}"
        return Evidence(
            result=result,
            kind="link",
            url=url,
            url_key=url.removeprefix("https://"),
            size=0,
            fetched_title=result.title,
        )

    def for_duty(self, duty: Duty, assignment: Assignment) -> Iterator[_Made]:
        """What the body did for one duty: enough, too little, late, or nothing, by its diligence."""
        chance = Random(f"{duty.agency.name} {duty.item.ref} {duty.obligation.position} {duty.starts_on} {duty.due_on}")  # noqa: S311  invented life
        care = diligence(duty.agency.name)
        last = min(duty.due_on, self.today - timedelta(days=1))
        span = (last - duty.starts_on).days
        if span < 0 or duty.minimum == 0:
            return
        running = duty.due_on >= self.today
        want = duty.minimum + (1 if duty.maximum is None and chance.random() < 0.12 else 0)
        if running:
            share = (span + 1) / ((duty.due_on - duty.starts_on).days + 1)
            want = int(duty.minimum * share)
        for _ in range(want):
            if chance.random() > care:
                continue  # left undone
            day = duty.starts_on + timedelta(days=chance.randint(0, span))
            if not running and chance.random() > min(care, 0.995):
                day = min(duty.due_on + timedelta(days=chance.randint(1, 9)), self.today)
            yield self.make(duty, assignment, day, chance)


def _save(made: list[_Made]) -> None:
    Result.objects.bulk_create([row.result for row in made], batch_size=500)
    Evidence.objects.bulk_create([row.evidence for row in made], batch_size=500)
    Credit.objects.bulk_create([row.credit for row in made], batch_size=500)


def _count(duty_ids: list[int], assignment_ids: list[int], progress: Progress) -> None:
    for start in range(0, len(duty_ids), _BATCH):
        progress(0.8 + 0.2 * start / len(duty_ids), "cộng số đã làm vào từng việc")
        counting.recount(duty_ids[start : start + _BATCH])
    for start in range(0, len(assignment_ids), _BATCH):
        counting.recount(assignment_ids=assignment_ids[start : start + _BATCH])


def do_the_work(world: World, plan: Plan, album: Album, today: date, progress: Progress) -> int:
    """Invent and save the work of all bodies from the plan's issue to the day before `today`. out: how many results."""
    duties = list(
        Duty.objects.filter(plan=plan, before_issue=False, starts_on__lt=today, done=0)
        .select_related("agency", "item", "obligation__channel")
        .order_by("agency__sort_key", "item__position", "starts_on", "pk")
    )
    holders = dict(Duty.objects.filter(plan=plan).values_list("pk", "holder_rows__assignment_id"))
    assignments = Assignment.objects.in_bulk(set(holders.values()))
    worker, made, count = Worker(world, plan, album, today), [], 0
    for place, duty in enumerate(duties):
        made += worker.for_duty(duty, assignments[holders[duty.pk]])
        if len(made) >= _BATCH:
            _save(made)
            count, made = count + len(made), []
            progress(0.8 * place / len(duties), f"đã ghi {count} kết quả")
    _save(made)
    _count([duty.pk for duty in duties], [row.pk for row in assignments.values()], progress)
    return count + len(made)
