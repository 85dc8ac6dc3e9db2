"""Signing in: passwords, second factors, guesses held back, the provider of identities that may vouch for people."""

import os
from pathlib import Path
from urllib.parse import urlsplit

AUTH_USER_MODEL = "agencies.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["lantoa.agencies.hashers.LantoaArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "agencies:sign_in"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "agencies:sign_in"

# Limits and codes used once must be one for every process and machine, so they stand in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "lantoa_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Guesses are counted for an account and a device (lantoa.agencies.guessing tells what that is), never for an address.
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "user_agent"]]
AXES_CLIENT_IP_CALLABLE = "lantoa.agencies.guessing.address_of"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # trying again while locked makes nobody wait longer
AXES_LOCKOUT_TEMPLATE = "agencies/locked_out.html"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # open sessions are kept by allauth.usersessions; closed ones nobody needs
# How many proxies of ours stand in front and write X-Forwarded-For; 0: the header is never believed.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("LANTOA_PROXIES") or 0)

ACCOUNT_ADAPTER = "lantoa.agencies.entering.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {
    "login": None,  # held back by lantoa.agencies.guessing
    "login_failed": "8/15m/key",  # codes of the second step, for each account whose password was right
    "reauthenticate": "20/15m/user",
}

MFA_ADAPTER = "lantoa.agencies.second_factor.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are given by administrators, nobody signs up
MFA_TOTP_ISSUER = "Lan Tỏa"
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": None}  # nothing to guess, and a province may share one address
# Roles that may not work without a second factor: "administrator,coordinator". Empty: offered to all, asked of none.
LANTOA_SECOND_FACTOR = [role.strip() for role in os.environ.get("LANTOA_SECOND_FACTOR", "").split(",") if role.strip()]

SOCIALACCOUNT_ADAPTER = "lantoa.agencies.oidc.SocialAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5


def _secret() -> str:
    path = os.environ.get("LANTOA_OIDC_CLIENT_SECRET_FILE", "")
    return Path(path).read_text("utf-8").strip() if path else os.environ.get("LANTOA_OIDC_CLIENT_SECRET", "")


def oidc_apps(issuer: str, name: str, client_id: str, secret: str) -> list[dict[str, object]]:
    """The one provider of identities, as allauth takes it; empty where there is none."""
    if not issuer:
        return []
    about = {"server_url": issuer.rstrip("/"), "fetch_userinfo": False, "issuer": issuer}
    app = {"provider_id": "don-vi", "name": name, "client_id": client_id, "secret": secret, "settings": about}
    return [app]


LANTOA_OIDC_ISSUER = os.environ.get("LANTOA_OIDC_ISSUER", "").strip()
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "lantoa.agencies.oidc.Provider",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": oidc_apps(
            LANTOA_OIDC_ISSUER,
            os.environ.get("LANTOA_OIDC_NAME", "") or "tài khoản của tỉnh",
            os.environ.get("LANTOA_OIDC_CLIENT_ID", ""),
            _secret() if LANTOA_OIDC_ISSUER else "",
        ),
    }
}
# A form of ours may lead to the provider's own page (form-action also judges where a form's answer redirects).
OIDC_ORIGINS = [f"{urlsplit(LANTOA_OIDC_ISSUER).scheme}://{urlsplit(LANTOA_OIDC_ISSUER).netloc}"] * bool(
    LANTOA_OIDC_ISSUER
)
