"""An agency's own server. Everything secret comes from the environment; a missing secret stops the start."""

import os

from django.core.exceptions import ImproperlyConfigured

from lantoa.settings.base import *  # noqa: F403  settings modules build on one another this way
from lantoa.settings.base import DATA, SECRET_KEY
from lantoa.settings.databases import from_environment

if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("Hãy đặt LANTOA_SECRET_KEY: một chuỗi ngẫu nhiên từ 50 ký tự trở lên.")

DATA.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": from_environment(os.environ, DATA)}
if os.environ.get("LANTOA_HTTPS", "1") == "1":
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("LANTOA_ORIGINS", "").split(",") if origin]
