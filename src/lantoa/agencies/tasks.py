"""Queued work of this app: mailing invitations."""

from urllib.parse import urljoin

from django.core.mail import EmailMessage
from django.urls import reverse

from lantoa.adapters import clock
from lantoa.agencies.models import Invitation
from lantoa.agencies.operations.invitations import refusal_of, word_of
from lantoa.web.wording import moment_text

TEXT = """Chào {name},

{inviter} mời bạn dùng phần mềm Lan Tỏa ở {agency}.

Hãy mở liên kết sau, đặt tên đăng nhập và mật khẩu của riêng bạn:
{link}

Liên kết dùng được một lần, đến {until}. Đừng chuyển tiếp thư này: ai mở liên kết trước thì lập được tài khoản.
Nếu bạn không chờ thư này, xin bỏ qua.
"""


def mail_invitation(invitation_id: int, site: str) -> None:
    """Mail a link once. Safe to run again: one that was mailed, or opens nothing any more, is left alone.

    in: the invitation, the site's own address. A mail that could not be sent raises, and the queue tries again.
    """
    rows = Invitation.objects.select_related("agency", "invited_by")
    row = rows.filter(pk=invitation_id, mailed_at=None).exclude(email="").first()
    if row is None or refusal_of(row, clock.now()):
        return
    text = TEXT.format(
        name=row.name,
        inviter=row.invited_by,
        agency=row.agency.name,
        link=urljoin(site, reverse("agencies:accept", args=[word_of(row)])),
        until=moment_text(row.expires_at),
    )
    EmailMessage(subject=f"Lan Tỏa: lời mời của {row.agency.short_name}", body=text, to=[row.email]).send()
    Invitation.objects.filter(pk=row.pk).update(mailed_at=clock.now())
