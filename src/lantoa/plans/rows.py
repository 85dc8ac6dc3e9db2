"""The long lists of a draft, drawn in Python: a plan may hold hundreds of obligations."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from lantoa.domain.lifecycle import PartyRole
from lantoa.plans.models import Item, Obligation, Plan
from lantoa.plans.queries import DraftGroup
from lantoa.plans.sentences import explain_obligation, inferred_words
from lantoa.plans.shape import obligation_json

NOTHING = mark_safe("")
_ROLES = ((PartyRole.LEAD, "Chủ trì"), (PartyRole.REQUEST, "Đề nghị"), (PartyRole.SUPPORT, "Phối hợp"))


def group_html(plan: Plan, group: DraftGroup, *, may_edit: bool) -> SafeString:
    """The items of one group as cards, each with who does it and what is asked, said in words."""
    base = reverse("plans:draft", args=[plan.public_id]).removesuffix("du-thao/") if may_edit else ""
    return format_html_join("", "{}", ((_item(item, base),) for item in group.items))


def _item(item: Item, base: str) -> SafeString:
    obligations = format_html_join("", "{}", ((_obligation(row, base),) for row in item.obligations.all()))
    edit = NOTHING
    if base:
        edit = format_html(
            '<span class="row"><a href="{0}muc/{1}/">Sửa mục</a>'
            '<a href="{0}muc/{1}/them-yeu-cau/">Thêm yêu cầu</a></span>',
            base,
            item.public_id,
        )
    return format_html(
        '<article class="card stack tight" id="muc-{}"><div class="row between top-line">'
        '<span class="small soft">{}</span>{}</div><h3 class="lines">{}</h3>{}{}{}</article>',
        item.public_id,
        item.ref or "–",
        edit,
        item.title,
        _parties(item),
        format_html('<p class="small soft">Thời gian: {}</p>', item.timing_words) if item.timing_words else NOTHING,
        format_html('<ul class="list small">{}</ul>', obligations) if obligations else NOTHING,
    )


def _parties(item: Item) -> SafeString:
    found = []
    for role, label in _ROLES:
        names = [party.words for party in item.parties.all() if party.role == role]
        if names:
            found.append((label, "; ".join(names)))
    return format_html_join("", '<p class="small"><span class="soft">{}:</span> {}</p>', found)


def _obligation(row: Obligation, base: str) -> SafeString:
    edit = format_html(' <a href="{}yeu-cau/{}/">Sửa</a>', base, row.public_id) if base else NOTHING
    added = inferred_words(row.inferred)
    named = {party.words for party in row.item.parties.all() if party.role != PartyRole.SUPPORT}
    who = "" if set(row.who) == named else "; ".join(row.who)  # said once above when it is the item's leads
    return format_html(
        '<li id="yeu-cau-{}"><span class="strong">{}</span>{}{}<br>Hiểu là: {}{}{}</li>',
        row.public_id,
        row.what,
        _tags(row),
        edit,
        explain_obligation(obligation_json(row)),
        format_html(' <span class="soft">Văn bản không ghi: {}.</span>', added) if added else NOTHING,
        format_html('<br><span class="soft">{}</span>', who) if who else NOTHING,
    )


def _tags(row: Obligation) -> SafeString:
    found = []
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
