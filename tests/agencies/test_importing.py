"""Bodies out of a table: every row's fault in a sentence before anything is saved; all or nothing; never twice."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from lantoa.agencies import tree
from lantoa.agencies.access import Forbidden
from lantoa.agencies.importing import writing
from lantoa.agencies.importing.preview import Action
from lantoa.agencies.kinds import AgencyKind
from lantoa.agencies.models import Agency, AgencyLink, AgencyName, ImportedTable, Place
from lantoa.agencies.operations.importing import import_table, keep_table, preview_of
from lantoa.audit.models import Entry
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.names import name_columns
from lantoa.persistence.refusal import Refused
from lantoa.web.tables import write_workbook

TODAY = date(2026, 10, 1)
HEAD = "Mã định danh;Tên đầy đủ;Tên gọn;Loại;Cấp;Cơ quan cấp trên;Quan hệ;Mã đơn vị hành chính;Tên khác;Từ ngày"


@pytest.fixture
def kept(province):
    """kept("H27.30;Sở Ngoại vụ;…") keeps a table with these rows, to stand under the province's committee."""

    def keep(*rows: str, username: str = "quantri", under: Agency | None = None) -> ImportedTable:
        return keep_table(
            actor=province[username],
            token=new_public_id(),
            agency=under or province.ubnd,
            data="\n".join([HEAD, *rows]).encode(),
            file_name="co-quan.csv",
            starts_on=TODAY,
        )

    return keep


@pytest.fixture
def faults(kept):
    """faults("…") gives {row: its faults} of a table with these rows."""

    def found(*rows: str) -> dict[int, str]:
        return {line.row.number: " ".join(line.faults) for line in preview_of(kept(*rows)).faulty}

    return found


SIX = (
    "H27.30;Sở Ngoại vụ;;Sở;tỉnh;;;;;1/9/2026",
    "H27.30.01;Văn phòng Sở Ngoại vụ;Văn phòng;Phòng;cấp tỉnh;H27.30;phòng của;;VP Sở;",
    ";Phòng Lãnh sự;;phòng;tỉnh;Sở Ngoại vụ;phòng của;;;",
    "H27.61;Ủy ban nhân dân xã Đức Thọ;Xã Đức Thọ;Ủy ban nhân dân;cấp xã;;;18229;Xã Đức Thọ mới;",
    ";Trạm Y tế xã Đức Thọ;;Đơn vị sự nghiệp công lập;xã;Ủy ban nhân dân xã Đức Thọ;;;;",
    "H27.05;Sở Nội vụ;;;;;;;SNV;",
)


def test_bodies_come_in_with_parents_of_the_table_and_of_the_system(province, kept):
    Place.objects.create(**name_columns("Xã Đức Thọ"), kind="commune", code="18229", starts_on=date(2025, 7, 1))
    done = import_table(actor=province["quantri"], table=kept(*SIX))
    assert (done.added, done.changed, done.same) == (5, 1, 0)
    foreign = Agency.objects.get(code="H27.30")
    assert (foreign.kind, foreign.short_name, foreign.starts_on) == (
        AgencyKind.DEPARTMENT,
        "Sở Ngoại vụ",
        date(2026, 9, 1),
    )
    assert [row.name for row in tree.children_of(foreign, TODAY)] == ["Phòng Lãnh sự", "Văn phòng Sở Ngoại vụ"]
    assert set(AgencyLink.objects.filter(parent=foreign).values_list("kind", flat=True)) == {"office"}
    commune = Agency.objects.get(code="H27.61")
    assert commune.place.code == "18229"
    assert commune in tree.children_of(province.ubnd, TODAY)
    assert tree.children_of(commune, TODAY)[0].name == "Trạm Y tế xã Đức Thọ"
    province.noi_vu.refresh_from_db()
    assert province.noi_vu.code == "H27.05"
    assert AgencyName.objects.filter(agency=province.noi_vu, name="SNV").exists()
    entry = Entry.objects.get(operation="import_table")
    assert entry.changes["added"] == [0, 5]
    assert Entry.objects.get(operation="edit_agency").changes["mã định danh"] == ["", "H27.05"]


def test_the_same_table_again_changes_nothing(province, kept):
    rows = [row.replace("18229", "") for row in SIX]
    import_table(actor=province["quantri"], table=kept(*rows))
    before = (Agency.objects.count(), AgencyLink.objects.count(), AgencyName.objects.count())
    found = preview_of(kept(*rows))
    assert [line.action for line in found.lines] == [Action.SAME] * 6
    done = import_table(actor=province["quantri"], table=kept(*rows))
    assert (done.added, done.changed, done.same) == (0, 0, 6)
    assert (Agency.objects.count(), AgencyLink.objects.count(), AgencyName.objects.count()) == before


def test_a_second_table_changes_by_code_and_keeps_the_former_name(province, kept):
    import_table(actor=province["quantri"], table=kept(SIX[0]))
    table = kept("H27.30;Sở Ngoại vụ và Hợp tác;Sở NVHT;;;;;;;")
    line = preview_of(table).lines[0]
    assert line.changes == {
        "tên": ("Sở Ngoại vụ", "Sở Ngoại vụ và Hợp tác"),
        "tên gọn": ("Sở Ngoại vụ", "Sở NVHT"),
    }
    import_table(actor=province["quantri"], table=table)
    row = Agency.objects.get(code="H27.30")
    assert (row.name, row.short_name, row.kind) == ("Sở Ngoại vụ và Hợp tác", "Sở NVHT", AgencyKind.DEPARTMENT)
    assert row.names.get().name == "Sở Ngoại vụ"


def test_another_parent_is_a_move_from_its_day_on(province, kept):
    table = kept(";Phòng Văn hóa - Xã hội xã An Phúc;;;;Xã Bình Lĩnh;;;;1/11/2026")
    found = preview_of(table).lines[0]
    assert found.action == Action.NEW  # the name alone, under another body, is another body
    Agency.objects.filter(pk=province.an_phuc_vhxh.pk).update(code="H27.40.01")
    table = kept("H27.40.01;Phòng Văn hóa - Xã hội xã An Phúc;;;;Xã Bình Lĩnh;;;;1/11/2026")
    import_table(actor=province["quantri"], table=table)
    assert province.an_phuc_vhxh in tree.children_of(province.an_phuc, date(2026, 10, 31))
    assert province.an_phuc_vhxh in tree.children_of(province.binh_linh, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (";;;Sở;tỉnh;;;;;", "Chưa có tên cơ quan"),
        (";Sở Mới;;Xở;tỉnh;;;;;", "Loại “Xở” không có"),
        (";Sở Mới;;Ủy ban nhân dâm;tỉnh;;;;;", "có phải “Ủy ban nhân dân”?"),
        (";Sở Mới;;Sở;cấp trên;;;;;", "Cấp “cấp trên” không có"),
        (";Sở Mới;;;;;;;;", "Cơ quan mới cần có loại và cấp"),
        ("27-30;Sở Mới;;Sở;tỉnh;;;;;", "dạng H27.12.05"),
        (";Sở Mới;;Sở;tỉnh;Sở Không Có;;;;", "Không thấy cơ quan cấp trên “Sở Không Có”"),
        (";Sở Mới;;Sở;tỉnh;;bên cạnh;;;", "Quan hệ “bên cạnh” không có"),
        (";Sở Mới;;Sở;tỉnh;;;99999;;", "Chưa có địa bàn nào mã “99999”"),
        (";Sở Mới;;Sở;tỉnh;;;;;31/2/2026", "không có ngày 31"),
        (";Sở Mới;;Sở;tỉnh;;;;;1/1/2024", "còn trước khi có"),
        (f";{'S' * 301};;Sở;tỉnh;;;;;", "dài quá 300 ký tự"),
    ],
)
def test_a_row_that_cannot_be_is_named_with_what_is_wrong(faults, row, says):
    found = faults(";Sở Tốt;;Sở;tỉnh;;;;;", row)
    assert list(found) == [3]
    assert says in found[3]


def test_a_code_or_a_name_that_stands_twice_names_the_other_row(faults):
    found = faults(
        "H27.30;Sở A;;Sở;tỉnh;;;;;", "H27.30;Sở B;;Sở;tỉnh;;;;;", ";Sở C;;Sở;tỉnh;;;;;", ";SỞ C;;Sở;tỉnh;;;;;"
    )
    assert found == {
        3: "Mã định danh H27.30 đã có ở dòng 2.",
        5: "Dòng 4 đã có cơ quan tên này dưới cùng cơ quan cấp trên.",
    }


def test_a_circle_in_the_table_or_with_what_is_there_is_refused(province, faults):
    found = faults(";Sở A;;Sở;tỉnh;Sở B;;;;", ";Sở B;;Sở;tỉnh;Sở A;;;;", ";Phòng C;;Phòng;tỉnh;Sở A;;;;")
    assert set(found) == {2, 3}
    assert "nằm dưới chính nó" in found[2]
    Agency.objects.filter(pk=province.an_phuc.pk).update(code="H27.40")
    found = faults("H27.40;Ủy ban nhân dân xã An Phúc;;;;Phòng Văn hóa - Xã hội xã An Phúc;;;;")
    assert "nằm dưới chính nó" in found[2]


def test_a_name_that_several_bear_asks_for_the_code(province, faults, make_body):
    for body in (province.noi_vu, province.khcn):
        make_body("Văn phòng", AgencyKind.OFFICE, "province", under=body)
    assert "Có nhiều cơ quan tên “Văn phòng”" in faults(";Tổ Lưu trữ;;Phòng;tỉnh;Văn phòng;;;;")[2]


def test_a_code_in_use_beyond_the_administrators_reach_is_refused(province, faults):
    Agency.objects.filter(pk=province.buu_dien.pk).update(code="H27.90")
    assert "đang dùng cho Bưu điện tỉnh, ngoài phạm vi" in faults("H27.90;Sở Mới;;Sở;tỉnh;;;;;")[2]


def test_one_faulty_row_holds_back_the_whole_table(province, kept):
    before = Agency.objects.count()
    table = kept(";Sở Tốt;;Sở;tỉnh;;;;;", ";Sở Xấu;;Xở;tỉnh;;;;;")
    with pytest.raises(Refused, match="Còn 1 dòng chưa đúng, chưa nhập dòng nào"):
        import_table(actor=province["quantri"], table=table)
    assert Agency.objects.count() == before
    assert not Entry.objects.filter(operation="import_table").exists()


def test_nothing_is_half_saved_when_the_last_step_fails(province, kept, monkeypatch):
    before = (Agency.objects.count(), AgencyLink.objects.count())

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("lantoa.agencies.operations.importing._add_names", fail)
    with pytest.raises(RuntimeError):
        import_table(actor=province["quantri"], table=kept(*[row.replace("18229", "") for row in SIX]))
    assert (Agency.objects.count(), AgencyLink.objects.count()) == before


def test_a_table_is_imported_once(province, kept):
    table = kept(SIX[0])
    import_table(actor=province["quantri"], table=table)
    with pytest.raises(Refused, match="đã nhập rồi"):
        import_table(actor=province["quantri"], table=table)


def test_only_an_administrator_keeps_and_imports_a_table(province, kept):
    table = kept(SIX[0])
    for username in ("tinh", "xa", "lanhdao", "giamsat"):
        with pytest.raises(Forbidden):
            kept(SIX[0], username=username)
        with pytest.raises(Forbidden):
            import_table(actor=province[username], table=table)
    with pytest.raises(Refused, match="Không thấy dòng tiêu đề"):
        keep_table(
            actor=province["quantri"],
            token=new_public_id(),
            agency=province.ubnd,
            data=b"a;b\n1;2",
            file_name="x.csv",
            starts_on=TODAY,
        )


def test_what_is_downloaded_comes_back_as_the_same(province, kept):
    import_table(actor=province["quantri"], table=kept(*[row.replace("18229", "") for row in SIX]))
    file = io.BytesIO()
    rows = writing.rows(province.ubnd, TODAY)
    write_workbook(file, "Cơ quan", writing.columns(), rows, heading="Cơ quan", notes=writing.NOTES)
    table = keep_table(
        actor=province["quantri"],
        token=new_public_id(),
        agency=province.ubnd,
        data=file.getvalue(),
        file_name="co-quan.xlsx",
        starts_on=TODAY,
    )
    found = preview_of(table)
    assert found.faulty == []
    assert {line.action for line in found.lines} == {Action.SAME}
    assert len(found.lines) == len(tree.below([province.ubnd.pk], TODAY))


def test_the_screens_from_the_upload_to_the_import(signed_in_as, province):
    client = signed_in_as("quantri")
    address = f"/don-vi/{province.ubnd.public_id}/nhap/"
    empty = b"".join(client.get(f"{address}mau.xlsx").streaming_content)
    there = b"".join(client.get(f"{address}mau.xlsx?co-san=1").streaming_content)
    assert len(there) > len(empty)
    file = io.BytesIO("\n".join([HEAD, SIX[0], ";Sở Xấu;;Xở;tỉnh;;;;;"]).encode())
    file.name = "co-quan.csv"
    sent = {"file": file, "starts_on": "1/10/2026", "token": new_public_id()}
    answer = client.post(address, sent)
    page = client.get(answer.url).content.decode()
    assert "Loại “Xở” không có" in page
    assert "dòng 3</span>" in page
    assert "Nhập cả bảng" not in page
    good = io.BytesIO("\n".join([HEAD, SIX[0]]).encode())
    good.name = "co-quan.csv"
    answer = client.post(address, sent | {"file": good, "token": new_public_id()})
    assert "Nhập cả bảng" in client.get(answer.url).content.decode()
    answer = client.post(f"{answer.url}nhap/")
    assert answer.url == f"/don-vi/{province.ubnd.public_id}/"
    assert "thêm 1, sửa 0" in client.get(answer.url).content.decode()


def test_a_picture_is_answered_on_the_form(signed_in_as, province):
    file = io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"x" * 40)
    file.name = "anh.png"
    sent = {"file": file, "starts_on": "1/10/2026", "token": new_public_id()}
    answer = signed_in_as("quantri").post(f"/don-vi/{province.ubnd.public_id}/nhap/", sent)
    assert answer.status_code == 422
    assert "Đây là một ảnh, không phải bảng" in answer.content.decode()


def test_a_stranger_sees_no_table_of_another_body(signed_in_as, province, kept):
    table = kept(SIX[0])
    for username in ("tinh", "xa", "lanhdao", "giamsat"):
        client = signed_in_as(username)
        assert client.get(f"/nhap-don-vi/{table.public_id}/").status_code == 404
        assert client.post(f"/nhap-don-vi/{table.public_id}/nhap/").status_code == 404


def test_the_command_previews_and_imports(province, tmp_path, capsys):
    path = tmp_path / "co-quan.csv"
    path.write_text("\n".join([HEAD, SIX[0]]), encoding="utf-8")
    words = [str(path), "--duoi", "ủy ban nhân dân tỉnh hồng lam", "--boi", "quantri"]
    call_command("nhap_don_vi", *words)
    assert "thêm mới 1, sửa 0, giữ nguyên 0, chưa đúng 0." in capsys.readouterr().out
    assert not Agency.objects.filter(code="H27.30").exists()
    assert not ImportedTable.objects.exists()
    call_command("nhap_don_vi", *words, "--nhap")
    assert Agency.objects.filter(code="H27.30").exists()
    with pytest.raises(CommandError, match="Không mở được tệp"):
        call_command("nhap_don_vi", str(tmp_path / "khong-co.csv"), *words[1:])


def test_the_queries_of_a_preview_do_not_grow_with_the_rows(province, kept, django_assert_max_num_queries):
    few, many = kept(SIX[0]), kept(*[f";Sở {n};;Sở;tỉnh;;;;;" for n in range(60)])
    for table in (few, many):
        with django_assert_max_num_queries(10):
            preview_of(table)
