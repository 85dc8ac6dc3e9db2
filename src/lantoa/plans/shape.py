"""Plan JSON on one side, the columns of an item or an obligation on the other, and back: nothing is lost."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from lantoa.domain.due import DueRule
from lantoa.domain.every import Every
from lantoa.domain.lifecycle import ItemKind, PartyRole, Share
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Item, Obligation
from lantoa.vietnamese import fold, nfc

Json = dict[str, Any]

# Where each kind of item stands in Plan JSON, in the order of a document, and the key of its own words.
SECTIONS = {
    ItemKind.TARGET: "targets",
    ItemKind.FORM: "forms",
    ItemKind.RESPONSIBILITY: "responsibilities",
    ItemKind.TASK: "tasks",
}
LONGEST_NAME = 500
LARGEST_COUNT = 1_000_000
EARLIEST_YEAR, LATEST_YEAR = 2000, 2099


def fingerprint(value: Any) -> str:
    """What a form carries to tell whether the thing it edits has changed since: a short digest of its Plan JSON."""
    plain = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def words(value: Any) -> str:
    """A text of Plan JSON as a column keeps it: NFC, trimmed, "" for null."""
    return nfc(str(value)).strip() if value is not None else ""


def names(values: Any) -> list[str]:
    """A list of agencies or products without empty entries. Raises Refused for one too long to be a name."""
    found = [text for text in (words(value) for value in values or ()) if text]
    for text in found:
        if len(text) > LONGEST_NAME:
            raise Refused(
                f"Tên cơ quan hoặc sản phẩm dài quá {LONGEST_NAME} chữ: “{text[:60]}…”. Hãy tách thành nhiều dòng."
            )
    return found


def day(value: Any, *, what: str) -> date | None:
    """An ISO day of Plan JSON, None for null. Raises Refused for what is no day, or lies in no year of our time."""
    if value in (None, ""):
        return None
    try:
        found = date.fromisoformat(str(value))
    except ValueError as error:
        raise Refused(f"{what}: “{value}” không phải là một ngày có thật.") from error
    if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise Refused(f"{what}: năm {found.year} có lẽ nhầm, chỉ nhận từ năm {EARLIEST_YEAR} đến năm {LATEST_YEAR}.")
    return found


def count(value: Any, *, what: str) -> int | None:
    """A whole number that is not negative, None for null. Raises Refused for anything else."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST_COUNT:
        raise Refused(f"{what}: “{value}” không phải là số lượng hợp lệ.")
    return value


def percent(value: Any) -> Decimal | None:
    """A percentage from 0 to 100, None for null. Raises Refused for anything else."""
    if value in (None, ""):
        return None
    try:
        found = Decimal(str(value)).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise Refused(f"“{value}” không phải là tỷ lệ phần trăm.") from error
    if not 0 <= found <= 100:
        raise Refused(f"Tỷ lệ {value}% nằm ngoài khoảng từ 0 đến 100.")
    return found


def percent_json(value: Decimal | None) -> int | float | None:
    """A percentage as Plan JSON writes it: 100, not 100.00."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def obligation_columns(data: Mapping[str, Any], *, year: int) -> Json:
    """The columns of an obligation. in: OBLIGATION of Plan JSON, the plan's year (its window where none is given).

    Raises Refused, with a Vietnamese sentence that names the obligation, for numbers or dates that cannot be.
    """
    what = words(data.get("what"))
    if not what:
        raise Refused("Yêu cầu chưa ghi là việc gì.", field="what")
    every = _one_of(Every, data.get("every"), what="Nhịp")
    minimum, maximum = count(data.get("min"), what="Ít nhất"), count(data.get("max"), what="Nhiều nhất")
    if minimum is not None and maximum is not None and maximum < minimum:
        raise Refused(f"“{what[:80]}”: nhiều nhất {maximum} lại nhỏ hơn ít nhất {minimum}.", field="maximum")
    starts_on = day(data.get("from"), what="Từ ngày") or date(year, 1, 1)
    last_on = day(data.get("to"), what="Đến ngày") or max(date(year, 12, 31), starts_on)
    if last_on < starts_on:
        sentence = f"“{what[:80]}”: ngày cuối {last_on:%d/%m/%Y} đứng trước ngày đầu {starts_on:%d/%m/%Y}."
        raise Refused(sentence, field="last_on")
    return {
        "who": names(data.get("who")),
        "what": what,
        "unit": words(data.get("unit")) or None,
        "minimum": minimum,
        "maximum": maximum,
        "every": every,
        "total": count(data.get("total"), what="Tổng cả kỳ"),
        "share": _one_of(Share, data.get("share") or Share.EACH, what="Cách giao"),
        "is_request": bool(data.get("request")),
        "is_report": bool(data.get("report")),
        "to_agency_words": _short(data.get("to_agency")),
        "starts_on": starts_on,
        "last_on": last_on,
        "due": _due(data.get("due")),
        "channel_words": _short(data.get("channel")),
        "inferred": [str(key) for key in data.get("inferred") or ()],
    }


def _short(value: Any) -> str:
    text = words(value)
    if len(text) > LONGEST_NAME:
        raise Refused(f"“{text[:60]}…” dài quá {LONGEST_NAME} chữ.")
    return text


def _one_of(kind: Any, value: Any, *, what: str) -> Any:
    try:
        return kind(value)
    except ValueError as error:
        raise Refused(f"{what}: không hiểu “{value}”.") from error


def _due(data: Any) -> Json | None:
    try:
        rule = DueRule.from_json(data)
    except (ValueError, AttributeError) as error:
        raise Refused(
            "Hạn không hợp lệ. Hãy ghi ngày trong tháng từ 1 đến 31, hoặc ngày/tháng/năm.", field="due"
        ) from error
    return rule.to_json() if rule else None


def obligation_json(row: Obligation) -> Json:
    """OBLIGATION of Plan JSON from a stored obligation."""
    return {
        "who": list(row.who),
        "what": row.what,
        "unit": row.unit,
        "min": row.minimum,
        "max": row.maximum,
        "every": str(row.every),
        "total": row.total,
        "share": str(row.share),
        "request": row.is_request,
        "inferred": list(row.inferred),
        "from": row.starts_on.isoformat(),
        "to": row.last_on.isoformat(),
        "due": row.due,
        "channel": row.channel_words or None,
        "report": row.is_report,
        "to_agency": row.to_agency_words or None,
    }


def item_columns(kind: ItemKind, data: Mapping[str, Any]) -> Json:
    """The columns of an item without what hangs from it. Raises Refused when it says nothing."""
    title = words(data.get("title") if kind == ItemKind.TASK else data.get("text"))
    if not title:
        raise Refused("Mục chưa có nội dung.", field="title")
    amount = data.get("amount_vnd")
    if amount is not None and (isinstance(amount, bool) or not isinstance(amount, int) or not 0 <= amount < 2**62):
        raise Refused(f"Số tiền “{amount}” không hợp lệ.", field="amount_vnd")
    return {
        "kind": kind,
        "ref": words(data.get("ref"))[:40],
        "group_heading": words(data.get("group"))[:600],
        "title": title,
        "folded": fold(title),
        "timing_words": words(data.get("timing")),
        "funding_words": words(data.get("funding")),
        "amount_vnd": amount,
        "note": words(data.get("note")),
        "percent": percent(data.get("percent")) if kind == ItemKind.TARGET else None,
    }


def parties_of(kind: ItemKind, data: Mapping[str, Any]) -> list[tuple[PartyRole, str]]:
    """Who stands beside an item, in order, with the role. in: an item of Plan JSON; out: (role, words) pairs.

    Whom the plan only asks («Đề nghị …») is a request: a paragraph that begins so, or a lead all of whose obligations
    are requests (design, section 4: "What a plan requests").
    """
    obligations = data.get("obligations") or []
    asked = {name for row in obligations if row.get("request") for name in names(row.get("who"))}
    owing = {name for row in obligations if not row.get("request") for name in names(row.get("who"))}
    only_asked = asked - owing
    if kind == ItemKind.TASK:
        leads = [
            (PartyRole.REQUEST if name in only_asked else PartyRole.LEAD, name) for name in names(data.get("lead"))
        ]
        return leads + [(PartyRole.SUPPORT, name) for name in names(data.get("support"))]
    if kind != ItemKind.RESPONSIBILITY:
        return []
    begins_asking = fold(words(data.get("text"))).lstrip("- ").startswith("de nghi") and not owing
    return [
        (PartyRole.REQUEST if begins_asking or name in only_asked else PartyRole.LEAD, name)
        for name in names(data.get("agencies"))
    ]


def item_json(item: Item) -> Json:
    """An item of Plan JSON; the item comes with its parties, products, measures and obligations prefetched."""
    obligations = [obligation_json(row) for row in item.obligations.all()]
    leads = [party.words for party in item.parties.all() if party.role != PartyRole.SUPPORT]
    if item.kind == ItemKind.TASK:
        supports = [party.words for party in item.parties.all() if party.role == PartyRole.SUPPORT]
        group = {"group": item.group_heading} if item.group_heading else {}
        return group | {
            "ref": item.ref,
            "title": item.title,
            "products": [product.text for product in item.products.all()],
            "lead": leads,
            "support": supports,
            "timing": item.timing_words or None,
            "obligations": obligations,
            "funding": item.funding_words or None,
            "amount_vnd": item.amount_vnd,
            "note": item.note or None,
        }
    data: Json = {"ref": item.ref, "text": item.title, "obligations": obligations}
    if item.kind == ItemKind.RESPONSIBILITY:
        data["agencies"] = leads
    if item.kind == ItemKind.TARGET:
        data["percent"] = percent_json(item.percent)
        data["measures"] = [{"percent": percent_json(row.percent), "of": row.of} for row in item.measures.all()]
    return data


def own_words(data: Json) -> Json:
    """An item of Plan JSON without its obligations: what the form of an item edits."""
    return {key: value for key, value in data.items() if key != "obligations"}
