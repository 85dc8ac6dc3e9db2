"""Addresses of bodies, people and one's own account."""

from django.urls import path

from lantoa.agencies.views import account, bodies, groups, people, trail

app_name = "agencies"

urlpatterns = [
    path("dang-nhap/", account.sign_in, name="sign_in"),
    path("dang-xuat/", account.sign_out, name="sign_out"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/mat-khau/", account.change_password, name="change_password"),
    path("don-vi/", bodies.tree, name="tree"),
    path("don-vi/<str:public_id>/", bodies.agency, name="agency"),
    path("don-vi/<str:public_id>/sua/", bodies.edit, name="edit"),
    path("don-vi/<str:public_id>/them/", bodies.add, name="add"),
    path("don-vi/<str:public_id>/cap-tren/", bodies.move, name="move"),
    path("don-vi/<str:public_id>/them-nguoi/", people.add, name="add_person"),
    path("nhom-co-quan/", groups.index, name="groups"),
    path("nhom-co-quan/moi/<str:public_id>/", groups.add, name="add_group"),
    path("nhom-co-quan/<str:public_id>/", groups.group, name="group"),
    path("nhom-co-quan/<str:public_id>/thoi-dung/", groups.retire, name="retire_group"),
    path("nguoi-dung/", people.index, name="people"),
    path("nguoi-dung/<str:public_id>/", people.person, name="person"),
    path("nguoi-dung/<str:public_id>/sua/", people.edit, name="edit_person"),
    path("nguoi-dung/<str:public_id>/vai-tro/", people.give_role, name="give_role"),
    path("nguoi-dung/<str:public_id>/ket-thuc-vai-tro/", people.end_role, name="end_role"),
    path("nguoi-dung/<str:public_id>/mat-khau-tam/", people.temporary_password, name="temporary_password"),
    path("nguoi-dung/<str:public_id>/su-dung/", people.set_active, name="set_active"),
    path("nhat-ky/", trail.trail, name="trail"),
]
