"""The documents say what the product is: a command, setting, package, field or file they miss fails here."""

import argparse
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.apps import apps

from lantoa.cli import COMMANDS
from lantoa.demo.world import CAST, PASSWORD

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "lantoa"
DOCS = ROOT / "docs"
CONCEPTS = DOCS / "khai-niem"
DECISIONS = sorted((DOCS / "quyet-dinh").glob("[0-9]*.md"))
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])

# os.environ["X"], os.environ.get("X"), environment.get("X"), environment["X"], os.environ.setdefault("X")
_ENVIRONMENT = re.compile(r"""environ(?:ment)?(?:\.(?:get|setdefault|pop)\(|\[)\s*["']([A-Z][A-Z0-9_]*)["']""")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_MODEL = re.compile(r"^## `(\w+\.\w+)`$", re.MULTILINE)
_FIELD = re.compile(r"^- ((?:`\w+`(?:, )?)+)", re.MULTILINE)
_NAME = re.compile(r"`(\w+)`")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _links(page: Path) -> Iterator[str]:
    for target in _LINK.findall(_FENCE.sub("", _read(page))):
        if not re.match(r"[a-z]+:", target):
            yield target


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as the hosts of repositories make them."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", _read(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def _fields_told() -> dict[str, set[str]]:
    """For each model that a concept page describes, the fields it names."""
    told: dict[str, set[str]] = defaultdict(set)
    for page in sorted(CONCEPTS.glob("*.md")):
        pieces = _MODEL.split(_read(page))
        for label, text in zip(pieces[1::2], pieces[2::2], strict=True):
            told[label] |= {name for line in _FIELD.findall(text) for name in _NAME.findall(line)}
    return told


def _common_fields() -> set[str]:
    return {name for line in _FIELD.findall(_read(CONCEPTS / "README.md")) for name in _NAME.findall(line)}


def _own_models() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("lantoa.")]


def test_every_command_stands_in_the_readme_and_the_readme_names_no_other() -> None:
    rows = re.findall(r"^\| `lantoa (\w+)", _read(ROOT / "README.md"), re.MULTILINE)
    assert set(rows) == set(COMMANDS)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "manage"])  # Django's own words are Django's
def test_every_option_of_a_command_stands_in_its_row(name: str) -> None:
    parser = argparse.ArgumentParser(add_help=False)
    importlib.import_module(f"lantoa.commands.{name}").add_arguments(parser)
    options = {option for action in parser._actions for option in action.option_strings}
    row = next(line for line in _read(ROOT / "README.md").splitlines() if line.startswith(f"| `lantoa {name}"))
    assert [option for option in sorted(options) if option not in row] == []


def test_every_environment_variable_the_product_reads_is_explained() -> None:
    sources = [path for folder in ("settings", "commands") for path in (PACKAGE / folder).glob("*.py")]
    names = {name for path in sources for name in _ENVIRONMENT.findall(_read(path))}
    assert {"LANTOA_SECRET_KEY", "LANTOA_DB_HOST", "LANTOA_TODAY"} <= names, "the search itself finds too little"
    page = _read(DOCS / "cai-dat.md")
    assert [name for name in sorted(names) if f"`{name}`" not in page] == []


def test_no_environment_variable_is_explained_that_nothing_reads() -> None:
    rows = [line for line in _read(DOCS / "cai-dat.md").splitlines() if line.startswith("| `")]
    told = {name for row in rows for name in re.findall(r"`([A-Z][A-Z0-9_]+)`", row.split("|")[1])}
    code = "\n".join(_read(path) for path in PACKAGE.rglob("*.py"))
    assert told
    assert [name for name in sorted(told) if f'"{name}"' not in code and f"{name}=" not in code] == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_tells_context_decision_and_consequence(page: Path) -> None:
    text = _read(page)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequence"]
    assert text.startswith(f"# {page.stem[:4]} ")


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    assert [int(page.stem[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    listed = set(_links(DOCS / "quyet-dinh" / "README.md"))
    assert listed == {page.name for page in DECISIONS}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for target in _links(page):
        name, _, anchor = unquote(target).partition("#")
        found = (page.parent / name) if name else page
        if not found.exists() or (anchor and anchor not in _anchors(found)):
            broken.append(target)
    assert broken == []


def test_every_concept_page_is_in_the_index() -> None:
    listed = {target.partition("#")[0] for target in _links(CONCEPTS / "README.md")}
    assert listed == {page.name for page in CONCEPTS.glob("*.md")} - {"README.md"}


def test_every_guide_is_in_the_index() -> None:
    guides = DOCS / "huong-dan"
    assert {page.name for page in guides.glob("*.md")} - {"README.md"} <= set(_links(guides / "README.md"))


@pytest.mark.parametrize("model", _own_models(), ids=lambda model: model._meta.label)
def test_every_field_of_every_table_is_told_in_a_concept_page(model: type) -> None:
    fields = {field.name for field in model._meta.get_fields() if field.concrete and not field.auto_created}
    told = _fields_told().get(model._meta.label, set())
    assert sorted(fields - told - _common_fields()) == [], "not told"
    assert sorted(told - fields) == [], "told, but not there"


def test_concept_pages_tell_no_table_that_is_gone() -> None:
    assert set(_fields_told()) == {model._meta.label for model in _own_models()}


def test_every_package_is_described_in_the_structure() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    rows = set(re.findall(r"^\| `(\w+)` \|", _read(DOCS / "cau-truc.md"), re.MULTILINE))
    files = {"models", "access", "queries", "operations", "menu", "tasks"}
    assert packages - rows == set()
    assert rows - packages - files == set()


def test_the_demonstrations_accounts_in_the_readme_are_those_that_are_made() -> None:
    readme = _read(ROOT / "README.md")
    table = readme.partition("| account |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [username for username, *_ in CAST]
    assert f"`{PASSWORD}`" in readme
