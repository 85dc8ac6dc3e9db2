"""Invented life inside the bodies: work given to an office and a person, extensions asked for, difficulties raised."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.test.utils import override_settings

from lantoa.agencies.models import Agency, User
from lantoa.assignments.duties import COUNTED, MET
from lantoa.assignments.models import Difficulty, Duty, DutyHolder
from lantoa.assignments.operations import (
    answer_difficulty,
    ask_extension,
    decide_difficulty,
    give_assignment,
    give_duty,
    grant_extension,
    pass_back_work,
    pass_up_difficulty,
    propose_solution,
    raise_difficulty,
    refuse_extension,
)
from lantoa.demo.world import World
from lantoa.persistence.identifiers import new_public_id
from lantoa.plans.models import Plan

WARD, WARD_OFFICE = "Ủy ban nhân dân phường Lam Giang", "Phòng Văn hóa - Xã hội phường Lam Giang"
COMMUNE, DEPARTMENT = "Ủy ban nhân dân xã An Bàng", "Sở Khoa học và Công nghệ"


@dataclass(frozen=True)
class Stage:
    """The world, its plan and the day: what every scene below needs."""

    world: World
    plan: Plan
    today: date

    def body(self, name: str) -> Agency:
        """A body by its name."""
        return self.world.agencies[name]

    def person(self, username: str) -> User:
        """A person by the name to sign in with, as read anew: rights are kept on the person for one day only."""
        return User.objects.get(pk=self.world.people[username].pk)

    def open_duties(self, body: str) -> list[Duty]:
        """What a body still owes, begun, the date nearest to today first."""
        held = DutyHolder.objects.filter(agency=self.body(body)).values("duty_id")
        rows = Duty.objects.filter(COUNTED, ~MET, plan=self.plan, pk__in=held, starts_on__lte=self.today)
        return sorted(rows, key=lambda duty: (abs((duty.due_on - self.today).days), duty.pk))

    def asking_day(self, duty: Duty) -> date:
        """Two days before a duty's date, or today where that lies ahead."""
        return min(duty.due_on - timedelta(days=2), self.today)

    def on(self, day: date, act: Callable[..., Any], username: str, **words: Any) -> Any:
        """Let a person do something on a day."""
        with override_settings(LANTOA_TODAY=day.isoformat()):
            return act(actor=self.person(username), **words)


def live(world: World, plan: Plan, today: date) -> None:
    """Give work inside a ward, ask for extensions, raise difficulties: some of each in every state."""
    stage = Stage(world, plan, today)
    _extensions(stage)
    _delegations(stage)
    _difficulties(stage)


def _extensions(stage: Stage) -> None:
    """One granted, one refused, one that waits for the coordinator's answer."""
    for duty in stage.open_duties(WARD)[:1]:
        reason = "Máy chủ của đài truyền thanh phường phải thay, đến giữa tháng mới phát lại được."
        asked = stage.asking_day(duty)
        words = {"duty": duty, "agency": stage.body(WARD), "token": new_public_id(), "reason": reason}
        made = stage.on(asked, ask_extension, "xa", **words, wanted_on=duty.due_on + timedelta(days=20))
        day, note = duty.due_on + timedelta(days=14), "Đồng ý, nhưng cần xong sớm hơn để kịp báo cáo quý."
        stage.on(asked, grant_extension, "tinh", extension=made, granted_to=day, note=note)
    for duty in [duty for duty in stage.open_duties(COMMUNE) if duty.due_on < stage.today][:1]:
        reason = "Cán bộ phụ trách đi học, chưa có người thay."
        asked = _ask(stage, "xa_khac", COMMUNE, duty, stage.today + timedelta(days=30), reason)
        note = "Việc làm hằng tháng, đề nghị phân công người khác làm thay."
        stage.on(duty.due_on, refuse_extension, "tinh", extension=asked, note=note)
    for duty in [duty for duty in stage.open_duties(DEPARTMENT) if duty.due_on >= stage.today][:1]:
        reason = "Chờ kết quả thẩm định nội dung của Sở Tư pháp, dự kiến cuối tháng mới có."
        words = {"duty": duty, "agency": stage.body(DEPARTMENT), "token": new_public_id(), "reason": reason}
        stage.on(stage.today, ask_extension, "so", **words, wanted_on=duty.due_on + timedelta(days=15))


def _ask(stage: Stage, username: str, body: str, duty: Duty, wanted_on: date, reason: str) -> Any:
    words = {"duty": duty, "agency": stage.body(body), "token": new_public_id(), "reason": reason}
    return stage.on(stage.asking_day(duty), ask_extension, username, **words, wanted_on=wanted_on)


def _delegations(stage: Stage) -> None:
    """The ward's chairman gives work: to the office, to its officer, with an assignment, one that came back."""
    duties, ward, office = stage.open_duties(WARD), stage.body(WARD), stage.body(WARD_OFFICE)
    officer = stage.person("xa")
    notes = ("Lấy ảnh ở buổi họp tổ dân phố.", "", "Gửi tôi xem trước khi đăng.")
    chosen = [duty for duty in duties if duty.due_on >= stage.today][:3]
    for number, (duty, note) in enumerate(zip(chosen, notes, strict=False)):
        given = stage.today - timedelta(days=4)
        inner = max(given, duty.due_on - timedelta(days=5 - number))
        to = {"office": office} if number != 1 else {"person": officer}
        words = {"duty": duty, "body": ward, "token": new_public_id(), "inner_on": inner, "note": note, **to}
        made = stage.on(given, give_duty, "chutich", **words)
        if number == 2:
            reason = "Việc này cần số liệu của bộ phận một cửa, phòng chưa có."
            stage.on(stage.today, pass_back_work, "xa", delegation=made, reason=reason)
    taken = {duty.item_id for duty in chosen}
    rest = [duty for duty in duties if duty.item_id not in taken][:1]
    for holder in DutyHolder.objects.filter(duty__in=rest, agency=ward).select_related("assignment"):
        words = {"assignment": holder.assignment, "token": new_public_id(), "days_before": 5, "office": office}
        stage.on(stage.today - timedelta(days=20), give_assignment, "chutich", **words)


def _difficulties(stage: Stage) -> None:
    """Five, in five states: raised, passed up, proposed, decided, answered for all."""
    days = [stage.today - timedelta(days=back) for back in (3, 9, 12, 20, 40)]
    _raise(stage, days[0], "xa_khac", COMMUNE, 0)
    above = _raise(stage, days[1], "so", DEPARTMENT, 1)
    words = {"to": stage.plan.coordinator, "text": "Ngoài thẩm quyền của Sở, đề nghị đầu mối xem xét."}
    _step(stage, days[1], pass_up_difficulty, "so", above, **words)
    waiting = _raise(stage, days[2], "xa", WARD, 2)
    _step(stage, days[2], pass_up_difficulty, "xa", waiting, to=stage.body(WARD))
    text = "Đề nghị bố trí 15 triệu đồng từ kinh phí chi thường xuyên của phường."
    _step(stage, days[1], propose_solution, "xa", waiting, text=text)
    for number, answered in ((3, False), (4, True)):
        _to_the_top(stage, days[number], number, answered=answered)


def _to_the_top(stage: Stage, day: date, number: int, *, answered: bool) -> None:
    """From the ward's office through the coordinator to the province's committee, decided there."""
    row = _raise(stage, day, "xa", WARD, number)
    later = [day + timedelta(days=more) for more in (1, 3, 6, 7)]
    coordinator, issuer = stage.plan.coordinator, stage.plan.issuer
    _step(stage, later[0], pass_up_difficulty, "xa", row, to=coordinator)
    _step(stage, later[1], propose_solution, "tinh", row, text=_SOLUTIONS[number][0])
    _step(stage, later[1], pass_up_difficulty, "tinh", row, to=issuer, text="Trình Ủy ban nhân dân tỉnh quyết định.")
    _step(stage, later[2], decide_difficulty, "lanhdao", row, text=_SOLUTIONS[number][1])
    if answered:
        _step(stage, later[3], answer_difficulty, "lanhdao", row, text=_SOLUTIONS[number][2], shared=True)


_TEXTS = (
    ("Hai thôn vùng xa chưa có cụm loa, tin phát thanh không đến được khoảng 300 hộ.", "Xin hỗ trợ hai cụm loa."),
    ("Chưa có hướng dẫn thống nhất cách tính một bài đăng lại trên nhiều trang.", "Đề nghị hướng dẫn cách tính."),
    ("Kinh phí in tờ gấp quý này chưa được giao, nhà in yêu cầu đặt cọc.", "Bố trí kinh phí trong tháng."),
    ("Trang thông tin điện tử của phường đang chuyển máy chủ, không đăng được bài.", "Cho đăng tạm ở Cổng tỉnh."),
    ("Người dân hỏi về sáp nhập khu phố nhiều nhưng chưa có tài liệu hỏi đáp chính thức.", "Xin bộ hỏi đáp mẫu."),
)
_SOLUTIONS = {
    3: ("Cho đăng tạm trên Cổng Thông tin điện tử tỉnh.", "Đồng ý cho đăng tạm đến hết tháng.", ""),
    4: (
        "Sở Nội vụ soạn bộ hỏi đáp dùng chung cho các xã, phường.",
        "Giao Sở Nội vụ ban hành bộ hỏi đáp trước ngày 20 hằng tháng.",
        "Bộ hỏi đáp đã gửi qua trục liên thông văn bản; các xã, phường dùng chung, bổ sung câu hỏi của địa phương.",
    ),
}


def _raise(stage: Stage, day: date, username: str, body: str, number: int) -> Difficulty:
    text, wish = _TEXTS[number]
    duty = stage.open_duties(body)[number % 2]
    words = {"plan": stage.plan, "item": duty.item, "duty": duty, "agency": stage.body(body), "token": new_public_id()}
    made: Difficulty = stage.on(day, raise_difficulty, username, **words, text=text, wish=wish)
    return made


def _step(stage: Stage, day: date, act: Callable[..., Any], username: str, row: Difficulty, **words: Any) -> None:
    row.refresh_from_db()
    stage.on(day, act, username, difficulty=row, version=row.version, **({"text": ""} | words))
