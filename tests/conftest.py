"""A small province and the fixed cast, for every test that needs bodies and people."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from lantoa.agencies.kinds import AgencyKind, Level, Role
from lantoa.agencies.models import Agency, AgencyLink, AgencyName, HeldRole, LinkKind, User
from lantoa.assignments.operations import issue_plan
from lantoa.catalogue import seeds
from lantoa.catalogue.models import Channel
from lantoa.persistence.names import name_columns
from lantoa.plans.operations import create_draft_plan
from lantoa.vietnamese import fold


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """In CI everything is installed: what would be skipped elsewhere is a failure there."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} would be skipped in CI: {report.longrepr}"
    return report


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return found or pytest.skip("no Chromium on this machine: install Debian's package `chromium` to try the screens")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium for the whole run. Where there is none the tests that drive it are skipped and say so."""
    path = _chromium()
    # Playwright keeps an event loop in this thread; the database is used from it only between page loads.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=[*quiet, "--disable-sync"])


SINCE = date(2025, 7, 1)
TODAY = date(2026, 10, 1)


def make_agency(
    name: str,
    kind: AgencyKind,
    level: Level,
    *,
    under: Agency | None = None,
    office_of: Agency | None = None,
    short: str = "",
    symbol: str = "",
    also: tuple[str, ...] = (),
) -> Agency:
    """One body with its place in the tree and its other names."""
    agency = Agency.objects.create(
        **name_columns(name), kind=kind, level=level, short_name=short or name, symbol=symbol, starts_on=SINCE
    )
    parent = under or office_of
    if parent:
        link = LinkKind.OFFICE if office_of else LinkKind.UNDER
        AgencyLink.objects.create(child=agency, parent=parent, kind=link, starts_on=SINCE)
    for other in also:
        AgencyName.objects.create(agency=agency, name=other, folded=fold(other))
    return agency


def make_user(username: str, name: str, agency: Agency, *roles: Role, post: str = "") -> User:
    """One person with roles at one agency; the password is the user name and "-matkhau"."""
    user = User.objects.create_user(username, f"{username}-matkhau", name=name)
    for role in roles:
        HeldRole.objects.create(user=user, agency=agency, role=role, post=post, starts_on=SINCE)
    return user


@dataclass
class Province:
    """The small province: bodies by plain attribute, people by their user names."""

    ubnd: Agency
    noi_vu: Agency
    khcn: Agency
    tu_phap: Agency
    van_phong: Agency
    bao: Agency
    tuyen_giao: Agency
    mat_tran: Agency
    buu_dien: Agency
    an_phuc: Agency
    an_phuc_vhxh: Agency
    binh_linh: Agency
    hong_son: Agency
    people: dict[str, User]

    def __getitem__(self, username: str) -> User:
        return self.people[username]

    @property
    def communes(self) -> list[Agency]:
        return [self.an_phuc, self.binh_linh, self.hong_son]


def _bodies() -> dict[str, Agency]:
    province, commune = Level.PROVINCE, Level.COMMUNE
    ubnd = make_agency(
        "Ủy ban nhân dân tỉnh Hồng Lam", AgencyKind.COMMITTEE, province, short="UBND tỉnh", symbol="UBND"
    )
    department: dict[str, Any] = {"kind": AgencyKind.DEPARTMENT, "level": province, "under": ubnd}
    bodies = {
        "ubnd": ubnd,
        "noi_vu": make_agency("Sở Nội vụ", **department, symbol="SNV"),
        "khcn": make_agency("Sở Khoa học và Công nghệ", **department, symbol="SKHCN", also=("Sở KH&CN",)),
        "tu_phap": make_agency("Sở Tư pháp", **department, symbol="STP"),
        "van_phong": make_agency(
            "Văn phòng Ủy ban nhân dân tỉnh", **department, symbol="VP", also=("Cổng Thông tin điện tử tỉnh",)
        ),
        "bao": make_agency("Báo và Phát thanh, Truyền hình Hồng Lam", AgencyKind.PRESS, province, under=ubnd),
        "tuyen_giao": make_agency("Ban Tuyên giáo và Dân vận Tỉnh ủy", AgencyKind.PARTY, province),
        "mat_tran": make_agency("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", AgencyKind.FRONT, province),
        "buu_dien": make_agency("Bưu điện tỉnh", AgencyKind.POST, province),
    }
    for key, name in (("an_phuc", "xã An Phúc"), ("binh_linh", "xã Bình Lĩnh"), ("hong_son", "phường Hồng Sơn")):
        short = name[0].upper() + name[1:]
        bodies[key] = make_agency(
            f"Ủy ban nhân dân {name}", AgencyKind.COMMITTEE, commune, under=ubnd, short=short, symbol="UBND"
        )
    bodies["an_phuc_vhxh"] = make_agency(
        "Phòng Văn hóa - Xã hội xã An Phúc",
        AgencyKind.OFFICE,
        commune,
        office_of=bodies["an_phuc"],
        short="Phòng Văn hóa - Xã hội",
    )
    return bodies


def _people(bodies: dict[str, Agency]) -> dict[str, User]:
    return {
        "tinh": make_user("tinh", "Trần Thị Hòa", bodies["noi_vu"], Role.COORDINATOR, post="Chuyên viên"),
        "so": make_user("so", "Lê Văn Khánh", bodies["khcn"], Role.OFFICER),
        "xa": make_user("xa", "Nguyễn Thị Lan", bodies["an_phuc_vhxh"], Role.OFFICER),
        "xa_khac": make_user("xa_khac", "Phạm Văn Đông", bodies["binh_linh"], Role.OFFICER),
        "bientap": make_user("bientap", "Võ Thị Mai", bodies["van_phong"], Role.EDITOR),
        "lanhdao": make_user("lanhdao", "Đặng Quốc Việt", bodies["ubnd"], Role.HEAD, post="Phó Chủ tịch"),
        "vanthu": make_user("vanthu", "Hồ Thị Yến", bodies["noi_vu"], Role.CLERK),
        "giamsat": make_user("giamsat", "Bùi Văn Sơn", bodies["ubnd"], Role.OBSERVER),
        "quantri": make_user("quantri", "Cao Văn Tú", bodies["ubnd"], Role.ADMINISTRATOR),
    }


@pytest.fixture
def province(db: None) -> Province:
    """The small province on 01/10/2026."""
    seeds.plant(apps)
    bodies = _bodies()
    kind = Channel.objects.filter(kind="province-portal", agency=None)
    kind.update(agency=bodies["van_phong"], host="honglam.example.vn")
    return Province(**bodies, people=_people(bodies))


@pytest.fixture
def signed_in_as(province: Province):
    """signed_in_as("xa") gives a client signed in as that person; "khach" one that is signed out."""

    def sign_in(username: str) -> Client:
        client = Client()
        if username != "khach":
            client.force_login(province[username], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def small_reading() -> dict[str, Any]:
    """A province's plan in small: a monthly quota, a weekly one, a quarter's, a standing duty, a support, a request."""
    return json.loads((Path(__file__).parent / "data" / "small-plan.json").read_text("utf-8"))


@pytest.fixture
def draft_plan(province: Province) -> Any:
    """The small plan as a draft, made by the coordinator."""
    return create_draft_plan(
        actor=province["tinh"],
        reading=small_reading(),
        issuer=province.ubnd,
        drafter=province.noi_vu,
        coordinator=province.noi_vu,
    )


@pytest.fixture
def issued_plan(province: Province, draft_plan: Any) -> Any:
    """The small plan in force since 08/01/2026."""
    issue_plan(
        actor=province["tinh"],
        plan=draft_plan,
        number="08/KH-UBND",
        issued_on=date(2026, 1, 8),
        signer_capacity="KT. CHỦ TỊCH",
        signer_title="PHÓ CHỦ TỊCH",
        signer_name="Trịnh Hoài Sơn",
    )
    draft_plan.refresh_from_db()
    return draft_plan


@pytest.fixture
def upper_plan(province: Province) -> Any:
    """A plan in force since 08/01/2026 that asks every commune for a plan of its own, four rows and a target."""
    reading = json.loads((Path(__file__).parent / "data" / "cascade-plan.json").read_text("utf-8"))
    bodies = {"issuer": province.ubnd, "drafter": province.noi_vu, "coordinator": province.noi_vu}
    plan = create_draft_plan(actor=province["tinh"], reading=reading, **bodies)
    issue_plan(
        actor=province["tinh"],
        plan=plan,
        number="08/KH-UBND",
        issued_on=date(2026, 1, 8),
        signer_capacity="KT. CHỦ TỊCH",
        signer_title="PHÓ CHỦ TỊCH",
        signer_name="Trịnh Hoài Sơn",
    )
    plan.refresh_from_db()
    return plan


@pytest.fixture
def page_of(browser: Browser, live_server: Any, signed_in_as: Any) -> Iterator[Any]:
    """page_of("tinh", 390) is a page of that person on a screen of that width; faults of scripts fail the test."""
    faults: list[str] = []

    def page(username: str, width: int, *, scripts: bool = True) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 844}, base_url=live_server.url, java_script_enabled=scripts
        )
        session = signed_in_as(username).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        shown = context.new_page()
        shown.on("pageerror", lambda error: faults.append(str(error)))
        shown.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        return shown

    yield page
    # Answers with a form to correct (422) are noted by the browser as errors of loading; they are none. Taking a
    # picture (LANTOA_SHOTS) puts a style into the page.
    known = ("422", *(("inline style",) if os.environ.get("LANTOA_SHOTS") else ()))
    assert [fault for fault in faults if not any(words in fault for words in known)] == []
