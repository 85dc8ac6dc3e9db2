"""The whole plan as a file: what it says, who may take it, what it costs."""

import io
import time
from urllib.parse import unquote

import docx
import pdfplumber
import pytest
from django.urls import reverse

from lantoa.plans.models import Item, PlanText
from lantoa.plans.operations import create_draft_plan

FORMS = ("docx", "pdf")


def at(form, plan):
    return reverse(f"plans:{form}", args=[plan.public_id])


def words_of(form, data):
    """Everything a file says, in one line."""
    if form == "pdf":
        with pdfplumber.open(io.BytesIO(data)) as pages:
            return " ".join("\n".join(page.extract_text() for page in pages.pages).split())
    document = docx.Document(io.BytesIO(data))
    parts = [paragraph.text for paragraph in document.paragraphs]
    parts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join(parts).split())


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_comes_out_whole(issued_plan, signed_in_as, form):
    answer = signed_in_as("tinh").get(at(form, issued_plan))
    assert f"Kế hoạch 08-KH-UBND {issued_plan.subject[:20]}" in unquote(answer["Content-Disposition"])
    text = words_of(form, answer.content)
    assert "Số: 08/KH-UBND" in text and "ngày 08 tháng 01 năm 2026" in text
    assert "Trịnh Hoài Sơn" in text and "Lưu: VT, SNV" in text
    said = set(text.split())  # a PDF gives the lines of neighbouring cells mixed
    for item in Item.objects.filter(plan=issued_plan, kind="task"):
        assert set(item.title.split()) <= said, item.ref


@pytest.mark.parametrize("form", FORMS)
def test_a_draft_leaves_number_and_day_to_the_pen(draft_plan, signed_in_as, form):
    draft_plan.number = draft_plan.issued_on = None
    draft_plan.save(update_fields=["number", "issued_on"])
    answer = signed_in_as("tinh").get(at(form, draft_plan))
    assert "(dự thảo)" in unquote(answer["Content-Disposition"])
    assert "/KH-UBND" in words_of(form, answer.content)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("who", "of_draft", "of_issued"),
    [("tinh", 200, 200), ("vanthu", 200, 200), ("xa", 404, 200), ("bientap", 404, 404), ("quantri", 404, 404)],
)
def test_who_may_read_a_plan_may_take_it(draft_plan, province, signed_in_as, form, who, of_draft, of_issued, request):
    assert signed_in_as(who).get(at(form, draft_plan)).status_code == of_draft
    issued = request.getfixturevalue("issued_plan")
    province[who]._lantoa_reach = None
    assert signed_in_as(who).get(at(form, issued)).status_code == of_issued


@pytest.mark.parametrize("form", FORMS)
def test_who_is_signed_out_is_asked_to_sign_in(draft_plan, signed_in_as, form):
    assert signed_in_as("khach").get(at(form, draft_plan)).status_code == 302


@pytest.mark.parametrize("form", FORMS)
def test_a_text_no_document_holds_is_said_in_a_sentence(draft_plan, signed_in_as, form):
    PlanText.objects.create(plan=draft_plan, part="money", ref="III", heading="KINH PHÍ", text="\x01", position=900)
    answer = signed_in_as("tinh").get(at(form, draft_plan), follow=True)
    assert answer.redirect_chain == [(reverse("plans:draft", args=[draft_plan.public_id]), 302)]
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


@pytest.mark.parametrize("form", FORMS)
def test_the_queries_do_not_grow_with_the_plan(draft_plan, signed_in_as, form, django_assert_max_num_queries):
    client = signed_in_as("tinh")
    for place in range(30):
        title = f"Nhiệm vụ thêm {place}"
        Item.objects.create(
            plan=draft_plan, kind="task", ref=f"PL.{place + 50}", title=title, folded="x", position=place + 500
        )
    with django_assert_max_num_queries(14):
        client.get(at(form, draft_plan))


@pytest.mark.shared
@pytest.mark.parametrize("number", [1, 2, 5])
def test_the_real_plans_come_out_in_both_forms(gold, province, signed_in_as, number):
    bodies = {"issuer": province.ubnd, "drafter": province.noi_vu, "coordinator": province.noi_vu}
    plan = create_draft_plan(actor=province["tinh"], reading=gold(number), **bodies)
    for form in FORMS:
        begun = time.perf_counter()
        answer = signed_in_as("tinh").get(at(form, plan))
        assert answer.status_code == 200 and len(answer.content) > 10_000
        assert time.perf_counter() - begun < 20


@pytest.mark.parametrize("name", ["plans:draft", "desk:plan"])
def test_both_forms_are_offered_where_a_plan_is_read(issued_plan, signed_in_as, name):
    page = signed_in_as("xa").get(reverse(name, args=[issued_plan.public_id])).content.decode()
    assert at("docx", issued_plan) in page and at("pdf", issued_plan) in page
