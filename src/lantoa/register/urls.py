"""Addresses of the register, under so-van-ban/."""

from django.urls import path

from lantoa.register import views

app_name = "register"

_OF_AGENCY = "co-quan/<str:agency_id>/"
_ENTRY = "van-ban/<str:public_id>/"

urlpatterns = [
    path("", views.home, name="home"),
    path(_OF_AGENCY, views.index, name="list"),
    path(_OF_AGENCY + "excel/", views.xlsx, name="xlsx"),
    path(_OF_AGENCY + "lay-so/", views.take, name="take"),
    path(_OF_AGENCY + "thiet-lap/", views.settings, name="settings"),
    path(_ENTRY, views.entry, name="entry"),
    path(_ENTRY + "huy/", views.cancel, name="cancel"),
]
