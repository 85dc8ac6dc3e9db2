"""Difficulties «khó khăn, vướng mắc»: raised by who does the work, passed up, decided, answered down."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.agencies.models import Agency
from lantoa.assignments.models.duties import Duty
from lantoa.domain.difficulty import DifficultyState, DifficultyStep
from lantoa.persistence.files import StoredFile
from lantoa.persistence.identifiers import PublicIdField
from lantoa.plans.models import Item, Plan

DIFFICULTY_STATE_LABELS = {
    DifficultyState.RAISED: "mới nêu",
    DifficultyState.PASSED_UP: "đã chuyển lên",
    DifficultyState.PROPOSED: "đã có kiến nghị",
    DifficultyState.DECIDED: "đã quyết định",
    DifficultyState.ANSWERED: "đã trả lời",
    DifficultyState.WITHDRAWN: "đã rút",
}
DIFFICULTY_STEP_LABELS = {
    DifficultyStep.RAISE: "Nêu khó khăn",
    DifficultyStep.PASS_UP: "Chuyển lên",
    DifficultyStep.PROPOSE: "Kiến nghị",
    DifficultyStep.DECIDE: "Quyết định",
    DifficultyStep.ANSWER: "Trả lời",
    DifficultyStep.WITHDRAW: "Rút lại",
}


class Difficulty(models.Model):
    """One thing that hinders the work, raised for a body on a plan, an item of it, or one duty."""

    public_id = PublicIdField()
    token = models.CharField("mã chống ghi trùng", max_length=64, unique=True)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="difficulties")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="difficulties")
    duty = models.ForeignKey(Duty, models.PROTECT, null=True, related_name="difficulties")
    text = models.TextField("khó khăn, vướng mắc")
    wish = models.TextField("đề xuất", blank=True)
    # The body whose work it hinders, the office inside it where it arose (the body itself where it is none), and
    # the body where it waits now.
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="cơ quan", related_name="difficulties")
    arose_at = models.ForeignKey(Agency, models.PROTECT, verbose_name="nơi nêu", related_name="+")
    waits_at = models.ForeignKey(Agency, models.PROTECT, verbose_name="đang chờ ở", related_name="+")
    state = models.CharField(
        "tình trạng", max_length=10, choices=DIFFICULTY_STATE_LABELS, default=DifficultyState.RAISED
    )
    shared = models.BooleanField("cho các cơ quan cùng làm xem", default=False)
    raised_on = models.DateField("ngày nêu")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "difficulties"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(DifficultyState)), name="difficulty_state_known"),
            models.CheckConstraint(condition=~Q(text=""), name="difficulty_says_something"),
            models.CheckConstraint(
                condition=Q(duty__isnull=True) | Q(item__isnull=False), name="difficulty_of_a_duty_has_its_item"
            ),
            models.CheckConstraint(
                condition=Q(shared=False) | Q(state=DifficultyState.ANSWERED), name="difficulty_shared_when_answered"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "raised_on"], name="difficulty_agency_day"),
            models.Index(fields=["waits_at", "state"], name="difficulty_waits_at_state"),
            models.Index(fields=["plan", "raised_on"], name="difficulty_plan_day"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class DifficultyMove(models.Model):
    """One step of a difficulty: when, by whom, for which body, from state to state; kept for good."""

    difficulty = models.ForeignKey(Difficulty, models.PROTECT, related_name="moves")
    step = models.CharField("bước", max_length=10, choices=DIFFICULTY_STEP_LABELS)
    from_state = models.CharField(max_length=10, choices=DIFFICULTY_STATE_LABELS, blank=True)
    to_state = models.CharField(max_length=10, choices=DIFFICULTY_STATE_LABELS)
    text = models.TextField("nội dung", blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="cơ quan", related_name="+")
    to_agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="chuyển đến", related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=list(DifficultyStep)), name="difficulty_step_known"),
            models.CheckConstraint(condition=Q(to_state__in=list(DifficultyState)), name="difficulty_goes_somewhere"),
        ]
        indexes = [models.Index(fields=["to_agency"], name="difficulty_move_to")]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.difficulty}"


class DifficultyFile(StoredFile):
    """A photograph or a file that shows a difficulty."""

    public_id = PublicIdField()
    difficulty = models.ForeignKey(Difficulty, models.CASCADE, related_name="files")
    kind = models.CharField("loại", max_length=10, choices={"photo": "ảnh", "document": "tệp văn bản"})

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["photo", "document"]), name="difficulty_file_kind_known"),
        ]

    def __str__(self) -> str:
        return self.file_name
