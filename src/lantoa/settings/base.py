"""What every installation shares. An installation's own values come from environment variables (docs/cai-dat.md)."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from lantoa.settings.sign_in import *  # noqa: F403  settings modules build on one another this way
from lantoa.settings.sign_in import OIDC_ORIGINS

PACKAGE = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("LANTOA_DATA", "lantoa-data")).resolve()

SECRET_KEY = os.environ.get("LANTOA_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("LANTOA_HOSTS", "localhost,127.0.0.1").split(",") if host]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_q",
    "axes",
    "csp",
    "lantoa.persistence",
    "lantoa.web",
    "lantoa.audit",
    "lantoa.agencies",
    "lantoa.notices",
    "lantoa.catalogue",
    "lantoa.register",
    "lantoa.plans",
    "lantoa.intake",
    "lantoa.assignments",
    "lantoa.results",
    "lantoa.reports",
    "lantoa.desk",
    # After our own apps, whose templates come first.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lantoa.agencies.activity.SessionActivity",
    "lantoa.web.errors.ErrorPages",
    "lantoa.web.limits.LargestBody",
    "lantoa.web.limits.TextOnly",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "lantoa.urls"
WSGI_APPLICATION = "lantoa.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lantoa.web.context.page",
            ],
            "builtins": ["lantoa.web.templatetags.lantoa", "django.templatetags.static"],
        },
    }
]

CSRF_FAILURE_VIEW = "lantoa.web.errors.csrf_failure"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # htmx reads it from the page's meta, the cookie only backs it
SESSION_ENGINE = "django.contrib.sessions.backends.db"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # our files go through adapters.filestore
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LANTOA_FILES = DATA / "files"
LANTOA_TODAY = os.environ.get("LANTOA_TODAY") or None
LANTOA_DEMO = False
# Addresses by which this server is reached behind a proxy: the web fetcher never opens them (design: fetching).
LANTOA_OWN_ADDRESSES = [item for item in os.environ.get("LANTOA_OWN_ADDRESSES", "").split(",") if item]

# Mail goes through one server that the installation names; without it the product makes none, and says so.
LANTOA_ADDRESS = os.environ.get("LANTOA_ADDRESS", "").rstrip("/")
EMAIL_HOST = os.environ.get("LANTOA_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("LANTOA_MAIL_PORT") or 587)
EMAIL_HOST_USER = os.environ.get("LANTOA_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("LANTOA_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("LANTOA_MAIL_TLS", "starttls") == "starttls"
EMAIL_USE_SSL = os.environ.get("LANTOA_MAIL_TLS") == "ssl"
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("LANTOA_MAIL_FROM", "lantoa@localhost")
LANTOA_MAIL = "send" if EMAIL_HOST else "off"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 30
LANTOA_LARGEST_BODY = 120 * 1024 * 1024  # one recording of the largest size taken, with its form

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF, *OIDC_ORIGINS],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "axes.W006",  # what stands for the browser's description is a signed device: rotating anything gains no guess
]

Q_CLUSTER = {
    "name": "lantoa",
    "orm": "default",
    "workers": 1,
    "timeout": 120,
    "retry": 720,  # longer than the longest task may take (reading a scan): a task still at work is not begun again
    "max_attempts": 3,
    "poll": 0.3,
    "catch_up": False,
    "save_limit": 500,
    "label": "Việc nền",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
