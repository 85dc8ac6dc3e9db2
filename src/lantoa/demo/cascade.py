"""Plans of communes that follow the province's: most derived here, one brought in as a document, some late, some amiss.

The others told of a plan on paper (their result says so), or have none.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.test.utils import override_settings

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, HeldRole, User
from lantoa.assignments.models import Assignment, Duty
from lantoa.assignments.operations import Decision, issue_plan, save_resolutions
from lantoa.assignments.queries import wordings
from lantoa.demo.plan_document import COMMUNE_FILE
from lantoa.demo.world import SINCE, World
from lantoa.domain.lifecycle import ItemKind
from lantoa.intake.operations import make_draft, receive_document
from lantoa.intake.tasks import read_intake
from lantoa.persistence.names import name_columns
from lantoa.plans.models import Adoption, Cascade, Plan
from lantoa.plans.operations import add_item, decide_repeat
from lantoa.plans.operations.adoption import confirm_sure, start_matching
from lantoa.plans.operations.derivation import adopt_rest, adopt_row, decline_row, derive_plan
from lantoa.plans.queries import open_repeats
from lantoa.results import counting
from lantoa.results.models import Credit

ON_PAPER = "xã Tam Khánh"
IN_TIME, LATE = date(2026, 1, 16), date(2026, 2, 5)
SIGNERS = ("Hoàng Văn Nam", "Lê Thị Thanh", "Phan Đình Tùng", "Nguyễn Bá Lộc", "Trần Quốc Hưng")

SITE, RADIO, EXAMPLE, POSTED, DIALOGUE = "PL.1.2", "PL.2.1", "PL.2.3", "PL.7", "PL.12"


@dataclass(frozen=True, kw_only=True)
class Story:
    """What one commune made of the plan above: rows with other numbers (and why), rows left out, the day of issue."""

    place: str
    day: date = IN_TIME
    changed: dict[str, tuple[str, dict[str, int], str]] = field(default_factory=dict)
    declined: dict[str, str] = field(default_factory=dict)
    own_task: str = ""
    issued: bool = True


STORIES = (
    Story(
        place="phường Lam Giang",
        changed={SITE: ("ít nhất 07 tin, bài/tháng", {"min": 7}, "")},
        own_task="Đặt màn hình hướng dẫn nộp hồ sơ trực tuyến tại Trung tâm Phục vụ hành chính công phường",
    ),
    Story(place="phường Hồng Bình", changed={DIALOGUE: ("ít nhất 02 lần/năm", {"min": 2}, "")}),
    Story(place="phường Trà Thành"),
    Story(
        place="xã Bình Hà",
        changed={RADIO: ("ít nhất 02 tin, bài/tháng", {"every_month": 2}, "Ba trong bảy cụm loa hỏng, đang chờ thay")},
    ),
    Story(place="xã Cẩm Phong", declined={DIALOGUE: "Đã đối thoại chung với HĐND xã, có kế hoạch riêng"}),
    Story(place="xã Đại Hà", day=LATE),
    Story(
        place="xã Giang Mỹ",
        day=LATE,
        changed={SITE: ("ít nhất 03 tin, bài/tháng", {"min": 3}, "Mới có một cộng tác viên")},
    ),
    Story(place="xã Hòa Hà"),
    Story(place="xã Kim Hạ", changed={EXAMPLE: ("02 mục/tháng", {"min": 2, "max": 2}, "")}),
    Story(place="xã Mai Phong", declined={POSTED: "Trung tâm Phục vụ hành chính công xã có kế hoạch riêng"}),
    Story(place="xã Nam Thọ", issued=False),
)


def follow(world: World, upper: Plan) -> list[Plan]:
    """Let communes make their plans from the province's, and one lay its own beside it. out: the plans in force."""
    made = [plan for number, story in enumerate(STORIES) if (plan := _tell(world, upper, story, number)) is not None]
    return [*made, _from_paper(world, upper)]


def _tell(world: World, upper: Plan, story: Story, number: int) -> Plan | None:
    commune = world.agencies[f"Ủy ban nhân dân {story.place}"]
    office = world.agencies[f"Phòng Văn hóa - Xã hội {story.place}"]
    actor = _officer(office)
    with override_settings(LANTOA_TODAY=(story.day - timedelta(days=2)).isoformat()):
        plan = derive_plan(actor=actor, upper=upper, agency=commune)
        cascade = Cascade.objects.get(lower=plan)
        for ref, reason in story.declined.items():
            decline_row(actor=actor, adoption=_row(cascade, ref), reason=reason)
        for ref, (phrase, keys, reason) in story.changed.items():
            row = _row(cascade, ref)
            changes = _changes(row, phrase, keys)
            adopt_row(actor=actor, adoption=row, leads=[office.name], changes=changes, reason=reason)
        if story.issued:
            adopt_rest(actor=actor, cascade=cascade, leads=[office.name])
        if story.own_task:
            add_item(actor=actor, plan=plan, kind=ItemKind.TASK, values=_own(story.own_task, office.name))
    return _put_out(plan, story.day, number) if story.issued else None


def _row(cascade: Cascade, ref: str) -> Adoption:
    return cascade.adoptions.get(upper_item__ref=ref)


def _changes(row: Adoption, phrase: str, keys: dict[str, int]) -> dict[int, dict[str, object]]:
    """Other numbers for the counted obligation of a row above; "every_month" slows a weekly one down."""
    counted = row.upper_item.obligations.exclude(every="standing").get(is_report=False)
    wanted: dict[str, object] = {"min": keys["every_month"], "every": "month"} if "every_month" in keys else dict(keys)
    return {counted.pk: wanted | {"phrase": phrase}}


def _own(title: str, lead: str) -> dict[str, object]:
    return {
        "ref": "",
        "title": title,
        "lead": [lead],
        "timing": "Quý II/2026",
        "obligations": [
            {
                "who": [lead],
                "what": title[:1].lower() + title[1:],
                "unit": "màn hình",
                "min": 1,
                "max": None,
                "every": "once",
                "from": "2026-04-01",
                "to": "2026-06-30",
            }
        ],
    }


def _from_paper(world: World, upper: Plan) -> Plan:
    """The commune that had its plan typed elsewhere: read, drafted, issued, laid beside the province's."""
    commune = world.agencies[f"Ủy ban nhân dân {ON_PAPER}"]
    actor = _officer(world.agencies[f"Phòng Văn hóa - Xã hội {ON_PAPER}"])
    with override_settings(LANTOA_TODAY="2026-01-28"):
        intake, _ = receive_document(
            actor=actor, agency=commune, token=COMMUNE_FILE.stem, data=COMMUNE_FILE.read_bytes(), name=COMMUNE_FILE.name
        )
        read_intake(intake.pk)
        intake.refresh_from_db()
        plan = make_draft(actor=actor, intake=intake, issuer=commune, drafter=commune, coordinator=commune)
    plan = _put_out(plan, date(2026, 1, 27), 17)
    with override_settings(LANTOA_TODAY="2026-01-28"):
        confirm_sure(actor=actor, cascade=start_matching(actor=actor, lower=plan, upper=upper))
    return plan


def _officer(office: Agency) -> User:
    return HeldRole.objects.select_related("user").filter(agency=office, role=Role.OFFICER).order_by("pk")[0].user


def _clerk(commune: Agency) -> User:
    """The commune's clerk, who puts its plan in force."""
    name = f"Văn thư {commune.short_name}"
    user, made = User.objects.get_or_create(username=f"vt{commune.pk}", defaults=name_columns(name))
    if made:
        user.password = User.objects.get(username="tinh").password
        user.save(update_fields=["password"])
        HeldRole.objects.create(user=user, agency=commune, role=Role.CLERK, post="Văn thư", starts_on=SINCE)
    return user


def _put_out(plan: Plan, day: date, number: int) -> Plan:
    clerk = _clerk(plan.issuer)
    with override_settings(LANTOA_TODAY=day.isoformat()):
        for obligation in open_repeats(plan):
            decide_repeat(actor=plan.created_by, obligation=obligation, original=obligation.same_as)
        unclear = [row for row in wordings(plan, day) if row.open]
        aside = [Decision(words=row.words, set_aside=True) for row in unclear]
        save_resolutions(actor=clerk, plan=plan, decisions=aside)
        issue_plan(
            actor=clerk,
            plan=plan,
            number=plan.number or f"{number + 9:02d}/KH-UBND",
            issued_on=day,
            signer_capacity="TM. ỦY BAN NHÂN DÂN",
            signer_title="CHỦ TỊCH",
            signer_name=plan.signer_name or SIGNERS[number % len(SIGNERS)],
        )
    plan.refresh_from_db()
    return plan


def count_below(lower: Iterable[Plan]) -> None:
    """What a commune did for the province's rows counts also for the rows its own plan made of them.

    One thing done, counted twice for two duties; no second result.
    """
    plans = {plan.pk: plan for plan in lower}
    duties = list(Duty.objects.filter(plan__in=plans, before_issue=False).select_related("obligation"))
    asked = {duty.obligation.origin_id for duty in duties} - {None}
    done: dict[tuple[int, int], list[Credit]] = defaultdict(list)
    above = Credit.objects.filter(duty__obligation__in=asked).select_related("duty")
    for credit in above:
        done[credit.duty.agency_id, credit.duty.obligation_id].append(credit)
    holders = dict(Assignment.objects.filter(plan__in=plans).values_list("holder_rows__duty", "pk"))
    made = [
        Credit(
            result_id=credit.result_id,
            assignment_id=holders[duty.pk],
            duty=duty,
            quantity=credit.quantity,
            counted_on=credit.counted_on,
            counts=credit.counts,
        )
        for duty in duties
        for credit in done[plans[duty.plan_id].issuer_id, duty.obligation.origin_id or 0]
        if duty.starts_on <= credit.counted_on <= duty.last_on
    ]
    Credit.objects.bulk_create(made, batch_size=500)
    counting.recount([duty.pk for duty in duties], {credit.assignment_id for credit in made})
