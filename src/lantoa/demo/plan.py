"""The province's plan, in by the way every plan comes in: the Word file is read, looked over, drafted, issued."""

from datetime import date

from lantoa.assignments.operations import Decision, issue_plan, save_resolutions
from lantoa.assignments.queries import wordings
from lantoa.demo.plan_document import PLAN_FILE
from lantoa.demo.world import World
from lantoa.domain.lifecycle import IntakeState
from lantoa.intake.operations import make_draft, receive_document
from lantoa.intake.tasks import read_intake
from lantoa.plans.models import Plan
from lantoa.plans.operations import decide_repeat
from lantoa.plans.queries import open_repeats

COORDINATOR = "Sở Nội vụ"


def read_in(world: World) -> Plan:
    """Bring the shipped Word file in as the coordinator would, and make a draft of what was read."""
    coordinator = world.agencies[COORDINATOR]
    actor = world.people["tinh"]
    intake, _ = receive_document(
        actor=actor, agency=coordinator, token=PLAN_FILE.stem, data=PLAN_FILE.read_bytes(), name=PLAN_FILE.name
    )
    read_intake(intake.pk)
    intake.refresh_from_db()
    if intake.state != IntakeState.READ:
        raise RuntimeError(f"the shipped plan could not be read: {intake.failure}")
    return make_draft(actor=actor, intake=intake, issuer=world.province, drafter=coordinator, coordinator=coordinator)


def issue(world: World, plan: Plan) -> Plan:
    """Decide what waits for a person, and put the plan in force with the number and signer of its paper."""
    actor = world.people["tinh"]
    for obligation in open_repeats(plan):
        decide_repeat(actor=actor, obligation=obligation, original=obligation.same_as)
    day = plan.issued_on or date(2026, 1, 8)
    unclear = [row for row in wordings(plan, day) if row.open]
    save_resolutions(actor=actor, plan=plan, decisions=[_decided(row.words, row.agencies) for row in unclear])
    issue_plan(
        actor=actor,
        plan=plan,
        number=plan.number or "08/KH-UBND",
        issued_on=day,
        signer_capacity=plan.signer_capacity,
        signer_title=plan.signer_title,
        signer_name=plan.signer_name,
    )
    plan.refresh_from_db()
    return plan


def _decided(words: str, agencies: tuple) -> Decision:  # type: ignore[type-arg]
    """What the demonstration's coordinator decides on words the product was unsure of: its proposal, or nobody."""
    return Decision(words=words, agency_ids=tuple(row.pk for row in agencies), set_aside=not agencies)
