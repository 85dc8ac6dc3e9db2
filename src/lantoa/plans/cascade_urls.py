"""Addresses of plans that follow plans, under ke-hoach/."""

from django.urls import path

from lantoa.plans.views import adopting, deriving

_SHEET = "tiep-thu/<str:cascade_id>/"

urlpatterns = [
    path("lap-tu/<str:public_id>/<str:agency_id>/", deriving.derive, name="derive"),
    path(_SHEET, adopting.sheet, name="sheet"),
    path(_SHEET + "phan-con-lai/", adopting.rest, name="sheet_rest"),
    path(_SHEET + "<str:adoption_id>/", adopting.row, name="sheet_row"),
    path("<str:public_id>/cap-tren/", deriving.follow, name="follow"),
]
