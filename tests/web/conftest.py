"""What the tests of web share: template rendering from a string, and the folder of the sources."""

from pathlib import Path

import pytest
from django.template import engines
from django.test import RequestFactory

SOURCES = Path(__file__).resolve().parents[2] / "src" / "lantoa"


@pytest.fixture
def sources() -> Path:
    return SOURCES


@pytest.fixture
def draw():
    """Render a template's text as a page would: draw(text, address, **values)."""

    def _draw(text: str, address: str = "/", **values) -> str:
        request = RequestFactory().get(address)
        return engines["django"].from_string(text).render(values, request)

    return _draw
