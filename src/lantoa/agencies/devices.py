"""Devices that an account signed in from before: known ones keep their own count of wrong passwords.

The mark is a signed cookie that lives half a year: a random name of the device, and for which accounts it is known (as
keyed hashes, so that who reads the cookie learns no user names).
"""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "lantoa_may"
SALT = "lantoa.agencies.devices"
AGE = 180 * 24 * 60 * 60  # seconds
MOST_ACCOUNTS = 12  # people who share one machine; the account that was not used longest is forgotten first


@dataclass(frozen=True)
class Device:
    """A browser that signed in before: its random name, and the keyed hashes of the accounts it is known for."""

    name: str
    accounts: tuple[str, ...]

    def knows(self, username: str) -> bool:
        """Whether this account signed in here before."""
        return _account(username) in self.accounts


def device_of(request: HttpRequest) -> Device | None:
    """The device behind a request; None where the cookie is absent, old, or not ours."""
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AGE)
    except signing.BadSignature:
        return None
    return Device(name=str(kept["may"]), accounts=tuple(kept["cho"]))


def remember(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """Mark the device as known for an account that has just signed in there in full."""
    known = device_of(request)
    mark = _account(username)
    others = [one for one in known.accounts if one != mark] if known else []
    kept = {"may": known.name if known else secrets.token_urlsafe(12), "cho": [mark, *others][:MOST_ACCOUNTS]}
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _account(username: str) -> str:
    return salted_hmac(SALT, username, algorithm="sha256").hexdigest()[:20]
