"""Addresses of bringing plans in, under nhap-ke-hoach/."""

from django.urls import path

from lantoa.intake.views import arriving, reviewing

app_name = "intake"

urlpatterns = [
    path("", arriving.intake_list, name="list"),
    path("tai-len/", arriving.upload, name="upload"),
    path("<str:public_id>/", reviewing.review, name="review"),
    path("<str:public_id>/tien-trinh/", arriving.progress, name="progress"),
    path("<str:public_id>/doc-lai/", arriving.again, name="again"),
    path("<str:public_id>/tep/", arriving.document, name="file"),
    path("<str:public_id>/trang/<int:number>/", arriving.page, name="page"),
    path("<str:public_id>/luu/", reviewing.save, name="save"),
    path("<str:public_id>/them/", reviewing.add, name="add"),
    path("<str:public_id>/bo/", reviewing.remove, name="remove"),
    path("<str:public_id>/tao-du-thao/", reviewing.create, name="create"),
]
