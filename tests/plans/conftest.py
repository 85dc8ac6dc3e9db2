"""The gold readings of real plans, kept beside the project."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "plans"


@pytest.fixture
def gold():
    """gold(1) gives the Plan JSON of the first real plan."""

    def read(number: int) -> dict[str, Any]:
        path = SHARED / f"p{number}.gold.json"
        if not path.exists():
            if os.environ.get("CI"):
                pytest.fail(f"{path} is missing")
            pytest.skip("the real plans (../shared/plans) are not beside the project")
        return json.loads(path.read_text(encoding="utf-8"))

    return read


def obligation(**more: Any) -> dict[str, Any]:
    """An OBLIGATION of Plan JSON with everything said, changed by keywords."""
    data = {
        "who": ["Sở Nội vụ"], "what": "tin, bài về CCHC", "unit": "tin, bài", "min": 3, "max": 4, "every": "month",
        "total": None, "share": "each", "request": False, "inferred": [], "from": "2026-01-01", "to": "2026-12-31",
        "due": {"day": 25}, "channel": "Cổng thông tin điện tử tỉnh", "report": False, "to_agency": None,
    }  # fmt: skip
    return data | more


@pytest.fixture
def small_plan() -> dict[str, Any]:
    """A plan that uses every list and key of Plan JSON."""
    return {
        "document": {
            "type": "Kế hoạch", "number": "08/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Hồng Lam",
            "place": "Hồng Lam", "issued_on": "2026-01-05", "subject": "Tuyên truyền cải cách hành chính năm 2026",
            "year": 2026,
            "signer": {"capacity": "KT. CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": "Đặng Quốc Việt"},
            "references": [{"type": "Nghị quyết", "number": "76/NQ-CP", "date": "2021-07-15"}],
            "recipients": ["Văn phòng Chính phủ", "Các sở, ban, ngành"],
        },
        "bases": ["Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;"],
        "body": [
            {"ref": "I.1", "part": "purpose", "heading": "Mục đích", "text": "Nâng cao nhận thức."},
            {"ref": "", "part": "closing", "heading": None, "text": "Yêu cầu các cơ quan nghiêm túc thực hiện./."},
        ],
        "targets": [
            {"ref": "I.3.1", "text": "100% điểm bưu điện có tờ gấp.", "percent": 100,
             "measures": [{"percent": 100, "of": "điểm Bưu điện - văn hóa xã"}], "obligations": []},
        ],
        "themes": [{"ref": "II.1.a", "text": "Chương trình tổng thể cải cách hành chính."}],
        "forms": [{"ref": "II.2.a", "text": "Tổ chức Ngày Pháp luật hằng tháng.", "obligations": [
            obligation(what="Ngày Pháp luật", unit="lần", min=1, max=1, due=None, channel=None,
                       inferred=["min", "max"])]}],
        "responsibilities": [
            {"ref": "IV.1", "agencies": ["Sở Nội vụ"], "text": "Đăng tin, bài về cải cách hành chính hằng tháng.",
             "obligations": [obligation(what="tin, bài về cải cách hành chính hằng tháng", min=None, max=None,
                                        every="standing", unit=None, due=None, channel=None)]},
            {"ref": "IV.2", "agencies": ["Ban Tuyên giáo và Dân vận Tỉnh ủy"],
             "text": "Đề nghị Ban Tuyên giáo và Dân vận Tỉnh ủy định hướng tuyên truyền.",
             "obligations": [obligation(who=["Ban Tuyên giáo và Dân vận Tỉnh ủy"], what="định hướng tuyên truyền",
                                        request=True, every="standing", min=None, max=None, unit=None, due=None,
                                        channel=None)]},
        ],
        "tasks": [
            {"ref": "PL.1", "title": "Đăng tin, bài về cải cách hành chính trên Cổng", "products": ["Tin, bài"],
             "lead": ["Sở Nội vụ"], "support": ["Các sở, ban, ngành"], "timing": "3-4 tin, bài/tháng, trước ngày 25",
             "obligations": [obligation(what="tin, bài về cải cách hành chính"),
                             obligation(what="số phát sóng", unit="số", min=4, max=4, total=48, share="together",
                                        due=None, channel=None)],
             "funding": "Ngân sách tỉnh", "amount_vnd": 120000000, "note": "Theo quý"},
        ],
        "warnings": [],
    }  # fmt: skip


@pytest.fixture
def draft(province, small_plan):
    """The small plan as a draft of the province, made by the coordinator at Sở Nội vụ."""
    from lantoa.plans.operations import create_draft_plan  # noqa: PLC0415  needs the app registry

    return create_draft_plan(
        actor=province["tinh"],
        reading=small_plan,
        issuer=province.ubnd,
        drafter=province.noi_vu,
        coordinator=province.noi_vu,
    )
