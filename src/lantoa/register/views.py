"""«Sổ văn bản đi»: the year's list, the next number, one entry, the settings of the body."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.agencies.models import Agency
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.register import access, operations, queries
from lantoa.register.forms import CancelForm, ColumnsForm, SeriesForm, TakeForm
from lantoa.register.kinds import written_number
from lantoa.register.models import NumberSeries, Register, RegisterEntry
from lantoa.register.operations import COLUMNS
from lantoa.web.forms import whole_number
from lantoa.web.paging import page_from
from lantoa.web.tables import Column, Kind, xlsx_response
from lantoa.web.wording import moment_text

PAGE = 50
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@signed_in(*access.READING)
def home(request: HttpRequest) -> HttpResponse:
    """The register of the body the person works for first."""
    person = reach(request)
    agencies = access.agencies_read(person)
    first = next((row for row in agencies if row.pk == person.main_body_id), agencies[0])
    return redirect("register:list", first.public_id)


@require_safe
@signed_in(*access.READING)
def index(request: HttpRequest, agency_id: str) -> HttpResponse:
    """A year of a body's register, latest first; or that the body keeps none here."""
    person = reach(request)
    agency = access.agency_read(person, agency_id)
    register = queries.register_of(agency)
    context: dict[str, Any] = {
        "agency": agency,
        "agencies": access.agencies_read(person),
        "keeps": access.may_keep(person, agency.pk),
    }
    if register is None:
        return render(request, "register/off.html", context)
    asked = _asked(request)
    context |= asked | {
        "page": page_from(request, queries.entries_of(register, **asked), key=("-day", "-id"), size=PAGE),
        "years": queries.years_of(register, clock.today().year),
        "all_series": register.series.order_by("symbol"),
        "filtered": bool(asked["q"] or asked["series"]),
    }
    return render(request, "register/list.html", context)


def _asked(request: HttpRequest) -> dict[str, Any]:
    year = whole_number(request.GET.get("nam"))
    this_year = clock.today().year
    return {
        "year": year if year and 1900 < year <= this_year else this_year,
        "series": request.GET.get("loat", "")[:22],
        "q": request.GET.get("q", "").strip()[:100],
    }


def _register(agency: Agency) -> Register:
    register = queries.register_of(agency)
    if register is None:
        raise Forbidden
    return register


@require_safe
@signed_in(*access.READING)
def xlsx(request: HttpRequest, agency_id: str) -> HttpResponse:
    """The list that is on the screen as a workbook: the ten columns of Decree 30/2020/NĐ-CP, Annex IV."""
    agency = access.agency_read(reach(request), agency_id)
    asked = _asked(request)
    rows = queries.entries_of(_register(agency), **asked).order_by("day", "id")
    columns = [
        Column("Số, ký hiệu văn bản", 18),
        Column("Ngày tháng văn bản", 13, Kind.DAY),
        Column("Tên loại và trích yếu nội dung văn bản", 60),
        Column("Người ký", 22),
        Column("Nơi nhận văn bản", 32),
        Column("Đơn vị, người nhận bản lưu", 20),
        Column("Số lượng bản", 10, Kind.WHOLE),
        Column("Ngày chuyển", 13, Kind.DAY),
        Column("Ký nhận", 18),
        Column("Ghi chú", 28),
    ]
    heading = f"SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM {asked['year']}"
    cells = (_cells(row) for row in rows.iterator(chunk_size=2000))
    name = f"Sổ văn bản đi {asked['year']}, {agency.short_name}"
    return xlsx_response(name, columns, cells, heading=heading, notes=(agency.name,))


def _cells(row: RegisterEntry) -> list[Any]:
    cancelled = f"Đã hủy: {row.cancel_reason}" if row.cancelled_at else ""
    return [
        row.written,
        row.day,
        f"{row.document_type}: {row.abstract}",
        row.signer,
        row.recipients,
        row.kept_by,
        row.copies,
        row.sent_on,
        row.received_by,
        ". ".join(filter(None, [cancelled, row.note])),
    ]


@GET_POST
@signed_in(*access.KEEPING)
def take(request: HttpRequest, agency_id: str) -> HttpResponse:
    """The next number, for a document that is made elsewhere."""
    agency = access.agency_kept(reach(request), agency_id)
    register = _register(agency)
    series = register.series.filter(is_open=True).order_by("document_type", "symbol")
    form = TakeForm(
        request.POST or None, series=series, initial={"token": new_public_id(), "day": clock.today(), "kept_by": "VT"}
    )
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("series", "token", "day", "unit")}
        try:
            made = operations.take_number(actor=request.user, columns=form.columns(), **given)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, f"Đã lấy số {made.written}.")
            return redirect("register:entry", made.public_id)
    last, year = queries.last_numbers(register, clock.today().year), clock.today().year
    coming = [
        (row, written_number(last[row.pk] + 1 if row.pk in last else _first(row, year), row.symbol)) for row in series
    ]
    context = {"agency": agency, "form": form, "coming": coming, "crumbs": _crumbs(agency)}
    return render(request, "register/take.html", context, status=422 if form.errors else 200)


def _first(series: NumberSeries, year: int) -> int:
    return series.first_number if year == series.first_year else 1


def _crumbs(agency: Agency) -> list[tuple[str, str]]:
    return [("Sổ văn bản đi", reverse("register:list", args=[agency.public_id]))]


@GET_POST
@signed_in(*access.READING)
def entry(request: HttpRequest, public_id: str) -> HttpResponse:
    """One entry; its clerk corrects what stands beside the number."""
    person = reach(request)
    row = access.entry_read(person, public_id)
    keeps = access.may_keep(person, row.register.agency_id)
    form = ColumnsForm(request.POST or None, initial={name: getattr(row, name) for name in ("version", *COLUMNS)})
    if request.method == "POST":
        if not keeps:
            raise Forbidden
        if form.is_valid():
            try:
                version = form.cleaned_data["version"]
                operations.edit_entry(actor=request.user, entry=row, version=version, columns=form.columns())
            except Refused as refusal:
                form.add_error(refusal.field, refusal.sentence)
            else:
                messages.success(request, f"Đã lưu dòng {row.written}.")
                return redirect("register:list", row.register.agency.public_id)
    return _entry_page(request, row, form, CancelForm(initial={"version": row.version}), keeps=keeps)


def _entry_page(
    request: HttpRequest, row: RegisterEntry, form: ColumnsForm, cancelling: CancelForm, *, keeps: bool
) -> HttpResponse:
    agency = row.register.agency
    context = {"entry": row, "agency": agency, "form": form, "cancelling": cancelling, "crumbs": _crumbs(agency)}
    context |= {"may_change": keeps and row.cancelled_at is None, "taken": moment_text(row.taken_at)}
    faulty = form.errors or cancelling.errors
    return render(request, "register/entry.html", context, status=422 if faulty else 200)


@require_POST
@signed_in(*access.KEEPING)
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Cancel a number with its reason."""
    person = reach(request)
    row = access.entry_read(person, public_id)
    if not access.may_keep(person, row.register.agency_id):
        raise Forbidden
    form = CancelForm(request.POST)
    if form.is_valid():
        try:
            operations.cancel_entry(actor=request.user, entry=row, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, f"Đã hủy số {row.written}. Số này không cấp lại.")
            return redirect("register:list", row.register.agency.public_id)
    columns = ColumnsForm(initial={name: getattr(row, name) for name in ("version", *COLUMNS)})
    return _entry_page(request, row, columns, form, keeps=True)


@GET_POST
@signed_in(*access.KEEPING)
def settings(request: HttpRequest, agency_id: str) -> HttpResponse:
    """Whether the body keeps its register here, and which series of numbers run."""
    agency = access.agency_kept(reach(request), agency_id)
    register = queries.register_of(agency)
    action = request.POST.get("lam", "")
    form = SeriesForm(request.POST if action == "them" else None)
    if request.method == "POST":
        try:
            if _change(request, agency, register, form, action):
                return redirect("register:settings", agency.public_id)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
    context = {"agency": agency, "register": register, "form": form, "crumbs": _crumbs(agency)}
    context["all_series"] = queries.series_of(register) if register else []
    return render(request, "register/settings.html", context, status=422 if request.method == "POST" else 200)


def _change(request: HttpRequest, agency: Agency, register: Register | None, form: SeriesForm, action: str) -> bool:
    """Do what a button of the settings asks. out: whether it was done; otherwise the form says why."""
    if action in ("giu", "thoi"):
        operations.keep_register(actor=request.user, agency=agency, kept=action == "giu")
        return True
    if register is None:
        return False
    if action in ("dong", "mo", "tu-so"):
        series = register.series.filter(public_id=request.POST.get("loat", "")).first()
        if series is None:
            raise Forbidden
        if action == "tu-so":
            first = whole_number(request.POST.get("so", "").strip()) or 0
            operations.begin_series(actor=request.user, series=series, first_number=first)
            messages.success(request, f"Loạt số {series.symbol} bắt đầu từ số {first}.")
        else:
            operations.open_series(actor=request.user, series=series, is_open=action == "mo")
        return True
    if action == "them" and form.is_valid():
        operations.add_series(actor=request.user, register=register, **form.cleaned_data)
        return True
    return False
