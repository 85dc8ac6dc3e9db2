"""The lines of work that an issue would give, as HTML. Built here, not in a template: a plan has a hundred of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from lantoa.assignments.blueprint import Line
from lantoa.assignments.queries import doubts_of
from lantoa.domain.every import Every
from lantoa.domain.lifecycle import Share
from lantoa.plans.models import EVERY_LABELS, Obligation, Plan
from lantoa.web.wording import number_text

MOST_TOGETHER = 12  # more bodies than this are a collective, each with its own share
NAMES = 3


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every line of one page needs: the draft, whether the person may edit it, the token of its forms."""

    plan: Plan
    may_edit: bool
    csrf: str


def lines(drawn: Iterable[Line], page: Page) -> SafeString:
    """The lines of the list, in the plan's order."""
    return mark_safe("".join(_line(line, page) for line in drawn))  # noqa: S308  every word of people is escaped below


def _line(line: Line, page: Page) -> str:
    obligation = line.obligation
    quota = quota_of(obligation)
    return (
        f'<li class="line work"><div class="small soft nowrap">{escape(obligation.item.ref or "–")}</div>'
        f"<div>{escape(obligation.what)}{_doubts(obligation, page.plan.year)}</div>"
        f'<div class="small">{capfirst(EVERY_LABELS[Every(obligation.every)])}{escape(f", {quota}" if quota else "")}'
        f'</div><div class="small">{_who(line)}{_share(line, page)}</div>'
        f'<div class="num small">{_count(line)}{_before(line)}</div></li>'
    )


def _doubts(obligation: Obligation, year: int) -> str:
    said = doubts_of(obligation, year)
    return "".join(f'<div class="small"><span class="tag soon">{escape(doubt)}</span></div>' for doubt in said)


def _who(line: Line) -> str:
    if not line.owed and not line.asked:
        return '<span class="tag soon">chưa giao ai</span>'
    names = escape(", ".join(place.agency.short_name for place in line.owed[:NAMES]))
    left = len(line.owed) - NAMES
    more = f" và {number_text(left)} cơ quan nữa" if left > 0 else ""
    asked = f'<div><span class="tag">đề nghị {number_text(len(line.asked))} cơ quan</span></div>' if line.asked else ""
    return f"{names}{more}{asked}"


def _share(line: Line, page: Page) -> str:
    """Whether several leads owe one each or one together, and the button that changes it."""
    if not (1 < len(line.owed) <= MOST_TOGETHER and line.duties):
        return ""
    together = line.obligation.share == Share.TOGETHER
    other, words = (Share.EACH, "đổi thành mỗi cơ quan") if together else (Share.TOGETHER, "đổi thành cùng làm một")
    return format_html(
        '<form method="post" action="{}" class="row"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="yeu-cau" value="{}"><span class="tag info">{}</span>{}</form>',
        reverse("assignments:share", args=[page.plan.public_id]),
        page.csrf,
        line.obligation.public_id,
        "cùng làm một sản phẩm" if together else "mỗi cơ quan đều làm",
        format_html('<button class="link" name="cach" value="{}">{}</button>', other, words) if page.may_edit else "",
    )


def _count(line: Line) -> str:
    if line.obligation.is_report:
        return '<span class="soft">theo chế độ báo cáo</span>'
    return f"<b>{number_text(line.duty_count)}</b> việc trong kỳ" if line.duty_count else ""


def _before(line: Line) -> str:
    count = line.before_issue_count
    return f'<div class="soft">{number_text(count)} trước ngày ban hành</div>' if count else ""


def quota_of(obligation: Obligation) -> str:
    """How many a period asks: "ít nhất 5 tin, bài", "3–4 số", "1 kế hoạch"; nothing where the text gives no number."""
    low, high, unit = obligation.minimum, obligation.maximum, obligation.unit or ""
    if low is None and high is None:
        return ""
    if high is None:
        return f"ít nhất {number_text(low)} {unit}".strip()
    if low is None:
        return f"tối đa {number_text(high)} {unit}".strip()
    return f"{number_text(low)}{'' if low == high else f'–{number_text(high)}'} {unit}".strip()
