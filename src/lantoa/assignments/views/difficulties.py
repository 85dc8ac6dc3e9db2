"""«Khó khăn, vướng mắc»: raised from where the work is done, passed up, decided, answered down."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.adapters.filestore import MissingFileError, file_store
from lantoa.adapters.uploads import PreparedUpload, UploadRefused, prepare_upload
from lantoa.agencies.access import RECORDING, Forbidden, reach, require, signed_in
from lantoa.agencies.reach import Reach
from lantoa.assignments import operations
from lantoa.assignments.access import inside as access
from lantoa.assignments.forms.inside import RaiseForm, StepForm, sent
from lantoa.assignments.models import Difficulty
from lantoa.assignments.operations.difficulties import MOST_FILES, authors_of
from lantoa.assignments.queries import difficulties as queries
from lantoa.domain.difficulty import DifficultyState, DifficultyStep
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.web.paging import page_from
from lantoa.web.tables import Column, Kind, xlsx_response

PAGE = 30
MOST_ROWS = 20_000
LARGEST = 30_000_000  # checked before a byte is read into memory
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
STEPS = {
    "chuyen-len": (DifficultyStep.PASS_UP, "Đã chuyển lên."),
    "kien-nghi": (DifficultyStep.PROPOSE, "Đã ghi kiến nghị, chờ lãnh đạo quyết định."),
    "quyet-dinh": (DifficultyStep.DECIDE, "Đã ghi quyết định. Hãy trả lời nơi nêu."),
    "tra-loi": (DifficultyStep.ANSWER, "Đã trả lời nơi nêu."),
    "rut": (DifficultyStep.WITHDRAW, "Đã rút."),
}


def crumbs() -> list[tuple[str, str]]:
    """The way back to the list."""
    return [("Khó khăn, vướng mắc", reverse("assignments:difficulties"))]


def _listed(request: HttpRequest, person: Reach) -> tuple[str, Any, Any]:
    """The tab asked for, its difficulties, and those of them of the plan asked for."""
    tab = request.GET.get("xem", "cua-toi")
    if tab not in queries.TABS:
        raise Forbidden
    rows = queries.of_tab(person, tab)
    plan = request.GET.get("kehoach")
    return tab, rows, rows.filter(plan__public_id=plan) if plan else rows


@require_safe
@signed_in()
def index(request: HttpRequest) -> HttpResponse:
    """The difficulties of one's own bodies, those that wait here, those answered for all, by plan."""
    person = reach(request)
    tab, every, rows = _listed(request, person)
    page = page_from(request, rows, key=queries.KEY, size=PAGE)
    context = {
        "tabs": queries.TABS.items(),
        "tab": tab,
        "waiting": access.waiting_for(person).count(),
        "plans": queries.plans_of(every),
        "plan": request.GET.get("kehoach", ""),
        "page": page,
        "rows": [queries.row_of(row) for row in page.items],
        "answers": queries.last_words(page.items, DifficultyStep.ANSWER),
    }
    return render(request, "assignments/difficulties.html", context)


@require_safe
@signed_in()
def index_xlsx(request: HttpRequest) -> FileResponse:
    """The same list as a workbook."""
    person = reach(request)
    tab, _, rows = _listed(request, person)
    found = list(rows.order_by(*queries.KEY)[:MOST_ROWS])
    said = {step: queries.last_words(found, step) for step in (DifficultyStep.DECIDE, DifficultyStep.ANSWER)}
    columns = (
        Column("Ngày nêu", 12, Kind.DAY),
        Column("Khó khăn, vướng mắc", 60),
        Column("Đề xuất", 40),
        Column("Cơ quan", 30),
        Column("Thuộc", 24),
        Column("Tình trạng", 16),
        Column("Đang ở", 30),
        Column("Quyết định", 40),
        Column("Trả lời", 40),
    )
    body = (_cells(row, said) for row in found)
    heading = f"Khó khăn, vướng mắc: {queries.TABS[tab].lower()}"
    return xlsx_response(
        "Kho khan vuong mac", columns, body, heading=heading, notes=(f"Tính đến ngày {person.on:%d/%m/%Y}.",)
    )


def _cells(row: Difficulty, said: dict[DifficultyStep, Any]) -> list[Any]:
    one = queries.row_of(row)
    words = [found[row.pk].text if row.pk in found else "" for found in said.values()]
    place = row.waits_at.name if one.waits else ""
    return [row.raised_on, row.text, row.wish, row.agency.name, one.about, one.state, place, *words]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*RECORDING)
def begin(request: HttpRequest) -> HttpResponse:
    """Raise a difficulty on ?viec= a duty, ?muc= an item or ?ke-hoach= a plan."""
    person, asked = reach(request), request.GET
    ids = {"plan_id": asked.get("ke-hoach", ""), "item_id": asked.get("muc", ""), "duty_id": asked.get("viec", "")}
    plan, item, duty, agencies = access.about(person, **ids)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = RaiseForm(data, files, agencies=agencies, initial={"token": new_public_id()})
    if request.method == "POST":
        valid = form.is_valid()
        uploads = _files_sent(request, form)
        if valid and not form.errors:
            values = {name: form.cleaned_data[name] for name in ("token", "agency", "text", "wish")}
            try:
                made = operations.raise_difficulty(
                    actor=request.user, plan=plan, item=item, duty=duty, uploads=uploads, **values
                )
            except Refused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
            else:
                messages.success(request, "Đã nêu khó khăn, vướng mắc.")
                return redirect("assignments:difficulty", public_id=made.public_id)
    context = {"form": form, "plan": plan, "item": item, "duty": duty, "crumbs": crumbs()}
    return render(request, "assignments/raise.html", context, status=422 if form.errors else 200)


def _files_sent(request: HttpRequest, form: RaiseForm) -> list[PreparedUpload]:
    """The files made ready; refusals become errors of the form."""
    found = []
    for upload in request.FILES.getlist("file")[: MOST_FILES + 1]:
        try:
            if upload.size > LARGEST:
                raise UploadRefused("Tệp quá lớn. Hãy giảm dung lượng.")
            found.append(prepare_upload(upload.read(), upload.name or ""))
        except UploadRefused as refusal:
            form.add_error("file", refusal.sentence)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in()
def difficulty(request: HttpRequest, public_id: str) -> HttpResponse:
    """One difficulty with all its steps, and what this person may do with it now."""
    person = reach(request)
    row = access.difficulty_seen(person, public_id)
    may = _may(person, row)
    above = queries.bodies_above(person, row) if may["handle"] else []
    form = StepForm(sent(request), above=above, initial={"version": row.version})
    if request.method == "POST":
        require(any(may.values()) or row.state in access.WAITING)
        if form.is_valid() and _stepped(request, row, form):
            return redirect("assignments:difficulty", public_id=row.public_id)
        if form.errors:
            row.refresh_from_db()
            may, form.data = _may(person, row), _with_version(request, row)
    state = DifficultyState(row.state)
    context = {
        "row": row,
        "one": queries.row_of(row),
        "moves": queries.moves_of(row),
        "files": row.files.all(),
        "form": form,
        "above": above,
        "may_pass_up": may["handle"] and above and state != DifficultyState.DECIDED,
        "may_propose": may["handle"] and state in (DifficultyState.RAISED, DifficultyState.PASSED_UP),
        "may_decide": may["decide"],
        "may_answer": may["handle"] and state == DifficultyState.DECIDED,
        "may_withdraw": may["withdraw"],
        "crumbs": crumbs(),
    }
    return render(request, "assignments/difficulty.html", context, status=422 if form.errors else 200)


def _may(person: Reach, row: Difficulty) -> dict[str, bool]:
    return {
        "handle": access.may_handle(person, row),
        "decide": access.may_decide(person, row, authors_of(row)),
        "withdraw": access.may_withdraw(person, row),
    }


def _with_version(request: HttpRequest, row: Difficulty) -> Any:
    """What was typed stays; the version is the one the page now shows, so that it may be sent again."""
    data = request.POST.copy()
    data["version"] = str(row.version)
    return data


def _stepped(request: HttpRequest, row: Difficulty, form: StepForm) -> bool:
    how, values = request.POST.get("lam", ""), form.cleaned_data
    common = {"actor": request.user, "difficulty": row, "version": values["version"], "text": values["text"]}
    try:
        if how not in STEPS:
            raise Refused("Chưa rõ muốn làm gì. Hãy bấm một trong các nút.")
        step, said = STEPS[how]
        if step is DifficultyStep.PASS_UP:
            if values["to"] not in form.above:
                raise Refused("Chưa chọn nơi chuyển đến.", field="to")
            operations.pass_up_difficulty(**common, to=form.above[values["to"]])
        elif step is DifficultyStep.ANSWER:
            operations.answer_difficulty(**common, shared=values["shared"])
        else:
            _PLAIN[step](**common)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return False
    messages.success(request, said)
    return True


_PLAIN: dict[DifficultyStep, Any] = {
    DifficultyStep.PROPOSE: operations.propose_solution,
    DifficultyStep.DECIDE: operations.decide_difficulty,
    DifficultyStep.WITHDRAW: operations.withdraw_difficulty,
}


@require_safe
@signed_in()
def file(request: HttpRequest, public_id: str) -> FileResponse:
    """A photograph or file of a difficulty; shown in place only where we made the bytes ourselves."""
    row = access.file_seen(reach(request), public_id)
    in_place = row.kind == "photo" and row.media_type == "image/jpeg"
    try:
        opened = file_store().open(row.sha256)
    except MissingFileError as gone:
        raise Forbidden from gone
    kind = row.media_type if in_place else "application/octet-stream"
    response = FileResponse(opened, as_attachment=not in_place, filename=row.file_name, content_type=kind)
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
