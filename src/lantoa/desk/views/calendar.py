"""The calendar of what is due, for other programs to read by a secret address; and the address itself."""

from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from django.views.decorators.http import require_POST, require_safe

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden, any_person, public
from lantoa.agencies.models import Agency
from lantoa.agencies.reach import reach_of
from lantoa.desk.queries.calendar import entries_for
from lantoa.desk.views.todo import OWING
from lantoa.notices import calendar as files
from lantoa.notices.mail import absolute
from lantoa.notices.models import CalendarAddress
from lantoa.notices.operations.calendar import WINDOW, count_asked, end_calendar, hashed, renew_calendar
from lantoa.notices.panels import Panel

LONGEST_SECRET = 64


@public
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind a secret address, signed in or not. A wrong address and one that ended look the same."""
    address = _address(secret)
    if not count_asked(address=address):
        busy = HttpResponse(
            "Lịch này được đọc quá nhiều lần; hãy thử lại sau.\n", content_type="text/plain; charset=utf-8"
        )
        busy.status_code = 429
        busy["Retry-After"] = str(int(WINDOW.total_seconds()))
        return busy
    data = _file(address)
    etag = sha256(data).hexdigest()
    if address.etag != etag:
        address.etag, address.modified_at = etag, clock.now()
        address.save(update_fields=["etag", "modified_at"])
    unchanged = _unchanged(request, address)
    response = (
        HttpResponseNotModified() if unchanged else HttpResponse(data, content_type="text/calendar; charset=utf-8")
    )
    response["ETag"] = f'"{etag}"'
    response["Last-Modified"] = http_date(address.modified_at.timestamp())
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    return response


def _address(secret: str) -> CalendarAddress:
    known = CalendarAddress.objects.select_related("user")
    row = known.filter(secret_hash=hashed(secret[:LONGEST_SECRET]), ended_at=None, user__is_active=True).first()
    if row is None:
        raise Forbidden
    return row


def _file(address: CalendarAddress) -> bytes:
    person = reach_of(address.user, clock.today())
    agency_ids = person.agencies_as(*OWING)
    entries = entries_for(person, agency_ids)
    names = Agency.objects.filter(pk__in=agency_ids).order_by("level", "sort_key").values_list("short_name", flat=True)
    return files.written(entries, files.marked(entries, clock.now()), name=f"Việc của {', '.join(names[:3])}")


def _unchanged(request: HttpRequest, address: CalendarAddress) -> bool:
    """Whether the calendar that asks has it already (RFC 9110, 13.2.2: a tag counts before a date)."""
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    if tags:
        return "*" in tags or any(tag.removeprefix("W/") == f'"{address.etag}"' for tag in tags)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and address.modified_at is not None and int(address.modified_at.timestamp()) <= since


@require_POST
@any_person
def calendar_address(request: HttpRequest) -> HttpResponse:
    """Make a new secret address and show it this once, or end the one there is (lam=ngung)."""
    if request.POST.get("lam") == "ngung":
        end_calendar(actor=request.user)
        return redirect(f"{reverse('notices:preferences')}#lich")
    path = reverse("desk:calendar", args=[renew_calendar(actor=request.user)])
    url = absolute(path) if settings.LANTOA_ADDRESS else request.build_absolute_uri(path)
    context = {"url": url, "crumbs": [("Nhắc việc của tôi", reverse("notices:preferences"))]}
    response = render(request, "desk/calendar_address.html", context)
    response["Cache-Control"] = "no-store"
    return response


def panel(request: HttpRequest) -> Panel:
    """The calendar's part of «Nhắc việc của tôi»."""
    row = CalendarAddress.objects.filter(user=request.user.pk, ended_at=None).first()
    return Panel(template="desk/calendar_panel.html", context={"address": row})
