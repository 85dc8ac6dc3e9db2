"""The demonstration as its users start it: a command, a folder."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite  # the demonstration always runs on SQLite

FINGERPRINT = """
import django, hashlib, json
django.setup()
from lantoa.assignments.models import Duty
from django.db.models import Count
from lantoa.plans.models import Adoption, Plan
from lantoa.agencies.models import Agency
from lantoa.reports.models import Report
from lantoa.results.models import Result
columns = ("title", "happened_on", "agency__name")
rows = Result.objects.order_by(*columns).values_list(*columns)
print(json.dumps({
    "results": Result.objects.count(),
    "work": hashlib.sha256(repr(list(rows)).encode()).hexdigest(),
    "done": sum(Duty.objects.values_list("done", flat=True)),
    "overdue": Duty.objects.filter(met_on=None, due_on__lt="2026-10-01", before_issue=False).count(),
    "communes": Agency.objects.filter(kind="committee", level="commune", ends_on=None).count(),
    "issued": list(Plan.objects.filter(state="issued", issuer__level="province").values_list("number", flat=True)),
    "below": sorted(Adoption.objects.filter(required=True).values_list("stance").annotate(Count("pk")).order_by()),
    "sent": Report.objects.exclude(figures=None).count(),
    "kept": Result.objects.filter(title="Kết quả người dùng tự ghi").count(),
}))
"""
ENTER = """
import django
django.setup()
from lantoa.results.models import Result
row = Result.objects.order_by("pk").first()
row.pk, row.public_id, row.token, row.title = None, "nguoi-dung-tu-ghi", "nguoi-dung", "Kết quả người dùng tự ghi"
row._state.adding = True
row.save()
"""


def run(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    if folder:
        environment |= {"DJANGO_SETTINGS_MODULE": "lantoa.settings.demo", "LANTOA_DATA": str(folder)}
    return subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, encoding="utf-8", env=environment, timeout=300
    )


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    done = run("-m", "lantoa.cli", "demo", "--no-serve", "--data", str(folder))
    assert done.returncode == 0, done.stderr
    return done


def fingerprint(folder: Path) -> dict[str, object]:
    done = run("-c", FINGERPRINT, folder=folder)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    return folder, build(folder)


def test_it_prints_the_address_and_an_account_for_every_role(built):
    _, done = built
    assert "http://127.0.0.1:8000" in done.stdout
    for username in ("tinh", "so", "xa", "xa_khac", "bientap", "lanhdao", "vanthu", "giamsat", "quantri"):
        assert f"  {username} " in done.stdout


def test_it_holds_a_province_of_69_communes_with_a_plan_in_force_and_nine_months_of_work(built):
    folder, _ = built
    found = fingerprint(folder)
    assert found["communes"] == 69
    assert found["issued"] == ["08/KH-UBND"]
    assert {stance for stance, _ in found["below"]} >= {"adopted", "sharpened", "weaker", "dropped"}
    assert found["results"] > 5000
    assert found["overdue"] > 0
    assert found["sent"] == 2


def test_the_same_day_gives_the_same_province(built, tmp_path):
    folder, _ = built
    build(tmp_path)
    assert fingerprint(tmp_path) == fingerprint(folder)


def test_a_second_start_keeps_what_was_entered(built):
    folder, _ = built
    entered = run("-c", ENTER, folder=folder)
    assert entered.returncode == 0, entered.stderr
    again = build(folder)
    assert "Dựng tỉnh" not in again.stderr
    assert fingerprint(folder)["kept"] == 1
