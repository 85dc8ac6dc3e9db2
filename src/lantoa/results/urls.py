"""Addresses of results."""

from django.urls import path

from lantoa.results.views import by_year, changing, declaring, record, shown

app_name = "results"

urlpatterns = [
    path("", shown.result_list, name="list"),
    path("excel/", shown.result_list_xlsx, name="list_xlsx"),
    path("theo-nam/", by_year.by_year, name="by_year"),
    path("theo-nam/excel/", by_year.by_year_xlsx, name="by_year_xlsx"),
    path("ghi/", record.record, name="record"),
    path("ghi/doc-trang/", record.read_link, name="read_link"),
    path("ghi/doc-trang/<str:public_id>/", record.read_page, name="read_page"),
    path("ghi/tinh-cho/", record.proposals, name="proposals"),
    path("minh-chung/<str:public_id>/", shown.evidence, name="evidence"),
    path("neu/<str:public_id>/", declaring.state, name="state"),
    path("da-neu/<str:public_id>/", declaring.statement, name="decide_statement"),
    path("hoan-thanh/<str:public_id>/", declaring.complete, name="complete"),
    path("da-khai-hoan-thanh/<str:public_id>/", declaring.completion, name="decide_completion"),
    path("<str:public_id>/", shown.detail, name="detail"),
    path("<str:public_id>/hoan-tac/", changing.undo, name="undo"),
    path("<str:public_id>/bo/", changing.withdraw, name="withdraw"),
    path("<str:public_id>/xac-nhan/", changing.verify, name="verify"),
    path("<str:public_id>/tinh-cho/", changing.credits, name="credits"),
]
