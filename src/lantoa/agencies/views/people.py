"""«Người dùng»: the people of the agencies a person administers."""

from datetime import timedelta
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.agencies import access, oidc, queries
from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.agencies.forms.people import AddPersonForm, BindForm, EditPersonForm, EndRoleForm, GiveRoleForm
from lantoa.agencies.models import HeldRole, User
from lantoa.agencies.open_sessions import open_sessions
from lantoa.agencies.operations import people as operations
from lantoa.agencies.second_factor import has_second_factor
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.vietnamese import fold
from lantoa.web.paging import page_from


@signed_in(*access.ADMINISTERING)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The people, found by name, with the roles they hold."""
    rights = reach(request)
    words = " ".join(request.GET.get("q", "").split())[:100]
    rows = access.people_administered(rights)
    if words:
        rows = rows.filter(Q(folded__contains=fold(words)) | Q(username__startswith=fold(words)))
    page = page_from(request, rows)
    people = queries.roles_of_each(page, rights.on, access.administered(rights))
    return render(request, "agencies/people.html", {"page": page, "people": people, "words": words})


@signed_in(*access.ADMINISTERING)
@require_safe
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """One person with every role held here, and what may be done."""
    return _person(request, access.person_administered(reach(request), public_id))


@signed_in(*access.ADMINISTERING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make an account at an agency; its temporary password is shown on the answer and nowhere else."""
    rights = reach(request)
    agency = access.agency_administered(rights, public_id)
    form = AddPersonForm(request.POST or None, initial={"token": new_public_id(), "starts_on": rights.on})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("token", "username", "name", "email")}
        try:
            user, password = operations.add_person(actor=request.user, agency=agency, role=form.terms(), **values)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            return _shown_once(request, user, password)
    crumbs = [
        ("Đơn vị", reverse("agencies:tree")),
        (agency.short_name, reverse("agencies:agency", args=[agency.public_id])),
    ]
    context = {"form": form, "agency": agency, "crumbs": crumbs}
    return render(request, "agencies/add_person.html", context, status=422 if form.errors else 200)


@signed_in(*access.ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Correct a person's name and address."""
    rights = reach(request)
    user = access.person_administered(rights, public_id)
    access.require(access.may_manage(rights, user))
    first = {"name": user.name, "email": user.email, "version": user.version}
    form = EditPersonForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            operations.edit_person(actor=request.user, user=user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("agencies:person", user.public_id)
    context = {"form": form, "shown": user, "crumbs": _crumbs(user)}
    return render(request, "agencies/edit_person.html", context, status=422 if form.errors else 200)


@signed_in(*access.ADMINISTERING)
@require_POST
def give_role(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a further role."""
    rights = reach(request)
    user = access.person_administered(rights, public_id)
    form = GiveRoleForm(request.POST, among=access.administered(rights), on=rights.on)
    if form.is_valid():
        try:
            agency = form.cleaned_data["agency"]
            operations.give_role(actor=request.user, user=user, agency=agency, role=form.terms())
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Đã giao vai trò.")
            return redirect("agencies:person", user.public_id)
    return _person(request, user, giving=form)


@signed_in(*access.ADMINISTERING)
@require_POST
def end_role(request: HttpRequest, public_id: str) -> HttpResponse:
    """End one of the person's roles."""
    rights = reach(request)
    user = access.person_administered(rights, public_id)
    form = EndRoleForm(request.POST)
    if form.is_valid():
        held = HeldRole.objects.filter(pk=form.cleaned_data["held"], user=user).first()
        if held is None or not access.may_administer(rights, held.agency_id):
            raise Forbidden
        try:
            ends_on = form.cleaned_data["last_day"] + timedelta(days=1)
            operations.end_role(actor=request.user, held=held, ends_on=ends_on)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Đã ghi ngày kết thúc vai trò.")
            return redirect("agencies:person", user.public_id)
    return _person(request, user, ending=form)


@signed_in(*access.ADMINISTERING)
@never_cache
@require_POST
def temporary_password(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a temporary password, shown on the answer and nowhere else."""
    user = access.person_administered(reach(request), public_id)
    try:
        password = operations.set_temporary_password(actor=request.user, user=user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("agencies:person", user.public_id)
    return _shown_once(request, user, password)


@signed_in(*access.ADMINISTERING)
@require_POST
def set_active(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stop an account, or let it be used again."""
    user = access.person_administered(reach(request), public_id)
    active = request.POST.get("active") == "1"
    try:
        operations.set_active(actor=request.user, user=user, active=active)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Tài khoản dùng lại được." if active else "Đã ngừng tài khoản.")
    return redirect("agencies:person", user.public_id)


def _crumbs(user: User) -> list[tuple[str, str]]:
    return [
        ("Người dùng", reverse("agencies:people")),
        (user.name, reverse("agencies:person", args=[user.public_id])),
    ]


def _shown_once(request: HttpRequest, user: User, password: str) -> HttpResponse:
    context = {"shown": user, "password": password, "crumbs": _crumbs(user)[:1]}
    return render(request, "agencies/temporary_password.html", context)


def _person(request: HttpRequest, user: User, *, giving: Any = None, ending: Any = None) -> HttpResponse:
    """The person's page, with a form that was refused where it stands."""
    rights = reach(request)
    among = access.administered(rights)
    rows = HeldRole.objects.filter(user=user).select_related("agency").order_by("-starts_on", "agency__sort_key")
    refused = ending.data.get("held") if ending else None
    held = []
    for row in rows:
        ended = row.ends_on is not None and row.ends_on <= rights.on
        form = None
        if row.agency_id in among and not ended:
            first = {"held": row.pk, "last_day": rights.on}
            form = ending if str(row.pk) == refused else EndRoleForm(initial=first, auto_id=f"id_{row.pk}_%s")
        held.append({"row": row, "ended": ended, "form": form})
    identity = SocialAccount.objects.filter(user=user).first()
    provider = next(iter(oidc.configured()), None)
    context = {
        "sessions": open_sessions(user),
        "protected": has_second_factor(user),
        "provider": provider,
        "identity": identity,
        "binding": BindForm(initial={"identifier": identity.uid if identity else ""}) if provider else None,
        "shown": user,
        "held": held,
        "giving": giving or GiveRoleForm(initial={"starts_on": rights.on}, among=among, on=rights.on),
        "manages": access.may_manage(rights, user),
        "is_self": user.pk == request.user.pk,
        "crumbs": _crumbs(user)[:1],
    }
    status = 422 if giving or ending else 200
    return render(request, "agencies/person.html", context, status=status)
