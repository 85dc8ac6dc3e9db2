"""«Kết quả theo năm»: years compared across a merger and a split, and said how."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.agencies.models import Agency, User
from lantoa.catalogue.models import ResultKind
from lantoa.persistence.identifiers import new_public_id
from lantoa.results.by_year import compare, compare_together, years_to
from lantoa.results.models import Result

TODAY = date(2026, 10, 1)
YEARS = years_to(TODAY)


def did(agency: Agency, day: date, quantity: int, **more: Any) -> Result:
    person = User.objects.get(username="tinh")
    return Result.objects.create(
        token=new_public_id(),
        kind=ResultKind.objects.get(code="article"),
        title="Tin",
        folded="tin",
        happened_on=day,
        quantity=quantity,
        agency=agency,
        recorded_by=person,
        recorded_at="2026-09-01T00:00:00+07:00",
        **more,
    )


def quantities(line: Any) -> list[int]:
    return [amount.quantity for amount in line.amounts]


def test_a_merged_commune_is_compared_with_those_it_came_from(province: Any, merged: Callable[..., Any]) -> None:
    did(province.an_phuc, date(2025, 5, 1), 4)
    did(province.binh_linh, date(2025, 6, 1), 3)
    did(province.an_phuc, date(2026, 2, 1), 2)
    did(province.an_phuc, date(2025, 6, 1), 9, withdrawn_at="2026-01-01T00:00:00+07:00", withdrawn_reason="nhầm")
    _, new = merged()
    did(new, date(2026, 9, 1), 5)
    [line] = compare([new], {}, YEARS, TODAY)
    assert (YEARS, quantities(line)) == ((2024, 2025, 2026), [0, 7, 7])
    assert line.notes == ("gồm cả số liệu trước sắp xếp của Xã An Phúc, Xã Bình Lĩnh",)


def test_a_commune_cut_in_two_is_added_to_neither_and_to_the_province(
    province: Any, issued_plan: Any, reorganising: Any
) -> None:
    from lantoa.agencies.steps import Begun, KeptStep  # noqa: PLC0415

    did(province.an_phuc, date(2025, 5, 1), 4)
    did(province.binh_linh, date(2025, 5, 1), 3)

    def new(name: str) -> Begun:
        under = province.ubnd.public_id
        return Begun(key=new_public_id(), name=name, short_name=name, kind="committee", level="commune", under=under)

    one, two = new("Xã Đông"), new("Xã Tây")
    cut = province.binh_linh.public_id
    reorganising.apply(
        KeptStep(kind="merge", before=(province.an_phuc.public_id, cut), after=(one.key,), begins=(one,)),
        KeptStep(
            kind="merge",
            before=(province.hong_son.public_id, cut),
            after=(two.key,),
            begins=(two,),
            elsewhere=(cut,),
        ),
    )
    east, west = Agency.objects.get(public_id=one.key), Agency.objects.get(public_id=two.key)
    found = compare([east, west], {}, YEARS, TODAY)
    assert [quantities(line)[1] for line in found] == [4, 0]
    assert "Xã Bình Lĩnh chia cho 2 nơi (Xã Tây, Xã Đông) nên không cộng ở đây" in found[0].notes[1] or (
        "Xã Bình Lĩnh chia cho 2 nơi (Xã Đông, Xã Tây) nên không cộng ở đây" in found[0].notes
    )
    total = compare_together("Tỉnh", [province.ubnd.pk, east.pk, west.pk], YEARS, TODAY)
    assert quantities(total)[1] == 7
    assert total.notes == ("gồm mọi đơn vị trước và sau sắp xếp",)


def test_the_sum_of_a_province_is_the_same_before_and_after(
    province: Any, merged: Callable[..., Any], signed_in_as: Any
) -> None:
    for place, agency in enumerate([*province.communes, province.khcn]):
        did(agency, date(2025, 5, 1), 3 + place)

    def total() -> list[int]:
        context = signed_in_as("lanhdao").get(reverse("results:by_year")).context
        return quantities(context["total"])

    before = total()
    merged()
    assert (total(), before) == ([0, 18, 0], [0, 18, 0])


def test_an_officer_compares_its_own_commune_alone(
    province: Any, merged: Callable[..., Any], signed_in_as: Any
) -> None:
    did(province.an_phuc, date(2025, 5, 1), 4)
    did(province.hong_son, date(2025, 5, 1), 8)
    merged()
    page = signed_in_as("xa_khac").get(reverse("results:by_year"))
    assert [line.name for line in page.context["lines"]] == ["Xã Phúc Lĩnh"]
    assert quantities(page.context["total"]) == [0, 4, 0]
    assert "Phường Hồng Sơn" not in page.content.decode()


def test_the_page_costs_as_many_queries_with_many_bodies_as_with_few(
    province: Any, merged: Callable[..., Any], signed_in_as: Any
) -> None:
    def queries(username: str) -> int:
        client = signed_in_as(username)
        client.get(reverse("results:by_year"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("results:by_year"))
            return len(asked)

    merged()
    assert queries("lanhdao") <= queries("xa_khac") + 4


def test_the_workbook_says_how_it_was_mapped(province: Any, merged: Callable[..., Any], signed_in_as: Any) -> None:
    merged()
    answer = signed_in_as("lanhdao").get(reverse("results:by_year_xlsx"))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)[:2] == b"PK"
