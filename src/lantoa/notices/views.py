"""«Thông báo», «Nhắc việc của tôi», and how mail and daily work stand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.adapters import clock
from lantoa.agencies.access import any_person, reach, signed_in
from lantoa.notices import access, alarms, mail, operations, queries
from lantoa.notices.daily import registered_daily
from lantoa.notices.forms import PreferencesForm, initial_of
from lantoa.notices.panels import panels_for
from lantoa.notices.wishes import wishes_of
from lantoa.persistence.refusal import Refused
from lantoa.web.paging import page_from


@require_safe
@any_person
def notices(request: HttpRequest) -> HttpResponse:
    """All that the person was told, the newest first."""
    page = page_from(request, queries.notices_of(request.user), key=("-created_at", "-id"), size=30)
    context = {
        "page": page,
        "unread": queries.unread_count(request.user.pk),
        "alarms": alarms.sentences(clock.today()) if reach(request).has(*access.ALARMED) else [],
    }
    return render(request, "notices/list.html", context)


@require_POST
@any_person
def open_notice(request: HttpRequest, public_id: str) -> HttpResponse:
    """Mark a notice as seen, and go to where it leads."""
    row = access.own_notice(request.user, public_id)
    operations.mark_read(actor=request.user, notice=row)
    safe = url_has_allowed_host_and_scheme(row.url, allowed_hosts=None)
    return redirect(row.url if row.url and safe else "notices:list")


@require_POST
@any_person
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as seen."""
    operations.mark_all_read(actor=request.user)
    return redirect("notices:list")


@require_http_methods(["GET", "HEAD", "POST"])
@any_person
def preferences(request: HttpRequest) -> HttpResponse:
    """How the person wants to be told."""
    wishes = wishes_of([request.user])[request.user.pk]
    form = PreferencesForm(request.POST or None, initial=initial_of(wishes))
    if request.method == "POST" and form.is_valid():
        try:
            operations.save_preferences(actor=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Đã lưu cách nhắc việc.")
            return redirect("notices:preferences")
    context = {
        "form": form,
        "mail": mail.mode().value,
        "address": request.user.email,
        "panels": panels_for(request),
        "crumbs": [("Thông báo", reverse("notices:list"))],
    }
    return render(request, "notices/preferences.html", context, status=422 if request.method == "POST" else 200)


@require_safe
@signed_in(*access.KEEPING)
def machine(request: HttpRequest) -> HttpResponse:
    """How mail and daily work stand: counts alone, nobody's words or address."""
    jobs = [(label, queries.last_day_done(name)) for name, label in registered_daily().items()]
    figures = queries.mail_figures(clock.now())
    sends = mail.mode() == mail.MailMode.SEND
    context = {
        "mail": mail.mode().value,
        "figures": [
            {"value": figures.queued, "text": "thư chờ gửi"},
            {"value": figures.overdue, "text": "chờ quá một giờ", "late": sends and figures.overdue > 0},
            {"value": figures.sent, "text": "đã gửi trong 30 ngày"},
            {"value": figures.failed, "text": "không gửi được trong 30 ngày", "late": figures.failed > 0},
        ],
        "oldest": figures.oldest,
        "jobs": jobs,
        "alarms": alarms.sentences(clock.today()),
    }
    return render(request, "notices/machine.html", context)
