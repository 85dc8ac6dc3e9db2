"""«Bàn giao tài khoản»: a person leaves, with what is kept in the person's name seen before."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lantoa.agencies import access, handover
from lantoa.agencies.access import reach, signed_in
from lantoa.agencies.forms.people import HandOverForm
from lantoa.agencies.open_sessions import open_sessions
from lantoa.agencies.operations import handing_over
from lantoa.persistence.refusal import Refused


@signed_in(*access.ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_account(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what ends and what passes; on the second step do it."""
    rights = reach(request)
    user = access.person_administered(rights, public_id)
    access.require(access.may_manage(rights, user))
    form = HandOverForm(request.POST or None, among=access.people_administered(rights), initial={"last_day": rights.on})
    if request.method == "POST" and form.is_valid():
        last, successor = form.cleaned_data["last_day"], form.cleaned_data["successor"]
        try:
            passed = handing_over.hand_over_account(
                actor=request.user, user=user, successor=successor, ends_on=last + timedelta(days=1)
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            told = ", ".join(f"{line.count} {line.label}" for line in passed)
            messages.success(request, f"Đã bàn giao cho {successor}: {told}." if told else "Đã ghi ngày kết thúc.")
            return redirect("agencies:person", user.public_id)
    context = {
        "form": form,
        "shown": user,
        "roles": handing_over.open_roles(user, rights.on),
        "held": handover.held_by(user),
        "sessions": len(open_sessions(user)),
        "crumbs": [
            ("Người dùng", reverse("agencies:people")),
            (user.name, reverse("agencies:person", args=[user.public_id])),
        ],
    }
    return render(request, "agencies/hand_over_account.html", context, status=422 if form.errors else 200)
