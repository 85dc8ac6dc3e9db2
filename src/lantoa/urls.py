"""Addresses: each app keeps its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("lantoa.web.urls")),
]
