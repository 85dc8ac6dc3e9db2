"""«Gia hạn»: asking to move a due date, and answering."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.agencies.access import RECORDING, Forbidden, reach, require, signed_in
from lantoa.assignments.access import inside as access
from lantoa.assignments.duties import effective_due, period_label
from lantoa.assignments.forms.inside import AnswerExtensionForm, AskForm, sent
from lantoa.assignments.models import Extension
from lantoa.assignments.operations import ask_extension, grant_extension, refuse_extension, withdraw_extension
from lantoa.assignments.queries import extensions as queries
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.web.paging import page_from
from lantoa.web.tables import Column, Kind, xlsx_response

PAGE = 30
MOST_ROWS = 20_000
SEEING = tuple(dict.fromkeys((*RECORDING, *access.DECIDING)))


def crumbs() -> list[tuple[str, str]]:
    """The way back to the list."""
    return [("Gia hạn", reverse("assignments:extensions"))]


@require_safe
@signed_in(*SEEING)
def index(request: HttpRequest) -> HttpResponse:
    """Requests that wait for the person's answer, and all that were made, each with both dates."""
    person = reach(request)
    waiting = access.extensions_to_decide(person).count()
    tab = request.GET.get("xem") or ("cho-tra-loi" if waiting else "da-de-nghi")
    if tab not in queries.TABS:
        raise Forbidden
    page = page_from(request, queries.of_tab(person, tab), key=queries.KEYS[tab], size=PAGE)
    context = {
        "tabs": queries.TABS.items(),
        "tab": tab,
        "waiting": waiting,
        "page": page,
        "rows": [queries.row_of(row) for row in page.items],
    }
    return render(request, "assignments/extensions.html", context)


@require_safe
@signed_in(*SEEING)
def index_xlsx(request: HttpRequest) -> FileResponse:
    """Every request the person may read, as a workbook, with the original and the extended date."""
    person = reach(request)
    columns = (
        Column("Việc", 60),
        Column("Thuộc", 32),
        Column("Cơ quan", 30),
        Column("Hạn gốc", 12, Kind.DAY),
        Column("Đề nghị đến", 12, Kind.DAY),
        Column("Ngày đề nghị", 12, Kind.DAY),
        Column("Lý do", 40),
        Column("Trả lời", 16),
        Column("Gia hạn đến", 12, Kind.DAY),
        Column("Ý kiến", 40),
    )
    rows = queries.of_tab(person, "da-de-nghi").order_by(*queries.KEYS["da-de-nghi"])[:MOST_ROWS]
    body = ([one.title, one.about, *_cells(one.extension)] for one in map(queries.row_of, rows))
    notes = (f"Tính đến ngày {person.on:%d/%m/%Y}.",)
    return xlsx_response("Gia han", columns, body, heading="Đề nghị gia hạn", notes=notes)


def _cells(row: Extension) -> list[Any]:
    said = (row.asked_on, row.reason, row.get_state_display(), row.granted_to, row.decision_note)
    return [row.agency.name, row.duty.due_on, row.wanted_on, *said]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*RECORDING)
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask to move the date of one duty."""
    person = reach(request)
    duty, agencies = access.duty_to_extend(person, public_id)
    form = AskForm(sent(request), agencies=agencies, initial={"token": new_public_id()})
    if request.method == "POST" and form.is_valid():
        try:
            made = ask_extension(actor=request.user, duty=duty, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "Đã gửi đề nghị gia hạn; cơ quan ban hành, theo dõi kế hoạch sẽ trả lời.")
            return redirect("assignments:extension", public_id=made.public_id)
    context = {
        "form": form,
        "duty": duty,
        "period": period_label(duty),
        "due": effective_due(duty),
        "open": queries.may_be_asked(duty, person.on),
        "crumbs": crumbs(),
    }
    return render(request, "assignments/ask.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*SEEING)
def extension(request: HttpRequest, public_id: str) -> HttpResponse:
    """One request as it stands; answered here by the plan's issuer or coordinator, taken back by who asked."""
    person = reach(request)
    row = access.extension_seen(person, public_id)
    decides, withdraws = access.may_decide_extension(person, row), access.may_withdraw_extension(person, row)
    form = AnswerExtensionForm(sent(request), initial={"granted_to": row.wanted_on})
    if request.method == "POST":
        require(decides or withdraws)
        if form.is_valid() and _answered(request, row, form):
            return redirect(reverse("assignments:extensions") if decides else request.path)
    one = queries.row_of(row)
    context = {
        "row": row,
        "one": one,
        "form": form,
        "state": row.get_state_display(),
        "decides": decides,
        "withdraws": withdraws,
        "crumbs": crumbs(),
    }
    return render(request, "assignments/extension.html", context, status=422 if form.errors else 200)


def _answered(request: HttpRequest, row: Extension, form: AnswerExtensionForm) -> bool:
    day, note, how = form.cleaned_data["granted_to"], form.cleaned_data["note"], request.POST.get("lam")
    try:
        if how == "dong-y" and day is None:
            raise Refused("Chưa nhập ngày gia hạn.", field="granted_to")
        if how == "dong-y":
            grant_extension(actor=request.user, extension=row, granted_to=day, note=note)
            messages.success(request, f"Đã đồng ý gia hạn đến {day:%d/%m/%Y}.")
        elif how == "khong":
            refuse_extension(actor=request.user, extension=row, note=note)
            messages.success(request, "Đã trả lời không đồng ý, kèm lý do.")
        elif how == "rut":
            withdraw_extension(actor=request.user, extension=row)
            messages.success(request, "Đã rút đề nghị.")
        else:
            raise Refused("Chưa rõ đồng ý hay không. Hãy bấm một trong các nút.")
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return False
    return True
