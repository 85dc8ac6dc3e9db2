"""A person's open sessions: which devices, how to end them. django-allauth keeps the rows.

Their moments are the machine's own, as everywhere in sign-in: a demonstration's fixed day stops no clock of a session.
"""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from lantoa.agencies.models import User

# The first that stands in a browser's description names it: Edge calls itself Chrome too, and Chrome Safari.
_BROWSERS = (
    ("Zalo", "Zalo"),
    ("CocCoc", "Cốc Cốc"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "điện thoại Android"),
    ("Windows", "máy Windows"),
    ("Macintosh", "máy Mac"),
    ("Linux", "máy Linux"),
)


@dataclass(frozen=True, kw_only=True)
class OpenSession:
    """One line of the list of devices."""

    pk: int
    browser: str
    address: str
    began_at: datetime
    seen_at: datetime
    is_current: bool


def browser_of(description: str) -> str:
    """What a browser calls itself, in a few words: "Chrome trên điện thoại Android"."""
    browser = next((name for mark, name in _BROWSERS if mark in description), "Trình duyệt khác")
    machine = next((name for mark, name in _MACHINES if mark in description), "")
    return f"{browser} trên {machine}" if machine else browser


def partly(address: str) -> str:
    """An address without its last part: enough to know one's own network again, not to follow a person."""
    if ip_address(address).version == 4:
        return f"{address.rpartition('.')[0]}.…"
    return f"{':'.join(ip_address(address).exploded.split(':')[:3])}:…"


def open_sessions(user: User, current: str | None = None) -> list[OpenSession]:
    """The sessions a person may still work in, the one used last first; two queries. in: the key of the present one."""
    rows = list(UserSession.objects.filter(user=user).order_by("-last_seen_at", "-pk"))
    alive = set(
        Session.objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    return [
        OpenSession(
            pk=row.pk,
            browser=browser_of(row.user_agent),
            address=partly(row.ip),
            began_at=row.created_at,
            seen_at=row.last_seen_at,
            is_current=row.session_key == current,
        )
        for row in rows
        if row.session_key in alive
    ]


def close_all(user: User, but: str | None = None) -> None:
    """End every session of a person, also those that are in no list.

    in: the key of the one that stays in the list; the caller keeps it alive (`stay_alone`): it ends too.
    """
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    user.refresh_from_db(fields=["sessions_ended"])
    forget(user, but)


def close_one(user: User, pk: int | None) -> bool:
    """End one session of a person; out: whether there was such a one."""
    row = UserSession.objects.filter(user=user, pk=pk).first()
    if row is None:
        return False
    Session.objects.filter(session_key=row.session_key).delete()
    row.delete()
    return True


def forget(user: User, but: str | None = None) -> None:
    """Take a person's sessions out of both tables. in: the key of the one that stays."""
    rows = UserSession.objects.filter(user=user).exclude(session_key=but or "")
    Session.objects.filter(session_key__in=list(rows.values_list("session_key", flat=True))).delete()
    rows.delete()


def stay_alone(request: HttpRequest, user: User) -> None:
    """After what ended every session of a person: the present one goes on, under a new key."""
    before = request.session.session_key
    update_session_auth_hash(request, user)
    UserSession.objects.filter(user=user, session_key=before).update(session_key=request.session.session_key)
    forget(user, request.session.session_key)


def leave(request: HttpRequest) -> None:
    """The present session is signed out: it stands in no list any more."""
    UserSession.objects.filter(session_key=request.session.session_key or "").delete()


def sweep() -> int:
    """Forget the rows of sessions that ran out. out: how many."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.exclude(session_key__in=alive).delete()[0]
