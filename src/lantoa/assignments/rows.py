"""The lines of work that an issue would give, as HTML. Built here, not in a template: a plan has a hundred of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from lantoa.assignments.blueprint import Line
from lantoa.assignments.queries import doubts_of
from lantoa.domain.lifecycle import Share
from lantoa.plans.models import Obligation, Plan
from lantoa.web.wording import number_text

MOST_TOGETHER = 12  # more bodies than this are a collective, each with its own share
NAMES = 3
_NOTHING = SafeString()


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every line of one page needs: the draft, whether the person may edit it, the token of its forms."""

    plan: Plan
    may_edit: bool
    csrf: str


def lines(drawn: Iterable[Line], page: Page) -> SafeString:
    """The lines of the list, in the plan's order."""
    return mark_safe("".join(_line(line, page) for line in drawn))  # noqa: S308  each line is made by format_html


def _line(line: Line, page: Page) -> SafeString:
    obligation = line.obligation
    quota = quota_of(obligation)
    return format_html(
        '<li class="line work"><div class="small soft nowrap">{}</div><div>{}{}</div><div class="small">{}{}</div>'
        '<div class="small">{}{}</div><div class="num small">{}{}</div></li>',
        obligation.item.ref or "–",
        obligation.what,
        _doubts(obligation, page.plan.year),
        capfirst(obligation.get_every_display()),
        f", {quota}" if quota else "",
        _who(line),
        _share(line, page),
        _count(line),
        _before(line),
    )


def _doubts(obligation: Obligation, year: int) -> SafeString:
    said = ((doubt,) for doubt in doubts_of(obligation, year))
    return format_html_join("", '<div class="small"><span class="tag soon">{}</span></div>', said)


def _who(line: Line) -> SafeString:
    if not line.owed and not line.asked:
        return mark_safe('<span class="tag soon">chưa giao ai</span>')
    names = ", ".join(place.agency.short_name for place in line.owed[:NAMES])
    left = len(line.owed) - NAMES
    asked = _NOTHING
    if line.asked:
        asked = format_html('<div><span class="tag">đề nghị {} cơ quan</span></div>', number_text(len(line.asked)))
    return format_html("{}{}{}", names, f" và {number_text(left)} cơ quan nữa" if left > 0 else "", asked)


def _share(line: Line, page: Page) -> SafeString:
    """Whether several leads owe one each or one together, and the button that changes it."""
    if not (1 < len(line.owed) <= MOST_TOGETHER and line.duties):
        return _NOTHING
    together = line.obligation.share == Share.TOGETHER
    button = _NOTHING
    if page.may_edit:
        button = format_html(
            '<button class="link" name="cach" value="{}">{}</button>',
            Share.EACH if together else Share.TOGETHER,
            "đổi thành mỗi cơ quan" if together else "đổi thành cùng làm một",
        )
    return format_html(
        '<form method="post" action="{}" class="row"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="yeu-cau" value="{}"><span class="tag info">{}</span>{}</form>',
        reverse("assignments:share", args=[page.plan.public_id]),
        page.csrf,
        line.obligation.public_id,
        "cùng làm một sản phẩm" if together else "mỗi cơ quan đều làm",
        button,
    )


def _count(line: Line) -> SafeString:
    if line.obligation.is_report:
        return mark_safe('<span class="soft">theo chế độ báo cáo</span>')
    return format_html("<b>{}</b> việc trong kỳ", number_text(line.duty_count)) if line.duty_count else _NOTHING


def _before(line: Line) -> SafeString:
    count = line.before_issue_count
    return format_html('<div class="soft">{} trước ngày ban hành</div>', number_text(count)) if count else _NOTHING


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
