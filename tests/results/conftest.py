"""An issued plan of the small province, and a quick way to record what was done."""

from datetime import date
from itertools import count

import pytest
from django.utils.module_loading import import_string

from lantoa.assignments.models import Assignment, Duty
from lantoa.assignments.operations import issue_plan
from lantoa.catalogue.models import Channel, ResultKind
from lantoa.plans.models import Obligation
from lantoa.plans.operations import create_draft_plan
from lantoa.results.operations import CreditTo, fetching, record_result

COMMUNES, NEWSPAPER = "UBND các xã, phường", "Báo và phát thanh, truyền hình Hồng Lam"
READING = {
    "document": {"subject": "Tuyên truyền cải cách hành chính năm 2026", "year": 2026},
    "tasks": [
        {
            "ref": "PL.1",
            "title": "Tin, bài trên trang thông tin điện tử",
            "products": ["Tin, bài"],
            "lead": [COMMUNES],
            "support": ["Sở Nội vụ"],
            "obligations": [
                {
                    "who": [COMMUNES],
                    "what": "tin, bài về cải cách hành chính",
                    "unit": "tin, bài",
                    "min": 2,
                    "every": "month",
                    "channel": "Trang thông tin điện tử của cơ quan",
                }
            ],
        },
        {
            "ref": "PL.2",
            "title": "Công khai thủ tục hành chính",
            "lead": [COMMUNES],
            "support": [],
            "obligations": [
                {
                    "who": [COMMUNES],
                    "what": "công khai thủ tục hành chính",
                    "every": "standing",
                    "channel": "Trang thông tin điện tử của cơ quan",
                },
                {"who": [COMMUNES], "what": "hướng dẫn người dân nộp hồ sơ", "every": "standing"},
            ],
        },
        {
            "ref": "PL.3",
            "title": "Chuyên mục truyền hình",
            "lead": [NEWSPAPER],
            "support": ["Xã An Phúc"],
            "obligations": [
                {"who": [NEWSPAPER], "what": "chuyên mục", "unit": "số", "min": 3, "max": 4, "every": "month"}
            ],
        },
    ],
}


@pytest.fixture
def plan(province):
    """The issued plan: 2 articles a month for every commune, two standing duties, a column of the newspaper."""
    actor = province["tinh"]
    draft = create_draft_plan(
        actor=actor, reading=READING, issuer=province.ubnd, drafter=province.noi_vu, coordinator=province.noi_vu
    )
    Obligation.objects.filter(item__plan=draft, channel_words__startswith="Trang").update(
        channel=Channel.objects.get(kind="own-site", agency=None)
    )
    issue_plan(
        actor=actor,
        plan=draft,
        number="08/KH-UBND",
        issued_on=date(2026, 1, 8),
        signer_capacity="TM. ỦY BAN NHÂN DÂN",
        signer_title="CHỦ TỊCH",
        signer_name="Đặng Quốc Việt",
    )
    draft.refresh_from_db()
    for person in province.people.values():
        person._lantoa_reach = None
    return draft


@pytest.fixture
def duty_of(plan):
    """duty_of(agency, month, "PL.1") gives a duty of 2026."""

    def find(agency, month, ref="PL.1"):
        return Duty.objects.get(item__ref=ref, agency=agency, starts_on=date(2026, month, 1))

    return find


@pytest.fixture
def standing_of(plan):
    """standing_of(agency, "công khai") gives a standing assignment by the beginning of its words."""

    def find(agency, what):
        return Assignment.objects.get(agency=agency, obligation__what__startswith=what)

    return find


@pytest.fixture
def credit_to():
    """credit_to(duty) counts for a duty of a single holder, or for an assignment without one."""

    def make(target, quantity=1):
        if isinstance(target, Assignment):
            return CreditTo(target.pk, None, quantity)
        return CreditTo(target.holder_rows.get().assignment_id, target.pk, quantity)

    return make


@pytest.fixture
def record(province, plan, credit_to):
    """record(duty, …) records an article of An Phúc by its officer, counted for the duties named."""
    numbers = count(1)

    def run(*targets, actor="xa", agency=None, quantity=1, **more):
        number = next(numbers)
        values = {
            "token": f"token-{number}",
            "kind": ResultKind.objects.get(code="article"),
            "title": f"An Phúc công khai thủ tục đất đai, kỳ {number}",
            "happened_on": date(2026, 9, 16),
            "links": [f"https://anphuc.example.vn/tin/{number}"],
        }
        return record_result(
            actor=province[actor],
            agency=agency or province.an_phuc,
            quantity=quantity,
            credit_to=[credit_to(target) for target in targets],
            **(values | more),
        )

    return run


class Waiting:
    """The tasks handed to the queue, run when a test says so."""

    def __init__(self):
        self.tasks = []

    def add(self, name, *args, **options):
        self.tasks.append((name, args))

    def run(self):
        while self.tasks:
            name, args = self.tasks.pop(0)
            import_string(name)(*args)


@pytest.fixture
def queue(monkeypatch):
    """What a worker would do, done by queue.run()."""
    waiting = Waiting()
    monkeypatch.setattr(fetching, "async_task", waiting.add)
    return waiting
