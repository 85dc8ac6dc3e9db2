"""What is done with a difficulty: raised, passed up, a way out proposed, decided by a head, answered down."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.urls import reverse

from lantoa.adapters import clock
from lantoa.adapters.filestore import file_store
from lantoa.adapters.uploads import PreparedUpload, UploadKind
from lantoa.agencies.access import RECORDING, require
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, User
from lantoa.agencies.queries import people_at
from lantoa.agencies.reach import Reach, reach_of
from lantoa.assignments.access import inside as access
from lantoa.assignments.models import Difficulty, DifficultyFile, DifficultyMove, Duty
from lantoa.audit.operations import record
from lantoa.domain.difficulty import DIFFICULTY_MOVES, LEADS_TO, DifficultyState, DifficultyStep, within_reach
from lantoa.domain.lifecycle import may_move
from lantoa.notices.operations import notify
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Item, Plan
from lantoa.vietnamese import nfc

MOST_FILES = 6
STALE = "Khó khăn này vừa được xử lý ở nơi khác. Lời bạn vừa gõ còn ở dưới; hãy xem lại rồi gửi tiếp."


def raise_difficulty(
    *,
    actor: User,
    token: str,
    plan: Plan,
    agency: Agency,
    text: str,
    item: Item | None = None,
    duty: Duty | None = None,
    wish: str = "",
    uploads: Sequence[PreparedUpload] = (),
) -> Difficulty:
    """Say what hinders the work on a plan, an item or a duty; it waits first where it arose.

    in: the body whose work it hinders, what is wrong, what is wished for, photographs or files made ready. The same
    token raises once. Raises Forbidden for a body without a part in the work; Refused without words.
    """
    person = reach_of(actor, clock.today())
    require(plan.state in access.IN_FORCE)
    require(agency in access.raising_agencies(person, plan=plan, item=item, duty=duty))
    before = Difficulty.objects.filter(token=token).first()
    if before is not None:
        require(before.raised_by_id == actor.pk)
        return before
    text, wish = _said(text, "Chưa ghi khó khăn, vướng mắc."), nfc(wish).strip()
    if len(uploads) > MOST_FILES or any(one.kind is UploadKind.AUDIO for one in uploads):
        raise Refused(f"Kèm tối đa {MOST_FILES} ảnh hoặc tệp văn bản.", field="file")
    row = Difficulty(token=token, plan=plan, item=item, duty=duty, text=text, wish=wish, agency=agency)
    row.arose_at_id = row.waits_at_id = _place(person, agency)
    row.raised_by, row.raised_on = actor, person.on
    try:
        _save_raised(row, uploads, person)
    except IntegrityError:
        # The same form sent twice at the same moment: the other one won.
        other = Difficulty.objects.filter(token=token, raised_by=actor).first()
        if other is None:
            raise
        return other
    return row


def _place(person: Reach, agency: Agency) -> int:
    """Where in a body a difficulty arose: the office in which the person works, else the body itself."""
    held = access.held_at(person, *RECORDING)
    offices = (pk for pk in sorted(held) if person.bodies.get(pk) == agency.pk)
    return agency.pk if agency.pk in held else next(offices, agency.pk)


@transaction.atomic
def _save_raised(row: Difficulty, uploads: Sequence[PreparedUpload], person: Reach) -> None:
    row.save()
    for upload in uploads:
        kept = file_store().put(upload.data, upload.suffix)
        DifficultyFile.objects.create(
            difficulty=row,
            kind=upload.kind.value,
            sha256=kept.sha256,
            size=kept.size,
            media_type=upload.media_type,
            suffix=upload.suffix,
            file_name=upload.filename[:200],
        )
    _log(row, person, DifficultyStep.RAISE, "", "", row.waits_at_id)
    role, changes = person.role_at(row.agency_id, *RECORDING), {"state": [None, row.state], "files": [0, len(uploads)]}
    record(operation="raise_difficulty", actor=person.user, obj=row, agency=row.agency, role=role, changes=changes)
    _tell_those_waiting(row, person.user)


@transaction.atomic
def pass_up_difficulty(*, actor: User, difficulty: Difficulty, version: int, to: Agency, text: str = "") -> Difficulty:
    """Pass a difficulty up: from the office to the body, to the plan's coordinator, to its issuer.

    in: the version the person saw, a body above; one is skipped only by who acts for it too. Raises Forbidden;
    Refused for a stale version, a body that is not above, a difficulty already decided.
    """
    row, person = _to_handle(actor, difficulty, version)
    acting = person.agencies_as(*access.HANDLING) | ({row.arose_at_id} if access.may_handle(person, row) else set())
    if to.pk not in within_reach(access.rungs_of(row), row.waits_at_id, acting):
        raise Refused("Không chuyển được đến cơ quan này. Hãy chọn cấp trên liền kề.", field="to")
    return _step(row, person, DifficultyStep.PASS_UP, text, to=to)


@transaction.atomic
def propose_solution(*, actor: User, difficulty: Difficulty, version: int, text: str) -> Difficulty:
    """Propose a way out «kiến nghị» to the head where the difficulty waits. Raises Forbidden; Refused without words."""
    row, person = _to_handle(actor, difficulty, version)
    return _step(row, person, DifficultyStep.PROPOSE, _said(text, "Chưa ghi nội dung kiến nghị."))


@transaction.atomic
def decide_difficulty(*, actor: User, difficulty: Difficulty, version: int, text: str) -> Difficulty:
    """Decide, as head of the body where it waits, and neither who raised nor who proposed it.

    Raises Forbidden; Refused without words or for a stale version.
    """
    row, person = _locked(actor, difficulty)
    require(access.may_decide(person, row, authors_of(row)))
    _refuse_stale(row, version)
    return _step(row, person, DifficultyStep.DECIDE, _said(text, "Chưa ghi nội dung quyết định."))


@transaction.atomic
def answer_difficulty(
    *, actor: User, difficulty: Difficulty, version: int, text: str, shared: bool = False
) -> Difficulty:
    """Send the answer down to who raised it; `shared` opens it to all who work on the same item.

    Raises Forbidden; Refused without words, before a head has decided, for a stale version.
    """
    row, person = _to_handle(actor, difficulty, version)
    row.shared = shared
    return _step(row, person, DifficultyStep.ANSWER, _said(text, "Chưa ghi nội dung trả lời."))


@transaction.atomic
def withdraw_difficulty(*, actor: User, difficulty: Difficulty, version: int, text: str = "") -> Difficulty:
    """Take a difficulty back: it has gone, or was a mistake. Raises Forbidden; Refused once it is decided."""
    row, person = _locked(actor, difficulty)
    require(row.raised_by_id == actor.pk or row.agency_id in person.agencies_as(*access.HANDLING))
    _refuse_stale(row, version)
    return _step(row, person, DifficultyStep.WITHDRAW, nfc(text).strip())


def authors_of(row: Difficulty) -> set[int]:
    """Ids of those who wrote what a head is to decide: who raised it, and who proposed a way out where it waits now."""
    last_up = row.moves.filter(step=DifficultyStep.PASS_UP).order_by("-pk").values_list("pk", flat=True).first() or 0
    proposed = row.moves.filter(step=DifficultyStep.PROPOSE, pk__gt=last_up)
    return {row.raised_by_id, *proposed.values_list("by_id", flat=True)}


def _said(text: str, otherwise: str) -> str:
    text = nfc(text).strip()
    if not text:
        raise Refused(otherwise, field="text")
    return text


def _locked(actor: User, difficulty: Difficulty) -> tuple[Difficulty, Reach]:
    rows = Difficulty.objects.select_for_update(of=("self",)).select_related("plan", "item", "agency", "waits_at")
    return rows.get(pk=difficulty.pk), reach_of(actor, clock.today())


def _refuse_stale(row: Difficulty, version: int) -> None:
    if row.version != version:
        raise Refused(STALE)


def _to_handle(actor: User, difficulty: Difficulty, version: int) -> tuple[Difficulty, Reach]:
    row, person = _locked(actor, difficulty)
    if row.version != version and person.agencies_as(*access.HANDLING) & set(access.rungs_of(row)):
        raise Refused(STALE)  # it may have left the person's hands meanwhile: that is no reason to hide it
    require(access.may_handle(person, row))
    _refuse_stale(row, version)
    return row, person


def _step(row: Difficulty, person: Reach, step: DifficultyStep, text: str, *, to: Agency | None = None) -> Difficulty:
    """Make one step: check that it is legal, keep it for good, tell whom it concerns."""
    before, after = DifficultyState(row.state), LEADS_TO[step]
    if not may_move(DIFFICULTY_MOVES, before, after):
        raise Refused(f"Khó khăn này {row.get_state_display()}, không {_step_words(step)} được nữa.")
    stood_at = row.waits_at_id
    if to is not None:
        row.waits_at = to
    row.state, row.version = after, row.version + 1
    row.save(update_fields=["state", "version", "waits_at", "shared"])
    _log(row, person, step, before, nfc(text).strip(), stood_at)
    changes = {"state": [before, after]} | ({"to": [None, str(to)]} if to else {})
    agency = Agency.objects.get(pk=stood_at)
    role = person.role_at(stood_at, *access.HANDLING)
    record(operation=_OPERATIONS[step], actor=person.user, obj=row, agency=agency, role=role, changes=changes)
    if step in (DifficultyStep.ANSWER, DifficultyStep.DECIDE):
        _tell_those_below(row, person.user, step, text)
    elif step is not DifficultyStep.WITHDRAW:
        _tell_those_waiting(row, person.user)
    return row


_OPERATIONS = {
    DifficultyStep.PASS_UP: "pass_up_difficulty",
    DifficultyStep.PROPOSE: "propose_solution",
    DifficultyStep.DECIDE: "decide_difficulty",
    DifficultyStep.ANSWER: "answer_difficulty",
    DifficultyStep.WITHDRAW: "withdraw_difficulty",
}


def _step_words(step: DifficultyStep) -> str:
    """A step inside a sentence."""
    return {
        DifficultyStep.PASS_UP: "chuyển lên",
        DifficultyStep.PROPOSE: "kiến nghị",
        DifficultyStep.DECIDE: "quyết định",
        DifficultyStep.ANSWER: "trả lời",
        DifficultyStep.WITHDRAW: "rút",
    }.get(step, "nêu")


def _log(row: Difficulty, person: Reach, step: DifficultyStep, before: str, text: str, stood_at: int) -> None:
    DifficultyMove.objects.create(
        difficulty=row,
        step=step,
        from_state=before,
        to_state=row.state,
        text=text,
        agency_id=stood_at,
        to_agency_id=row.waits_at_id,
        by=person.user,
        at=clock.now(),
    )


def _tell_those_waiting(row: Difficulty, actor: User) -> None:
    """Tell those who act where it waits now; a proposal is for the head."""
    roles = (Role.HEAD,) if row.state == DifficultyState.PROPOSED else access.HANDLING
    users = people_at([row.waits_at_id], roles, clock.today())
    _tell(row, [one for one in users if one.pk != actor.pk], f"{row.agency.short_name} nêu khó khăn, chờ giải quyết")


def _tell_those_below(row: Difficulty, actor: User, step: DifficultyStep, text: str) -> None:
    decided = step is DifficultyStep.DECIDE
    if decided:
        users = {one.pk for one in people_at([row.waits_at_id], access.HANDLING, clock.today())}
    else:
        users = {row.raised_by_id, *row.moves.values_list("by_id", flat=True)}
    _tell(row, users - {actor.pk}, "Đã có quyết định, chờ trả lời" if decided else "Khó khăn đã được trả lời", text)


def _tell(row: Difficulty, users: object, title: str, text: str = "") -> None:
    item = f" · {row.item.short_ref}" if row.item else ""
    notify(
        users=users,
        kind="kho-khan",
        key=f"kho-khan-{row.public_id}-{row.version}",
        title=f"{title}: {row.text}"[:200],
        text=text or row.text,
        url=reverse("assignments:difficulty", args=[row.public_id]),
        about=f"{row.plan.short_name}{item}",
    )
