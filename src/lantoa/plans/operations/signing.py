"""What makes a document of a draft: number, day, signer and capacity (Decree 30/2020/NĐ-CP, Articles 8 and 15)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, Unpack

from lantoa.adapters import clock
from lantoa.agencies.models import Agency, User
from lantoa.domain.lifecycle import UNISSUED, PlanPaperKind
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Plan, PlanPaper
from lantoa.register.operations import claim_number
from lantoa.vietnamese import nfc

CAPACITIES = ("TM.", "KT.", "TL.", "TUQ.", "Q.")
LONGEST = 120
_NUMBER = re.compile(r"\d+[A-Za-z]?(?:/[^\s/]+)+")


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Number and symbol, the day of issue, how it is signed ("TM. ỦY BAN NHÂN DÂN"), the signer's title and name."""

    number: str
    issued_on: date
    capacity: str
    title: str
    name: str

    def columns(self) -> dict[str, Any]:
        """The columns of a plan or of a document about one."""
        return {
            "number": self.number,
            "issued_on": self.issued_on,
            "signer_capacity": self.capacity,
            "signer_title": self.title,
            "signer_name": self.name,
        }


class PaperWords(TypedDict):
    """What is typed from a signed paper: "08/KH-UBND", the day, "TM. ỦY BAN NHÂN DÂN", the title, the name."""

    number: str
    issued_on: date
    signer_capacity: str
    signer_title: str
    signer_name: str


def signature(**paper: Unpack[PaperWords]) -> Signature:
    """What was typed, tidied. Raises Refused for a number without symbol, no name, a capacity that is none, a day to
    come."""
    issued_on = paper["issued_on"]
    made = Signature(
        number=nfc(paper["number"]).strip(),
        issued_on=issued_on,
        capacity=nfc(paper["signer_capacity"]).strip()[:LONGEST],
        title=nfc(paper["signer_title"]).strip()[:LONGEST],
        name=nfc(paper["signer_name"]).strip()[:LONGEST],
    )
    if not _NUMBER.fullmatch(made.number):
        raise Refused("Hãy nhập đủ số và ký hiệu như trên văn bản, ví dụ 08/KH-UBND.", field="number")
    if issued_on > clock.today():
        day = f"{issued_on:%d/%m/%Y}"
        raise Refused(f"Ngày ban hành {day} còn ở phía trước. Hãy ban hành khi văn bản đã ký.", field="issued_on")
    if not made.name:
        raise Refused("Chưa nhập họ tên người ký.", field="signer_name")
    if not made.capacity.upper().startswith(CAPACITIES) and made.capacity.upper() != made.title.upper():
        sentence = "Thể thức đề ký bắt đầu bằng TM., KT., TL., TUQ. hoặc Q.; người đứng đầu tự ký thì ghi đúng chức vụ."
        raise Refused(sentence, field="signer_capacity")
    return made


def refuse_taken(issuer: Agency, signed: Signature, *, but: Plan | None = None) -> None:
    """Raise Refused for a number that the body gave to another document in the year of issue."""
    year = signed.issued_on.year
    same = {"number": signed.number, "issued_on__year": year}
    plans = Plan.objects.filter(issuer=issuer, **same).exclude(state__in=UNISSUED)
    other = plans.exclude(pk=but.pk if but else None).first()
    paper = PlanPaper.objects.filter(plan__issuer=issuer, **same).first() if other is None else None
    said = other.subject if other else str(paper) if paper else ""
    if said:
        sentence = f"Số {signed.number} năm {year} của {issuer.short_name} đã dùng cho “{said[:120]}”."
        raise Refused(sentence, field="number")


def write_paper(plan: Plan, kind: PlanPaperKind, signed: Signature, text: str, actor: User) -> PlanPaper:
    """Keep a document about an issued plan. Called inside an operation.

    Raises Refused for a day before the plan's own and for a number that is taken.
    """
    if plan.issued_on is not None and signed.issued_on < plan.issued_on:
        raise Refused("Ngày của văn bản đứng trước ngày ban hành kế hoạch.", field="issued_on")
    refuse_taken(plan.issuer, signed)
    paper = PlanPaper.objects.create(
        plan=plan, kind=kind, text=text, made_by=actor, made_at=clock.now(), **signed.columns()
    )
    claim_number(
        actor=actor, agency=plan.issuer, number=signed.number, day=signed.issued_on, obj=paper, signer=signed.name
    )
    return paper
