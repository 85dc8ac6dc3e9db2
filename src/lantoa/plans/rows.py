"""The long lists of a draft, drawn in Python: a plan may hold hundreds of obligations."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from lantoa.domain.lifecycle import PartyRole
from lantoa.plans.beside import Note
from lantoa.plans.models import Item, Obligation, Party, Plan
from lantoa.plans.queries import DraftGroup
from lantoa.plans.sentences import explain_obligation, inferred_words
from lantoa.plans.shape import obligation_json

_ROLES = ((PartyRole.LEAD, "Chủ trì"), (PartyRole.REQUEST, "Đề nghị"), (PartyRole.SUPPORT, "Phối hợp"))


def group_html(plan: Plan, group: DraftGroup, *, may_edit: bool, notes: Mapping[int, Note] | None = None) -> SafeString:
    """The items of one group as cards, each with who does it and what is asked, said in words.

    `notes`: by item id, what is said beside it: how the same task stands this year, whether it was changed.
    """
    base = reverse("plans:draft", args=[plan.public_id]).removesuffix("du-thao/") if may_edit else ""
    known = notes or {}
    cards = (_item(item, base, known.get(item.pk)) for item in group.items)
    return mark_safe("".join(cards))  # noqa: S308  every word of people is escaped


def _item(item: Item, base: str, note: Note | None) -> str:
    parties = list(item.parties.all())
    leads = {party.words for party in parties if party.role != PartyRole.SUPPORT}
    obligations = "".join(_obligation(row, base, leads) for row in item.obligations.all())
    asked = f'<ul class="list small">{obligations}</ul>' if obligations else ""
    edit = ""
    if note is not None:
        edit = format_html('<span class="tag{}">{}</span>', " info" if note.changed else "", note.mark)
    if item.revoked_by:
        edit += format_html('<span class="tag">bãi bỏ theo {}</span>', item.revoked_by.number)
    if item.doubt:
        edit += format_html('<span class="tag soon">{}</span>', item.doubt)
    if base:
        at = f"{base}muc/{item.public_id}/"
        edit += f'<a href="{at}">Sửa mục</a><a href="{at}them-yeu-cau/">Thêm yêu cầu</a>'
    timing = f'<p class="small soft">Thời gian: {escape(item.timing_words)}</p>' if item.timing_words else ""
    if note is not None and note.beside:
        timing += f'<p class="small">{escape(note.beside)}</p>'
    return (
        f'<article class="card stack tight" id="muc-{item.public_id}"><div class="row between top-line">'
        f'<span class="small soft">{escape(item.ref or "–")}</span><span class="row">{edit}</span></div>'
        f'<h3 class="lines">{escape(item.title)}</h3>{_parties(parties)}{timing}'
        f"{asked}</article>"
    )


def _parties(parties: list[Party]) -> str:
    found = []
    for role, label in _ROLES:
        names = "; ".join(party.words for party in parties if party.role == role)
        if names:
            found.append(f'<p class="small"><span class="soft">{label}:</span> {escape(names)}</p>')
    return "".join(found)


def _obligation(row: Obligation, base: str, leads: set[str]) -> str:
    edit = f' <a href="{base}yeu-cau/{row.public_id}/">Sửa</a>' if base else ""
    added = inferred_words(row.inferred)
    said = f' <span class="soft">Văn bản không ghi: {escape(added)}.</span>' if added else ""
    # Who does it is said once above when it is the item's leads.
    who = "" if not row.who or set(row.who) == leads else f'<br><span class="soft">{escape("; ".join(row.who))}</span>'
    return (
        f'<li id="yeu-cau-{row.public_id}"><span class="strong">{escape(row.what)}</span>{_tags(row)}{edit}'
        f"<br>Hiểu là: {escape(explain_obligation(obligation_json(row)))}{said}{who}</li>"
    )


def _tags(row: Obligation) -> SafeString:
    found = []
    if row.revoked_by_id:
        found.append(("", f"bãi bỏ theo {row.revoked_by.number}"))
    if row.is_request:
        found.append(("", "đề nghị"))
    if row.is_report:
        found.append(("", "báo cáo"))
    if row.channel_id:
        found.append(("info", row.channel.name))
    if row.same_as_id:
        says = "nhắc lại" if row.same_as_decided else "có lẽ nhắc lại"
        found.append(("" if row.same_as_decided else "soon", f"{says} {row.same_as.item.ref or 'mục khác'}"))
    return format_html_join("", ' <span class="tag {}">{}</span>', found)
