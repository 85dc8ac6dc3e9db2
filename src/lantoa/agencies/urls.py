"""Addresses of bodies, people and one's own account."""

from django.urls import path

from lantoa.agencies.views import account

app_name = "agencies"

urlpatterns = [
    path("dang-nhap/", account.sign_in, name="sign_in"),
    path("dang-xuat/", account.sign_out, name="sign_out"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/mat-khau/", account.change_password, name="change_password"),
]
