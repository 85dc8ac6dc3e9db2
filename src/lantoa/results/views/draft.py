"""What the form «Ghi kết quả» knows at a moment: values, the page that was read, what it may count for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from lantoa.adapters import clock
from lantoa.adapters.fetcher import FetchError, host_of
from lantoa.adapters.uploads import PreparedUpload, UploadRefused, prepare_upload
from lantoa.agencies.access import reach
from lantoa.agencies.models import Agency
from lantoa.assignments.models import Duty
from lantoa.catalogue.attribution import distinct_units, kind_code
from lantoa.catalogue.models import Channel, ResultKind
from lantoa.catalogue.queries import result_kinds
from lantoa.persistence.identifiers import new_public_id
from lantoa.results import access, kept, queries
from lantoa.results.forms import RecordForm, day_or_none
from lantoa.results.models import LinkFetch
from lantoa.results.operations import CreditTo
from lantoa.results.proposals import Proposal, propose_credits
from lantoa.web.forms import whole_number
from lantoa.web.wording import day_text

LARGEST = 100_000_000  # no kind of file is larger; checked before a byte is read into memory


@dataclass
class Choices:
    """What a person may choose from on the form; three queries."""

    kinds: list[ResultKind]
    channels: list[Channel]
    agencies: list[Agency]

    def form(self, *args: Any, **options: Any) -> RecordForm:
        """A form over these choices."""
        return RecordForm(*args, kinds=self.kinds, channels=self.channels, agencies=self.agencies, **options)

    def usual(self) -> dict[str, str]:
        """Kind and channel of an untouched form: the first kind, where such things usually appear."""
        kind = self.kinds[0] if self.kinds else None
        channel = next((row for row in self.channels if kind and row.kind == kind.channel_kind), None)
        return {"kind": kind.code if kind else "", "channel": channel.public_id if channel else ""}

    def said(self, sent: Mapping[str, Any]) -> str:
        """Kind, channel and agency in one line, for the folded part of the form."""
        kinds = (row.name for row in self.kinds if row.code == sent.get("kind"))
        channels = (row.name for row in self.channels if row.public_id == sent.get("channel"))
        agencies = (row.short_name for row in self.agencies if row.public_id == sent.get("agency"))
        return " · ".join([*kinds, *channels, *agencies])


def choices_for(request: HttpRequest) -> Choices:
    """The kinds, channels and agencies open to the person; the main body first. Raises Forbidden without an agency."""
    person = reach(request)
    ids = access.recording_agencies(person)
    main = person.main_body_id
    agencies = sorted(Agency.objects.filter(pk__in=ids), key=lambda row: (row.pk != main, row.sort_key))
    access.require(agencies)
    return Choices(result_kinds(person.on), queries.channels_of(ids, person.on), agencies)


def initial(choices: Choices, duty: Duty | None) -> dict[str, Any]:
    """The values of an empty form: today, one, and what the duty it was opened from asks for."""
    values: dict[str, Any] = {
        "token": new_public_id(),
        "happened_on": clock.today(),
        "quantity": 1,
        **choices.usual(),
        "agency": choices.agencies[0].public_id,
    }
    if duty is None:
        return values
    holders = set(duty.holder_rows.values_list("agency_id", flat=True))
    values["agency"] = next((row.public_id for row in choices.agencies if row.pk in holders), values["agency"])
    wanted = duty.obligation.channel
    channel = next((row for row in choices.channels if wanted and row.pk == wanted.pk), None)
    units = distinct_units((row.code, row.unit) for row in choices.kinds)
    code = kind_code(duty.obligation.unit, wanted.kind if wanted else "", units)
    asked = next((row for row in choices.kinds if row.code == code), None)
    kind = asked or queries.kind_for(channel, choices.kinds)
    return values | {
        "channel": channel.public_id if channel else values["channel"],
        "kind": kind.code if kind else values["kind"],
        "happened_on": min(clock.today(), duty.last_on),
    }


def filled_from_page(data: Mapping[str, Any], fetch: LinkFetch, choices: Choices, start: str) -> dict[str, Any]:
    """The form's values with what the page says put where the person has typed nothing.

    in: the values sent, the page, the choices, the day that stood in the form from the start.
    """
    values = dict(data)
    if not str(values.get("title", "")).strip():
        values["title"] = fetch.title
    if fetch.published_on and fetch.published_on <= clock.today() and values.get("happened_on") in ("", None, start):
        values["happened_on"] = day_text(fetch.published_on)
    channel, usual = queries.channel_at(_host(fetch.url), choices.channels), choices.usual()
    if channel is not None and values.get("channel") in ("", usual["channel"]):
        values["channel"] = channel.public_id
        kind = queries.kind_for(channel, choices.kinds)
        if kind is not None and values.get("kind") == usual["kind"]:
            values["kind"] = kind.code
    return values


def _host(url: str) -> str:
    try:
        return host_of(url)
    except FetchError:
        return ""


@dataclass
class Counting:
    """What the result may count for, as the form shows it, and what is ticked."""

    proposals: list[Proposal]
    ticked: set[str]
    quantity: int

    @property
    def likely(self) -> list[Proposal]:
        """Shown openly: what is ticked, and the few next likeliest of one's own."""
        own = [row for row in self.proposals if not row.partner]
        chosen = [row for row in self.proposals if row.key in self.ticked]
        return chosen + [row for row in own if row.key not in self.ticked and row.score > 0 and not row.behind][:3]

    @property
    def others(self) -> list[Proposal]:
        """The rest of one's own, behind "việc khác"."""
        shown = {row.key for row in self.likely}
        return [row for row in self.proposals if not row.partner and row.key not in shown]

    @property
    def partners(self) -> list[Proposal]:
        """Duties of bodies one works with."""
        return [row for row in self.proposals if row.partner and row.key not in self.ticked]


def counting(request: HttpRequest, form: RecordForm, choices: Choices, duty: Duty | None) -> Counting:
    """Propose anew from the form's present values, keeping what the person has ticked or unticked by hand."""
    sent = form.data or form.initial
    kind = next((row for row in choices.kinds if row.code == sent.get("kind")), None)
    channel = next((row for row in choices.channels if row.public_id == sent.get("channel")), None)
    day = day_or_none(form, "happened_on") or clock.today()
    proposals = propose_credits(
        agency_ids=[row.pk for row in choices.agencies],
        kind=kind,
        channel=channel,
        happened_on=min(day, clock.today()),
        title=str(sent.get("title") or ""),
        today=clock.today(),
        chosen_duty=duty.pk if duty else None,
    )
    ticked = _ticked(request, proposals)
    return Counting(proposals, ticked, _quantity(sent.get("quantity")))


def _ticked(request: HttpRequest, proposals: list[Proposal]) -> set[str]:
    """What is ticked now: what the person ticked or unticked by hand stays so, the rest is as proposed.

    The form carries beside each box what was proposed when it was shown ("12-34:1"); a box that differs from it was
    touched by hand.
    """
    picked = set(request.POST.getlist("tinh-cho"))
    shown = dict(note.split(":", 1) for note in request.POST.getlist("da-thay") if ":" in note)
    by_hand = {key for key, proposed in shown.items() if (key in picked) != (proposed == "1")}
    return {row.key for row in proposals if (row.key in picked if row.key in by_hand else row.ticked)}


def _quantity(value: Any) -> int:
    number = whole_number(str(value or "").strip().replace(".", "")) or 1
    return number if number <= 1_000_000 else 1


def credits_sent(request: HttpRequest, quantity: int) -> list[CreditTo]:
    """What is ticked on the form that was sent; each counts with the whole quantity."""
    return [CreditTo(*key, quantity) for _, key in ticks_sent(request)]


def ticks_sent(request: HttpRequest) -> list[tuple[str, tuple[int, int | None]]]:
    """The boxes that are ticked: each as the form names it, and as (assignment, duty or None)."""
    found = []
    for text in request.POST.getlist("tinh-cho"):
        first, dash, second = text.partition("-")
        assignment, duty = whole_number(first), whole_number(second)
        if assignment is not None and (duty is not None) == bool(dash):
            found.append((text, (assignment, duty)))
    return found


def files_sent(request: HttpRequest, form: RecordForm) -> list[PreparedUpload]:
    """The files of this sending made ready, and those kept from an earlier one; refusals become errors of the form."""
    found = [row for note in request.POST.getlist("tep") if (row := kept.kept(note, request.user.pk))]
    for name in ("photo", "file"):
        for upload in request.FILES.getlist(name):
            try:
                if upload.size > LARGEST:
                    raise UploadRefused("Tệp quá lớn. Hãy giảm dung lượng hoặc dán đường dẫn.")
                found.append(prepare_upload(upload.read(), upload.name or ""))
            except UploadRefused as refusal:
                form.add_error(name, refusal.sentence)
    return found


def start_day() -> str:
    """The day an untouched form carries."""
    today: date = clock.today()
    return day_text(today)
