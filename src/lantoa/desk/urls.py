"""Addresses of the desk."""

from django.urls import path

from lantoa.desk.views import calendar, coverage, help, plan, progress, short, todo, waiting

app_name = "desk"

urlpatterns = [
    path("", todo.home, name="home"),
    path("viec-can-lam/", todo.todo, name="todo"),
    path("viec-can-lam/<slug:key>/", todo.section, name="section"),
    path("tien-do/", progress.progress, name="progress"),
    path("tien-do/cho-xac-nhan/", waiting.waiting, name="waiting"),
    path("tien-do/excel/", progress.progress_xlsx, name="progress_xlsx"),
    path("tien-do/<str:plan_id>/<str:agency_id>/", progress.agency, name="agency"),
    path("tien-do/<str:plan_id>/<str:agency_id>/<int:month>/", progress.agency, name="cell"),
    path("xem-ke-hoach/<str:public_id>/", plan.plan, name="plan"),
    path("xem-ke-hoach/<str:public_id>/ca-nam/", plan.plan_year, name="plan_year"),
    path("cap-duoi/<str:public_id>/", coverage.overview, name="coverage"),
    path("cap-duoi/<str:public_id>/excel/", coverage.overview_xlsx, name="coverage_xlsx"),
    path("cap-duoi/<str:public_id>/han/", coverage.set_due, name="coverage_due"),
    path("cap-duoi/<str:public_id>/muc/<str:item_id>/", coverage.by_item, name="coverage_item"),
    path("xem-muc/<str:public_id>/", plan.item, name="item"),
    path("xem-viec/<str:public_id>/", plan.duty, name="duty"),
    path("lich/dia-chi/", calendar.calendar_address, name="calendar_address"),
    path("lich/<str:secret>.ics", calendar.calendar, name="calendar"),
    path("r/<str:code>/", short.short, name="short"),
    path("tro-giup/", help.index, name="help"),
    path("tro-giup/thoi-gian/", help.timing, name="help_timing"),
]
