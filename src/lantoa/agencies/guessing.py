"""Guessing passwords is held back for an account and a device, never for an address: a province may share one.

django-axes counts. What it takes for the browser's description is here the device: its own name where the account
signed in before, one name for all others. So eight wrong passwords from anywhere make every unknown device wait for
this account, whatever browser or address it claims, and a known device goes on. Who tries many accounts is slowed
down by the address, and only on unknown devices.
"""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import truncate_ip
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest

from lantoa.agencies.devices import device_of

UNKNOWN = "máy lạ"
LATELY = timedelta(minutes=15)
SPRAYED_ACCOUNTS = 30  # accounts with a wrong password from one address lately, before it is slowed down
SLOW_SECONDS = 5  # then one try in so many seconds, for all unknown devices behind the address together
SLOWED = (
    "Từ địa chỉ mạng này vừa có nhiều tài khoản bị gõ sai mật khẩu. Hãy chờ vài giây rồi bấm Đăng nhập lại; "
    "máy đã từng đăng nhập thì không phải chờ."
)


def address_of(request: HttpRequest) -> str:
    """The address a request comes from, as far as our own proxies vouch for it; of IPv6 the network (/64)."""
    try:
        return truncate_ip(get_adapter().get_client_ip(request))
    except PermissionDenied:  # a socket without an address
        return "0.0.0.0"  # noqa: S104  says "none", nothing is bound to it


def know_device(request: HttpRequest, username: str) -> bool:
    """Tell django-axes which device an attempt comes from; out: whether the account signed in there before."""
    AxesProxyHandler.update_request(request)
    device = device_of(request)
    known = device is not None and device.knows(username)
    request.axes_user_agent = f"máy {device.name}" if device and known else UNKNOWN  # type: ignore[attr-defined]
    return known


def hold_back(request: HttpRequest, username: str) -> None:
    """Before a password is looked at. Raises ValidationError (code "slow") where an address tries many accounts."""
    if know_device(request, username):
        return
    address = request.axes_ip_address  # type: ignore[attr-defined]
    since = request.axes_attempt_time - LATELY  # type: ignore[attr-defined]
    tried = AccessAttempt.objects.filter(ip_address=address, user_agent=UNKNOWN, attempt_time__gt=since)
    if tried.exclude(username=username).values("username").distinct().count() < SPRAYED_ACCOUNTS:
        return
    if not cache.add(f"slow:{address}", 1, timeout=SLOW_SECONDS):
        raise ValidationError(SLOWED, code="slow")
