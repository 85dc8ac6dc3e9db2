"""How a stance is shown: a sign, words and a class, never by colour alone; and the two rows side by side, in Python."""

from collections.abc import Iterable

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from lantoa.domain.cascade import PairState, Stance
from lantoa.plans.models import STANCE_LABELS, Adoption, AdoptionPair, Item, Obligation
from lantoa.plans.sentences import explain_obligation
from lantoa.plans.shape import obligation_json, percent_json

SIGNS = {
    Stance.ADOPTED: "✓",
    Stance.SHARPENED: "↑",
    Stance.WEAKER: "↓",
    Stance.PARAGRAPH: "¶",
    Stance.DROPPED: "✗",
    Stance.OPEN: "·",
}
TAGS = {
    Stance.ADOPTED: "met",
    Stance.SHARPENED: "met",
    Stance.WEAKER: "soon",
    Stance.PARAGRAPH: "soon",
    Stance.DROPPED: "late",
    Stance.OPEN: "",
}
PROBLEMS = (Stance.WEAKER, Stance.PARAGRAPH, Stance.DROPPED)


def is_problem(stance: str, *, required: bool) -> bool:
    """Whether a stance wants somebody's eye: less than asked, of what the body was to lead."""
    return required and stance in PROBLEMS


def stance_tag(row: Adoption) -> SafeString:
    """The stance of a row as a tag: sign and words; of what the body need not lead, without alarm."""
    stance = Stance(row.stance)
    if stance == Stance.DROPPED and not row.required:
        return format_html('<span class="tag">– {}</span>', "không được giao, không đưa vào")
    return format_html('<span class="tag {}">{} {}</span>', TAGS[stance], SIGNS[stance], STANCE_LABELS[stance])


def item_html(item: Item, obligations: Iterable[Obligation]) -> SafeString:
    """One row of a plan as one side of a comparison: what it says and what it asks, in words.

    in: the item with its parties, products and measures prefetched; of its obligations those that matter here.
    """
    leads = "; ".join(party.words for party in item.parties.all() if party.role != "support")
    facts = [
        ("Chủ trì", leads),
        ("Sản phẩm", "; ".join(product.text for product in item.products.all())),
        ("Thời gian", item.timing_words),
        ("Tỷ lệ", "; ".join(f"{percent_json(row.percent)}% {row.of}" for row in item.measures.all())),
    ]
    asked = [(row.what, explain_obligation(obligation_json(row))) for row in obligations if not row.is_report]
    return format_html(
        '<div class="stack tight"><span class="small soft">{}</span><div class="lines">{}</div>{}{}</div>',
        item.ref or "–",
        item.title,
        format_html_join("", '<div class="small"><span class="soft">{}:</span> {}</div>', [f for f in facts if f[1]]),
        format_html_join("", '<div class="small">{}. {}</div>', asked),
    )


def why_html(pair: AdoptionPair) -> SafeString:
    """Why a pair is proposed, or who chose it."""
    sure = "" if pair.confidence is None or pair.state != PairState.PROPOSED else f"{round(100 * pair.confidence)}%: "
    return format_html('<span class="small soft">{}{}</span>', sure, "; ".join(pair.why))


def short(text: str, length: int = 160) -> str:
    """The beginning of a text, cut at a word, escaped."""
    return escape(text if len(text) <= length else f"{text[:length].rsplit(' ', 1)[0]}…")
