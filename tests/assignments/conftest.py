"""A draft plan of the small province, made as the product makes one."""

import copy
from contextlib import ExitStack
from datetime import date

import cv2
import numpy as np
import pytest
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole, User
from lantoa.assignments.models import Duty
from lantoa.plans.operations import create_draft_plan
from lantoa.reports.models import Regime, Report


def obligation(who, what, **more):
    return {"who": [who] if isinstance(who, str) else who, "what": what, "every": "standing", **more}


def task(ref, title, lead, obligations, support=()):
    return {"ref": ref, "title": title, "lead": lead, "support": list(support), "obligations": obligations}


COMMUNES, DEPARTMENTS = "UBND các xã, phường", "Các sở, ban, ngành"
NEWS = {"unit": "tin, bài", "min": 5, "every": "month", "channel": "Trang thông tin điện tử của cơ quan"}
COLUMN = {"unit": "số", "min": 3, "max": 4, "every": "month"}
PLANS = {"unit": "kế hoạch", "min": 1, "max": 1, "every": "once", "due": {"dates": ["2026-01-20"], "strict": True}}
REPORT = {"unit": "báo cáo", "min": 1, "every": "quarter", "report": True, "to_agency": "Sở Nội vụ"}
FILM = {"unit": "phim", "min": 1, "max": 1, "every": "once", "share": "together", "to": "2026-11-30"}

READING = {
    "document": {
        "type": "Kế hoạch",
        "subject": "Tuyên truyền cải cách hành chính năm 2026",
        "year": 2026,
        "place": "Hồng Lam",
    },
    "responsibilities": [
        {
            "ref": "IV.1",
            "agencies": ["Sở Nội vụ"],
            "text": "Hướng dẫn, đôn đốc",
            "obligations": [obligation("Sở Nội vụ", "hướng dẫn, đôn đốc thực hiện Kế hoạch")],
        },
        {
            "ref": "IV.2",
            "agencies": [COMMUNES],
            "text": "Ban hành kế hoạch, báo cáo",
            "obligations": [
                obligation(COMMUNES, "kế hoạch tuyên truyền của địa phương", **PLANS),
                obligation(COMMUNES, "báo cáo kết quả", **REPORT),
            ],
        },
        {
            "ref": "IV.3",
            "agencies": ["Ban Tuyên giáo và Dân vận Tỉnh ủy"],
            "text": "Đề nghị đưa vào hội nghị báo cáo viên",
            "obligations": [
                obligation("Ban Tuyên giáo và Dân vận Tỉnh ủy", "đưa vào hội nghị báo cáo viên", every="month", min=1)
            ],
        },
    ],
    "tasks": [
        task(
            "PL.1",
            "Tin, bài trên trang thông tin điện tử",
            [COMMUNES],
            [obligation(COMMUNES, "tin, bài về cải cách hành chính", **NEWS)],
            support=["Sở KH&CN", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"],
        ),
        task(
            "PL.2",
            "Chuyên mục truyền hình",
            ["Báo và phát thanh, truyền hình Hồng Lam"],
            [obligation("Báo và phát thanh, truyền hình Hồng Lam", "chuyên mục cải cách hành chính", **COLUMN)],
            support=["Sở Nội vụ", DEPARTMENTS],
        ),
        task(
            "PL.3",
            "Phim tài liệu",
            ["Sở Nội vụ", "Báo và phát thanh, truyền hình Hồng Lam"],
            [obligation(["Sở Nội vụ", "Báo và phát thanh, truyền hình Hồng Lam"], "phim tài liệu", **FILM)],
        ),
    ],
}


@pytest.fixture
def reading():
    """Plan JSON of a small plan; tests may change their copy."""
    return copy.deepcopy(READING)


@pytest.fixture
def draft_of(province):
    """draft_of(reading) saves a draft plan of the province committee, followed by the Department of Home Affairs."""

    def make(reading):
        return create_draft_plan(
            actor=province["tinh"],
            reading=reading,
            issuer=province.ubnd,
            drafter=province.noi_vu,
            coordinator=province.noi_vu,
        )

    return make


@pytest.fixture
def draft(draft_of, reading):
    return draft_of(reading)


@pytest.fixture
def duty_of(issued_plan):
    """duty_of(agency, 10, "PL.1") gives a duty of 2026 by the month its period begins."""

    def find(agency, month, ref="PL.1"):
        return Duty.objects.get(plan=issued_plan, item__ref=ref, agency=agency, starts_on=date(2026, month, 1))

    return find


@pytest.fixture
def chairman(province):
    """The head of the commune An Phúc, who gives work inside it."""
    user = User.objects.create_user("chutich", "chutich-matkhau", name="Phan Văn Hậu")
    HeldRole.objects.create(user=user, agency=province.an_phuc, role=Role.HEAD, starts_on=date(2025, 7, 1))
    return user


@pytest.fixture
def client_of():
    """client_of(user) gives a client signed in as any person."""

    def sign_in(user):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def on_day(province):
    """on_day(date) sets the day for what follows, and forgets the rights people had on another."""
    stack = ExitStack()

    def set_day(day):
        stack.enter_context(override_settings(LANTOA_TODAY=day.isoformat()))

    with stack:
        yield set_day


@pytest.fixture
def photograph():
    """The bytes of a small photograph."""
    done, data = cv2.imencode(".jpg", np.full((60, 80, 3), 128, np.uint8))
    assert done
    return data.tobytes()


@pytest.fixture
def report_of(province):
    """report_of(agency) gives that body's report of the fourth quarter, not yet sent."""

    def make(agency):
        common = {"starts_on": date(2026, 1, 1), "receiver": province.noi_vu, "due": {"day": 20}}
        regime = Regime.objects.create(name="Báo cáo kết quả tuyên truyền", period_kind="quarter", **common)
        window = {"starts_on": date(2026, 10, 1), "last_on": date(2026, 12, 31), "due_on": date(2026, 12, 20)}
        made = {"created_by": province["xa"], "created_at": timezone.now()}
        return Report.objects.create(regime=regime, agency=agency, **window, **made)

    return make
