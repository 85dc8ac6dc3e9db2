"""A charge → what each clause of it makes its bodies owe."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lantoa.domain.every import Every
from lantoa.domain.timing import Timing, parse_timing
from lantoa.reading.interpretation.agencies import (
    is_beyond_order,
    split_agencies,
    starts_agency,
)
from lantoa.reading.interpretation.channels import channel_in
from lantoa.reading.interpretation.charges import Charge
from lantoa.reading.interpretation.clauses import Clause, clauses_of
from lantoa.reading.interpretation.naming import Names
from lantoa.reading.interpretation.obligations import (
    Draft,
    Obligation,
    Thing,
    countable,
    obligation,
    share_of,
    standing,
)
from lantoa.reading.interpretation.phrases import timed
from lantoa.reading.interpretation.words import DUTY, LEADING, first_verb, is_money_matter, lower_first
from lantoa.vietnamese import fold

_REPORT = re.compile(r"(?<![\wÀ-ỹ])(?:báo cáo(?!\s+viên)|báo về|thông tin, báo cáo)(?![\wÀ-ỹ])", re.IGNORECASE)
_PURPOSE = re.compile(
    r",?\s+(?:để|nhằm|góp phần|phục vụ (?:công tác|nhân dân|việc)|theo quy định|theo dõi, chỉ đạo)(?![\wÀ-ỹ]).*"
)
_COORDINATION = re.compile(
    r"^(?:(?:tiếp tục|chủ động|chủ trì)[,\s]+)*(?:và\s+)?phối hợp(?:\s+chặt chẽ)?(?:\s+với|\s+cùng)?\s+"
)
_LEAD_IN = re.compile(
    rf"^(?:(?:{'|'.join(sorted((w for w in LEADING if w not in ('phối hợp',)), key=len, reverse=True))}|và|việc|"
    rf"trong việc|nội dung)[,\s]+)+",
    re.IGNORECASE,
)
_GROUNDS = re.compile(
    r"^(?:(?:căn cứ|trên cơ sở|theo chức năng|theo nhiệm vụ|trong phạm vi|tùy theo|kết hợp với|"
    r"với chức năng)\s.*?(?:,\s+|\s+để\s+|(?<=[Kk]ế hoạch)\s+(?=tổ chức|triển khai|thực hiện|xây dựng))"
    r"(?=(?:chủ động|tích cực|xây dựng|tổ chức|chỉ đạo|tham mưu|chủ trì|phối hợp|triển khai|tuyên truyền|"
    r"lồng ghép|đưa|hướng dẫn|kết hợp|có trách nhiệm|thực hiện|phổ biến|đăng|cung cấp)\s))+",
    re.IGNORECASE,
)
_PLAN_MAKING = re.compile(r"(?:xây dựng|ban hành|lập)\b.{0,40}\bkế hoạch\b(?!\s+này)", re.IGNORECASE)
_PERIOD_WORDS = {
    Every.DAY: "ngày", Every.WEEK: "tuần", Every.MONTH: "tháng", Every.QUARTER: "quý",
    Every.HALF_YEAR: "6 tháng", Every.YEAR: "năm",
}  # fmt: skip


def obligations_of(charge: Charge, names: Names, year: int) -> Iterator[Obligation]:
    """What a charge makes its bodies owe: one obligation a clause, or one a period of a reporting series."""
    if fold(charge.text).startswith("kinh phi"):
        return  # housekeeping of the budget
    made: list[Obligation] = []
    clauses = list(clauses_of(charge.deeds))
    # What keeps the budget in order is a duty only of the body that has no other here.
    for clause in [c for c in clauses if not is_money_matter(c.text)] or clauses:
        each = re.match(r"(?i)(?:mỗi|từng)\s", clause.doer) and charge.agencies
        who = split_agencies(clause.doer, names) if clause.doer and not each else charge.agencies
        for item in _of_clause(clause, who or charge.agencies, charge, names, year, made):
            if each and len(item["who"]) > 1:
                item["share"] = "each"
            made.append(item)
    yield from made


def _of_clause(
    clause: Clause, who: list[str], charge: Charge, names: Names, year: int, before: list[Obligation]
) -> list[Obligation]:
    text, bracketed = _without_brackets(clause.text)
    for inner in bracketed:
        _date_what_came_before(inner, before, year)
    words = timed(text)
    timings = list(parse_timing(words.phrase, year).timings) if words.phrase else []
    beyond = not names.issuer_asks_none and bool(who) and all(is_beyond_order(name) for name in who)
    asked = charge.request or beyond
    draft = Draft(who=who, what="", request=asked, share=share_of(who))
    counted = [t for t in timings if t.every.is_counted and _says_something(t)]
    report = _REPORT.search(_PURPOSE.sub("", words.rest))
    if report and counted:
        return _reports(draft, words.rest, counted, names, year)
    if counted and not words.kinds <= {"standing"}:
        return [_dated(draft, words.rest, t, year) for t in counted]
    return _standing(draft, words.rest, year)


def _says_something(timing: Timing) -> bool:
    return (
        timing.every is not Every.ONCE
        or timing.min is not None
        or timing.max is not None
        or timing.due is not None
        or bool(timing.start and timing.last)
    )


def _without_brackets(text: str) -> tuple[str, list[str]]:
    inner = re.findall(r"\(([^()]*)\)", text)
    dated = [words for words in inner if re.search(r"\d", words)]
    for words in dated:
        text = text.replace(f"({words})", "")
    return text.strip(), dated


def _date_what_came_before(words: str, before: list[Obligation], year: int) -> None:
    """«(Kế hoạch của các xã gửi về UBND huyện trước 20/01)» dates the plan just charged."""
    phrase = timed(words)
    dated = [t for t in parse_timing(phrase.phrase, year).timings if t.due] if phrase.phrase else []
    if not dated or not dated[0].due:
        return
    for made in reversed(before):
        open_date = made["every"] == Every.ONCE.value and made["due"] is None
        if open_date and (not made["unit"] or fold(made["unit"]) in fold(words)):
            made["due"] = dated[0].due.to_json()
            _, sent, receiver = phrase.rest.partition(" gửi ")
            made["what"] = f"{made['what']}{sent}{receiver}".strip()
            return


def _reports(draft: Draft, text: str, timings: list[Timing], names: Names, year: int) -> list[Obligation]:
    clean = _PURPOSE.sub("", text)
    draft.report, draft.to_agency = True, _receiver(clean, names)
    draft.thing = Thing("báo cáo", single=True)
    gathered = "tổng hợp " if re.search(r"tổng hợp", clean, re.IGNORECASE) else ""
    about = _subject_of_report(clean)
    made = []
    for timing in timings:
        period = _PERIOD_WORDS.get(timing.every) or _months_covered(timing)
        what = re.sub(r"\s+", " ", f"báo cáo {gathered}{period} về {about or 'kết quả thực hiện Kế hoạch'}")
        made.append(obligation(replace(draft, what=what), timing, year))
    return made


def _months_covered(timing: Timing) -> str:
    """«9 tháng» is no rhythm: one report of the months that its window covers."""
    whole = timing.start and timing.last and timing.due is None and (timing.start.month, timing.start.day) == (1, 1)
    return f"{timing.last.month} tháng" if whole and timing.last and timing.last.month < 12 else ""


def _subject_of_report(text: str) -> str:
    match = re.search(
        r"(?:về\s+)?((?:tình hình|kết quả|công tác|việc)(?![\wÀ-ỹ]).*?)(?=\s+(?:về|gửi|cho|qua)\s+(?:UBND|Ủy ban|"
        r"Sở|Phòng|Văn phòng|Bộ|Ban)|[,;.(]|$)",
        text,
    )
    about = match.group(1).strip() if match else ""
    return "kết quả thực hiện" if about == "kết quả" else about


def _receiver(text: str, names: Names) -> str | None:
    """The body a report goes to: behind «về», «gửi», «cho», else right behind «báo cáo»."""
    for pattern in (
        r"(?:báo về|về|gửi về|gửi|cho|trình)\s+(?:cho\s+|về\s+)?",
        r"báo cáo\s+(?:kết quả\s+)?(?:cho\s+|về\s+|với\s+)?",
    ):
        for match in reversed(list(re.finditer(rf"(?<![\wÀ-ỹ]){pattern}", text, re.IGNORECASE))):
            after = text[match.end() :]
            if starts_agency(after):
                verb = first_verb(after)
                found = split_agencies(
                    re.split(r"\(|[.;]|\s(?:kết quả|tình hình|về|và các|qua)\s?", after[:verb] if verb else after)[0],
                    names,
                )
                if found:
                    return ", ".join(found)
    return None


def _dated(draft: Draft, text: str, timing: Timing, year: int) -> Obligation:
    what, channel = _what(text)
    thing = Thing("kế hoạch", single=True) if _PLAN_MAKING.search(text) else countable(text)
    return obligation(replace(draft, what=what, channel=channel, thing=thing), timing, year)


def _standing(draft: Draft, text: str, year: int) -> list[Obligation]:
    made = []
    what, channel = _what(text)
    if _PLAN_MAKING.search(text):
        plan = re.search(r"[Kk]ế hoạch.*?(?=\s+và\s+(?:tổ chức|triển khai|thực hiện)|,|;|$)", text)
        timing = Timing(every=Every.ONCE)
        planned = replace(draft, what=plan.group() if plan else "kế hoạch", thing=Thing("kế hoạch", single=True))
        made.append(obligation(planned, timing, year))
        what = re.sub(
            r"^(?:xây dựng|ban hành|lập)\s+(?:và\s+)?(?:[Kk]ế hoạch.*?\s+và\s+(?=tổ chức|triển khai|thực hiện))?",
            "",
            what,
        )
        if not DUTY.match(what) or _PLAN_MAKING.search(what):
            return made
    if len(what.split()) >= 3:
        made.append(standing(replace(draft, what=what, channel=channel), year))
    return made


def _what(text: str) -> tuple[str, str | None]:
    """(what is to be done, channel): the clause without its opening formulas, partners and purpose."""
    text = _without_partner(_GROUNDS.sub("", text))
    bare = _PURPOSE.sub("", text)
    channel, rest = channel_in(bare if len(bare.split()) > 3 else text)
    purpose = re.search(r"\s+để\s+(?P<for>.*)", text)
    if purpose and len(bare.split()) > 3 and starts_agency(purpose["for"]):
        # «cung cấp thông tin để Sở A chỉ đạo tuyên truyền trên …»: for Sở A, and there it will appear.
        verb = first_verb(purpose["for"])
        rest = f"{rest} cho {purpose['for'][:verb].strip()}" if verb else rest
        channel = channel or channel_in(purpose["for"])[0]
    rest = _LEAD_IN.sub("", rest).strip(" ,;:.")
    if len(rest.split()) < 2:
        rest = _LEAD_IN.sub("", text).strip(" ,;:.") or text  # «phát trên loa»: without its place nothing is left
    return lower_first(rest.removesuffix(" này")), channel


def _without_partner(text: str) -> str:
    """«Chủ trì, phối hợp với Sở A, Sở B hướng dẫn …» → «hướng dẫn …»: partners are no part of what is owed."""
    for _ in range(2):
        text = _LEAD_IN.sub("", text).strip()
        match = _COORDINATION.match(text)
        if not match:
            return text
        verb = _duty_behind_names(text, match.end())
        if verb is None:
            return text
        text = text[verb:]
    return text


def _duty_behind_names(text: str, start: int) -> int | None:
    for match in DUTY.finditer(text, start):
        if match.group()[:1].islower() and not re.search(
            r"(?:^|\s)(?:và|ban|hội đồng|phòng|sở)\s*$", text[: match.start()], re.IGNORECASE
        ):
            return match.start()
        if match.group()[:1].islower() and re.search(
            r"(?:thị xã|tỉnh|huyện|xã|thị trấn|liên quan)\s+và\s*$", text[: match.start()]
        ):
            return match.start()
    return None
