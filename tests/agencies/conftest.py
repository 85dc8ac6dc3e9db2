"""Bodies made on the way, for tests of the tree."""

from datetime import date
from typing import Any

import pytest

from lantoa.agencies.kinds import AgencyKind, Level, Role
from lantoa.agencies.models import Agency, AgencyLink, HeldRole, LinkKind, User
from lantoa.persistence.names import name_columns

SINCE = date(2025, 7, 1)


@pytest.fixture
def make_body(db: None) -> Any:
    """make_body("Ủy ban nhân dân xã X", kind, level, under=…) makes one body since 01/07/2025."""

    def make(
        name: str,
        kind: AgencyKind,
        level: Level,
        *,
        under: Agency | None = None,
        link: LinkKind = LinkKind.UNDER,
        **more: Any,
    ) -> Agency:
        columns = {"short_name": name[:120], "starts_on": SINCE} | more
        body = Agency.objects.create(**name_columns(name), kind=kind, level=level, **columns)
        if under is not None:
            AgencyLink.objects.create(child=body, parent=under, kind=link, starts_on=body.starts_on)
        return body

    return make


@pytest.fixture
def make_coordinator(province: Any) -> Any:
    """make_coordinator("dautu", body) gives the body a coordinator of that sign-in name."""

    def make(username: str, body: Agency) -> User:
        user = User.objects.create_user(username, f"{username}-matkhau", name="Mai Văn Phúc")
        HeldRole.objects.create(user=user, agency=body, role=Role.COORDINATOR, starts_on=SINCE)
        province.people[username] = user
        return user

    return make
