"""Addresses: each app keeps its own."""

from importlib.util import find_spec

from django.urls import include, path

handler400 = "lantoa.web.errors.bad_request"
handler403 = "lantoa.web.errors.forbidden"
handler404 = "lantoa.web.errors.not_found"
handler429 = "lantoa.web.errors.too_many"  # django-allauth asks for it by this name
handler500 = "lantoa.web.errors.server_error"

_APPS = (
    ("", "web"),
    ("", "agencies"),
    ("", "desk"),
    ("thong-bao/", "notices"),
    ("so-van-ban/", "register"),
    ("ke-hoach/", "plans"),
    ("nhap-ke-hoach/", "intake"),
    ("giao-viec/", "assignments"),
    ("ket-qua/", "results"),
    ("bao-cao/", "reports"),
)
urlpatterns = [path("", include("lantoa.agencies.doors"))]
urlpatterns += [path(at, include(f"lantoa.{app}.urls")) for at, app in _APPS if find_spec(f"lantoa.{app}.urls")]
