"""Signing in, and binding one's account, by the province's provider of identities."""

import logging

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lantoa.agencies.access import public
from lantoa.agencies.oidc import OAuth2Adapter, ProviderDownError, ProviderError, failed

log = logging.getLogger(__name__)


@public
@never_cache
@require_POST
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider's own page."""
    return _answer(request, provider_id, OAuth2LoginView)


@public
@never_cache
@require_safe
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from it: in, on to the second step, or told why not."""
    return _answer(request, provider_id, OAuth2CallbackView)


def _answer(
    request: HttpRequest, provider_id: str, view: type[OAuth2LoginView] | type[OAuth2CallbackView]
) -> HttpResponse:
    try:
        return view.adapter_view(OAuth2Adapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (ProviderError, KeyError, ValueError) as error:  # an answer without what it must have
        log.warning("OIDC: %r", error)
        return failed(request, down=isinstance(error, ProviderDownError))
