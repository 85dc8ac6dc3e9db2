"""What every page knows. Each value is worked out when a template asks, so a fragment pays for none of it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from lantoa.web.bell import bell_of
from lantoa.web.menu import dock_of, menu_for
from lantoa.web.person import person_of


def page(request: HttpRequest) -> dict[str, Any]:
    """menu (groups), dock (entries), bell (or falsy), person (or falsy), demo, home_url, sign_in_url."""
    menu = SimpleLazyObject(lambda: menu_for(request))
    return {
        "menu": menu,
        "dock": SimpleLazyObject(lambda: dock_of(menu)),
        "bell": SimpleLazyObject(lambda: bell_of(request)),
        "person": SimpleLazyObject(lambda: person_of(request)),
        "demo": bool(getattr(settings, "LANTOA_DEMO", False)),
        "home_url": SimpleLazyObject(lambda: named_url(settings.LOGIN_REDIRECT_URL)),
        "sign_in_url": SimpleLazyObject(lambda: named_url(settings.LOGIN_URL)),
    }


def named_url(name: str) -> str:
    """The address a setting names, or "" where that page is not installed: a link that leads nowhere is not shown."""
    if name.startswith("/"):
        return resolve_url(name)
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
