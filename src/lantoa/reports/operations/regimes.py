"""Who reports what to whom: a plan's report obligation makes no duty, but is bound to a regime or another report."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden, require
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, User
from lantoa.agencies.reach import Reach, reach_of
from lantoa.audit import operations as audit
from lantoa.domain.due import DueRule
from lantoa.domain.extension import WhichDate
from lantoa.domain.period import Calendar
from lantoa.domain.reporting import SERIES
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Obligation
from lantoa.reports import access
from lantoa.reports.models import Binding, Regime, Reporter


@transaction.atomic
def bind_report_obligation(
    *, actor: User, obligation: Obligation, regime: Regime | None = None, into: str = ""
) -> Binding:
    """Say where a plan's report obligation goes: a regime, or «lồng ghép» into the report that `into` names.

    Binding again replaces what was said. Raises Refused unless exactly one of the two is given, or for an obligation
    that is no report; Forbidden for anyone but the coordinator where the plan is followed.
    """
    person = reach_of(actor, clock.today())
    if not access.may_bind(person, obligation):
        raise Forbidden
    if not obligation.is_report:
        raise Refused("Yêu cầu này không phải là báo cáo.")
    into = " ".join(into.split())
    if (regime is None) == (not into):
        raise Refused("Chọn một chế độ báo cáo, hoặc ghi tên báo cáo được lồng ghép vào; chỉ một trong hai.")
    before = Binding.objects.filter(obligation=obligation).first()
    was = str(before) if before else ""
    binding, _ = Binding.objects.update_or_create(obligation=obligation, defaults={"regime": regime, "into": into})
    plan = obligation.item.plan
    audit.record(
        operation="bind_report_obligation",
        actor=actor,
        obj=obligation,
        agency=plan.coordinator,
        role=person.role_at(plan.coordinator_id, Role.COORDINATOR),
        changes=audit.differences({"binding": was}, {"binding": str(binding)}),
    )
    return binding


def _refuse_unfit(name: str, period_kind: str, bodies: Mapping[int, Agency], person: Reach) -> None:
    """Raise Refused for what is missing, and for a body whose work is not open to the person.

    A regime opens its reporters' work to the receiver: it may name only bodies that were open to it before.
    """
    if not name:
        raise Refused("Chưa nhập tên báo cáo.", field="name")
    if period_kind not in SERIES:
        raise Refused("Chưa chọn kỳ báo cáo.", field="period_kind")
    if not bodies:
        raise Refused("Chưa có cơ quan nào phải gửi báo cáo này.", field="reporters")
    strangers = [agency.short_name for pk, agency in bodies.items() if pk not in person.seen]
    if strangers:
        raise Refused(f"Không thuộc diện theo dõi, không đặt chế độ báo cáo được: {', '.join(strangers[:5])}.")


@transaction.atomic
def create_regime(
    *,
    actor: User,
    token: str = "",
    name: str,
    receiver: Agency,
    period_kind: str,
    calendar: Calendar,
    due: DueRule,
    starts_on: date,
    reporters: Iterable[Agency],
    legal_basis: str = "",
    which_date_counts: WhichDate = WhichDate.EXTENDED,
) -> Regime:
    """Set up a reporting regime and who reports under it.

    in: the form's token (the public id), a code of domain.reporting.SERIES, which of the two dates of a duty counts.
    Raises Refused without a name, with an unknown series, nobody to report or a body the actor does not watch;
    Forbidden for anyone but the receiver's coordinator.
    """
    person = reach_of(actor, clock.today())
    require(receiver.pk in person.agencies_as(Role.COORDINATOR))
    if made := Regime.objects.filter(public_id=token, receiver=receiver).first():
        return made
    bodies = {agency.pk: agency for agency in reporters if agency.pk != receiver.pk}
    _refuse_unfit(name := " ".join(name.split()), period_kind, bodies, person)
    regime = Regime.objects.create(
        public_id=token or new_public_id(),
        name=name,
        receiver=receiver,
        period_kind=period_kind,
        calendar=calendar,
        due=due.to_json(),
        starts_on=starts_on,
        **{"legal_basis": legal_basis, "which_date_counts": which_date_counts},
    )
    Reporter.objects.bulk_create(Reporter(regime=regime, agency_id=pk, starts_on=starts_on) for pk in bodies)
    role, changes = Role.COORDINATOR, {"reporters": [None, len(bodies)], "series": [None, period_kind]}
    audit.record(operation="create_regime", actor=actor, obj=regime, agency=receiver, role=role, changes=changes)
    return regime


@transaction.atomic
def choose_date(*, actor: User, regime: Regime, which: WhichDate) -> Regime:
    """Say which of a duty's two dates counts in a regime's reports; those already sent keep what they were frozen with.

    Raises Forbidden for anyone but the receiver's coordinator.
    """
    person = reach_of(actor, clock.today())
    require(regime.receiver_id in person.agencies_as(Role.COORDINATOR))
    row = Regime.objects.select_for_update().get(pk=regime.pk)
    before, row.which_date_counts = row.which_date_counts, WhichDate(which)
    row.save(update_fields=["which_date_counts"])
    changes = audit.differences({"which_date_counts": before}, {"which_date_counts": row.which_date_counts})
    audit.record(
        operation="choose_date",
        actor=actor,
        obj=row,
        agency=regime.receiver,
        role=person.role_at(regime.receiver_id, Role.COORDINATOR),
        changes=changes,
    )
    return row
