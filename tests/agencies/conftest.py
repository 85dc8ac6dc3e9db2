"""What the tests of bodies and people share."""

import pytest
from django.test import override_settings


@pytest.fixture(scope="session", autouse=True)
def static_folder(tmp_path_factory):
    """The folder of collected files exists, as after an installation (whitenoise warns where it does not)."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield
