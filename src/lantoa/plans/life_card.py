"""What a person may do next with a draft, and how it got where it is: the card on the draft's own page."""

from dataclasses import dataclass

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import User
from lantoa.agencies.reach import Reach
from lantoa.domain.lifecycle import PlanState
from lantoa.plans import access
from lantoa.plans.models import Plan, PlanMove
from lantoa.plans.operations.approving import wrote


@dataclass(frozen=True, kw_only=True)
class LifeCard:
    """The last step of a plan, and the steps that are open to a person."""

    last: PlanMove | None
    may_submit: bool
    may_recall: bool
    may_approve: bool
    may_return: bool
    own: bool  # the person wrote some of it
    may_issue: bool
    must_be_approved: bool  # returned: it is not issued before it was submitted again

    @property
    def open(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.last or self.may_submit or self.may_recall or self.may_approve or self.may_return)


def life_card(person: Reach, user: User, plan: Plan) -> LifeCard:
    """The card of a plan that a person sees. in: the reach, the user, the plan. Two queries at most."""
    state = PlanState(plan.state)
    writes = access.may_write(person, plan)
    decides = access.decides(person, plan)
    clerks = {plan.issuer_id, plan.drafter_id, plan.coordinator_id} & person.agencies_as(Role.CLERK)
    may_return = access.may_return(person, plan) and state in (PlanState.SUBMITTED, PlanState.APPROVED)
    return LifeCard(
        last=plan.moves.select_related("by").last(),
        may_submit=writes and state.may_be_edited,
        may_recall=writes and state == PlanState.SUBMITTED,
        may_approve=decides and state == PlanState.SUBMITTED,
        may_return=may_return,
        own=decides and state == PlanState.SUBMITTED and wrote(plan, user),
        may_issue=state in (PlanState.DRAFT, PlanState.APPROVED) and (writes or bool(clerks)),
        must_be_approved=state == PlanState.RETURNED,
    )
