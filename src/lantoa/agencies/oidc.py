"""Signing in by the province's own provider of identities (OpenID Connect), which vouches for accounts bound to it.

This is the one place where a request waits for another server: the person stands at the door, and there is nothing to
show until the provider has answered. So the calls are bounded here: only to the configured origin, five seconds each,
no redirects, a small answer.
"""

import logging
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import jwt
import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from urllib3.exceptions import HTTPError

log = logging.getLogger(__name__)

SECONDS = 5
LARGEST = 512 * 1024  # bytes; lists of keys are a few kilobytes
ASYMMETRIC = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}


class ProviderError(OAuth2Error):
    """The provider answered what cannot be trusted; the words are for the log."""


class ProviderDownError(ProviderError):
    """The provider did not answer."""


class BoundedSession(requests.Session):
    """Asks the provider and nobody else."""

    def __init__(self, issuer: str) -> None:
        super().__init__()
        self.trust_env = False  # no proxy and no password from the environment
        self.origin = _origin(issuer)

    def request(self, method: str, url: str, **options: Any) -> requests.Response:  # type: ignore[override]
        """One question. Raises ProviderDownError without an answer in time, ProviderError for one not to be taken."""
        if _origin(url) != self.origin:
            raise ProviderError(f"{url} is not at {self.origin}")
        options |= {"timeout": SECONDS, "allow_redirects": False, "stream": True}
        try:
            response = super().request(method, url, **options)
            body = response.raw.read(LARGEST + 1, decode_content=True)
        except (requests.RequestException, HTTPError, OSError) as error:
            raise ProviderDownError(repr(error)) from error
        if response.status_code >= 500:
            raise ProviderDownError(f"{url} answered {response.status_code}")
        if response.is_redirect or len(body) > LARGEST:
            raise ProviderError(f"{url} answered {response.status_code} with {len(body)} bytes")
        response._content, response._content_consumed = body, True  # type: ignore[attr-defined]
        return response


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


class OAuth2Adapter(OpenIDConnectOAuth2Adapter):
    """allauth's exchange with the provider, with what it leaves unchecked."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's own description. Raises ProviderError when it speaks for another issuer."""
        if not hasattr(self, "_openid_config"):
            about = self.get_provider().app.settings
            with get_session() as session:
                answer = session.get(self.get_provider().server_url)
            config = _json(answer)
            if config.get("issuer") != about["issuer"]:
                raise ProviderError(f"issuer {config.get('issuer')!r}, not {about['issuer']!r}")
            if _origin(str(config.get("authorization_endpoint"))) != _origin(about["issuer"]):
                raise ProviderError("the page to sign in is elsewhere")
            self._openid_config = config
        return self._openid_config

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **options: Any) -> SocialLogin:
        """What the identity token says. Raises ProviderError without one: nothing else carries our nonce."""
        id_token = options["response"].get("id_token")
        if not id_token:
            raise ProviderError("no identity token")
        claims = self._decode_id_token(app, id_token)
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        login.said_nonce = claims.get("nonce")
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            header = jwt.get_unverified_header(id_token)
            if header.get("alg") not in ASYMMETRIC or "kid" not in header:
                raise ProviderError(f"signed by {header.get('alg')!r}")
            return dict(
                jwtkit.verify_and_decode(
                    credential=id_token,
                    keys_url=self.openid_config["jwks_uri"],
                    issuer=self.openid_config["issuer"],
                    audience=app.client_id,
                    lookup_kid=jwtkit.lookup_kid_jwk,
                )
            )
        except (jwt.PyJWTError, KeyError, ValueError) as error:
            raise ProviderError(f"identity token: {error!r}") from error


class Provider(OpenIDConnectProvider):
    """The configured provider: asks with a nonce, takes neither scope nor parameters from the address."""

    oauth2_adapter_class = OAuth2Adapter

    def get_default_scope(self) -> list[str]:
        """Only who it is; neither name nor address is taken from the provider."""
        return ["openid"]

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return self.get_scope()

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:
        return self.get_auth_params()

    def redirect(self, request: HttpRequest, process: str, *args: Any, **options: Any) -> HttpResponse:
        """Send the person to the provider; the nonce waits in the session beside the state."""
        nonce = secrets.token_urlsafe(24)
        params = (options.pop("auth_params", None) or {}) | {"nonce": nonce}
        return super().redirect(request, process, *args, auth_params=params, nonce=nonce, **options)

    def extract_extra_data(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Nothing the provider says about a person is kept, but who it is (`uid`)."""
        return {}

    def extract_common_fields(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: Mapping[str, Any]) -> list[Any]:
        """None: an address, verified or not, never leads to an account here."""
        return []


class SocialAdapter(DefaultSocialAccountAdapter):
    """Who may come in by a provider: accounts that a person or an administrator bound to it, and nobody else."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "invalid_token": "Thông tin đăng nhập không hợp lệ.",
        "no_password": "Tài khoản này chưa có mật khẩu: hãy đặt mật khẩu trước khi bỏ gắn.",
        "connected_other": "Tài khoản đó đã gắn với một người dùng khác.",
    }

    def list_apps(self, request: Any, provider: str | None = None, client_id: str | None = None) -> list[SocialApp]:
        """The provider of the settings; rows of a table are never looked at."""
        found = [SocialApp(provider="openid_connect", **about) for about in configured()]
        return [
            app
            for app in found
            if provider in (None, app.provider, app.provider_id) and client_id in (None, app.client_id)
        ]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Compare the nonce: an answer made for another visit opens nothing."""
        said, asked = getattr(sociallogin, "said_nonce", None), sociallogin.state.get("nonce")
        if not asked or not isinstance(said, str) or not secrets.compare_digest(said.encode(), asked.encode()):
            log.warning("OIDC: the nonce is not ours")
            raise ImmediateHttpResponse(failed(request))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: str | None = None, exception: Any = None, **more: Any
    ) -> None:
        """Say what happened on a page of ours; the reason is for the log."""
        if error == AuthError.CANCELLED:
            messages.info(request, "Chưa đăng nhập: đã dừng ở trang của hệ thống đăng nhập.")
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("agencies:sign_in")))
        log.warning("OIDC: %r %r", error, exception)
        raise ImmediateHttpResponse(failed(request, down=isinstance(exception, ProviderDownError)))

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Provider:
        """The configured provider. Raises SocialApp.DoesNotExist for any other."""
        return Provider(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def get_requests_session(self) -> BoundedSession:
        return get_session()

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("agencies:account")

    def send_notification_mail(self, *args: Any, **options: Any) -> None:
        """allauth's own mails are in English; the trail keeps what they would tell."""


def configured() -> list[dict[str, Any]]:
    """The providers that the settings name: one or none."""
    return list(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])


def get_session() -> BoundedSession:
    """A session that reaches the configured provider only."""
    return BoundedSession(configured()[0]["settings"]["issuer"])


def _json(answer: requests.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError as error:
        raise ProviderError("no description") from error
    if answer.status_code != 200 or not isinstance(found, dict):
        raise ProviderError(f"the description answered {answer.status_code}")
    return found


def failed(request: HttpRequest, *, down: bool = False) -> HttpResponse:
    """The page that says the provider's way did not work, and that the password still does."""
    context = {"provider": configured()[0]["name"], "down": down}
    return render(request, "agencies/provider_failed.html", context, status=503 if down else 401)
