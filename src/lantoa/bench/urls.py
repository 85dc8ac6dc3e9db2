"""The product's addresses and one page more: the yardstick, which only renders the base template."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from lantoa.agencies.access import any_person, public

YARDSTICK = "/thuoc-do/"
YARDSTICK_OF_NOBODY = "/thuoc-do-cua-khach/"


@any_person
def blank(request: HttpRequest) -> HttpResponse:
    """The base template alone: session, person, menu, no content; for whoever is signed in."""
    return render(request, "web/blank.html")


@public
def blank_of_nobody(request: HttpRequest) -> HttpResponse:
    """The base template alone, for whoever is not signed in."""
    return render(request, "web/blank.html")


urlpatterns = [
    path(YARDSTICK.strip("/") + "/", blank),
    path(YARDSTICK_OF_NOBODY.strip("/") + "/", blank_of_nobody),
    path("", include("lantoa.urls")),
]
