"""The figures of a plan come from an index alone, with the extended dates as without: a year has 100,000 duties."""

from datetime import date

import pytest
from django.db import connection

from lantoa.assignments.duties import COUNTED, MET, due_before
from lantoa.assignments.models import Duty
from lantoa.desk.queries.progress import of_year
from lantoa.desk.queries.standing import tally_columns

TODAY = date(2026, 10, 1)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("column", "index"), [("agency_id", "duty_figures_by_agency"), ("item_id", "duty_figures_by_item")]
)
def test_sums_by_body_and_by_item_read_a_covering_index(issued_plan, column, index):
    duties = of_year(Duty.objects.filter(plan=issued_plan), 2026)
    said = duties.values(column).annotate(**tally_columns(TODAY)).explain()
    assert f"USING COVERING INDEX {index}" in said


@pytest.mark.sqlite
def test_what_is_overdue_at_a_body_is_found_by_its_dates(issued_plan, province):
    """The original date narrows the search: an extension only ever moves it later."""
    rows = Duty.objects.filter(COUNTED, ~MET, due_before(TODAY), plan=issued_plan, agency=province.an_phuc)
    said = rows.values("pk").explain()
    assert "due_on<?" in said
    assert connection.vendor == "sqlite"
