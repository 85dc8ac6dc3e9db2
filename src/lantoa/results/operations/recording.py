"""Recording one thing done, with its evidence and what it counts for."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Required, TypedDict, Unpack

from django.db import IntegrityError, transaction

from lantoa.adapters import clock
from lantoa.adapters.fetcher import FetchError, normalise_url
from lantoa.adapters.filestore import file_store
from lantoa.adapters.uploads import PreparedUpload
from lantoa.agencies.access import RECORDING, Forbidden, may_record_for, require
from lantoa.agencies.models import Agency, User
from lantoa.agencies.reach import Reach, reach_of
from lantoa.assignments.models import Assignment
from lantoa.audit.operations import record
from lantoa.catalogue.models import Channel, ResultKind
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Item
from lantoa.results.access import recording_agencies, visible
from lantoa.results.counting import recount
from lantoa.results.models import Evidence, LinkFetch, Result
from lantoa.results.operations.crediting import CreditTo, save_credits
from lantoa.vietnamese import fold, nfc
from lantoa.web.wording import day_text

OTHER_YEAR, SAME_LINK = "nam-khac", "trung-duong-dan"
EARLIEST = date(2000, 1, 1)
LARGEST = 1_000_000


class Questioned(Refused):
    """Something looks like a slip. `code` is what the person sends back in `agreed` to go on all the same."""

    def __init__(self, sentence: str, *, code: str, field: str) -> None:
        super().__init__(sentence, field=field)
        self.code = code


class Facts(TypedDict, total=False):
    """What else is known of a result; only the kind must be said.

    quantity: how many (1 when not said). channel: where it appeared. item: the plan's item it belongs to. note: free
    words. reach_count: people reached. is_relay: a relayed broadcast, which is no production.
    """

    kind: Required[ResultKind]
    quantity: int
    channel: Channel | None
    item: Item | None
    note: str
    reach_count: int | None
    is_relay: bool


def record_result(
    *,
    actor: User,
    agency: Agency,
    token: str,
    title: str,
    happened_on: date,
    links: Sequence[str] = (),
    uploads: Sequence[PreparedUpload] = (),
    credit_to: Iterable[CreditTo | tuple[int, int | None, int]] = (),
    agreed: Collection[str] = (),
    **facts: Unpack[Facts],
) -> Result:
    """Save one thing done; the same token saves it once, however often it is sent.

    in: the owner agency, what, when, links and prepared files as evidence, what it counts for; `agreed` holds the codes
    of questions the person has answered. out: the Result. Files are on disk before the row is committed.
    Raises Forbidden; Questioned for a day of another year or a link already recorded; Refused for what cannot be.
    """
    person = reach_of(actor, clock.today())
    require(may_record_for(person, agency.pk))
    before = Result.objects.filter(token=token).first()
    if before is not None:
        return _same(before, actor)
    row = _unsaved(actor, agency, token, " ".join(nfc(title).split()), happened_on, facts)
    _refuse_impossible(row, person.on)
    keys = [(link.strip(), _key(link)) for link in dict.fromkeys(links) if link.strip()]
    _question_year(happened_on, person.on, agreed)
    _question_links(keys, agreed, person, token)
    _refuse_without_proof(row, keys, uploads)
    try:
        _save(row, keys, uploads, [CreditTo(*credit) for credit in credit_to], person)
    except IntegrityError:
        # The same form sent twice at the same moment: the other one won.
        other = Result.objects.filter(token=token).first()
        if other is None:
            raise
        return _same(other, actor)
    return row


def _unsaved(actor: User, agency: Agency, token: str, title: str, happened_on: date, facts: Facts) -> Result:
    return Result(
        token=token,
        kind=facts["kind"],
        title=title[:500],
        folded=fold(title[:500])[:500],
        happened_on=happened_on,
        quantity=facts.get("quantity", 1),
        reach=facts.get("reach_count"),
        channel=facts.get("channel"),
        item=facts.get("item"),
        agency=agency,
        note=nfc(facts.get("note", "")).strip(),
        is_relay=facts.get("is_relay", False),
        recorded_by=actor,
        recorded_at=clock.now(),
    )


def _same(row: Result, actor: User) -> Result:
    if row.recorded_by_id != actor.pk:
        raise Forbidden
    return row


def _refuse_without_proof(row: Result, keys: Sequence[object], uploads: Sequence[object]) -> None:
    if not keys and not uploads and not row.note:
        raise Refused("Cần ít nhất một minh chứng: đường dẫn, ảnh, tệp hoặc vài dòng ghi rõ việc đã làm.", field="link")


def _refuse_impossible(row: Result, today: date) -> None:
    if not row.title:
        raise Refused("Chưa nhập nội dung đã làm.", field="title")
    if row.happened_on > today:
        sentence = f"Ngày {row.happened_on:%d/%m/%Y} chưa tới. Chỉ ghi việc đã làm xong."
        raise Refused(sentence, field="happened_on")
    if row.happened_on < EARLIEST:
        raise Refused(f"Năm {row.happened_on.year} có lẽ gõ nhầm.", field="happened_on")
    if not 1 <= row.quantity <= LARGEST:
        raise Refused("Số lượng phải là số nguyên từ 1 trở lên.", field="quantity")


def _key(link: str) -> str:
    try:
        return normalise_url(link)
    except FetchError as fault:
        raise Refused(fault.sentence, field="link") from fault


def _question_year(happened_on: date, today: date, agreed: Collection[str]) -> None:
    if happened_on.year != today.year and OTHER_YEAR not in agreed:
        sentence = (
            f"Ngày {happened_on:%d/%m/%Y} thuộc năm {happened_on.year}, năm nay là {today.year}. "
            "Nếu đúng là ngày ấy, hãy đánh dấu “Đúng ngày này” rồi lưu lại."
        )
        raise Questioned(sentence, code=OTHER_YEAR, field="happened_on")


def _question_links(keys: Sequence[tuple[str, str]], agreed: Collection[str], person: Reach, token: str) -> None:
    """Ask about a link that was recorded before; of a result the person may not read, only who recorded it is said.

    What the same form saved a moment ago is no other result: saving finds it by its token.
    """
    if SAME_LINK in agreed or not keys:
        return
    rows = Evidence.objects.filter(url_key__in=[key for _, key in keys], result__withdrawn_at=None)
    rows = rows.exclude(result__token=token)
    other = rows.select_related("result__agency", "result__recorded_by").order_by("pk").first()
    if other is None:
        return
    result = other.result
    who = f"{result.recorded_by.name} ({result.agency.short_name})"
    what = f": “{result.title[:120]}”" if visible(person).filter(pk=result.pk).exists() else ""
    sentence = (
        f"Đường dẫn này đã được {who} ghi ngày {day_text(result.recorded_at)}{what}. "
        "Nếu vẫn muốn ghi thêm, hãy đánh dấu “Vẫn ghi” rồi lưu lại."
    )
    raise Questioned(sentence, code=SAME_LINK, field="link")


@transaction.atomic
def _save(
    row: Result,
    keys: Sequence[tuple[str, str]],
    uploads: Sequence[PreparedUpload],
    wanted: list[CreditTo],
    person: Reach,
) -> None:
    if row.item_id is None and wanted:
        # What counts for a duty belongs to its item: lists by item then find it without a detour.
        items = Assignment.objects.filter(pk=wanted[0].assignment_id).values_list("item_id", flat=True)
        row.item_id = items.first()  # an assignment that is not there is refused where credits are saved
    row.save()
    for link, key in keys:
        _save_link(row, link, key)
    for upload in uploads:
        _save_file(row, upload)
    duties, assignments = save_credits(row, wanted, own=recording_agencies(person))
    recount(duties, assignments)
    role = person.role_at(row.agency_id, *RECORDING)
    changes = {"happened_on": [None, row.happened_on.isoformat()], "quantity": [None, row.quantity]}
    changes["credits"] = [0, len(wanted)]
    record(operation="record_result", actor=person.user, obj=row, agency=row.agency, role=role, changes=changes)


def _save_link(row: Result, link: str, key: str) -> None:
    """Keep the link with what stood on the page, where the queue has read it; else it is filled in when it comes."""
    asked = LinkFetch.objects.filter(url_key=key, asked_by=row.recorded_by, result=None).order_by("-pk")
    fetch = asked.select_for_update().first()
    address = link if "://" in link else f"http://{link}"
    evidence = Evidence(result=row, kind="link", url=address[:1000], url_key=key[:1000], size=0)
    if fetch is not None:
        fetch.result = row
        fetch.save(update_fields=["result"])
        if fetch.state == "read":
            evidence.fetched_title, evidence.fetched_text = fetch.title, fetch.text
            evidence.fetched_at = fetch.asked_at
    evidence.save()


def _save_file(row: Result, upload: PreparedUpload) -> None:
    kept = file_store().put(upload.data, upload.suffix)
    Evidence.objects.create(
        result=row,
        kind=upload.kind.value,
        sha256=kept.sha256,
        size=kept.size,
        media_type=upload.media_type,
        suffix=upload.suffix,
        file_name=upload.filename[:200],
        width=upload.width or None,
        height=upload.height or None,
        seconds=round(upload.duration) or None,
    )
