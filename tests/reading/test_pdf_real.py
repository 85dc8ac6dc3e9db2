"""The real plans as PDF: with text read nearly as a person would; scans and worthless text layers told."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from lantoa.reading import read
from lantoa.reading.errors import ScannedPages
from lantoa.reading.readers.pdf import Layer, layers_of, read_pdf_source

pytestmark = pytest.mark.shared


def scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_plan", folder / "score_plan.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "least"), [("p1", 0.985), ("p2", 0.99), ("p5", 0.98)])
def test_a_real_plan_is_read_nearly_as_a_person_would(shared_plans: Path, name: str, least: float) -> None:
    reading = read((shared_plans / f"{name}.pdf").read_bytes())
    gold = json.loads((shared_plans / f"{name}.gold.json").read_text(encoding="utf-8"))
    clean = (shared_plans / f"{name}.clean.txt").read_text(encoding="utf-8")
    parts = scorer(shared_plans).score(reading.plan, gold)
    assert sum(parts.values()) / len(parts) >= least, parts
    assert parts["tasks"] == parts["responsibilities"] == parts["references"] == 1.0
    assert scorer(shared_plans).coverage(reading.plan, clean) >= 0.975


@pytest.mark.parametrize(
    ("name", "layer"), [("p1.scan", Layer.MISSING), ("p2.scan", Layer.MISSING), ("p1.badlayer", Layer.WORTHLESS)]
)
def test_pages_that_must_be_read_as_images_are_told(shared_plans: Path, name: str, layer: Layer) -> None:
    data = (shared_plans / f"{name}.pdf").read_bytes()
    assert set(layers_of(data)) == {layer}
    with pytest.raises(ScannedPages, match="ảnh quét"):
        read_pdf_source(data)


@pytest.mark.parametrize("name", ["p1", "p2", "p5"])
def test_a_sound_text_layer_is_trusted(shared_plans: Path, name: str) -> None:
    assert set(layers_of((shared_plans / f"{name}.pdf").read_bytes())) == {Layer.TRUSTED}
