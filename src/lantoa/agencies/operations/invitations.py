"""Inviting people by a link: the link is shown once, works once, and for a week."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django_q.tasks import async_task

from lantoa.adapters import clock
from lantoa.agencies.access import may_administer, require
from lantoa.agencies.kinds import ROLE_LABELS, Role
from lantoa.agencies.models import Agency, HeldRole, Invitation, InvitedRole, User
from lantoa.agencies.operations.people import GIVEN_ROLES, checked_password
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import differences, record
from lantoa.persistence.refusal import Refused

LASTS = timedelta(days=7)
SENDING = "lantoa.agencies.tasks.mail_invitation"
_SALT = "lantoa.agencies.invitation"

TAKEN = "Đã có người dùng tên đăng nhập này. Hãy chọn tên khác."
UNKNOWN = "Liên kết mời này không đúng. Hãy mở lại đúng liên kết đã nhận, hoặc nhờ người mời gửi liên kết mới."
USED = "Liên kết mời này đã dùng rồi: mỗi liên kết chỉ lập một tài khoản. Nếu chính bạn đã dùng, hãy đăng nhập."
WITHDRAWN = "Lời mời này đã được rút lại. Hãy hỏi người quản trị của cơ quan."
EXPIRED = "Lời mời này đã quá hạn 7 ngày. Hãy nhờ người quản trị của cơ quan gửi liên kết mới."
POWERLESS = "Người gửi lời mời này không còn quản trị cơ quan nữa. Hãy hỏi người quản trị của cơ quan."
ENDED = "Cơ quan trong lời mời đã kết thúc hoạt động. Hãy hỏi người quản trị của cơ quan mới."


@dataclass(frozen=True, kw_only=True)
class InvitedTerms:
    """What an invitation carries: for whom, which roles, under which post, from a day up to, not including, another."""

    name: str
    roles: Collection[str]
    starts_on: date
    ends_on: date | None = None
    post: str = ""
    email: str = ""


@transaction.atomic
def invite_person(*, actor: User, token: str, agency: Agency, terms: InvitedTerms, site: str) -> tuple[Invitation, str]:
    """Invite a person to an agency the actor administers.

    in: the form's token (it becomes the public id: a retry makes no second invitation), the agency, what is offered,
    the site's own address ("https://…") for the mail. out: the invitation and the word of its link, which is kept
    nowhere; a retry gives the same word. Where there is an e-mail address and mail goes out here, it is also mailed.
    Raises Forbidden, Refused.
    """
    require(may_administer(reach_of(actor, clock.today()), agency.pk))
    made = Invitation.objects.filter(public_id=token).first()
    if made is not None:
        require(made.invited_by_id == actor.pk and made.agency_id == agency.pk)
        return made, word_of(made)
    _refuse_terms(terms)
    now = clock.now()
    row = Invitation(
        public_id=token,
        seed=secrets.token_urlsafe(32),
        agency=agency,
        invited_by=actor,
        created_at=now,
        expires_at=now + LASTS,
        **{key: getattr(terms, key) for key in ("name", "email", "post", "starts_on", "ends_on")},
    )
    word = word_of(row)
    row.token_hash = hash_of(word)
    row.save()
    InvitedRole.objects.bulk_create(InvitedRole(invitation=row, role=role) for role in sorted(set(terms.roles)))
    after = {"name": terms.name, "email": terms.email, "post": terms.post, "roles": _in_words(terms.roles)}
    _record("invite_person", actor, row, differences({}, after))
    if is_mailed(row):
        async_task(SENDING, row.pk, site, task_name=f"Thư mời {row.pk}")
    return row, word


@transaction.atomic
def withdraw_invitation(*, actor: User, invitation: Invitation) -> None:
    """Make a link worthless that was not used. Raises Forbidden, Refused (used or withdrawn before)."""
    row = Invitation.objects.select_for_update().select_related("agency").get(pk=invitation.pk)
    require(may_administer(reach_of(actor, clock.today()), row.agency_id))
    if row.accepted_at:
        raise Refused("Lời mời này đã được nhận. Hãy kết thúc vai trò ở trang của người đó.")
    if row.withdrawn_at:
        raise Refused("Lời mời này đã được rút lại trước đó.")
    row.withdrawn_at = clock.now()
    row.save(update_fields=["withdrawn_at"])
    _record("withdraw_invitation", actor, row, {})


@transaction.atomic
def accept_invitation(*, word: str, name: str, username: str, password: str) -> User:
    """Make the account that an invitation is for, with its roles.

    in: the word of the link, the full name, the sign-in name, the password. out: the new user. Raises Refused: the link
    is wrong, used, withdrawn, expired; who invited may not any more; the name is taken; the password is weak.
    """
    row = (
        Invitation.objects.select_for_update()
        .select_related("agency", "invited_by")
        .filter(token_hash=hash_of(word))
        .first()
    )
    sentence = refusal_of(row, clock.now())
    if row is None or sentence:
        raise Refused(sentence)
    if User.objects.filter(username=username).exists():
        raise Refused(TAKEN, field="username")
    checked_password(password, User(username=username, name=name))
    try:
        with transaction.atomic():
            user = User.objects.create_user(username, password, name=name, email=row.email)
    except IntegrityError as taken:  # by another link, in the same moment
        raise Refused(TAKEN, field="username") from taken
    held = {"user": user, "agency": row.agency, "post": row.post, "starts_on": row.starts_on, "ends_on": row.ends_on}
    roles = list(row.roles.values_list("role", flat=True))
    HeldRole.objects.bulk_create(HeldRole(role=role, **held) for role in roles)
    row.accepted_at, row.user = clock.now(), user
    row.save(update_fields=["accepted_at", "user"])
    after = {"username": username, "name": name, "roles": _in_words(roles)}
    record(operation="accept_invitation", actor=user, obj=user, agency=row.agency, changes=differences({}, after))
    return user


def is_mailed(row: Invitation) -> bool:
    """Whether the link of an invitation goes out by mail as well: there is an address, and mail goes out here."""
    return bool(row.email) and settings.LANTOA_MAIL == "send"


def word_of(row: Invitation) -> str:
    """The word of an invitation's link: from its seed and the server's own secret, so that neither alone opens it."""
    digest = salted_hmac(_SALT, row.seed, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(word: str) -> str:
    """What is kept of a word."""
    return hashlib.sha256(word.encode()).hexdigest()


def found_by(word: str) -> Invitation | None:
    """The invitation of a link, whatever became of it."""
    wanted = hash_of(word)
    row = Invitation.objects.select_related("agency", "invited_by").filter(token_hash=wanted).first()
    return row if row is not None and hmac.compare_digest(row.token_hash, wanted) else None


def refusal_of(row: Invitation | None, now: datetime) -> str:
    """Why a link opens nothing now, in a sentence; empty where it does."""
    if row is None:
        return UNKNOWN
    if row.accepted_at:
        return USED
    if row.withdrawn_at:
        return WITHDRAWN
    if row.expires_at <= now:
        return EXPIRED
    today = clock.today()
    if row.agency.ends_on and row.agency.ends_on <= today:
        return ENDED
    inviter = row.invited_by
    if not inviter.is_active or not may_administer(reach_of(inviter, today), row.agency_id):
        return POWERLESS
    return ""


def _refuse_terms(terms: InvitedTerms) -> None:
    if not terms.roles or not set(terms.roles) <= set(GIVEN_ROLES):
        raise Refused("Chưa chọn vai trò.", field="roles")
    if terms.ends_on and terms.ends_on <= terms.starts_on:
        raise Refused("Ngày cuối phải từ ngày bắt đầu giữ vai trò trở đi.", field="last_day")


def _in_words(roles: Collection[str]) -> str:
    return ", ".join(ROLE_LABELS[Role(role)] for role in sorted(set(roles)))


def _record(operation: str, actor: User, row: Invitation, changes: dict[str, list[object]]) -> None:
    record(operation=operation, actor=actor, obj=row, agency=row.agency, role=Role.ADMINISTRATOR, changes=changes)
