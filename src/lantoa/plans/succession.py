"""Plans of bodies that end: what was not issued goes on at the heir; an issued one stays its issuer's for good."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from lantoa.agencies.models import User
from lantoa.agencies.succession import Heirs, Passed
from lantoa.domain.lifecycle import COUNTING, PlanState
from lantoa.plans.models import Plan

UNISSUED = [state for state in PlanState if not state.is_issued and state is not PlanState.DROPPED]
FOLLOWED = list(COUNTING)


def _part_of(plan: Plan, heirs: Collection[int]) -> list[str]:
    """The parts of a plan that one of the bodies plays and that pass: all before issue, later the following alone."""
    names = ("coordinator",) if plan.state in FOLLOWED else ("issuer", "drafter", "coordinator")
    return [name for name in names if getattr(plan, f"{name}_id") in heirs]


def _passing(agency_ids: Collection[int]) -> list[Plan]:
    rows = Plan.objects.filter(state__in=[*UNISSUED, *FOLLOWED])
    ids = list(agency_ids)
    found = rows.filter(issuer_id__in=ids) | rows.filter(drafter_id__in=ids) | rows.filter(coordinator_id__in=ids)
    return [plan for plan in found.order_by("pk") if _part_of(plan, agency_ids)]


class PlansInHand:
    """Drafts on their way, and plans in force that the body follows as their coordinator."""

    label = "Kế hoạch đang soạn, đang theo dõi"
    fate = "bản chưa ban hành và việc theo dõi chuyển cho đơn vị kế thừa; kế hoạch đã ban hành vẫn của nơi ban hành"

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """How many plans of each body pass. One query."""
        count: dict[int, int] = {}
        for plan in _passing(agency_ids):
            for agency in {getattr(plan, f"{name}_id") for name in _part_of(plan, agency_ids)}:
                count[agency] = count.get(agency, 0) + 1
        return count

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """Put the heir in its predecessor's place; forms made before are stale from then on."""
        words = {"issuer": "ban hành", "drafter": "soạn thảo", "coordinator": "theo dõi"}
        lines: list[Passed] = []
        for plan in _passing(heirs):
            for name in _part_of(plan, heirs):
                old = getattr(plan, f"{name}_id")
                setattr(plan, f"{name}_id", heirs[old][0])
                lines.append(
                    Passed(
                        predecessor=old,
                        heir=heirs[old][0],
                        title=str(plan),
                        object_type="plans.plan",
                        object_id=plan.public_id,
                        note=f"cơ quan {words[name]}",
                    )
                )
            plan.version += 1
            plan.save(update_fields=["issuer", "drafter", "coordinator", "version"])
        return lines
