"""Files and functions stay small enough to be read at one sitting. No exceptions: what grows is split."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE, TEST_FILE, FUNCTION = 400, 500, 40


def sources() -> list[Path]:
    """Our own Python and templates, styles, scripts; migrations are written by the machine."""
    found = [
        path
        for folder, endings in (("src", (".py", ".html", ".js", ".css")), ("tests", (".py",)))
        for path in (ROOT / folder).rglob("*")
        if path.suffix in endings and "migrations" not in path.parts and "vendor" not in path.parts
    ]
    return sorted(found)


SOURCES = sources()


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function from its `def` to its end, its docstring counted."""
    return node.end_lineno - node.lineno + 1


def long_functions(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > FUNCTION:
            yield node.name, length(node)


def test_there_are_sources_to_measure():
    assert len(SOURCES) > 200


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_not_too_long(path):
    most = TEST_FILE if path.is_relative_to(ROOT / "tests") else FILE
    assert len(path.read_text("utf-8").splitlines()) <= most


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if path.suffix == ".py"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_function_is_not_too_long(path):
    assert list(long_functions(path.read_text("utf-8"))) == []


def test_a_long_function_is_seen():
    body = "\n".join(f"    x = {number}" for number in range(FUNCTION))
    assert list(long_functions(f"def f():\n{body}\n")) == [("f", FUNCTION + 1)]
    assert list(long_functions(f"class C:\n    async def f(self):\n        pass\n\ndef g():\n{body[:-20]}\n")) == []
