"""Every use case that writes is one keyword-only function, atomic, and leaves its line in the trail."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from lantoa.audit.wording import OBJECTS, OPERATIONS

# Operations that write nothing a person did: each with the reason.
UNRECORDED = {
    "lantoa.intake.operations.receiving.note_progress": "how far the machine has read; nobody's deed",
    "lantoa.results.operations.fetching.ask_for_page": "a page asked for while a form is filled in, no deed yet",
    "lantoa.results.operations.fetching.fill_in_page": "what a worker read from that page; nobody's deed",
    "lantoa.plans.operations.repeating.propose_again": "what the product proposes; decide_repeat records the decision",
    "lantoa.assignments.operations.issuing.preview": "only looks",
    "lantoa.notices.operations.calendar.count_asked": "how often a calendar was read; nobody's deed",
    "lantoa.notices.operations.reading.mark_all_read": "a person looked at what it was told; nobody's work changes",
    "lantoa.notices.operations.reading.mark_read": "a person looked at what it was told; nobody's work changes",
    "lantoa.notices.operations.telling.notify": "tells of a deed whose own line is in the trail",
    "lantoa.agencies.operations.importing.keep_table": "a table on its way; import_table records what came of it",
    "lantoa.agencies.operations.people.new_temporary_password": "makes a word, writes nothing",
}
APPS = ("agencies", "notices", "catalogue", "register", "plans", "intake", "assignments", "results", "reports")


def modules() -> dict[str, Any]:
    """Every module of operations, by its name."""
    found = {}
    for app in APPS:
        try:
            root = importlib.import_module(f"lantoa.{app}.operations")
        except ModuleNotFoundError as missing:
            assert missing.name == f"lantoa.{app}.operations"
            continue
        found[root.__name__] = root
        for part in pkgutil.iter_modules(getattr(root, "__path__", ())):
            name = f"{root.__name__}.{part.name}"
            found[name] = importlib.import_module(name)
    return found


MODULES = modules()
OPERATION_FUNCTIONS: dict[str, Callable[..., Any]] = {
    f"{name}.{function_name}": function
    for name, module in MODULES.items()
    for function_name, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == name and not function_name.startswith("_")
}


def keyword_only(function: Callable[..., Any]) -> bool:
    parameters = inspect.signature(function).parameters.values()
    return bool(parameters) and all(p.kind is p.KEYWORD_ONLY for p in parameters)


USE_CASES = {name: function for name, function in OPERATION_FUNCTIONS.items() if keyword_only(function)}


def calls_of(function: Callable[..., Any]) -> list[Any]:
    """The objects that a function calls, as far as its module's names say."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(function))))
    module = inspect.getmodule(inspect.unwrap(function))
    called = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        target = node.func
        if isinstance(target, ast.Name):
            called.append(getattr(module, target.id, None))
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
            called.append(getattr(getattr(module, target.value.id, None), target.attr, None))
    return called


def leaves_a_line(function: Callable[..., Any], seen: frozenset[str] = frozenset()) -> bool:
    """Whether a function calls audit.operations.record, itself or through functions of the product."""
    for called in calls_of(function):
        if not inspect.isfunction(called) or not called.__module__.startswith("lantoa."):
            continue
        name = f"{called.__module__}.{called.__qualname__}"
        if name == "lantoa.audit.operations.record":
            return True
        if name not in seen and ".operations" in called.__module__ and leaves_a_line(called, seen | {name}):
            return True
    return False


def test_there_are_use_cases_to_hold():
    assert {name.split(".")[1] for name in USE_CASES} >= {
        "agencies",
        "plans",
        "intake",
        "assignments",
        "results",
        "reports",
    }


@pytest.mark.parametrize("name", sorted(USE_CASES))
def test_each_use_case_leaves_its_line_in_the_trail(name):
    assert leaves_a_line(USE_CASES[name]) != (name in UNRECORDED)


def test_a_use_case_without_a_line_is_seen():
    def silent(*, actor: Any) -> None:
        actor.save()

    assert not leaves_a_line(silent)


def test_the_exceptions_are_still_there():
    assert set(UNRECORDED) <= set(OPERATION_FUNCTIONS)


@pytest.mark.parametrize("name", sorted(name for name in USE_CASES if name not in UNRECORDED))
def test_each_use_case_happens_whole_or_not_at_all(name):
    """The use case is one transaction, or hands all it writes to one of ours that is."""
    function = USE_CASES[name]
    parts = [called for called in calls_of(function) if inspect.isfunction(called)]
    assert any("transaction.atomic" in inspect.getsource(part) for part in (function, *parts))


RECORDERS = ("_record", "_finish", "_keep", "record_", "finish", "_saved")


def names_written() -> set[str]:
    """The names of operations that stand in the sources: `operation="…"` and what private recorders are handed."""
    found = set()
    for module in MODULES.values():
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call):
                words = [k.value for k in node.keywords if k.arg == "operation"]
                if getattr(node.func, "id", "").startswith(RECORDERS):
                    words += node.args
                found |= {
                    word.value
                    for word in words
                    if isinstance(word, ast.Constant) and isinstance(word.value, str) and "_" in word.value
                }
    return found


def test_every_operation_has_its_words_for_the_screen():
    assert len(names_written()) > 30
    assert names_written() <= set(OPERATIONS)
    assert {name.rpartition(".")[2] for name in USE_CASES if name not in UNRECORDED} <= set(OPERATIONS)


def test_every_object_that_is_spoken_of_exists():
    known = {model._meta.label_lower for model in apps.get_models()}
    assert set(OBJECTS) <= known
