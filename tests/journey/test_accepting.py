"""A plan brought in is accepted by keys alone, from the first doubtful place to the draft.

LANTOA_PACE=1 makes the hands as slow as a person's and prints the time taken (keystroke-level model: 1.35 s to make up
one's mind, 0.28 s a key, 4 words a second for what is looked at: the doubt, the places like it, and then, both in the
field and on the page, the words around a selected one, the doubtful obligation, or all that the place shows).
LANTOA_PACE=all reads everything that each place shows.
"""

import os
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from lantoa.adapters.typesetting import Typst
from lantoa.intake.models import Intake
from lantoa.intake.operations import receive_document
from lantoa.paper.pdf import write_pdf
from lantoa.paper.plans import plan_document
from lantoa.persistence.identifiers import new_public_id
from lantoa.plans.models import Plan
from lantoa.reading import read

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]
PACE = os.environ.get("LANTOA_PACE", "")
MIND, KEY, WORDS = 1.35, 0.28, 4.0
AROUND = 24  # words read around one that is selected
READ = """(all) => {
  const seen = (within) => [...document.querySelectorAll(within)].filter((one) => one.checkVisibility());
  const text = (rows) => rows.map((one) => one.value ?? one.innerText).join(' ');
  const fields = (within) => seen(`${within} textarea, ${within} input[type=text], ${within} .explained`);
  const doubted = seen('#sua .doubted').length > 0, chosen = getSelection().toString() !== '';
  return {said: text(seen('#sua .doubt-list, #sua .alike')), chosen: chosen && !all,
          shown: text(fields(doubted && !all ? '#sua .doubted' : '#sua')), twice: doubted && !all};
}"""


@dataclass
class Hands:
    """A person at the keyboard; the pointer is never touched."""

    page: Page
    keys: int = 0
    words: int = 0
    begun: float = field(default_factory=time.monotonic)

    def press(self, combination: str, times: int = 1) -> None:
        """Make up one's mind and press keys."""
        self._wait(MIND)
        for _ in range(times):
            self.page.keyboard.press(combination)
            self.keys += len(combination.split("+"))
            self._wait(KEY * len(combination.split("+")))

    def type(self, text: str) -> None:
        """Type letters; a letter with a mark takes two keys."""
        self._wait(MIND)
        self.page.keyboard.type(text)
        count = sum(1 if sign.isascii() else 2 for sign in text)
        self.keys += count
        self._wait(KEY * count)

    def read(self) -> None:
        """Read what the open place asks to look at."""
        found = self.page.evaluate(READ, PACE == "all")
        shown = AROUND if found["chosen"] else len(found["shown"].split())
        words = len(found["said"].split()) + shown * (2 if found["chosen"] or found["twice"] else 1)
        self.words += words
        self._wait(words / WORDS)

    def _wait(self, seconds: float) -> None:
        if PACE:
            self.page.wait_for_timeout(seconds * 1000)


def accepted(hands: Hands, fixes: dict[str, str]) -> int:
    """Look at each place that waits, put wrong words right, accept the rest; out: how many looks it took."""
    page, looks = hands.page, 0
    while page.locator("#tao[data-ready]").count() == 0:
        looks += 1
        assert looks < 60
        before = page.locator("h1").inner_text()
        hands.read()
        chosen = str(page.evaluate("getSelection().toString()"))
        if chosen in fixes:
            hands.type(fixes[chosen])
        hands.press("Alt+Enter" if page.locator("#ca-nhom").count() else "Control+Enter")
        expect(page.locator("h1")).not_to_have_text(before)
    return looks


def drafted(hands: Hands) -> None:
    """From the last place to the draft: Enter on the button where the cursor waits, the bodies, Enter."""
    page = hands.page
    expect(page.locator("#tao")).to_be_focused()
    hands.press("Enter")
    page.wait_for_url("**/tao-du-thao/")
    if page.evaluate("document.activeElement.tagName") == "SELECT":
        hands.press("ArrowDown")
        hands.press("Tab", 3)
    expect(page.get_by_role("button", name="Tạo dự thảo kế hoạch")).to_be_focused()
    hands.press("Enter")
    page.wait_for_url("**/du-thao/")


def brought_in(province: Any, data: bytes, name: str) -> Intake:
    intake, _ = receive_document(
        actor=province["tinh"], agency=province.noi_vu, token=new_public_id(), data=data, name=name
    )
    intake.refresh_from_db()
    assert intake.state == "read", intake.failure
    return intake


def report(name: str, hands: Hands, looks: int) -> None:
    seconds = time.monotonic() - hands.begun
    print(f"{name}: {looks} looks, {hands.keys} keys, {hands.words} words read, {seconds:.0f} s paced={PACE}")  # noqa: T201


@pytest.fixture
def plan_pdf() -> bytes:
    """The demonstration's plan as a PDF in which four tasks say nobody who leads them."""
    plan = read((ROOT / "src/lantoa/demo/data/ke-hoach-tinh.docx").read_bytes()).plan
    for row in plan["tasks"][2:6]:
        row["lead"] = []
    return write_pdf(plan_document(plan, filed="VT"), Typst())


def rects(page: Page, kind: str) -> int:
    return page.locator(f".pages rect.{kind}").count()


def test_a_pdf_is_accepted_by_keys_alone(province, page_of, plan_pdf):
    intake = brought_in(province, plan_pdf, "ke-hoach.pdf")
    page = page_of("tinh", 1280)
    page.goto(reverse("intake:review", args=[intake.public_id]))
    hands = Hands(page)
    # The picture of the page stands beside the place, lit, and in sight.
    assert rects(page, "lit") >= 1
    expect(page.locator(".pages rect.lit").first).to_be_in_viewport()
    lit = str(page.locator(".pages rect.lit").first.evaluate("one => one.closest('figure').id"))
    expect(page.locator(f"#{lit} img")).to_have_js_property("complete", value=True)
    assert page.locator(f"#{lit} img").evaluate("one => one.naturalWidth") > 600

    hands.read()
    expect(page.locator("#ca-nhom")).to_have_text("Đúng cả 4 chỗ")
    looks = accepted(hands, {})
    assert looks < sum(bool(row) for row in intake.reading["tasks"])
    drafted(hands)
    report("ke-hoach.pdf", hands, looks)
    assert Plan.objects.count() == 1


def test_the_light_follows_the_cursor(province, page_of, plan_pdf):
    intake = brought_in(province, plan_pdf, "ke-hoach.pdf")
    page = page_of("tinh", 1280)
    page.goto(reverse("intake:review", args=[intake.public_id]) + "?cho=tasks/0")
    page.locator("#id_title").focus()
    title = page.locator(".pages rect.pointed").first.bounding_box()
    page.locator("#id_timing").focus()
    timing = page.locator(".pages rect.pointed").first.bounding_box()
    row = page.locator(".pages rect.lit").first.bounding_box()
    assert title and timing and row
    # Each stands in its own cell of the lit row: the timing to the right of the task.
    assert timing["x"] > title["x"] + title["width"]
    assert row["y"] - 3 <= timing["y"] and timing["y"] + timing["height"] <= row["y"] + row["height"] + 3
    # Enlarged, the place stays in sight.
    page.keyboard.press("Alt+z")
    expect(page.locator("#phong-to")).to_be_checked()
    wide = page.locator(".pages rect.pointed").first
    expect(wide).to_be_in_viewport()
    assert wide.bounding_box()["width"] > 1.5 * timing["width"]


def test_the_pages_are_there_without_scripts(province, page_of, plan_pdf):
    intake = brought_in(province, plan_pdf, "ke-hoach.pdf")
    page = page_of("tinh", 1280, scripts=False)
    page.goto(reverse("intake:review", args=[intake.public_id]) + "?cho=tasks/0")
    assert page.locator(".page-shown img").count() == intake.pages.count()
    assert rects(page, "lit") >= 1
    page.locator("a[href^='#trang-']").first.click()
    expect(page.locator(".pages rect.lit").first).to_be_in_viewport()
    # What was read as letters is there too, to copy or to hear.
    page.get_by_text("Chữ đọc được").click()
    expect(page.locator(".source .lit").first).to_be_visible()


@pytest.mark.shared
@pytest.mark.parametrize(("name", "most"), [("p5.docx", 6), ("p5.pdf", 6), ("p5.scan.pdf", 12)])
def test_a_real_plan_is_accepted_in_a_few_looks(province, page_of, name, most):
    path = ROOT / ".." / "shared" / "plans" / name
    if not path.exists() and not os.environ.get("CI"):
        pytest.skip("the real plans (../shared/plans) are not beside the project")
    if "scan" in name and shutil.which("tesseract") is None and not os.environ.get("CI"):
        pytest.skip("Tesseract is not installed here")
    intake = brought_in(province, path.read_bytes(), name)
    page = page_of("tinh", 1280)
    page.goto(reverse("intake:review", args=[intake.public_id]))
    hands = Hands(page)
    looks = accepted(hands, {"trền": "trên", "tỉnh": "tinh"})
    drafted(hands)
    report(name, hands, looks)
    assert looks <= most
    if PACE:
        assert time.monotonic() - hands.begun < 300
    plan = Plan.objects.get()
    # Put right once, the word is right in the task and in what is to be done.
    assert not plan.items.filter(title__contains="trền").exists()
    assert not plan.items.filter(obligations__what__contains="trền").exists()
