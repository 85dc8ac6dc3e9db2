"""Addresses of issue."""

from django.urls import path

from lantoa.assignments import views

app_name = "assignments"

urlpatterns = [
    path("<str:public_id>/", views.issue, name="issue"),
    path("<str:public_id>/viec-se-giao/", views.work, name="work"),
    path("<str:public_id>/nhac-lai/", views.repeat, name="repeat"),
    path("<str:public_id>/cach-giao/", views.share, name="share"),
    path("<str:public_id>/co-quan/<str:key>/", views.words, name="words"),
]
