"""Addresses of notices."""

from django.urls import path

from lantoa.notices import views

app_name = "notices"

urlpatterns = [
    path("", views.notices, name="list"),
    path("da-xem/", views.read_all, name="read_all"),
    path("nhac-viec-cua-toi/", views.preferences, name="preferences"),
    path("thu-va-viec-nen/", views.machine, name="machine"),
    path("<str:public_id>/", views.open_notice, name="open"),
]
