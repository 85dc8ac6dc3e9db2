"""A real OpenID Connect server in a process of its own: allauth's, on a loopback port, with its own database and keys.

    python identity_provider.py PORT FOLDER REDIRECT_URI…     (GET /allow/?uri=… adds a further one)

Two people sign in there: `lan` and `la` (password "mat-khau-o-tinh"). GET /spoil/WHAT makes it lie from then on about
one thing: issuer, nonce, audience, signature, description, nothing.
"""

import sys
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

PORT, FOLDER, *REDIRECTS = sys.argv[1:]
PASSWORD = "mat-khau-o-tinh"


def new_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    return key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain).decode()


settings.configure(
    SECRET_KEY="only-for-this-process-" + "x" * 40,
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "allauth",
        "allauth.account",
        "allauth.idp.oidc",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    ],
    AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{FOLDER}/provider.sqlite3"}},
    SESSION_COOKIE_NAME="provider_session",  # the tested site stands at the same host, at another port
    CSRF_COOKIE_NAME="provider_csrf",
    LOGIN_URL="/accounts/login/",
    ACCOUNT_EMAIL_VERIFICATION="none",
    ACCOUNT_RATE_LIMITS=False,
    IDP_OIDC_ADAPTER=f"{__name__}.Adapter",
    IDP_OIDC_PRIVATE_KEY=new_key(),
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from allauth.idp.oidc.adapter import DefaultOIDCAdapter  # noqa: E402
from allauth.idp.oidc.models import Client, PrivateKey  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import include, path  # noqa: E402

spoilt = {"what": "nothing"}
OTHER_KEY = new_key()


class Adapter(DefaultOIDCAdapter):
    """Says who somebody is by a name of its own; lies where it was told to."""

    def get_issuer(self) -> str:
        described = self.request.path.endswith("openid-configuration") and spoilt["what"] == "description"
        return "https://ke-khac.example" if described else super().get_issuer()

    def get_user_sub(self, client: Any, user: Any) -> str:
        return f"CB-{user.username}"

    def get_user_by_sub(self, client: Any, sub: str) -> Any:
        return User.objects.get(username=sub.removeprefix("CB-"))

    def populate_id_token(self, id_token: dict[str, Any], client: Any, scopes: Any, **more: Any) -> None:
        lies = {"issuer": ("iss", "https://ke-khac.example"), "nonce": ("nonce", "khac"), "audience": ("aud", "khac")}
        if spoilt["what"] in lies:
            name, value = lies[spoilt["what"]]
            id_token[name] = value

    def list_private_keys(self, **which: Any) -> list[PrivateKey]:
        published = self.request.path.endswith("jwks.json") and spoilt["what"] == "signature"
        return [PrivateKey(pem=OTHER_KEY)] if published else super().list_private_keys(**which)


def spoil(request: HttpRequest, what: str) -> HttpResponse:
    spoilt["what"] = what
    return HttpResponse(what)


def allow(request: HttpRequest) -> HttpResponse:
    row = Client.objects.get(id="lantoa")
    row.redirect_uris += f"\n{request.GET['uri']}"
    row.save()
    return HttpResponse("ok")


urlpatterns = [
    path("allow/", allow),
    path("spoil/<str:what>/", spoil),
    path("accounts/", include("allauth.account.urls")),
    path("", include("allauth.idp.urls")),
]


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


call_command("migrate", verbosity=0)
for username in ("lan", "la"):
    user = User.objects.create_user(username, f"{username}@honglam.example.vn", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
client = Client(id="lantoa", name="Lan Toa", redirect_uris="\n".join(REDIRECTS), scopes="openid\nemail\nprofile")
client.set_secret("bi-mat-cua-lantoa")
client.save()
server = make_server("127.0.0.1", int(PORT), get_wsgi_application(), server_class=Server, handler_class=Quiet)
sys.stdout.write("ready\n")
sys.stdout.flush()
server.serve_forever()
