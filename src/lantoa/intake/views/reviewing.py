"""Nhập kế hoạch: the source beside what was read, doubtful places first, each correction kept at once."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.domain.lifecycle import IntakeState
from lantoa.intake import access, operations, queries
from lantoa.intake.forms import PlaceEditor
from lantoa.intake.marking import marks_of
from lantoa.intake.models import Intake
from lantoa.intake.places import DOCUMENT, Place, like, next_open
from lantoa.intake.rows import pages_html, places_html, source_html
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.plans.access import DRAFTING
from lantoa.plans.forms import BodiesForm
from lantoa.plans.queries import bodies_offered, issuer_named
from lantoa.web.htmx import go_to, wants_part

CRUMBS = (("Kế hoạch", "plans:list"), ("Văn bản đã nhập", "intake:list"))


@require_safe
@signed_in(*DRAFTING)
def review(request: HttpRequest, public_id: str) -> HttpResponse:
    """What came of a document: its reading under way, its failure, its places to look at, or the draft it became."""
    intake = access.intake_seen(reach(request), public_id)
    crumbs = [(label, reverse(name)) for label, name in CRUMBS]
    if intake.state != IntakeState.READ:
        return render(request, "intake/state.html", {"intake": intake, "crumbs": crumbs})
    found = queries.places_of(intake)
    place = _asked(found, request.GET.get("cho", ""))
    editor = PlaceEditor(place, _year(intake), adding=request.GET.get("them") == "1")
    return _shown(request, intake, found, place, editor)


def _asked(found: list[Place], key: str) -> Place:
    """The place that the address names; else the first that waits; else the first of all."""
    named = next((place for place in found if place.key == key), None)
    return named or next((place for place in found if place.open), found[0])


def _year(intake: Intake) -> int:
    year = intake.corrected[DOCUMENT].get("year")
    return year if isinstance(year, int) else intake.uploaded_at.year


def _shown(
    request: HttpRequest, intake: Intake, found: list[Place], place: Place, editor: PlaceEditor, *, status: int = 200
) -> HttpResponse:
    """The review screen at one place: all of it, or the part that htmx swaps in."""
    review_url = reverse("intake:review", args=[intake.public_id])
    whole = request.GET.get("ca") == "1"
    source = queries.source_of(intake, place.key, whole=whole)
    behind = next_open(found, place.key)
    marks = marks_of(intake, editor)
    pages = queries.pages_of(intake)
    context: dict[str, Any] = {
        "intake": intake,
        "place": place,
        "editor": editor,
        "tally": queries.tally(found),
        "source": source,
        "source_html": source_html(source),
        "whole": whole,
        "groups": _groups(intake, found, place, review_url),
        "behind": behind,
        "ahead": next_open(found[::-1], place.key),
        "like": like(found, place),
        "marks": json.dumps(marks, ensure_ascii=False, separators=(",", ":")),
        "lit_pages": sorted({box[0] for box in marks["boxes"]}),
        "pages": bool(pages),
        # The part that htmx swaps in leaves the pictures that are there already in their place.
        "pages_html": "" if wants_part(request) else pages_html(pages, _page_url(intake), marks),
        "review_url": review_url,
        "year": _year(intake),
        "token": new_public_id(),
        "crumbs": [(label, reverse(name)) for label, name in CRUMBS],
    }
    template = "intake/part.html" if wants_part(request) else "intake/review.html"
    response = render(request, template, context, status=status)
    response["Vary"] = "HX-Request, Cookie"
    if status == 200 and wants_part(request):
        response["HX-Push-Url"] = f"{review_url}?cho={place.key}"
    return response


def _page_url(intake: Intake) -> Callable[[int], str]:
    return lambda number: reverse("intake:page", args=[intake.public_id, number])


def _groups(intake: Intake, found: list[Place], place: Place, review_url: str) -> list[dict[str, Any]]:
    """The lists of places: the one that holds the open place in full, the others by name, leading to their first."""
    groups = []
    for section, title, rows in queries.groups_of(found):
        here = section == place.section
        first = next((row for row in rows if row.open), rows[0] if rows else None)
        groups.append(
            {
                "section": section,
                "title": title,
                "count": len(rows),
                "left": sum(row.open for row in rows),
                "here": here,
                "first": first.key if first else "",
                "html": places_html(rows, place.key, review_url, intake.anchors) if here else "",
            }
        )
    return groups


@require_POST
@signed_in(*DRAFTING)
def save(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep one place as typed.

    «di»: tiep goes on to the next doubtful place, cung also accepts the places named in «cung» that wait for the same
    reasons, giu stays, them stays with one more obligation to fill in, tu-dong is a quiet save.
    """
    intake = access.intake_seen(reach(request), public_id)
    if intake.state != IntakeState.READ:
        return go_to(request, reverse("intake:review", args=[public_id]))
    found = queries.places_of(intake)
    place = next((place for place in found if place.key == request.POST.get("cho")), None)
    if place is None:
        raise Forbidden
    editor, way = PlaceEditor(place, _year(intake), request.POST), request.POST.get("di", "tiep")
    if way == "tu-dong":
        return _quietly(request, intake, place, editor)
    if editor.is_valid():
        try:
            operations.save_place(
                actor=request.user,
                intake=intake,
                key=place.key,
                values=editor.as_json(),
                expected=request.POST.get("expected"),
            )
        except Refused as refused:
            editor.refuse(refused.sentence)
        else:
            if way == "cung":
                _accept(request, intake, [row.key for row in like(found, place)])
            for words in editor.not_understood:
                messages.warning(request, f"Chưa hiểu “{words}” nên chưa tính phần đó.")
            return _onward(request, intake, place.key, way)
    return _shown(request, intake, found, place, editor, status=422)


def _accept(request: HttpRequest, intake: Intake, alike: list[str]) -> None:
    """Accept the places that the person was shown beside this one, of those that still wait for the same reasons."""
    shown = set(request.POST.getlist("cung"))
    keys = [key for key in alike if key in shown]
    operations.confirm_places(actor=request.user, intake=intake, keys=keys)
    messages.success(request, f"Đã nhận là đúng {len(keys) + 1} chỗ cùng lý do.")


def _onward(request: HttpRequest, intake: Intake, key: str, way: str) -> HttpResponse:
    """The next place that waits; the same one when asked to stay, or when none waits."""
    intake.refresh_from_db()
    found = queries.places_of(intake)
    stay, adding = way in ("giu", "them"), way == "them"
    behind = None if stay else next_open(found, key)
    place = behind or _asked(found, key)
    if not stay and behind is None:
        messages.success(request, "Đã xem hết các chỗ cần xem. Có thể tạo dự thảo kế hoạch.")
    if wants_part(request):
        return _shown(request, intake, found, place, PlaceEditor(place, _year(intake), adding=adding))
    more = "&them=1#them-yeu-cau" if adding else ""
    return redirect(f"{reverse('intake:review', args=[intake.public_id])}?cho={place.key}{more}")


def _quietly(request: HttpRequest, intake: Intake, place: Place, editor: PlaceEditor) -> HttpResponse:
    """Keep what is being typed without moving anything; answers with a line that says so."""
    saved, fault, expected = False, "", request.POST.get("expected", "")
    if editor.is_valid():
        try:
            values = editor.as_json(quietly=True)
            operations.save_place(
                actor=request.user, intake=intake, key=place.key, values=values, expected=expected, seen=False
            )
        except Refused as refused:
            fault = refused.sentence
        else:
            intake.refresh_from_db()
            now = next(row for row in queries.places_of(intake) if row.key == place.key)
            saved, expected = True, PlaceEditor(now, _year(intake)).expected
    else:
        fault = " ".join(editor.faults)
    return render(request, "intake/saved.html", {"saved": saved, "fault": fault, "expected": expected})


@require_POST
@signed_in(*DRAFTING)
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add an empty row to one of the lists, and open it."""
    intake = access.intake_seen(reach(request), public_id)
    section, token = request.POST.get("danh-sach", ""), request.POST.get("token", "")[:22]
    try:
        key = operations.add_place(actor=request.user, intake=intake, section=section, token=token)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("intake:review", public_id)
    return redirect(f"{reverse('intake:review', args=[public_id])}?cho={key}")


@require_POST
@signed_in(*DRAFTING)
def remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a row out, and go on to the next place that waits."""
    intake = access.intake_seen(reach(request), public_id)
    try:
        operations.remove_place(actor=request.user, intake=intake, key=request.POST.get("cho", ""))
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, "Đã bỏ hàng này khỏi bản đọc.")
    return redirect("intake:review", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*DRAFTING)
def create(request: HttpRequest, public_id: str) -> HttpResponse:
    """Name the three bodies and make the draft plan."""
    person = reach(request)
    intake = access.intake_seen(person, public_id)
    if intake.plan is not None:
        return redirect("plans:draft", intake.plan.public_id)
    if intake.state != IntakeState.READ:
        return redirect("intake:review", public_id)
    offered, named = bodies_offered(person), intake.corrected[DOCUMENT].get("issuer") or ""
    issuer = issuer_named(named, offered.issuers)
    initial = {"issuer": issuer.public_id if issuer else "", "drafter": intake.agency.public_id}
    form = BodiesForm(request.POST or None, offered=offered, initial=initial | {"coordinator": intake.agency.public_id})
    waits = next((field for field in form.fields if not form[field].value()), "")
    if waits:
        form.fields[waits].widget.attrs["autofocus"] = True
    if request.method == "POST" and form.is_valid():
        try:
            plan = operations.make_draft(actor=request.user, intake=intake, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        except Forbidden:
            form.add_error("issuer", "Cơ quan ban hành phải là cơ quan soạn thảo hoặc cấp trên của cơ quan soạn thảo.")
        else:
            messages.success(request, "Đã tạo dự thảo kế hoạch. Hãy xem lại rồi giao việc và ban hành.")
            return redirect("plans:draft", plan.public_id)
    found = queries.places_of(intake)
    crumbs = [
        *((label, reverse(name)) for label, name in CRUMBS),
        ("Xem lại", reverse("intake:review", args=[public_id])),
    ]
    context = {"form": form, "intake": intake, "named": named, "tally": queries.tally(found), "crumbs": crumbs}
    context["ready"] = not waits
    return render(request, "intake/create.html", context, status=422 if form.errors else 200)
