"""What the tests of web share: template rendering from a string, and the folder of the sources."""

from pathlib import Path

import pytest
from django.template import engines
from django.test import RequestFactory, override_settings

SOURCES = Path(__file__).resolve().parents[2] / "src" / "lantoa"


@pytest.fixture
def sources() -> Path:
    return SOURCES


@pytest.fixture(scope="session", autouse=True)
def static_folder(tmp_path_factory):
    """The folder of collected files exists, as after an installation (whitenoise warns where it does not)."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture
def draw():
    """Render a template's text as a page would: draw(text, address, **values)."""

    def _draw(text: str, address: str = "/", **values) -> str:
        request = RequestFactory().get(address)
        return engines["django"].from_string(text).render(values, request)

    return _draw
