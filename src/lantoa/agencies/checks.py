"""Settings of sign-in that would fail only when somebody stands at the door."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from lantoa.agencies.kinds import Role


@register()
def sign_in(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Unknown roles in LANTOA_SECOND_FACTOR; a provider of identities that is named in part."""
    found: list[CheckMessage] = []
    unknown = set(settings.LANTOA_SECOND_FACTOR) - set(Role)
    if unknown:
        said = f"LANTOA_SECOND_FACTOR có vai trò không biết: {', '.join(sorted(unknown))}."
        found.append(Error(said, hint=f"Các vai trò: {', '.join(Role)}.", id="lantoa.E101"))
    for app in settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
        if not app["client_id"] or not app["secret"]:
            said = "Có LANTOA_OIDC_ISSUER nhưng thiếu LANTOA_OIDC_CLIENT_ID hoặc LANTOA_OIDC_CLIENT_SECRET(_FILE)."
            found.append(Error(said, id="lantoa.E102"))
        if not app["settings"]["issuer"].startswith(("https://", "http://127.0.0.1", "http://localhost")):
            found.append(Error("LANTOA_OIDC_ISSUER phải là địa chỉ https.", id="lantoa.E103"))
    return found
