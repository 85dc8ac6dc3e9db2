"""«Ghi kết quả»: paste a link or take a photograph, confirm what it counts for, save."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lantoa.adapters.uploads import PreparedUpload
from lantoa.agencies.access import RECORDING, reach, signed_in
from lantoa.agencies.models import Agency
from lantoa.assignments.models import Duty
from lantoa.persistence.refusal import Refused
from lantoa.results import access, kept
from lantoa.results.forms import RecordForm
from lantoa.results.models import LinkFetch
from lantoa.results.operations import Questioned, ask_for_page, record_result
from lantoa.results.views import draft
from lantoa.results.views.picks import boxes
from lantoa.web.forms import whole_number

MOST_POLLS = 25
QUESTIONS = {"nam-khac": "Đúng ngày này", "trung-duong-dan": "Vẫn ghi"}


def _duty(request: HttpRequest) -> Duty | None:
    key = request.POST.get("duty") or request.GET.get("duty")
    return access.duty_to_credit(reach(request), key) if key else None


@signed_in(*RECORDING)
def record(request: HttpRequest) -> HttpResponse:
    """The form; POST with buoc=doc reads the link (for those without JavaScript), any other POST saves."""
    choices, duty = draft.choices_for(request), _duty(request)
    if request.method != "POST":
        return _page(request, choices.form(initial=draft.initial(choices, duty)), choices, duty)
    if request.POST.get("buoc") == "doc":
        return _read_then_form(request, choices, duty)
    form = choices.form(request.POST, request.FILES)
    valid = form.is_valid()
    uploads = draft.files_sent(request, form)
    if valid and not form.errors:
        saved = _save(request, form, uploads)
        if saved is not None:
            return saved
    return _page(request, form, choices, duty, uploads=uploads, status=422)


def _save(request: HttpRequest, form: RecordForm, uploads: list[PreparedUpload]) -> HttpResponse | None:
    values = form.cleaned_data
    try:
        result = record_result(
            actor=request.user,
            agency=values["agency"],
            token=values["token"],
            kind=values["kind"],
            title=values["title"],
            happened_on=values["happened_on"],
            quantity=values["quantity"],
            channel=values["channel"],
            note=values["note"],
            links=[values["link"]] if values["link"] else [],
            uploads=uploads,
            credit_to=draft.credits_sent(request, values["quantity"]),
            agreed=request.POST.getlist("dong-y"),
        )
    except Refused as refusal:
        form.question = refusal.code if isinstance(refusal, Questioned) else ""
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return None
    count = result.credits.count()
    messages.success(request, f"Đã lưu, tính cho {count} việc." if count else "Đã lưu, chưa tính cho việc nào.")
    return redirect("results:detail", public_id=result.public_id)


def _ask(request: HttpRequest, choices: draft.Choices) -> LinkFetch | str | None:
    """The page asked for, or why it is not; None without a link."""
    link = request.POST.get("link", "").strip()
    if not link:
        return None
    agency = next((row for row in choices.agencies if row.public_id == request.POST.get("agency")), choices.agencies[0])
    return _asked(request, agency, link)


def _asked(request: HttpRequest, agency: Agency, link: str) -> LinkFetch | str:
    try:
        return ask_for_page(actor=request.user, agency=agency, url=link)
    except Refused as refusal:
        return refusal.sentence


def _read_then_form(request: HttpRequest, choices: draft.Choices, duty: Duty | None) -> HttpResponse:
    """The second step without JavaScript: the same form with what the page said, if it has answered."""
    asked = _ask(request, choices)
    data = request.POST.copy()
    if isinstance(asked, LinkFetch) and asked.state == "read":
        for name, value in draft.filled_from_page(data.dict(), asked, choices, draft.start_day()).items():
            if name not in ("tinh-cho", "da-thay", "tep", "dong-y"):
                data[name] = value
    form = choices.form(initial=data.dict())
    form.data, form.cleaned_data = data, {}
    uploads = draft.files_sent(request, form)
    return _page(request, form, choices, duty, uploads=uploads, asked=asked)


def _page(
    request: HttpRequest,
    form: RecordForm,
    choices: draft.Choices,
    duty: Duty | None,
    *,
    uploads: list[PreparedUpload] | None = None,
    asked: LinkFetch | str | None = None,
    status: int = 200,
) -> HttpResponse:
    context = _context(request, form, choices, duty)
    context |= {
        "asked": asked if isinstance(asked, LinkFetch) else None,
        "refused": asked if isinstance(asked, str) else "",
        "kept": [(kept.keep(upload, request.user.pk), upload.filename) for upload in uploads or ()],
        "question": getattr(form, "question", ""),
        "agree": QUESTIONS.get(getattr(form, "question", ""), ""),
        "agreed": request.POST.getlist("dong-y"),
    }
    return render(request, "results/record.html", context, status=status)


def _context(request: HttpRequest, form: RecordForm, choices: draft.Choices, duty: Duty | None) -> dict[str, Any]:
    counting = draft.counting(request, form, choices, duty)
    several = len({row.assignment.agency_id for row in counting.proposals if not row.partner}) > 1
    shown = {"likely": counting.likely, "others": counting.others, "partners": counting.partners}
    rows: dict[str, Any] = {
        name: boxes(found, counting.ticked, counting.quantity, several=several) for name, found in shown.items()
    }
    rows |= {f"{name}_count": len(found) for name, found in shown.items()}
    said = choices.said(form.data or form.initial)
    return {"form": form, "duty": duty, "said": said, **rows}


@require_POST
@signed_in(*RECORDING)
def read_link(request: HttpRequest) -> HttpResponse:
    """htmx, when a link was pasted: the wish to open it is saved; the answer polls for the page."""
    choices = draft.choices_for(request)
    return _reading(request, choices, _ask(request, choices), poll=0)


@require_POST
@signed_in(*RECORDING)
def read_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """htmx, polling: still opening, or what the page said put into the form, or that it did not answer."""
    fetch = access.fetch_seen(reach(request), public_id)
    poll = whole_number(request.POST.get("lan")) or 0
    return _reading(request, draft.choices_for(request), fetch, poll=poll)


def _reading(request: HttpRequest, choices: draft.Choices, asked: LinkFetch | str | None, *, poll: int) -> HttpResponse:
    fetch = asked if isinstance(asked, LinkFetch) else None
    context: dict[str, Any] = {"asked": fetch, "refused": asked if isinstance(asked, str) else "", "poll": poll + 1}
    context["waiting"] = fetch is not None and fetch.state == "queued" and poll < MOST_POLLS
    if fetch is not None and fetch.state == "read":
        values = draft.filled_from_page(request.POST.dict(), fetch, choices, draft.start_day())
        form = choices.form(initial=values)
        form.data = values
        context |= {"fill": True, **_context(request, form, choices, _duty(request))}
    return render(request, "results/reading.html", context)


@require_POST
@signed_in(*RECORDING)
def proposals(request: HttpRequest) -> HttpResponse:
    """htmx, when kind, channel, day or quantity changed: what the result may count for now."""
    choices = draft.choices_for(request)
    form = choices.form(request.POST)
    return render(request, "results/counts_for.html", _context(request, form, choices, _duty(request)))
