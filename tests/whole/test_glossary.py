"""The glossary holds every word of the code that people meet: models, and closed lists of values."""

import enum
import importlib
import inspect
import pkgutil
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps

import lantoa

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
LAYERS = (
    "domain",
    "agencies",
    "notices",
    "catalogue",
    "register",
    "plans",
    "intake",
    "assignments",
    "results",
    "reports",
    "adapters",
)


def rows() -> list[list[str]]:
    """The table's lines: Vietnamese, code, meaning."""
    lines = [line for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] != "Vietnamese"]


def listed() -> list[str]:
    """The names of code that the glossary explains."""
    return [name for row in rows() for name in re.findall(r"`(\w+)`", row[1])]


def closed_lists() -> set[str]:
    """Every StrEnum of the product, by its name."""
    found = set()
    for layer in LAYERS:
        for part in pkgutil.walk_packages(importlib.import_module(f"lantoa.{layer}").__path__, f"lantoa.{layer}."):
            if ".migrations" not in part.name:
                members = inspect.getmembers(importlib.import_module(part.name), inspect.isclass)
                found |= {
                    name for name, one in members if issubclass(one, enum.StrEnum) and one.__module__ == part.name
                }
    return found


def test_every_model_is_explained():
    ours = {model.__name__ for model in apps.get_models() if model.__module__.startswith(f"{lantoa.__name__}.")}
    assert len(ours) > 25
    assert ours - set(listed()) == set()


def test_every_closed_list_of_values_is_explained():
    assert {"Role", "Every", "ItemKind"} <= closed_lists()
    assert closed_lists() - set(listed()) == set()


def test_a_word_is_explained_once():
    assert [name for name, number in Counter(listed()).items() if number > 1] == []


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[1])
def test_a_line_has_a_vietnamese_word_a_name_and_a_meaning(row):
    vietnamese, code, meaning = row
    assert vietnamese
    assert re.search(r"`\w+`", code)
    assert len(meaning) > 5 or "to come" in meaning.lower()
