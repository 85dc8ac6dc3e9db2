"""Addresses of bodies, people and one's own account."""

from django.urls import path

from lantoa.agencies.views import account, bodies, groups, handing_over, importing, people, reorganisation, trail

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
    path("to-chuc-lai/", reorganisation.index, name="reorganisations"),
    path("to-chuc-lai/lap/", reorganisation.begin, name="begin_reorganisation"),
    path("to-chuc-lai/<str:public_id>/", reorganisation.detail, name="reorganisation"),
    path("to-chuc-lai/<str:public_id>/van-ban/", reorganisation.decision, name="reorganisation_decision"),
    path("to-chuc-lai/<str:public_id>/bang/", reorganisation.table, name="reorganisation_table"),
    path("to-chuc-lai/<str:public_id>/buoc/<str:step_id>/", reorganisation.step, name="reorganisation_step"),
    path("to-chuc-lai/<str:public_id>/buoc/<str:step_id>/bo/", reorganisation.remove_step, name="remove_step"),
    path("to-chuc-lai/<str:public_id>/bo/", reorganisation.drop, name="drop_reorganisation"),
    path("to-chuc-lai/<str:public_id>/xem-truoc/", reorganisation.preview, name="reorganisation_preview"),
    path("to-chuc-lai/<str:public_id>/thuc-hien/", reorganisation.carry_out, name="carry_out"),
    path("to-chuc-lai/<str:public_id>/vai-tro/", handing_over.roles, name="reorganisation_roles"),
    path("to-chuc-lai/<str:public_id>/ban-giao/", handing_over.record, name="hand_over"),
    path("to-chuc-lai/<str:public_id>/ban-giao.xlsx", handing_over.record_xlsx, name="hand_over_xlsx"),
    path("don-vi/<str:public_id>/nhap/", importing.upload, name="import"),
    path("don-vi/<str:public_id>/nhap/mau.xlsx", importing.template, name="import_template"),
    path("don-vi/<str:public_id>/danh-muc/", importing.plant, name="plant"),
    path("nhap-don-vi/<str:public_id>/", importing.preview, name="import_preview"),
    path("nhap-don-vi/<str:public_id>/nhap/", importing.carry_out, name="carry_out_import"),
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
