"""«Lời mời»: asking people in by a link, and the page that the link opens."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.adapters import clock
from lantoa.agencies import access
from lantoa.agencies.access import public, reach, signed_in
from lantoa.agencies.forms.people import AcceptForm, InviteForm
from lantoa.agencies.operations import invitations as operations
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.web.paging import page_from


@signed_in(*access.ADMINISTERING)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The invitations to the person's agencies, the newest first, with what became of each."""
    rights = reach(request)
    rows = access.invitations_administered(rights).select_related("agency", "invited_by", "user")
    page = page_from(request, rows.prefetch_related("roles"), key=("-created_at", "id"))
    return render(request, "agencies/invitations.html", {"page": page, "now": clock.now()})


@signed_in(*access.ADMINISTERING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make a link; it is shown on the answer and nowhere else."""
    rights = reach(request)
    agency = access.agency_administered(rights, public_id)
    form = InviteForm(request.POST or None, initial={"token": new_public_id(), "starts_on": rights.on})
    crumbs = [
        ("Đơn vị", reverse("agencies:tree")),
        (agency.short_name, reverse("agencies:agency", args=[agency.public_id])),
    ]
    if request.method == "POST" and form.is_valid():
        try:
            row, word = operations.invite_person(
                actor=request.user,
                token=form.cleaned_data["token"],
                agency=agency,
                terms=form.terms(),
                site=request.build_absolute_uri("/"),
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            link = request.build_absolute_uri(reverse("agencies:accept", args=[word]))
            context = {"invitation": row, "link": link, "crumbs": crumbs, "mailed": operations.is_mailed(row)}
            return render(request, "agencies/invited.html", context)
    context = {"form": form, "agency": agency, "crumbs": crumbs}
    return render(request, "agencies/invite.html", context, status=422 if form.errors else 200)


@signed_in(*access.ADMINISTERING)
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make a link worthless."""
    row = access.invitation_administered(reach(request), public_id)
    try:
        operations.withdraw_invitation(actor=request.user, invitation=row)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Đã rút lời mời. Liên kết không dùng được nữa.")
    return redirect("agencies:invitations")


@public
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, word: str) -> HttpResponse:
    """The page of a link: who invites, and the name and password to choose; then straight in."""
    row = operations.found_by(word)
    refused = operations.refusal_of(row, clock.now())
    if row is None or refused:
        return render(request, "agencies/invitation_void.html", {"sentence": refused}, status=410 if row else 404)
    if request.user.is_authenticated:
        return render(request, "agencies/invitation_other.html", {"invitation": row}, status=409)
    form = AcceptForm(request.POST or None, initial={"name": row.name})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("name", "username", "password")}
        try:
            user = operations.accept_invitation(word=word, **values)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            return perform_login(request, user)
    context = {"form": form, "invitation": row, "roles": [str(one) for one in row.roles.all()]}
    return render(request, "agencies/accept.html", context, status=422 if form.errors else 200)
