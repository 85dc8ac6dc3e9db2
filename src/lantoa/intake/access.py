"""Who may bring a plan document in, and the guarded fetch of what came in."""

from lantoa.agencies.access import Forbidden
from lantoa.agencies.models import Agency
from lantoa.agencies.reach import Reach
from lantoa.intake.models import Intake, IntakePage
from lantoa.plans.access import DRAFTING


def agency_for(person: Reach) -> Agency:
    """The agency for which a person brings documents in: the body worked for first, else another one held.

    Raises Forbidden for a person who drafts for nobody.
    """
    drafting = person.agencies_as(*DRAFTING)
    body = person.main_body
    if body is not None and body.pk in drafting:
        return body
    agency = Agency.objects.filter(pk__in=drafting).order_by("sort_key").first()
    if agency is None:
        raise Forbidden
    return agency


def intake_seen(person: Reach, public_id: str) -> Intake:
    """A document brought in by an agency the person drafts for. Raises Forbidden for any other."""
    agencies = person.agencies_as(*DRAFTING)
    found = Intake.objects.filter(public_id=public_id, agency_id__in=agencies).select_related("agency", "plan").first()
    if found is None:
        raise Forbidden
    return found


def page_seen(person: Reach, public_id: str, number: int) -> IntakePage:
    """The picture of one page of a document that the person may see. Raises Forbidden for any other."""
    found = intake_seen(person, public_id).pages.filter(number=number).first()
    if found is None:
        raise Forbidden
    return found
