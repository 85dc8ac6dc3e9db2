"""How a person says how it wants to be told."""

from datetime import time
from typing import Any

from django import forms

from lantoa.notices.models import MAIL_WISH_LABELS, MailWish
from lantoa.web.forms import BaseForm

HOURS = [(hour, f"{hour:02d} giờ") for hour in range(5, 21)]
QUARTERS = [time(minute // 60, minute % 60) for minute in range(0, 24 * 60, 30)]


def _moments() -> list[tuple[str, str]]:
    return [(f"{moment:%H:%M}", f"{moment:%H:%M}") for moment in QUARTERS]


class PreferencesForm(BaseForm):
    """By mail or not, when, and when never."""

    mail = forms.ChoiceField(
        label="Thư điện tử",
        choices=[(wish.value, label[:1].upper() + label[1:]) for wish, label in MAIL_WISH_LABELS.items()],
        widget=forms.RadioSelect,
        help_text="Thông báo luôn có trong phần mềm. Đôn đốc và việc gấp gửi ngay, không chờ thư gộp.",
    )
    digest_hour = forms.TypedChoiceField(label="Giờ gửi thư gộp", choices=HOURS, coerce=int)
    quiet_from = forms.ChoiceField(label="Không gửi từ", choices=_moments)
    quiet_to = forms.ChoiceField(label="đến", choices=_moments)
    working_days_only = forms.BooleanField(label="Không gửi vào ngày nghỉ", required=False)

    def clean_quiet_from(self) -> time:
        """The time of day."""
        return time.fromisoformat(self.cleaned_data["quiet_from"])

    def clean_quiet_to(self) -> time:
        """The time of day."""
        return time.fromisoformat(self.cleaned_data["quiet_to"])

    def clean_mail(self) -> MailWish:
        """How mail is wanted."""
        return MailWish(self.cleaned_data["mail"])


def initial_of(wishes: Any) -> dict[str, Any]:
    """What the form shows at first. in: saved wishes or the defaults."""
    return {
        "mail": wishes.mail,
        "digest_hour": wishes.digest_hour,
        "quiet_from": f"{wishes.quiet_from:%H:%M}",
        "quiet_to": f"{wishes.quiet_to:%H:%M}",
        "working_days_only": wishes.working_days_only,
    }
