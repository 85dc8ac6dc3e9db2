"""Addresses of reports."""

from django.urls import path

from lantoa.reports.views import lists, reading, regimes, writing

app_name = "reports"

urlpatterns = [
    path("", lists.index, name="list"),
    path("lap/<str:regime_id>/<str:agency_id>/<str:last_on>/", writing.begin, name="begin"),
    path("che-do/", regimes.index, name="regimes"),
    path("che-do/gan/<str:public_id>/", regimes.bind, name="bind"),
    path("che-do/<str:public_id>/cach-tinh-han/", regimes.which_date, name="which_date"),
    path("<str:public_id>/", reading.detail, name="detail"),
    path("<str:public_id>/soan/", writing.edit, name="edit"),
    path("<str:public_id>/gui/", writing.submit, name="submit"),
    path("<str:public_id>/so-ngay/", writing.number, name="number"),
    path("<str:public_id>/xu-ly/", reading.decide, name="decide"),
    path("<str:public_id>/ket-qua/", reading.results, name="results"),
    path("<str:public_id>/word/", reading.docx, name="docx"),
    path("<str:public_id>/pdf/", reading.pdf, name="pdf"),
    path("<str:public_id>/excel/", reading.xlsx, name="xlsx"),
]
