"""`lantoa manage don_phien`: forget sessions that ran out, and traces of wrong passwords after a month."""

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt, AccessLog
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from lantoa.agencies.open_sessions import sweep

KEPT = timedelta(days=30)


class Command(BaseCommand):
    """Safe to run at any time; nobody who works is signed out."""

    help = "Dọn phiên đăng nhập đã hết hạn và dấu vết gõ sai mật khẩu quá 30 ngày."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how much."""
        call_command("clearsessions")
        sessions = sweep()
        before = timezone.now() - KEPT
        traces = sum(model.objects.filter(attempt_time__lt=before).delete()[0] for model in (AccessAttempt, AccessLog))
        self.stdout.write(f"Đã dọn {sessions} phiên hết hạn, {traces} dấu vết gõ sai.")
