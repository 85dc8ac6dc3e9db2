"""How the items of a plan went in their year, in one phrase each, for whoever writes the next year's plan."""

from collections.abc import Iterable

from django.db.models import Count, Q

from lantoa.adapters import clock
from lantoa.assignments.duties import COUNTED, MET, MET_LATE, due_before
from lantoa.assignments.models import Assignment, Duty
from lantoa.domain.lifecycle import AssignmentKind
from lantoa.web.wording import number_text


def year_in_words(item_ids: Iterable[int]) -> dict[int, str]:
    """ "Năm nay: 9/12 việc đã đủ, 2 chậm, 1 quá hạn" by item id; standing work by its results. Two queries."""
    ids = list(item_ids)
    overdue = due_before(clock.today()) & ~MET
    rows = (
        Duty.objects.filter(COUNTED, item_id__in=ids)
        .order_by()
        .values("item_id")
        .annotate(
            all=Count("pk"),
            met=Count("pk", filter=MET),
            late=Count("pk", filter=MET_LATE),
            overdue=Count("pk", filter=Q(overdue)),
        )
    )
    said = {row["item_id"]: _phrase(row) for row in rows}
    standing = Assignment.objects.filter(item_id__in=ids, kind=AssignmentKind.OWED, result_count__gt=0)
    for item, count in standing.order_by().values_list("item_id").annotate(Count("pk")):
        said.setdefault(item, f"Năm nay: {count} cơ quan đã có kết quả")
    return said


def _phrase(row: dict[str, int]) -> str:
    named = (("late", "chậm"), ("overdue", "quá hạn"))
    more = [f"{number_text(row[name])} {word}" for name, word in named if row[name]]
    return ", ".join([f"Năm nay: {number_text(row['met'])}/{number_text(row['all'])} việc đã đủ", *more])
