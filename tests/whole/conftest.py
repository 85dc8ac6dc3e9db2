"""One small world with an object of every kind, most of them of xa's agency, for tests that walk the whole product."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from PIL import Image

from lantoa.adapters.filestore import file_store
from lantoa.adapters.uploads import prepare_upload
from lantoa.agencies.groups import Rule
from lantoa.agencies.kinds import AgencyKind, Level, Role
from lantoa.agencies.models import (
    Agency,
    AgencyGroup,
    AgencyLink,
    HeldRole,
    ImportedTable,
    Invitation,
    Place,
    Reorganisation,
    User,
)
from lantoa.agencies.operations.applying import apply_reorganisation
from lantoa.agencies.operations.groups import GroupTerms, make_group
from lantoa.agencies.operations.importing import keep_table
from lantoa.agencies.operations.invitations import InvitedTerms, invite_person
from lantoa.agencies.operations.reorganisation import Decision as Reform
from lantoa.agencies.operations.reorganisation import begin_reorganisation, save_steps
from lantoa.agencies.reach import reach_of
from lantoa.agencies.steps import KeptStep
from lantoa.assignments.models import (
    Assignment,
    Delegation,
    Difficulty,
    DifficultyFile,
    Duty,
    Extension,
    Reminder,
)
from lantoa.assignments.operations import ask_extension, give_duty, issue_plan, raise_difficulty
from lantoa.assignments.operations.reminding import send_reminder
from lantoa.assignments.queries.reminding import Wanted, owing
from lantoa.catalogue.models import Channel, ResultKind
from lantoa.domain.due import DueRule
from lantoa.domain.lifecycle import IntakeState
from lantoa.domain.period import Calendar
from lantoa.intake.models import Intake, IntakePage
from lantoa.intake.places import keyed
from lantoa.notices.models import Notice
from lantoa.notices.operations import notify
from lantoa.notices.operations.calendar import renew_calendar
from lantoa.persistence.names import name_columns
from lantoa.plans.models import Cascade, Obligation, Plan, PlanText, SignedFile
from lantoa.plans.operations import add_text, create_draft_plan, keep_signed_file, start_amendment
from lantoa.plans.operations.derivation import derive_plan
from lantoa.register.models import RegisterEntry
from lantoa.register.operations import Columns, keep_register, take_number
from lantoa.reports.models import Regime, Report
from lantoa.reports.operations import create_regime, open_report, save_narrative, submit_report
from lantoa.results.models import Completion, Evidence, LinkFetch, Result, Statement
from lantoa.results.operations import CreditTo, declare_completion, record_result, state_standing

COMMUNES = "UBND các xã, phường"
ARTICLES = {"unit": "tin, bài", "min": 2, "every": "month", "channel": "Trang thông tin điện tử của cơ quan"}
REPORTS = {"unit": "báo cáo", "min": 1, "every": "quarter", "report": True, "to_agency": "Sở Nội vụ"}
READING: dict[str, Any] = {
    "document": {"type": "Kế hoạch", "subject": "Tuyên truyền cải cách hành chính năm 2026", "year": 2026},
    "responsibilities": [
        {
            "ref": "IV.1",
            "agencies": [COMMUNES],
            "text": "Báo cáo kết quả hằng quý về Sở Nội vụ.",
            "obligations": [{"who": [COMMUNES], "what": "báo cáo kết quả", **REPORTS}],
        }
    ],
    "tasks": [
        {
            "ref": "PL.1",
            "title": "Tin, bài trên trang thông tin điện tử",
            "products": ["Tin, bài"],
            "lead": [COMMUNES],
            "support": ["Sở Khoa học và Công nghệ"],
            "obligations": [
                {"who": [COMMUNES], "what": "tin, bài về cải cách hành chính", **ARTICLES},
                {"who": [COMMUNES], "what": "hướng dẫn người dân nộp hồ sơ", "every": "standing"},
            ],
        }
    ],
}
AT = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass
class World:
    """The province with a plan in force, a draft, what xa recorded, what xa reported, a document that tinh brought."""

    province: Any
    plan: Plan
    draft: Plan
    cascade: Cascade
    text: PlanText
    amendment: Plan
    signed: SignedFile
    duty: Duty
    standing: Assignment
    result: Result
    regime: Regime
    sent: Report
    report: Report
    intake: Intake
    photo: Evidence
    fetch: LinkFetch
    statement: Statement
    completion: Completion
    entry: RegisterEntry
    invitation: Invitation
    notice: Notice
    reminder: Reminder
    secret: str
    delegation: Delegation
    extension: Extension
    difficulty: Difficulty
    shown: DifficultyFile
    group: AgencyGroup
    place: Place
    table: ImportedTable
    prepared: Reorganisation
    applied: Reorganisation


def _plan(province: Any) -> Plan:
    who = {"issuer": province.ubnd, "drafter": province.noi_vu, "coordinator": province.noi_vu}
    return create_draft_plan(actor=province["tinh"], reading=READING, **who)


def _issued(province: Any) -> Plan:
    plan = _plan(province)
    own_site = Channel.objects.get(kind="own-site", agency=None)
    Obligation.objects.filter(item__plan=plan, channel_words__startswith="Trang").update(channel=own_site)
    signed = {"signer_capacity": "TM. ỦY BAN NHÂN DÂN", "signer_title": "CHỦ TỊCH", "signer_name": "Đặng Quốc Việt"}
    issue_plan(actor=province["tinh"], plan=plan, number="08/KH-UBND", issued_on=date(2026, 1, 8), **signed)
    plan.refresh_from_db()
    return plan


def _of_plans(province: Any, plan: Plan, draft: Plan) -> dict[str, Any]:
    """A paragraph of the draft, an amendment of the plan in force, its signed paper."""
    tinh, paper = province["tinh"], BytesIO()
    Image.new("L", (40, 60), 255).save(paper, "PDF")
    upload = prepare_upload(paper.getvalue(), "ban-ky.pdf")
    return {
        "text": add_text(actor=tinh, plan=draft, part="purpose", values={"text": "Nâng cao nhận thức."}),
        "amendment": start_amendment(actor=tinh, plan=plan),
        "signed": keep_signed_file(actor=tinh, plan=plan, upload=upload),
    }


def _of_bodies(province: Any) -> dict[str, Any]:
    """A group of Sở Nội vụ, the place of xa's commune, a table that quantri uploaded."""
    rule = Rule(kinds=(AgencyKind.COMMITTEE,), levels=(Level.COMMUNE,))
    terms = GroupTerms(name="Các xã có làng nghề", rule=rule)
    place = Place.objects.create(**name_columns("Xã An Phúc"), kind="commune", starts_on=date(2025, 7, 1))
    Agency.objects.filter(pk=province.an_phuc.pk).update(place=place)
    return {
        "group": make_group(actor=province["tinh"], token="nhom-lang-nghe-1", owner=province.noi_vu, terms=terms),
        "place": place,
        "table": keep_table(
            actor=province["quantri"],
            token="bang-co-quan-001",
            agency=province.ubnd,
            data="Tên đầy đủ;Loại;Cấp\nSở Ngoại vụ;Sở;tỉnh".encode(),
            file_name="co-quan.csv",
            starts_on=date(2026, 10, 1),
        ),
    }


def _reform(province: Any, number: str, on: date, *steps: KeptStep) -> Reorganisation:
    """A reorganisation that quantri prepared."""
    about = {"title": "Sắp xếp đơn vị", "number": number, "decided_on": on, "issuer": "HĐND tỉnh"}
    actor, reform = province["quantri"], Reform(takes_effect_on=on, **about)
    row = begin_reorganisation(actor=actor, token=f"sap-xep-{number}", agency=province.ubnd, decision=reform)
    return save_steps(actor=actor, row=row, version=row.version, steps=steps)


def _reorganised(province: Any) -> dict[str, Reorganisation]:
    """A commune that went into xa's in January, with the role of its officer; a renaming that is being prepared."""
    since, day = date(2025, 7, 1), date(2026, 1, 5)
    about = {"kind": AgencyKind.COMMITTEE, "level": Level.COMMUNE, "short_name": "Xã Phúc Tân", "starts_on": since}
    old = Agency.objects.create(**name_columns("Ủy ban nhân dân xã Phúc Tân"), **about)
    AgencyLink.objects.create(child=old, parent=province.ubnd, kind="under", starts_on=since)
    officer = User.objects.create_user("phuctan", "phuctan-matkhau", name="Đinh Thị Nga")
    HeldRole.objects.create(user=officer, agency=old, role=Role.OFFICER, starts_on=since)
    step = KeptStep(kind="absorb", before=(old.public_id,), after=(province.an_phuc.public_id,))
    applied = _reform(province, "01", day, step)
    apply_reorganisation(actor=province["quantri"], row=applied, version=applied.version, with_roles=False)
    applied.refresh_from_db()
    rename = KeptStep(kind="rename", before=(province.tu_phap.public_id,), name="Sở Tư pháp và Pháp chế")
    return {"applied": applied, "prepared": _reform(province, "02", date(2026, 10, 1), rename)}


def _result(province: Any, duty: Duty) -> Result:
    return record_result(
        actor=province["xa"],
        agency=province.an_phuc,
        token="token-cua-xa-0001",
        kind=ResultKind.objects.get(code="article"),
        title="An Phúc công khai thủ tục đất đai",
        happened_on=date(2026, 9, 16),
        quantity=1,
        links=["https://anphuc.example.vn/tin/1"],
        credit_to=[CreditTo(duty.holder_rows.get().assignment_id, duty.pk, 1)],
    )


def _regime(province: Any) -> Regime:
    return create_regime(
        actor=province["tinh"],
        name="Báo cáo kết quả tuyên truyền cải cách hành chính",
        receiver=province.noi_vu,
        period_kind="quarter",
        calendar=Calendar.PLAIN,
        due=DueRule.from_json({"day": 5, "of": "next-month"}),
        starts_on=date(2026, 1, 1),
        reporters=province.communes,
    )


def _intake(province: Any) -> Intake:
    stored = file_store().put(b"the bytes of a document", ".docx")
    intake = Intake.objects.create(
        agency=province.noi_vu,
        uploaded_by=province["tinh"],
        uploaded_at=timezone.now(),
        state=IntakeState.READ,
        reading=READING,
        corrected=keyed(READING),
        sha256=stored.sha256,
        size=stored.size,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        suffix=".docx",
        file_name="ke-hoach.docx",
    )
    picture = file_store().put(b"the picture of a page", ".webp")
    IntakePage.objects.create(
        intake=intake, number=1, width=8, height=8, sha256=picture.sha256, size=picture.size, media_type="image/webp",
        suffix=".webp", file_name="trang-1.webp",
    )  # fmt: skip
    return intake


def _photo(result: Result) -> Evidence:
    stored = file_store().put(b"the bytes of a photograph", ".jpg")
    about = {"kind": "photo", "media_type": "image/jpeg", "suffix": ".jpg", "file_name": "anh.jpg"}
    return Evidence.objects.create(result=result, sha256=stored.sha256, size=stored.size, **about)


def _fetch(province: Any) -> LinkFetch:
    url = "https://anphuc.example.vn/tin/2"
    asked = {"agency": province.an_phuc, "asked_by": province["xa"], "asked_at": timezone.now()}
    return LinkFetch.objects.create(url=url, url_key=url, **asked)


def _said(province: Any, duty: Duty, standing: Assignment) -> dict[str, Any]:
    """What xa states on the standing duty, and declares finished."""
    stated = state_standing(
        actor=province["xa"], assignment=standing, day=date(2026, 7, 1), text="Đã hướng dẫn tại bộ phận một cửa."
    )
    finished = {"agency": province.an_phuc, "finished_on": date(2026, 9, 30), "note": "Kế hoạch dừng theo chỉ đạo."}
    return {"statement": stated, "completion": declare_completion(actor=province["xa"], item=duty.item, **finished)}


def _entry(province: Any) -> RegisterEntry:
    """A number from the register that Sở Nội vụ keeps."""
    clerk = province["vanthu"]
    series = keep_register(actor=clerk, agency=province.noi_vu, kept=True).series.get(symbol="KH-SNV")
    about = {"day": date(2026, 9, 30), "columns": Columns(abstract="Kiểm tra cải cách hành chính")}
    return take_number(actor=clerk, series=series, token="so-cua-so-noi-vu-1", **about)


def _notice(province: Any) -> Notice:
    """Something that xa was told."""
    said = {"title": "Việc sắp đến hạn", "text": "Tin, bài tháng 9: còn 1.", "url": "/viec-can-lam/"}
    notify(users=[province["xa"]], kind="duties", key="viec-cua-xa", **said)
    return Notice.objects.get(user=province["xa"], key="viec-cua-xa")


def _invitation(province: Any) -> Invitation:
    """Somebody asked to come to xa's committee."""
    terms = InvitedTerms(name="Phan Thị Mới", roles=["officer"], starts_on=date(2026, 10, 1))
    about = {"actor": province["quantri"], "agency": province.an_phuc, "terms": terms}
    return invite_person(token="loi-moi-cua-an-phuc", site="http://testserver/", **about)[0]


def _reminder(province: Any, plan: Plan) -> Reminder:
    """What tinh reminded xa's commune of."""
    tinh, today = province["tinh"], date(2026, 10, 1)
    wanted = Wanted(plan=plan, agency_ids=frozenset([province.an_phuc.public_id]))
    to = owing(reach_of(tinh, today), wanted, today)
    about = {"topic": "duties", "words": "", "answer_by": None}
    return send_reminder(actor=tinh, token="don-doc-xa-an-phuc-1", plan=plan, to=to, **about)


def _inside(province: Any, duty: Duty) -> dict[str, Any]:
    """What the commune's chairman gave to xa, what xa asked for and what hinders xa."""
    chairman = User.objects.create_user("chutich", "chutich-matkhau", name="Phan Văn Hậu")
    HeldRole.objects.create(user=chairman, agency=province.an_phuc, role=Role.HEAD, starts_on=date(2025, 7, 1))
    to_xa = {"body": province.an_phuc, "person": province["xa"], "inner_on": date(2026, 10, 1)}
    next_one = Duty.objects.get(obligation=duty.obligation, agency=province.an_phuc, starts_on=date(2026, 10, 1))
    asked = {"agency": province.an_phuc, "wanted_on": date(2026, 11, 20), "reason": "Máy chủ hỏng."}
    about = {"plan": duty.plan, "item": duty.item, "duty": duty, "agency": province.an_phuc}
    raised = raise_difficulty(actor=province["xa"], token="kho-khan-cua-xa-1", text="Chưa có kinh phí.", **about)
    kept = file_store().put(b"the bytes of a difficulty", ".jpg")
    picture = {"kind": "photo", "media_type": "image/jpeg", "suffix": ".jpg", "file_name": "anh.jpg", "size": kept.size}
    return {
        "delegation": give_duty(actor=chairman, duty=duty, token="giao-cho-xa-00001", **to_xa),
        "extension": ask_extension(actor=province["xa"], duty=next_one, token="gia-han-cua-xa-01", **asked),
        "difficulty": raised,
        "shown": DifficultyFile.objects.create(difficulty=raised, sha256=kept.sha256, **picture),
    }


def _reports(province: Any, regime: Regime) -> dict[str, Report]:
    """The report that xa sent for the second quarter, and the one it is writing."""
    opened = {"actor": province["xa"], "regime": regime, "agency": province.an_phuc}
    sent = open_report(last_on=date(2026, 6, 30), at=datetime(2026, 7, 2, 9, tzinfo=AT), **opened)
    sent = save_narrative(actor=province["xa"], report=sent, version=sent.version, sections={"IV": "Không phát sinh."})
    submit_report(actor=province["xa"], report=sent, version=sent.version, at=datetime(2026, 7, 3, 9, tzinfo=AT))
    for person in province.people.values():
        person._lantoa_reach = None
    return {"sent": sent, "report": open_report(last_on=date(2026, 9, 30), **opened)}


@pytest.fixture
def world(province) -> World:
    """See World."""
    reorganised = _reorganised(province)
    plan, draft, regime = _issued(province), _plan(province), _regime(province)
    for person in province.people.values():
        person._lantoa_reach = None  # the plan gives new rights
    an_phuc = {"agency": province.an_phuc}
    duty = Duty.objects.get(item__plan=plan, item__ref="PL.1", starts_on=date(2026, 9, 1), **an_phuc)
    result = _result(province, duty)
    reports = _reports(province, regime)
    province.people["khongvai"] = User.objects.create_user("khongvai", "khongvai-matkhau", name="Lý Thị Không")
    standing = Assignment.objects.get(
        obligation__what__startswith="hướng dẫn", obligation__item__plan=plan, agency=province.an_phuc
    )
    derive_plan(actor=province["xa"], upper=plan, agency=province.an_phuc)
    return World(
        cascade=Cascade.objects.get(),
        **reorganised,
        **_of_plans(province, plan, draft),
        **_of_bodies(province),
        **_said(province, duty, standing),
        **_inside(province, duty),
        photo=_photo(result),
        entry=_entry(province),
        invitation=_invitation(province),
        notice=_notice(province),
        reminder=_reminder(province, plan),
        secret=renew_calendar(actor=province["xa"]),
        fetch=_fetch(province),
        province=province,
        plan=plan,
        draft=draft,
        duty=duty,
        standing=standing,
        result=result,
        regime=regime,
        **reports,
        intake=_intake(province),
    )
