"""A merger of two of the small province's communes in the middle of August 2026."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from lantoa.agencies.models import Agency, Reorganisation, User
from lantoa.agencies.operations.applying import Applied, apply_reorganisation
from lantoa.agencies.operations.reorganisation import Decision, begin_reorganisation, save_steps
from lantoa.agencies.steps import Begun, KeptStep
from lantoa.persistence.identifiers import new_public_id

DAY = date(2026, 8, 15)
DECISION = Decision(
    title="Sắp xếp đơn vị hành chính cấp xã",
    number="Nghị quyết số 15/NQ-HĐND",
    decided_on=date(2026, 8, 1),
    issuer="Hội đồng nhân dân tỉnh Hồng Lam",
    takes_effect_on=DAY,
)


@dataclass
class Reorganising:
    """Prepares and applies reorganisations as the administrator does."""

    root: Agency

    @property
    def actor(self) -> User:
        """The administrator, with no reach kept from before a reorganisation."""
        return User.objects.get(username="quantri")

    def draft(self, *steps: KeptStep, on: date = DAY) -> Reorganisation:
        decision = Decision(**{**vars(DECISION), "takes_effect_on": on, "decided_on": min(on, DECISION.decided_on)})
        row = begin_reorganisation(actor=self.actor, token=new_public_id(), agency=self.root, decision=decision)
        return save_steps(actor=self.actor, row=row, version=row.version, steps=steps)

    def apply(self, *steps: KeptStep, on: date = DAY, with_roles: bool = True) -> tuple[Reorganisation, Applied]:
        row = self.draft(*steps, on=on)
        done = apply_reorganisation(actor=self.actor, row=row, version=row.version, with_roles=with_roles)
        row.refresh_from_db()
        return row, done


def merge(*olds: Agency, name: str, under: Agency, **more: Any) -> KeptStep:
    """Several communes into a new one."""
    key = new_public_id()
    new = Begun(
        key=key,
        name=f"Ủy ban nhân dân {name}",
        short_name=name[0].upper() + name[1:],
        kind="committee",
        level="commune",
        symbol="UBND",
        under=under.public_id,
    )
    before = tuple(old.public_id for old in olds)
    return KeptStep(kind="merge", before=before, after=(key,), begins=(new,), **more)


@pytest.fixture
def reorganising(province: Any) -> Reorganising:
    return Reorganising(province.ubnd)


@pytest.fixture
def merged(province: Any, issued_plan: Any, reorganising: Reorganising) -> Callable[..., tuple[Reorganisation, Agency]]:
    """Merges An Phúc and Bình Lĩnh into Phúc Lĩnh, the plan in force; gives the reorganisation and the new commune."""

    def go(**words: Any) -> tuple[Reorganisation, Agency]:
        step = merge(province.an_phuc, province.binh_linh, name="xã Phúc Lĩnh", under=province.ubnd)
        row, _ = reorganising.apply(step, **words)
        return row, Agency.objects.get(public_id=step.after[0])

    return go
