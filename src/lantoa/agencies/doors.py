"""Addresses of signing in, under the names by which django-allauth looks them up."""

from django.urls import path

from lantoa.agencies.views import factors, provider, sign_in

urlpatterns = [
    path("dang-nhap/", sign_in.sign_in, name="account_login"),
    path("dang-nhap/buoc-hai/", sign_in.second_step, name="mfa_authenticate"),
    path("dang-nhap/khoa/", sign_in.passkey, name="mfa_login_webauthn"),
    path("dang-nhap/qua/<str:provider_id>/", provider.begin, name="openid_connect_login"),
    path("dang-nhap/qua/<str:provider_id>/ve/", provider.back, name="openid_connect_callback"),
    path("tai-khoan/xac-nhan/", sign_in.confirm_password, name="account_reauthenticate"),
    path("tai-khoan/xac-nhan/ma/", sign_in.confirm_code, name="mfa_reauthenticate"),
    path("tai-khoan/xac-nhan/khoa/", sign_in.confirm_passkey, name="mfa_reauthenticate_webauthn"),
    path("tai-khoan/hai-buoc/", factors.index, name="mfa_index"),
    path("tai-khoan/hai-buoc/ung-dung/", factors.activate, name="mfa_activate_totp"),
    path("tai-khoan/hai-buoc/tat-ung-dung/", factors.deactivate, name="mfa_deactivate_totp"),
    path("tai-khoan/hai-buoc/them-khoa/", factors.add_passkey, name="mfa_add_webauthn"),
    path("tai-khoan/hai-buoc/bo-khoa/", factors.remove_passkey, name="mfa_remove_webauthn"),
    path("tai-khoan/hai-buoc/ma-du-phong/", factors.recovery_codes, name="mfa_view_recovery_codes"),
    path("tai-khoan/hai-buoc/ma-du-phong/lap-lai/", factors.new_recovery_codes, name="mfa_generate_recovery_codes"),
]
