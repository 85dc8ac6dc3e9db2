"""The product's addresses and one page more: the yardstick, which only renders the base template."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from lantoa.agencies.access import any_person

YARDSTICK = "/thuoc-do/"


@any_person
def blank(request: HttpRequest) -> HttpResponse:
    """The base template alone: session, person, menu, no content; for whoever is signed in."""
    return render(request, "web/blank.html")


urlpatterns = [path(YARDSTICK.strip("/") + "/", blank), path("", include("lantoa.urls"))]
