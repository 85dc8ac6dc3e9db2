"""What a person changes about the own sign-in goes through django-allauth, which tells of it by its own signals."""

from typing import Any

from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount.signals import social_account_added

from lantoa.adapters import clock
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record


def connect() -> None:
    """Listen. Called once from AppConfig.ready."""
    mfa.authenticator_added.connect(_added, dispatch_uid="lantoa.added")
    mfa.authenticator_removed.connect(_removed, dispatch_uid="lantoa.removed")
    mfa.authenticator_reset.connect(_renewed, dispatch_uid="lantoa.reset")
    social_account_added.connect(_bound, dispatch_uid="lantoa.bound")


def _added(user: Any, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:  # made by themselves beside the first factor
        _note(user, operation="set_up_second_factor")


def _removed(user: Any, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        _note(user, operation="drop_second_factor")


def _renewed(user: Any, **_: Any) -> None:
    _note(user, operation="renew_recovery_codes")


def _bound(sociallogin: Any, **_: Any) -> None:
    _note(sociallogin.user, operation="bind_own_identity")


def _note(person: User, *, operation: str) -> None:
    """Write in the trail what a person changed about the own sign-in."""
    record(operation=operation, actor=person, obj=person, agency=reach_of(person, clock.today()).main_agency)
