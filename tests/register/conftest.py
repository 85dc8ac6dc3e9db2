"""A register that UBND tỉnh keeps, with its clerk."""

from datetime import date

import pytest

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole, User
from lantoa.persistence.identifiers import new_public_id
from lantoa.register.operations import Columns, keep_register, take_number


@pytest.fixture
def clerk(province) -> User:
    """The clerk of UBND tỉnh; signs in as "vtubnd"."""
    user = User.objects.create_user("vtubnd", "vtubnd-matkhau", name="Ngô Thị Thu")
    HeldRole.objects.create(user=user, agency=province.ubnd, role=Role.CLERK, starts_on=date(2025, 7, 1))
    province.people["vtubnd"] = user
    return user


@pytest.fixture
def register(province, clerk):
    return keep_register(actor=clerk, agency=province.ubnd, kept=True)


@pytest.fixture
def series(register):
    """series("BC-UBND") is the series of that symbol."""
    return lambda symbol: register.series.get(symbol=symbol)


@pytest.fixture
def take(clerk, series):
    """take("KH-UBND", …) gives the next number for a document of today."""

    def taken(symbol="KH-UBND", *, day=date(2026, 10, 1), token="", abstract="Về việc thử", **more):
        columns = Columns(abstract=abstract, **{k: more.pop(k) for k in ("signer", "recipients") if k in more})
        token = token or new_public_id()
        return take_number(actor=clerk, series=series(symbol), token=token, day=day, columns=columns, **more)

    return taken
