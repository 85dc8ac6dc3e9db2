"""The ticks beside a group's form: who the rule gives, who was put in or left out, drawn and read back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lantoa.agencies import groups
from lantoa.agencies.groups import Rule
from lantoa.agencies.models import Agency
from lantoa.agencies.models.bodies import true_on

SHOWN = 400  # ticks on one page; a larger group is kept by its rule


@dataclass
class Picked:
    """What stands ticked and unticked against a rule on a day.

    `rows`: every body to show with whether it is in, those of the rule first; `put_in` and `left_out` are what differs
    from the rule.
    """

    rows: list[tuple[Agency, bool, bool]] = field(default_factory=list)  # body, ticked, by the rule
    put_in: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()

    @property
    def size(self) -> int:
        """How many are in."""
        return sum(ticked for _, ticked, _ in self.rows)


def picked(rule: Rule, put_in: Iterable[int], left_out: Iterable[int], on: date) -> Picked:
    """The ticks for a rule and the choices by hand on a day. A few queries."""
    inside, outside = set(put_in), set(left_out)
    by_rule = {row.pk: row for row in groups.matching(rule, on)}
    others = Agency.objects.filter(true_on(on), pk__in=inside - by_rule.keys()).order_by("sort_key", "pk")
    rows = [(row, pk not in outside, True) for pk, row in by_rule.items()]
    rows += [(row, True, False) for row in others]
    return Picked(rows, frozenset(row.pk for row in others), frozenset(outside & by_rule.keys()))


def read_ticks(sent: QueryDict, rule: Rule, on: date) -> Picked:
    """The ticks of a form that was sent.

    What the rule gives and the form did not show is in: nobody unticked it. What stood there by a rule that was changed
    since goes with that rule, ticked or not.
    """
    shown = {word for word in sent.get("da-hien", "").split(",") if word}
    ticked = set(sent.getlist("trong"))
    known = dict(Agency.objects.filter(public_id__in=shown | ticked).values_list("public_id", "pk"))
    put_in = [known[word] for word in ticked - shown if word in known]
    left_out = [known[word] for word in shown - ticked if word in known]
    return picked(rule, put_in, left_out, on)


def draw(ticks: Picked) -> SafeString:
    """The ticks as markup, at most SHOWN of them, with the hidden list of those that the rule gave."""
    rows = ticks.rows[:SHOWN]
    shown = ",".join(row.public_id for row, _, by_rule in rows if by_rule)
    lines = format_html_join(
        "",
        '<label class="pick-line"><input type="checkbox" name="trong" value="{}"{}> <span>{}{}</span></label>',
        (
            (
                row.public_id,
                SafeString(" checked") if ticked else "",
                row.name,
                "" if by_rule else SafeString(' <span class="small soft">· thêm riêng</span>'),
            )
            for row, ticked, by_rule in rows
        ),
    )
    return format_html('<input type="hidden" name="da-hien" value="{}">{}', shown, lines)
