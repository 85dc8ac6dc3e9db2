"""Addresses of issue."""

from django.urls import path

from lantoa.assignments.views import issuing

app_name = "assignments"

urlpatterns = [
    path("<str:public_id>/", issuing.issue, name="issue"),
    path("<str:public_id>/viec-se-giao/", issuing.work, name="work"),
    path("<str:public_id>/nhac-lai/", issuing.repeat, name="repeat"),
    path("<str:public_id>/cach-giao/", issuing.share, name="share"),
    path("<str:public_id>/co-quan/<str:key>/", issuing.words, name="words"),
]
