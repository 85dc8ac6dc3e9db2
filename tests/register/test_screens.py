"""The screens of the register: who opens them, what they show, what they cost, the workbook."""

import io
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import etree

from lantoa.persistence.identifiers import new_public_id
from lantoa.register.models import Register, RegisterEntry
from lantoa.register.operations import cancel_entry

PAGES = ("list", "xlsx", "take", "settings")


def at(name, agency):
    return reverse(f"register:{name}", args=[agency.public_id])


@pytest.fixture
def vtubnd(clerk, signed_in_as):
    return signed_in_as("vtubnd")


def test_a_body_without_a_register_says_where_numbers_come_from(province, clerk, vtubnd):
    page = vtubnd.get(at("list", province.ubnd)).content.decode()
    assert "không dùng sổ văn bản đi ở đây" in page and "Dùng sổ văn bản đi</button>" in page
    assert vtubnd.get(at("take", province.ubnd)).status_code == 404
    vtubnd.post(at("settings", province.ubnd), {"lam": "giu"})
    assert Register.objects.get().agency == province.ubnd
    assert vtubnd.get(at("list", province.ubnd)).status_code == 200


@pytest.mark.parametrize("who", ["tinh", "vanthu", "so", "xa", "bientap", "lanhdao", "giamsat", "quantri"])
def test_the_register_does_not_exist_for_strangers(province, take, signed_in_as, who):
    entry = take()
    client = signed_in_as(who)
    for name in PAGES:
        assert client.get(at(name, province.ubnd)).status_code == 404, name
    for name in ("entry", "cancel"):
        address = reverse(f"register:{name}", args=[entry.public_id])
        assert client.post(address, {"reason": "x", "version": "1"}).status_code == 404
    assert RegisterEntry.objects.get().cancelled_at is None


def test_who_is_signed_out_is_asked_to_sign_in(province, take, signed_in_as):
    for name in PAGES:
        assert signed_in_as("khach").get(at(name, province.ubnd)).status_code == 302


def typed(vtubnd, province, **changes):
    form = vtubnd.get(at("take", province.ubnd)).context["form"]
    values = {"token": form["token"].value(), "day": "30/9/2026", "abstract": "Tổ chức hội thi", "kept_by": "VT"}
    return values | changes


def test_the_clerk_takes_a_number_for_a_document(province, register, series, vtubnd):
    sent = typed(vtubnd, province, series=series("KH-UBND").public_id, signer="Lê Văn An", copies="1.200")
    answer = vtubnd.post(at("take", province.ubnd), sent)
    entry = RegisterEntry.objects.get()
    assert answer.url == reverse("register:entry", args=[entry.public_id])
    assert (entry.written, entry.day, entry.copies) == ("01/KH-UBND", date(2026, 9, 30), 1200)
    assert vtubnd.post(at("take", province.ubnd), sent).url == answer.url
    assert RegisterEntry.objects.count() == 1


def test_what_was_typed_stays_when_it_is_refused(province, register, series, vtubnd):
    sent = typed(vtubnd, province, series=series("UBND").public_id)
    answer = vtubnd.post(at("take", province.ubnd), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Tổ chức hội thi" in page and "đơn vị soạn thảo" in page


def test_a_series_of_another_body_is_not_taken(province, register, series, vtubnd, signed_in_as):
    other = Register.objects.create(agency=province.noi_vu)
    foreign = other.series.create(document_type="Kế hoạch", symbol="KH-SNV", first_year=2026)
    answer = vtubnd.post(at("take", province.ubnd), typed(vtubnd, province, series=foreign.public_id))
    assert answer.status_code == 422 and not RegisterEntry.objects.exists()


def test_the_clerk_corrects_and_cancels(province, take, vtubnd):
    entry = take()
    here = reverse("register:entry", args=[entry.public_id])
    assert vtubnd.post(here, {"version": 1, "abstract": "Sửa lại", "note": "gấp"}).status_code == 302
    stale = vtubnd.post(here, {"version": 1, "abstract": "Sửa nữa"})
    assert stale.status_code == 422 and "Sửa nữa" in stale.content.decode()
    cancelling = reverse("register:cancel", args=[entry.public_id])
    assert vtubnd.post(cancelling, {"version": 2, "reason": ""}).status_code == 422
    assert vtubnd.post(cancelling, {"version": 2, "reason": "Không ban hành"}).status_code == 302
    page = vtubnd.get(at("list", province.ubnd)).content.decode()
    assert "đã hủy" in page and "Không ban hành" in page and "Sửa lại" in page
    assert "Hủy số này" not in vtubnd.get(here).content.decode()


def test_series_are_added_closed_and_opened(province, register, series, vtubnd):
    address = at("settings", province.ubnd)
    added = {"lam": "them", "document_type": "Thông báo", "symbol": "TB-UBND", "first_number": "31"}
    assert vtubnd.post(address, added).status_code == 302
    assert vtubnd.post(address, added).status_code == 422
    assert vtubnd.post(address, {"lam": "dong", "loat": series("TB-UBND").public_id}).status_code == 302
    assert not series("TB-UBND").is_open
    assert vtubnd.post(address, {"lam": "mo", "loat": series("TB-UBND").public_id}).status_code == 302
    assert series("TB-UBND").is_open
    assert vtubnd.post(address, {"lam": "gi-day"}).status_code == 422
    assert "31/TB-UBND" in vtubnd.get(at("take", province.ubnd)).content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "hoi thi"}, ["02/KH-UBND"]),
        ({"q": "Hội Thi"}, ["02/KH-UBND"]),
        ({"q": "le van an"}, ["01/KH-UBND"]),
        ({"q": "1/bc-ubnd"}, ["01/BC-UBND"]),
        ({"q": "2"}, ["02/KH-UBND"]),
        ({"loat": "BC-UBND"}, ["01/BC-UBND"]),
        ({"nam": "2025"}, []),
        ({"q": "không có"}, []),
    ],
)
def test_the_list_is_searched(province, take, series, vtubnd, asked, found):
    take(signer="Lê Văn An")
    take(abstract="Tổ chức Hội thi trực tuyến")
    take("BC-UBND")
    asked = {name: series(value).public_id if name == "loat" else value for name, value in asked.items()}
    page = vtubnd.get(at("list", province.ubnd), asked).context["page"]
    assert [row.written for row in page] == found


def many(register, series, clerk, count, since=1000):
    RegisterEntry.objects.bulk_create(
        RegisterEntry(
            public_id=new_public_id(),
            register=register,
            series=series("KH-UBND"),
            year=2026,
            number=since + place,
            symbol="KH-UBND",
            day=date(2026, 1, 1 + place % 28),
            document_type="Kế hoạch",
            abstract=f"Văn bản {place}",
            folded=f"van ban {place}",
            taken_by=clerk,
            taken_at="2026-01-05T08:00:00+07:00",
        )
        for place in range(count)
    )


def queries_of(client, address):
    with CaptureQueriesContext(connection) as seen:
        b"".join(client.get(address))
    return len(seen)


@pytest.mark.parametrize("name", ["list", "xlsx", "take"])
def test_a_page_costs_as_many_queries_with_150_rows_as_with_one(province, register, series, clerk, vtubnd, name):
    many(register, series, clerk, 1, since=1)
    before = queries_of(vtubnd, at(name, province.ubnd))
    many(register, series, clerk, 149)
    assert queries_of(vtubnd, at(name, province.ubnd)) <= min(before + 1, 14)  # one page more leads to the next


def test_every_row_is_on_one_page_and_on_one_only(province, register, series, clerk, vtubnd):
    many(register, series, clerk, 120)
    address, seen = at("list", province.ubnd), []
    cursor = None
    while True:
        page = vtubnd.get(address, {"trang": cursor} if cursor else {}).context["page"]
        seen += [row.number for row in page]
        cursor = page.next_cursor
        if not cursor:
            break
    assert sorted(seen) == list(range(1000, 1120))


def test_the_workbook_has_the_ten_columns_in_order_of_days(province, take, clerk, vtubnd):
    take(day=date(2026, 9, 30), abstract="=1+1", signer="Lê Văn An", recipients="Các sở; các xã")
    second = take()
    cancel_entry(actor=clerk, entry=second, version=1, reason="nhầm")
    answer = vtubnd.get(at("xlsx", province.ubnd))
    sheet = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    answer.close()
    rows = etree.fromstring(sheet.read("xl/worksheets/sheet1.xml")).iter("{*}row")
    cells = [["".join(cell.itertext()) for cell in row] for row in rows]
    header = next(place for place, row in enumerate(cells) if row and row[0] == "Số, ký hiệu văn bản")
    assert len(cells[header]) == 10
    first, cancelled = cells[header + 1], cells[header + 2]
    assert first[0] == "01/KH-UBND" and first[2] == "Kế hoạch: =1+1" and first[3:5] == ["Lê Văn An", "Các sở; các xã"]
    assert cancelled[0] == "02/KH-UBND" and cancelled[9] == "Đã hủy: nhầm"
