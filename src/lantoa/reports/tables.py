"""The tables of a report as rows of HTML, made in Python: a year has hundreds of cells, too many for template tags."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lantoa.web.wording import NOT_SAID, day_text, number_text, percent_text

Json = dict[str, Any]


def link(name: str, *args: str) -> str:
    """The address of a page of another app, "" where that page is not installed."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def anchored(url: str, text: Any) -> SafeString | str:
    """The text, leading somewhere if there is anywhere to lead."""
    return format_html('<a href="{}">{}</a>', url, text) if url else text


def capital(text: str) -> str:
    """The text as a line of a table begins."""
    return text[:1].upper() + text[1:]


def number(value: int | None) -> str:
    """A figure, or "–" for one that is not known: not reported is not zero."""
    return NOT_SAID if value is None else number_text(value)


def percent(value: str | None) -> str:
    """A stored percentage as it is shown."""
    return percent_text(None if value is None else Decimal(value))


def statistics_rows(figures: Json, results_url: str) -> SafeString:
    """The body of the statistics table. in: the figures, where the results behind a figure are listed ("" for none)."""
    return format_html_join("", "{}", ((_statistics_row(row, results_url),) for row in figures["statistics"]))


def _statistics_row(row: Json, results_url: str) -> SafeString:
    asked = {"loai": row["kind"]} | ({"kenh": row["channel"]} if row["channel"] else {})
    here = f"{results_url}?{urlencode(asked)}" if results_url and row["results"] else ""
    year = f"{results_url}?{urlencode(asked | {'ca-nam': '1'})}" if results_url and row["year"] else ""
    note = [f"{row['links']} đường dẫn"] if row["links"] else []
    whole = format_html('<b>{}</b> <span class="small soft">({})</span>', row["label"], row["unit"])
    name = whole if row["level"] == 1 else format_html("– {}", row["label"])
    return format_html(
        '<tr><th scope="row">{}</th><td class="num">{}</td><td class="num">{}</td><td class="num">{}</td>'
        '<td class="num">{}</td><td class="small soft">{}</td></tr>',
        name,
        number(row["plan"]),
        anchored(here, number(row["done"])),
        anchored(year, number(row["year"])),
        percent(row["percent"]),
        "; ".join([*note, *([row["note"]] if row["note"] else [])]),
    )


def task_rows(figures: Json) -> SafeString:
    """The body of the table of tasks, one row an item."""
    return format_html_join("", "{}", ((_task_row(row),) for row in figures["tasks"]))


def _task_row(row: Json) -> SafeString:
    amounts = format_html_join(
        "",
        "<div>{}{}/{} {}</div>",
        (
            (f"{line['what']}: " if len(row["lines"]) > 1 else "", line["done"], line["minimum"], line["unit"])
            for line in row["lines"]
        ),
    )
    notes = []
    if row["before_issue"]:
        notes.append(f"{row['before_issue']} kỳ trước ngày ban hành, không tính")
    if row["shared"]:
        notes.append(f"{row['shared']} việc làm chung, tính một lần ở cấp trên")
    kind = "late" if row["late"] else "met" if row["completion"] or row["state"].startswith("đủ") else ""
    return format_html(
        '<tr><th scope="row"><div class="small soft">{}, {}</div>{}{}</th><td class="num" data-label="Đã làm">{}</td>'
        '<td>{}</td><td class="num" data-label="Kết quả">{}</td><td class="num" data-label="Minh chứng">{}</td></tr>',
        row["plan"],
        row["ref"],
        anchored(link("desk:item", row["item"]), capital(row["title"])),
        format_html('<div class="small soft">{}</div>', "; ".join(notes)) if notes else "",
        amounts or NOT_SAID,
        format_html('<span class="tag nowrap {}">{}</span>', kind, row["state"]) if kind else row["state"],
        number(row["results"]),
        number(row["evidence"]),
    )


def _dates(row: Json) -> str:
    """A duty's date; with the one it was extended to, where it was."""
    due = day_text(date.fromisoformat(row["due_on"]))
    moved = row.get("extended_to")
    return f"{due}, gia hạn đến {day_text(date.fromisoformat(moved))}" if moved else due


def duty_rows(rows: Iterable[Json]) -> SafeString:
    """List entries of duties that are overdue or were left over."""
    return format_html_join(
        "",
        '<li>{} <span class="small soft">{} · {} · {} · hạn {} · {}/{} {}{}</span></li>',
        (
            (
                anchored(link("desk:duty", row["id"]), row["what"]),
                row["plan"],
                row["ref"],
                row["period"],
                _dates(row),
                row["done"],
                row["minimum"],
                row["unit"],
                " · làm chung" if row["shared"] else "",
            )
            for row in rows
        ),
    )


def standing_rows(rows: Iterable[Json]) -> SafeString:
    """The body of the table of standing work, support and requests."""
    return format_html_join(
        "",
        '<tr><th scope="row"><div class="small soft">{}, {}</div>{}{}</th><td>{}</td>'
        '<td class="num" data-label="Kết quả">{}</td><td class="num" data-label="Minh chứng">{}</td></tr>',
        (
            (
                row["plan"],
                row["ref"],
                anchored(link("desk:item", row["item"]), capital(row.get("what") or row["title"])),
                format_html('<div class="small soft lines">{}</div>', row["text"]) if row.get("text") else "",
                row.get("state", ""),
                number(row["results"]),
                number(row["evidence"]),
            )
            for row in rows
        ),
    )


def difficulty_rows(rows: Iterable[Json]) -> SafeString:
    """The body of the table of difficulties raised in the period."""
    return format_html_join(
        "",
        '<tr><th scope="row">{}<div class="small soft">{} · {}{}</div></th><td data-label="Đề xuất">{}</td>'
        '<td><span class="tag{}">{}</span>{}</td></tr>',
        (
            (
                anchored(link("assignments:difficulty", row["id"]), row["text"]),
                row["agency"],
                day_text(date.fromisoformat(row["raised_on"])),
                f" · {row['plan']} {row['ref']}".rstrip(),
                row["wish"] or NOT_SAID,
                " met" if row["answered"] else "",
                row["state"],
                format_html('<div class="small">{}</div>', row["answer"] or _waits(row)),
            )
            for row in rows
        ),
    )


def _waits(row: Json) -> str:
    return f"đang ở {row['waits_at']}" if row["waits_at"] else ""


def on_screen(figures: Json, results_url: str = "") -> Json:
    """What the templates show of the figures."""
    owed = figures["owed"]
    return {
        "statistics": statistics_rows(figures, results_url),
        "tasks": task_rows(figures),
        "overdue": duty_rows(figures["overdue"]),
        "earlier": duty_rows(figures["earlier"]),
        "standing": standing_rows(figures["standing"]),
        "support": standing_rows(figures["support"]),
        "requests": standing_rows(figures["requests"]),
        "difficulties": difficulty_rows(figures.get("difficulties", ())),
        "unplaced": figures["unplaced"],
        "owed": owed,
        "done": figures["done"],
        "percent_met": percent(owed["percent_met"]),
        "as_of": date.fromisoformat(figures["as_of"]),
        "cards": _cards(figures, results_url),
    }


def _cards(figures: Json, results_url: str) -> list[Json]:
    owed, done = figures["owed"], figures["done"]
    unsaid = sum(1 for row in figures["standing"] if row["state"] == "chưa nêu")
    cards = [
        {"value": number(owed["total"]), "text": "việc đến hạn trong kỳ"},
        {"value": f"{number(owed['met_all'])} ({percent(owed['percent_met'])})", "text": "việc đã đủ"},
        {"value": number(owed["overdue"]), "text": "việc quá hạn", "late": owed["overdue"] > 0},
        {"value": number(done["results"]), "text": "kết quả trong kỳ", "url": results_url},
    ]
    if unsaid:
        cards.append({"value": number(unsaid), "text": "việc thường xuyên chưa nêu"})
    return cards
