"""A draft plan of the small province, made as the product makes one."""

import copy

import pytest

from lantoa.plans.operations import create_draft_plan


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
