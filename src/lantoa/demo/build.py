"""Building the demonstration: by the product's own operations where a person acts, in bulk for nine months of work."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test.utils import override_settings

from lantoa.demo import (
    bodies,
    cascade,
    inside,
    invitations,
    life,
    photos,
    plan,
    register,
    reminders,
    reports,
    standing,
    work,
    world,
)
from lantoa.plans.models import Plan

Say = Callable[[float, str], None]
DONE = "da-dung.txt"
PHOTOS = 24
ISSUED_ON = "2026-01-08"


def is_built(folder: Path) -> bool:
    """Whether the folder holds a demonstration that was built to its end."""
    return (folder / DONE).is_file()


def ensure(folder: Path, say: Say) -> None:
    """Build the demonstration unless it stands; bring the tables up to date either way, and keep what was entered.

    in: the data folder of the settings in force, a function told the share done (0 to 1) and what is being done.
    """
    folder.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    if not is_built(folder):
        _build(say)
        (folder / DONE).write_text(f"{settings.LANTOA_TODAY}\n", encoding="utf-8")


def _build(say: Say) -> None:
    today = date.fromisoformat(settings.LANTOA_TODAY)
    if Plan.objects.exists():  # a start that was cut off: begin anew rather than build on half
        call_command("flush", verbosity=0, interactive=False)
        call_command("migrate", verbosity=0, interactive=False)
    say(0.02, "Dựng tỉnh Hồng Lam: cơ quan, đơn vị, người dùng")
    made = world.build()
    bodies.dress(made)
    say(0.10, "Đọc văn bản kế hoạch của tỉnh")
    with override_settings(LANTOA_TODAY=ISSUED_ON):
        draft = plan.read_in(made)
        say(0.20, "Ban hành kế hoạch, giao việc cho từng cơ quan")
        issued = plan.issue(made, draft)
    below = cascade.follow(made, issued)
    say(0.30, "Vẽ ảnh minh họa")
    album = photos.album(PHOTOS)
    count = work.do_the_work(made, issued, album, today, lambda share, words: say(0.32 + 0.53 * share, words))
    count += standing.stand_by(made, issued, today)
    standing.state(made, issued, today)
    cascade.count_below(below)
    inside.live(made, issued, today)
    life.amend(made, issued)
    life.wait_for_approval(made, today)
    say(0.90, f"Đã ghi {count} kết quả; lập báo cáo quý")
    reports.write(made, issued, today)
    register.keep(made)
    reminders.remind(issued, today)
    invitations.invite(made)
    say(1.0, "Xong")
