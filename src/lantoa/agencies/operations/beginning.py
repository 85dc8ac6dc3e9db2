"""The first body and the first administrator of an installation; everything after them is done on screens."""

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.kinds import AgencyKind, Level, Role
from lantoa.agencies.models import Agency, HeldRole, User
from lantoa.agencies.operations.people import new_temporary_password
from lantoa.audit.operations import record
from lantoa.persistence.names import name_columns
from lantoa.persistence.refusal import Refused
from lantoa.vietnamese import nfc


@transaction.atomic
def begin_tree(
    *, name: str, short_name: str, symbol: str, kind: AgencyKind, level: Level, username: str, person: str
) -> tuple[Agency, User, str]:
    """Make a body that stands at the top of a tree, and its administrator with a temporary password.

    in: the body's names and kind, the administrator's sign-in name and full name. out: the body, the person, the
    password to be shown once. For the operator at the machine: no person signs in for it, so the trail names none.
    Raises Refused for a body or a sign-in name that is there already.
    """
    name, username = " ".join(nfc(name).split()), username.strip().lower()
    if not name or not username or not person.strip():
        raise Refused("Cần tên cơ quan, tên đăng nhập và họ tên người quản trị.")
    if Agency.objects.filter(name=name).exists():
        raise Refused(f"Đã có cơ quan “{name}”.")
    if User.objects.filter(username=username).exists():
        raise Refused(f"Đã có người dùng “{username}”.")
    today = clock.today()
    agency = Agency.objects.create(
        **name_columns(name), short_name=short_name or name, symbol=symbol, kind=kind, level=level, starts_on=today
    )
    password = new_temporary_password()
    user = User.objects.create_user(username, password, name=nfc(person).strip(), must_change_password=True)
    HeldRole.objects.create(user=user, agency=agency, role=Role.ADMINISTRATOR, starts_on=today)
    record(operation="begin_tree", actor=None, obj=agency, agency=agency, changes={"administrator": [None, username]})
    return agency, user, password
