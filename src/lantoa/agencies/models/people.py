"""People who sign in, and the roles they hold at agencies."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from lantoa.agencies.kinds import ROLE_LABELS, Role
from lantoa.agencies.models.bodies import Agency, InTime
from lantoa.persistence.identifiers import PublicIdField
from lantoa.persistence.names import name_columns
from lantoa.vietnamese import fold, sort_key


class UserManager(BaseUserManager["User"]):
    """Makes people; the rights they have come from the roles they hold, never from a flag."""

    def create_user(self, username: str, password: str | None = None, *, name: str, **more: Any) -> "User":
        """Save a person. in: sign-in name, password (None: cannot sign in yet), full name; out: the User."""
        user = self.model(username=username.strip().lower(), **name_columns(name), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in «người dùng»."""

    public_id = PublicIdField()
    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    name = models.CharField("họ và tên", max_length=200)
    folded = models.CharField(max_length=200, editable=False)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField("đang dùng", default=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu khi đăng nhập", default=False)
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as papers write it."""
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What every session of the person carries: it changes with the password, and when all sessions are ended."""
        ended = f"#{self.sessions_ended}" if self.sessions_ended else ""
        salt = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"  # sessions begun before still hold
        return salted_hmac(salt, self.password + ended, secret=secret, algorithm="sha256").hexdigest()

    def rename(self, name: str) -> None:
        """Set the name with the columns that find and sort it; the caller saves."""
        self.name, self.folded, self.sort_key = name, fold(name)[:200], sort_key(name)[:400]


class HeldRole(InTime):
    """One role of one person at one agency, with its dates «vai trò»."""

    user = models.ForeignKey(User, models.CASCADE, related_name="held_roles")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="held_roles")
    role = models.CharField("vai trò", max_length=20, choices=ROLE_LABELS)
    post = models.CharField("chức vụ", max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "agency", "role", "starts_on"], name="role_held_once"),
            models.CheckConstraint(condition=Q(role__in=list(Role)), name="role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {ROLE_LABELS[Role(self.role)]}, {self.agency}"
