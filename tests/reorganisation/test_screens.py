"""«Đơn vị › Tổ chức lại» as the administrator uses it, and what others may see of it."""

import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from lantoa.agencies.models import Agency, HeldRole, Reorganisation
from lantoa.persistence.identifiers import new_public_id

HEAD = {
    "title": "Sắp xếp đơn vị hành chính cấp xã",
    "number": "Nghị quyết số 15/NQ-HĐND",
    "decided_on": "01/08/2026",
    "issuer": "Hội đồng nhân dân tỉnh Hồng Lam",
    "takes_effect_on": "15/08/2026",
    "corrects": "",
}


@pytest.fixture
def begun(province: Any, signed_in_as: Any) -> tuple[Any, Reorganisation]:
    """The administrator with a draft that has no step yet."""
    client = signed_in_as("quantri")
    token = new_public_id()
    sent = {**HEAD, "agency": province.ubnd.pk, "token": token}
    answer = client.post(reverse("agencies:begin_reorganisation"), sent)
    row = Reorganisation.objects.get(public_id=token)
    assert answer.url == reverse("agencies:reorganisation", args=[token])
    return client, row


def at(name: str, row: Reorganisation, *more: str) -> str:
    return reverse(f"agencies:{name}", args=[row.public_id, *more])


def add(client: Any, row: Reorganisation, step: str, **typed: Any) -> Any:
    row.refresh_from_db()
    return client.post(at("reorganisation_step", row, step), {"version": row.version, **typed})


def merging(client: Any, row: Reorganisation, **more: Any) -> Any:
    typed = {
        "before": "Xã An Phúc\nxa binh linh",
        "name": "Ủy ban nhân dân xã Phúc Lĩnh",
        "short_name": "Xã Phúc Lĩnh",
        "kind": "",
        "level": "",
        "symbol": "",
        "code": "",
        "under": "UBND tỉnh",
        "link": "under",
    }
    return add(client, row, "merge", **{**typed, **more})


def test_from_the_decision_to_the_new_commune(begun: tuple[Any, Reorganisation], province: Any) -> None:
    client, row = begun
    assert merging(client, row).status_code == 302
    page = client.get(at("reorganisation", row)).content.decode()
    assert "xã An Phúc; Ủy ban nhân dân xã Bình Lĩnh → Ủy ban nhân dân xã Phúc Lĩnh" in page
    shown = client.get(at("reorganisation_preview", row)).content.decode()
    assert "Xã An Phúc; Xã Bình Lĩnh" in shown
    assert not Agency.objects.filter(short_name="Xã Phúc Lĩnh").exists()
    row.refresh_from_db()
    client.post(at("carry_out", row), {"version": row.version, "with_roles": "on"})
    new = Agency.objects.get(short_name="Xã Phúc Lĩnh")
    assert (new.kind, new.level, new.symbol) == ("committee", "commune", "UBND")
    assert HeldRole.objects.filter(agency=new, user=province["xa_khac"], starts_on=date(2026, 8, 15)).exists()


def test_what_stands_against_it_is_said_and_nothing_is_applied(begun: tuple[Any, Reorganisation]) -> None:
    client, row = begun
    add(client, row, "rename", before="Sở Tư pháp", name="Sở Tư pháp", short_name="")
    page = client.get(at("reorganisation_preview", row)).content.decode()
    assert "Tên mới giống hệt tên đang dùng." in page
    row.refresh_from_db()
    answer = client.post(at("carry_out", row), {"version": row.version})
    assert answer.status_code == 422
    row.refresh_from_db()
    assert row.state == "draft"


def test_a_name_that_means_several_is_asked_about(begun: tuple[Any, Reorganisation]) -> None:
    client, row = begun
    answer = merging(client, row, before="Ủy ban nhân dân xã")
    assert answer.status_code == 422
    assert "Hãy gõ đủ tên của một cơ quan." in answer.content.decode()
    assert "Xã Phúc Lĩnh" in answer.content.decode()  # what was typed stays


def test_a_table_pasted_from_a_spreadsheet_makes_the_steps(begun: tuple[Any, Reorganisation]) -> None:
    client, row = begun
    pasted = "Xã An Phúc\txã Phúc Lĩnh\nXã Bình Lĩnh\txã Phúc Lĩnh"
    pasted += "\nPhường Hồng Sơn; Xã Bình Lĩnh (một phần) => phường Tân Sơn"
    client.post(at("reorganisation_table", row), {"version": row.version, "table": pasted})
    row.refresh_from_db()
    assert [(step["kind"], len(step["before"])) for step in row.steps] == [("merge", 2), ("merge", 2)]
    client.post(at("carry_out", row), {"version": row.version, "with_roles": "on"})
    new = Agency.objects.get(name="Ủy ban nhân dân phường Tân Sơn")
    shared = new.succeeds.get(predecessor__short_name="Xã Bình Lĩnh")
    assert (shared.is_heir, shared.is_whole) == (False, False)


def test_a_line_that_cannot_be_read_is_named_and_nothing_is_saved(begun: tuple[Any, Reorganisation]) -> None:
    client, row = begun
    answer = client.post(
        at("reorganisation_table", row), {"version": row.version, "table": "Xã Nào Đó => xã Phúc Lĩnh"}
    )
    assert answer.status_code == 422
    assert "Dòng 1: Không thấy cơ quan nào tên “Xã Nào Đó”" in answer.content.decode()
    row.refresh_from_db()
    assert row.steps == []


def test_a_preview_that_is_out_of_date_is_not_applied(begun: tuple[Any, Reorganisation]) -> None:
    client, row = begun
    merging(client, row)
    answer = client.post(at("carry_out", row), {"version": 1, "with_roles": "on"})
    assert answer.status_code == 422
    assert "Người khác vừa sửa" in answer.content.decode()


def test_a_step_is_edited_and_taken_out(begun: tuple[Any, Reorganisation]) -> None:
    client, row = begun
    merging(client, row)
    row.refresh_from_db()
    step = row.steps[0]["id"]
    page = client.get(at("reorganisation_step", row, step)).content.decode()
    assert "Ủy ban nhân dân xã Bình Lĩnh" in page
    row.refresh_from_db()
    sent = {"version": row.version, "before": "Xã An Phúc", "name": "Ủy ban nhân dân xã Tân Phúc", "under": "UBND tỉnh"}
    key = row.steps[0]["after"][0]
    client.post(at("reorganisation_step", row, step), {**sent, "link": "under", "kind": "", "level": ""})
    row.refresh_from_db()
    assert (len(row.steps), row.steps[0]["after"], row.steps[0]["begins"][0]["name"]) == (
        1,
        [key],
        "Ủy ban nhân dân xã Tân Phúc",
    )
    client.post(at("remove_step", row, step), {"version": row.version})
    row.refresh_from_db()
    assert row.steps == []


def test_before_its_day_it_can_be_prepared_but_not_applied(province: Any, signed_in_as: Any) -> None:
    client, token = signed_in_as("quantri"), new_public_id()
    client.post(
        reverse("agencies:begin_reorganisation"),
        {**HEAD, "takes_effect_on": "01/01/2027", "agency": province.ubnd.pk, "token": token},
    )
    row = Reorganisation.objects.get(public_id=token)
    merging(client, row)
    assert "mới thực hiện được" in client.get(at("reorganisation_preview", row)).content.decode()
    row.refresh_from_db()
    answer = client.post(at("carry_out", row), {"version": row.version})
    assert "Chưa đến ngày có hiệu lực 01/01/2027" in answer.content.decode()


@pytest.fixture
def applied(begun: tuple[Any, Reorganisation], issued_plan: Any) -> tuple[Any, Reorganisation]:
    """The merger applied, roles not given again."""
    client, row = begun
    merging(client, row)
    row.refresh_from_db()
    client.post(at("carry_out", row), {"version": row.version})
    row.refresh_from_db()
    assert row.state == "applied"
    return client, row


def test_roles_are_offered_at_the_heir_one_by_one(applied: tuple[Any, Reorganisation], province: Any) -> None:
    client, row = applied
    page = client.get(at("reorganisation_roles", row)).content.decode()
    assert "Phạm Văn Đông" in page and "Nguyễn Thị Lan" in page
    held = HeldRole.objects.get(user=province["xa_khac"])
    client.post(at("reorganisation_roles", row), {"held": [held.pk]})
    new = Agency.objects.get(short_name="Xã Phúc Lĩnh")
    assert HeldRole.objects.filter(agency=new).values_list("user__username", flat=True).get() == "xa_khac"


def test_the_record_of_hand_over_is_a_workbook_too(applied: tuple[Any, Reorganisation]) -> None:
    client, row = applied
    assert "Xã Phúc Lĩnh" in client.get(at("hand_over", row)).content.decode()
    answer = client.get(at("hand_over_xlsx", row))
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [cell for line in book.get_sheet_by_index(0).to_python() for cell in line if cell]
    assert "Ủy ban nhân dân xã An Phúc" in cells
    assert any("Nghị quyết số 15/NQ-HĐND" in str(cell) for cell in cells)


def test_an_applied_one_is_closed_to_every_change(applied: tuple[Any, Reorganisation]) -> None:
    client, row = applied
    for name in ("reorganisation_decision", "reorganisation_table", "reorganisation_preview"):
        assert client.get(at(name, row)).status_code == 404
    assert client.post(at("drop_reorganisation", row)).status_code == 404
    assert Reorganisation.objects.filter(pk=row.pk).exists()


def test_people_of_the_new_commune_read_what_they_received_and_no_stranger_does(
    applied: tuple[Any, Reorganisation], signed_in_as: Any, province: Any
) -> None:
    client, row = applied
    held = HeldRole.objects.get(user=province["xa_khac"])
    client.post(at("reorganisation_roles", row), {"held": [held.pk]})
    assert signed_in_as("xa_khac").get(at("hand_over", row)).status_code == 200
    assert signed_in_as("so").get(at("hand_over", row)).status_code == 404
    assert signed_in_as("xa_khac").get(at("reorganisation", row)).status_code == 404
