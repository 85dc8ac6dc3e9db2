"""Writing the register: a body begins it, gives numbers, corrects what stands beside them, cancels them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.models import Agency, User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import differences, record
from lantoa.persistence.refusal import Refused
from lantoa.register import access, queries
from lantoa.register.kinds import DOCUMENT_TYPES, LETTER, Number, read_number, symbol_for
from lantoa.register.models import NumberSeries, Register, RegisterEntry
from lantoa.vietnamese import fold, nfc

LARGEST = 999_999
FIRST_SERIES = ("Kế hoạch", "Báo cáo", LETTER)
COLUMNS = ("abstract", "signer", "recipients", "kept_by", "copies", "sent_on", "received_by", "note")
_STALE = "Người khác vừa sửa dòng này sau khi bạn mở trang. Hãy xem lại dòng trong sổ rồi sửa lại."


@dataclass(frozen=True, kw_only=True)
class Columns:
    """What stands beside a number in the register (Decree 30/2020/NĐ-CP, Annex IV)."""

    abstract: str
    signer: str = ""
    recipients: str = ""
    kept_by: str = ""
    copies: int | None = None
    sent_on: date | None = None
    received_by: str = ""
    note: str = ""


@transaction.atomic
def keep_register(*, actor: User, agency: Agency, kept: bool) -> Register:
    """Begin a body's register here, or stop giving numbers from it; what was given stays.

    The first time it comes with the series of plans, reports and công văn, where the body's letters are known.
    Raises Forbidden.
    """
    body = Agency.objects.select_for_update().get(pk=agency.pk)
    _require_clerk(actor, body)
    register, made = Register.objects.get_or_create(agency=body, defaults={"is_kept": kept})
    before = {} if made else {"is_kept": register.is_kept}
    if made and kept and body.symbol:
        year = clock.today().year
        NumberSeries.objects.bulk_create(
            NumberSeries(register=register, document_type=name, symbol=symbol_for(name, body.symbol), first_year=year)
            for name in FIRST_SERIES
        )
    register.is_kept = kept
    register.save(update_fields=["is_kept"])
    _record("keep_register", actor, register, differences(before, {"is_kept": kept}))
    return register


@transaction.atomic
def add_series(
    *, actor: User, register: Register, document_type: str, symbol: str, first_number: int = 1
) -> NumberSeries:
    """A series of numbers of its own; `first_number` where the body goes on from another register this year.

    Raises Forbidden; Refused for a symbol that is no symbol, of another type of document, or that is there already.
    """
    row = _locked(register)
    _require_clerk(actor, row.agency)
    symbol = nfc(symbol).strip()
    _refuse_bad_symbol(document_type, symbol)
    if row.series.filter(symbol__iexact=symbol).exists():
        raise Refused(f"Đã có loạt số với ký hiệu {symbol}.", field="symbol")
    series = NumberSeries.objects.create(
        register=row,
        document_type=document_type,
        symbol=symbol,
        first_year=clock.today().year,
        first_number=first_number,
    )
    _record("add_series", actor, row, {"symbol": [None, symbol], "first_number": [None, first_number]})
    return series


def _refuse_bad_symbol(document_type: str, symbol: str) -> None:
    if document_type not in DOCUMENT_TYPES:
        raise Refused("Chưa chọn loại văn bản.", field="document_type")
    read = read_number(f"1/{symbol}")
    if read is None or read.symbol != symbol or "/" in symbol:
        raise Refused("Ký hiệu viết liền, không có số và dấu gạch chéo, ví dụ KH-UBND.", field="symbol")
    letters, first = DOCUMENT_TYPES[document_type], symbol.partition("-")[0]
    if letters and first != letters:
        raise Refused(f"Ký hiệu của {document_type.lower()} bắt đầu bằng {letters}-.", field="symbol")
    if not letters and first in DOCUMENT_TYPES.values():
        sentence = f"Công văn không có chữ viết tắt tên loại: bỏ {first}-, chỉ ghi tên viết tắt của cơ quan."
        raise Refused(sentence, field="symbol")


@transaction.atomic
def begin_series(*, actor: User, series: NumberSeries, first_number: int) -> NumberSeries:
    """Say at which number a series goes on this year from another register, before it gave its first.

    Raises Forbidden; Refused once it gave a number.
    """
    register = _locked(series.register)
    _require_clerk(actor, register.agency)
    row = NumberSeries.objects.get(pk=series.pk, register=register)
    if row.entries.exists():
        raise Refused(f"Loạt số {row.symbol} đã cấp số trong sổ này, không đổi số đầu tiên được nữa.")
    if not 1 <= first_number <= LARGEST:
        raise Refused("Số đầu tiên từ 1 trở lên.")
    before, after = row.first_number, first_number
    row.first_number, row.first_year = first_number, clock.today().year
    row.save(update_fields=["first_number", "first_year"])
    _record("begin_series", actor, register, {row.symbol: [before, after]})
    return row


@transaction.atomic
def open_series(*, actor: User, series: NumberSeries, is_open: bool) -> NumberSeries:
    """Let a series give numbers, or no longer. Raises Forbidden."""
    row = NumberSeries.objects.select_for_update().select_related("register__agency").get(pk=series.pk)
    _require_clerk(actor, row.register.agency)
    changes = differences({"is_open": row.is_open}, {"is_open": is_open})
    row.is_open = is_open
    row.save(update_fields=["is_open"])
    _record("open_series", actor, row.register, {row.symbol: changes.get("is_open", [is_open, is_open])})
    return row


@transaction.atomic
def take_number(
    *,
    actor: User,
    series: NumberSeries,
    token: str,
    day: date,
    columns: Columns,
    unit: str = "",
    obj: Any = None,
) -> RegisterEntry:
    """The next number of a series, for the year of the document's day.

    in: the form's token (it becomes the public id, so a retry gives the same number), `unit` the drafting unit's
    letters of a công văn, `obj` the plan or report that takes the number: it takes one, however often asked.
    Raises Forbidden; Refused for a closed series, a day ahead or before the register began, a công văn without unit.
    """
    register = _locked(series.register)  # one number at a time in a body, on both engines
    _require_clerk(actor, register.agency)
    taken = queries.entry_of(obj) if obj is not None else register.entries.filter(public_id=token).first()
    if taken is not None:
        return taken
    row = NumberSeries.objects.get(pk=series.pk, register=register)
    _refuse_number(register, row, day)
    entry = RegisterEntry.objects.create(
        public_id=token,
        register=register,
        series=row,
        year=day.year,
        number=queries.next_number(row, day.year),
        symbol=_symbol(row, unit),
        day=day,
        document_type=row.document_type,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=obj.public_id if obj is not None else "",
        taken_by=actor,
        taken_at=clock.now(),
        **_values(columns),
    )
    _record("take_number", actor, entry, {"number": [None, entry.written], "day": [None, day.isoformat()]})
    return entry


def _refuse_number(register: Register, series: NumberSeries, day: date) -> None:
    if not register.is_kept:
        raise Refused("Cơ quan không còn dùng sổ văn bản đi ở đây.")
    if not series.is_open:
        raise Refused(f"Loạt số {series.symbol} đã ngừng cấp số.", field="series")
    if day > clock.today():
        raise Refused("Ngày văn bản còn ở phía trước. Hãy lấy số khi văn bản đã ký.", field="day")
    if day.year < series.first_year:
        raise Refused(f"Loạt số {series.symbol} dùng ở đây từ năm {series.first_year}.", field="day")


def _symbol(series: NumberSeries, unit: str) -> str:
    unit = nfc(unit).strip()
    if series.document_type != LETTER:
        return series.symbol
    if not unit or len(unit) > 15 or any(letter.isspace() or letter in "/-" for letter in unit):
        sentence = "Ghi chữ viết tắt của đơn vị soạn thảo, viết liền, ví dụ VP: số công văn sẽ là 05/UBND-VP."
        raise Refused(sentence, field="unit")
    return f"{series.symbol}-{unit}"


@transaction.atomic
def edit_entry(*, actor: User, entry: RegisterEntry, version: int, columns: Columns) -> RegisterEntry:
    """Correct what stands beside a number. Number, symbol and day stay as they were given.

    Raises Forbidden; Refused for a stale version, for a cancelled number.
    """
    row = _entry_to_change(actor, entry, version)
    before = {name: getattr(row, name) for name in COLUMNS}
    for name, value in _values(columns).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    _record("edit_entry", actor, row, differences(before, {name: getattr(row, name) for name in COLUMNS}))
    return row


@transaction.atomic
def cancel_entry(*, actor: User, entry: RegisterEntry, version: int, reason: str) -> RegisterEntry:
    """Cancel a number with its reason. It stays in the register and is never given again.

    Raises Forbidden; Refused without a reason, for a stale version, for a number cancelled already.
    """
    row = _entry_to_change(actor, entry, version)
    reason = nfc(reason).strip()
    if not reason:
        raise Refused("Hãy ghi lý do hủy số.", field="reason")
    row.cancelled_by, row.cancelled_at, row.cancel_reason = actor, clock.now(), reason[:300]
    row.version += 1
    row.save(update_fields=["cancelled_by", "cancelled_at", "cancel_reason", "version"])
    _record("cancel_entry", actor, row, {"reason": [None, row.cancel_reason]})
    return row


def _entry_to_change(actor: User, entry: RegisterEntry, version: int) -> RegisterEntry:
    row = RegisterEntry.objects.select_for_update().get(pk=entry.pk)
    _require_clerk(actor, row.register.agency)
    if row.cancelled_at is not None:
        raise Refused(f"Số {row.written} đã hủy, không sửa được nữa.")
    if row.version != version:
        raise Refused(_STALE)
    return row


@transaction.atomic
def claim_number(*, actor: User, agency: Agency, number: str, day: date | None, obj: Any, signer: str = "") -> None:
    """Hold a document's number against its body's register, where one is kept here; the entry is then the object's.

    Nothing is asked of numbers from before the register began and of symbols it has no series for.
    Raises Refused for a number the register did not give, gave to another document, or cancelled.
    """
    register = Register.objects.select_for_update().filter(agency=agency, is_kept=True).first()
    read = read_number(nfc(number))
    series = register and read and register.series.filter(symbol__iexact=read.symbol).first()
    if not (register and read and series):
        return
    if day is None:
        raise Refused("Số này lấy từ sổ văn bản đi: hãy nhập cả ngày của văn bản.")
    if (day.year, read.value) < (series.first_year, series.first_number):
        return
    entry = _claimed(series, read, number, day.year, obj)
    before = {"object_id": entry.object_id, "day": entry.day, "signer": entry.signer}
    after = {"object_id": obj.public_id, "day": day, "signer": signer or entry.signer}
    if before != after:
        entry.object_type, entry.object_id = obj._meta.label_lower, obj.public_id
        entry.day, entry.signer, entry.version = day, after["signer"], entry.version + 1
        entry.folded = _folded(entry.abstract, entry.signer, entry.recipients)
        entry.save()
        _record("claim_number", actor, entry, differences(before, after))


def _claimed(series: NumberSeries, read: Number, number: str, year: int, obj: Any) -> RegisterEntry:
    """The entry of a number that this object may have."""
    own = queries.entry_of(obj)
    entry = series.entries.filter(year=year, number=read.value).first() if not read.inserted else None
    if entry is None:
        sentence = f"Sổ văn bản đi chưa cấp số {number} năm {year}. Hãy để văn thư lấy số trong sổ."
        raise Refused(sentence, field="number")
    if entry.cancelled_at is not None:
        raise Refused(f"Số {entry.written} đã hủy trong sổ văn bản đi: {entry.cancel_reason}", field="number")
    if entry.object_id not in ("", obj.public_id):
        raise Refused(f"Số {entry.written} đã cấp cho “{entry.abstract[:120]}”.", field="number")
    if own is not None and own.pk != entry.pk:
        sentence = f"Văn bản này đã lấy số {own.written}. Muốn dùng số khác, hãy hủy số ấy trong sổ trước."
        raise Refused(sentence, field="number")
    return entry


def _locked(register: Register) -> Register:
    return Register.objects.select_for_update(of=("self",)).select_related("agency").get(pk=register.pk)


def _require_clerk(actor: User, agency: Agency) -> None:
    require(access.may_keep(reach_of(actor, clock.today()), agency.pk))


def _values(columns: Columns) -> dict[str, Any]:
    values = {name: getattr(columns, name) for name in COLUMNS}
    if not values["abstract"].strip():
        raise Refused("Chưa nhập trích yếu.", field="abstract")
    values["folded"] = _folded(values["abstract"], values["signer"], values["recipients"])
    return values


def _folded(*words: str) -> str:
    return fold(" ".join(words))[:1200]


def _record(operation: str, actor: User, obj: Register | RegisterEntry, changes: dict[str, Any]) -> None:
    agency = obj.agency if isinstance(obj, Register) else obj.register.agency
    role = reach_of(actor, clock.today()).role_at(agency.pk, *access.KEEPING)
    record(operation=operation, actor=actor, obj=obj, agency=agency, role=role, changes=changes)
