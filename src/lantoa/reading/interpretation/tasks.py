"""A row of the appendix → a task of Plan JSON with its obligations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lantoa.domain.every import Every
from lantoa.domain.timing import Timing, parse_timing
from lantoa.reading.interpretation.agencies import agency_lines, is_beyond_order, is_request, split_agencies
from lantoa.reading.interpretation.amounts import is_amount, with_amount
from lantoa.reading.interpretation.cells import (
    amount_in,
    is_boilerplate,
    one_line,
    period_window,
    products_of,
    speaks_of_money,
    turns_in,
    without_end,
)
from lantoa.reading.interpretation.channels import channel_in, is_channel_name
from lantoa.reading.interpretation.deeds import said_plainly, says_nothing
from lantoa.reading.interpretation.naming import Names
from lantoa.reading.interpretation.obligations import (
    Draft,
    Obligation,
    countable,
    obligation,
    share_of,
    standing,
    window_of_year,
)
from lantoa.reading.interpretation.phrases import timed
from lantoa.reading.interpretation.words import DUTY, STARTS_DUTY, lower_first
from lantoa.reading.structure.labels import split_label
from lantoa.reading.structure.rows import RawTask
from lantoa.vietnamese import fold

_TWO_DEEDS = re.compile(r"\s+và\s+(?=(?:mở|tổ chức|xây dựng|phát hành|biên soạn|duy trì|ban hành)\s)")
_ENDS = re.compile(r"hoan thanh|\bmoc\b|\bhan\b|thoi han|ket thuc")
_DAY = re.compile(r"(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?")
_STARTS = re.compile(r"^(?:tổ chức|xây dựng|sản xuất|in|phát hành|lắp đặt|mở|thực hiện|biên soạn)\s+", re.IGNORECASE)
_HOW = re.compile(r"\s+(?:thông qua|bằng)\s+(?:các |hình thức |việc ).*$", re.DOTALL)
_QUOTA = re.compile(
    r"(?i)^(?:định kỳ\s+)?(?:hằng|hàng|mỗi|ít nhất|tối thiểu|tối đa|"
    r"phấn đấu)?.{0,40}?\d{1,3}(?:\s*[-–]\s*\d{1,3})?\s+\w+"
)


@dataclass
class TaskReader:
    """Reads rows of one plan. `headers` gives a column's header by role, for units of money."""

    names: Names
    year: int
    headers: dict[str, str]
    warnings: list[str]

    def read(self, raw: RawTask) -> dict[str, Any]:
        """One task. Doubts go to `warnings`, each with the task's ref."""
        title = _title(raw.text("title"))
        products = products_of(raw.text("products")) or self._pieces(raw)
        funding, note = self._money_and_note(raw)
        lead_text, timing_text = raw.text("lead"), raw.text("timing")
        task: dict[str, Any] = {
            "ref": raw.ref, "title": title, "products": products_of(raw.text("products")), "lead": self._leads(raw),
            "support": split_agencies(raw.text("support"), self.names), "timing": self._timing_words(raw),
            "obligations": [], "funding": funding,
            "amount_vnd": self._amount(raw, funding), "note": note,
        }  # fmt: skip
        if raw.turns:
            task["obligations"] = self._turn_rows(raw, title)
        elif not raw.group:
            turns = turns_in(lead_text, self.year)
            deed = task | {"title": raw.text("deed") or title, "products": products}
            task["obligations"] = self._rotation(raw, title, turns) if turns else self._plain(raw, deed)
            if not task["lead"]:
                self.warnings.append(f"{raw.ref}: chưa thấy cơ quan chủ trì.")
        self._check_timing(raw.ref, timing_text)
        return task

    @property
    def _verb(self) -> str:
        """What a column headed «Nội dung tuyên truyền» says is to be done with the things it lists."""
        return "tuyên truyền" if "tuyen truyen" in fold(self.headers.get("title", "")) else "thực hiện"

    def _check_timing(self, ref: str, text: str) -> None:
        if text and not parse_timing(one_line(text) or "", self.year).timings:
            self.warnings.append(f"{ref}: chưa hiểu thời gian “{one_line(text)}”; cần người xem lại.")

    def _leads(self, raw: RawTask) -> list[str]:
        turns = turns_in(raw.text("lead"), self.year)
        if turns:
            holders = [name for _, words in turns for name in split_agencies(words, self.names)]
        elif raw.turns:
            holders = [name for row in raw.turns for name in split_agencies(row.text("lead"), self.names)]
        else:
            holders = [name for who, _ in self._shares(raw) for name in who]
        return list(dict.fromkeys(holders))

    def _timing_words(self, raw: RawTask) -> str | None:
        if not raw.turns:
            return one_line(raw.text("timing"))
        words = [
            f"{row.text('title').strip(' .:')}: {one_line(row.text('timing')) or ''}".rstrip(" :") for row in raw.turns
        ]
        return "; ".join(words)

    def _money_and_note(self, raw: RawTask) -> tuple[str | None, str | None]:
        funding, note = one_line(raw.text("funding")), one_line(raw.text("note"))
        if funding is None and note and speaks_of_money(note) and not self.headers.get("funding"):
            funding, note = note, None
        parts = [f"{name}: {one_line(text)}" for name, text in raw.extra.items()]
        for role in ("audience", "channel"):
            if raw.text(role):
                parts.append(f"{self.headers.get(role, role)}: {one_line(raw.text(role))}")
        return funding, "; ".join([*([note] if note else []), *parts]) or None

    def _amount(self, raw: RawTask, funding: str | None) -> int | None:
        """The sum printed in the money cell, or in a note that is about money."""
        if raw.text("funding"):
            return amount_in(raw.text("funding"), self.headers.get("funding", ""))
        return amount_in(funding or "", "")

    def _pieces(self, raw: RawTask) -> list[str]:
        """What a column of forms says is made («Phóng sự trên Báo …», «Tờ rơi (1.000 tờ)»): products by that name."""
        return [form for form in products_of(raw.text("channel")) if countable(form)]

    def _shares(self, raw: RawTask) -> list[tuple[list[str], str | None]]:
        """The lead cell as (bodies, channel) shares: «Cổng TTĐT tỉnh: Sở A» charges Sở A with one channel."""
        lines = agency_lines(raw.text("lead"))
        by_channel = any(is_channel_name(line) and ":" in line for line in lines)
        shares: list[tuple[list[str], str | None]] = []
        for line in lines:
            head, colon, rest = line.partition(":")
            if by_channel and is_channel_name(line):
                channel = without_end(head)
                owners = rest if colon else channel.partition(" của ")[2]
                if fold(owners).strip().startswith(("cac co quan chu quan", "co quan chu quan")):
                    owners = f"{without_end(owners)} {channel}"
                shares.append((split_agencies(re.sub(r"trên toàn \w+", "", owners), self.names), channel))
            elif is_channel_name(line) and " của " in line and "," in line:
                shares.append(([self.names.official(line)], None))
            else:
                shares.append((split_agencies(line, self.names), None))
        if not any(channel for _, channel in shares):
            merged = [name for who, _ in shares for name in who]
            return [(list(dict.fromkeys(merged)), None)] if merged else []
        return shares

    def _drafts(self, raw: RawTask, who: list[str], text: str, channel: str | None) -> Draft:
        found, what = channel_in(text)
        if channel is None and found is None:
            found = channel_in(_title(raw.text("title")))[0]
        form = "" if self._pieces(raw) else one_line(raw.text("channel")) or ""
        fixed = channel or found or without_end(form) or None
        beyond = not self.names.issuer_asks_none and bool(who) and all(is_beyond_order(name) for name in who)
        asked = is_request(raw.text("lead")) or beyond
        said = said_plainly(without_end(what or text), without_end(text))
        return Draft(
            who=who, what=lower_first(said), channel=fixed, request=asked,
            share=share_of(who), thing=countable(what or text),
        )  # fmt: skip

    def _plain(self, raw: RawTask, task: dict[str, Any]) -> list[Obligation]:
        found: list[Obligation] = []
        for who, channel in self._shares(raw) or [([], None)]:
            if who:
                found += self._owed(raw, task, who, channel)
        return found

    def _owed(self, raw: RawTask, task: dict[str, Any], who: list[str], channel: str | None) -> list[Obligation]:
        real = [product for product in task["products"] if not is_boilerplate(product)]
        found: list[Obligation] = []
        lines = list(self._timed_lines(raw))
        counted_words = {
            word for words, timings in lines if any(t.min for t in timings) for word in re.findall(r"\w+", fold(words))
        }
        for words, timings in lines:
            counted = [t for t in timings if t.every.is_counted and not _is_bare_year(t, self.year)]
            if words and counted:
                found += [obligation(self._drafts(raw, who, words, channel), t, self.year) for t in counted]
            elif words:
                deeds = [deed for product in real for deed in _deeds(product)]
                texts = [deed for deed in deeds if not _mostly_in(deed, counted_words)] or [words]
                drafts = [self._drafts(raw, who, text, channel) for text in texts]
                found += [standing(draft, self.year, _window(timings, self.year)) for draft in drafts]
            elif counted:
                title, counted = _rated(task["title"], counted, self.year)
                counted_text = self._counted_words(title, real, made=bool(self._pieces(raw)))
                draft = self._drafts(raw, who, counted_text, channel)
                self._note_report(draft, task["title"], raw)
                draft.thing = next((thing for p in real if (thing := countable(p))), draft.thing) or countable(
                    task["title"]
                )
                amounts = real if len(counted) > 1 else [*real, _STARTS.sub("", title)]
                shared = [with_amount(t, amounts) for t in counted]
                if len(counted) > 1 and all(t.min == len(counted) for t in shared):
                    shared = [replace(t, min=1, max=1) for t in shared]  # «02 hội nghị: tháng 5 và tháng 9»
                found += [obligation(draft, t, self.year) for t in shared]
            else:
                found += self._standing(raw, task, who, channel, real, timings)
        return found

    def _note_report(self, draft: Draft, title: str, raw: RawTask) -> None:
        if re.match(r"(?:tong hop,? |thuc hien |che do )*(?:che do )?bao cao\b(?! vien)", fold(title)):
            draft.report = True
            receiver = re.search(r"(?:gửi|về|cho|báo cáo)\s+((?:UBND|Ủy ban|Sở|Phòng|Văn phòng|Bộ)\s.*)", title)
            draft.to_agency = ", ".join(split_agencies(receiver.group(1), self.names)[:1]) or None if receiver else None

    def _standing(
        self,
        raw: RawTask,
        task: dict[str, Any],
        who: list[str],
        channel: str | None,
        real: list[str],
        timings: list[Timing],
    ) -> list[Obligation]:
        quotas = self._quotas(task["title"])
        if quotas:
            return [obligation(self._drafts(raw, who, text, channel), t, self.year) for text, t in quotas]
        window = _window(timings, self.year)
        pending = next((t for t in timings if t.every is Every.PENDING), None)
        texts = [self._about(text) for text in _titles(task["title"], raw, real, self._verb)]
        drafts = [self._drafts(raw, who, text, channel) for text in texts]
        if pending is not None:
            return [obligation(draft, pending, self.year) for draft in drafts]
        found = [standing(draft, self.year, window) for draft in drafts]
        if any(t.every is Every.STANDING for t in timings):
            for item in found:
                item["inferred"] = [key for key in item["inferred"] if key != "every"]
        return found

    def _counted_words(self, title: str, real: list[str], *, made: bool = False) -> str:
        """What a count is of: the products, unless they are bare things («Phóng sự») that the title explains.

        `made`: the products stand in a column of forms, so that the title says what they are about.
        """
        if not real:
            return self._about(_HOW.sub("", title))
        if len(real) > 1:
            return ", ".join(lower_first(product) if index else product for index, product in enumerate(real))
        thing, tail = countable(real[0]), channel_in(title)[1]
        if is_amount(real[0]):
            return title
        if (
            thing
            and not thing.single
            and (made or fold(title).startswith("tuyen truyen"))
            and len(channel_in(real[0])[1].split()) <= 5
        ):
            product = re.sub(r"^(?:các|những|một số)\s+", "", channel_in(real[0])[1], flags=re.IGNORECASE)
            tail = "" if says_nothing(tail) else tail
            place = channel_in(real[0])[0] or channel_in(title)[0]
            return f"{product} {lower_first(tail)}".strip() + (f" trên {place}" if place else "")
        return real[0] if len(real[0].split()) > 5 else title

    def _about(self, title: str) -> str:
        """A topic in a column of topics: «Kế hoạch CCHC năm 2026» under «Chủ đề tuyên truyền» is to be spread."""
        topics = "chu de" in fold(self.headers.get("title", ""))
        return f"tuyên truyền: {title}" if topics and not STARTS_DUTY.match(title) else title

    def _timed_lines(self, raw: RawTask) -> Iterator[tuple[str, list[Timing]]]:
        """The timing cell as (own words, timings): a list of lines each with its own words gives one each."""
        timing = raw.text("timing")
        if _ENDS.search(fold(self.headers.get("timing", ""))) and _DAY.fullmatch(timing.strip()):
            timing = f"chậm nhất ngày {timing.strip()}"  # in a column of ends a date is the last day
        cell = "\n".join(text for text in (raw.text("quantity"), timing) if text)
        lines = [split_label(line.strip()) for line in re.split(r"\n|(?<=[.;])\s+(?=-\s)", cell) if line.strip()]
        listed = len(lines) > 1 and all(label is not None for label, _ in lines)
        if not listed:
            yield "", list(parse_timing(one_line(cell) or "", self.year).timings)
            return
        for _, line in lines:
            rest = re.sub(r"\s*\([^()]*\d[^()]*\)", "", timed(line).rest).strip(" .;,")
            yield (rest if DUTY.search(rest) else ""), list(parse_timing(line, self.year).timings)

    def _quotas(self, title: str) -> list[tuple[str, Timing]]:
        """Quotas written in the title itself: «Mỗi quý có ít nhất 01 tin, bài …; 01 tin, bài …»."""
        if not _QUOTA.match(title):
            return []
        lead_in, found = "", []
        for piece in re.split(r";\s*(?=(?:ít nhất|tối thiểu)?\s*\d)", title):
            words = timed(piece)
            if not words.kinds & {"rate", "rhythm"}:
                return []
            opening = re.match(
                r"(?i)(?:(?:định kỳ\s+)?(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm))?(?:\s*có)?\s*(?:ít nhất|"
                r"tối thiểu|tối đa)?",
                piece,
            )
            lead_in = opening.group() if opening and opening.group().strip() else lead_in
            phrase = words.phrase if piece.startswith(lead_in) else f"{lead_in} {words.phrase}"
            timings = parse_timing(phrase, self.year).timings
            if not timings:
                return []
            what = re.sub(r"^(?:có\s+)?|,?\s*(?:luân phiên|cụ thể)?\s*(?:như sau)?\s*:?\s*$", "", words.rest)
            thing = next((t.unit for t in timings if t.unit), "") or ""
            named = what if fold(thing) in fold(what) else f"{thing} {what}"
            found += [(named.strip(), timing) for timing in timings]
        return found

    def _turn_rows(self, raw: RawTask, title: str) -> list[Obligation]:
        found: list[Obligation] = []
        quotas: list[tuple[str, Timing | None]] = [*self._quotas(title)] or [(title, None)]
        for row in raw.turns:
            window = period_window(row.text("title"), self.year)
            who = split_agencies(row.text("lead"), self.names)
            own = list(parse_timing(one_line(row.text("timing")) or "", self.year).timings)
            for text, quota in quotas:
                timing = quota or (own[0] if own else Timing(every=Every.ONCE))
                if own:
                    timing = replace(timing, due=own[0].due)
                found.append(self._turn(raw, who, text, timing, window))
        return found

    def _turn(
        self, raw: RawTask, who: list[str], text: str, timing: Timing, window: tuple[date, date] | None
    ) -> Obligation:
        if window:
            timing = replace(timing, start=window[0], last=window[1])
        return obligation(self._drafts(raw, who, text, None), timing, self.year)

    def _rotation(self, raw: RawTask, title: str, turns: list[tuple[tuple[date, date], str]]) -> list[Obligation]:
        own = list(parse_timing(one_line(raw.text("timing")) or "", self.year).timings)
        quotas = self._quotas(title) or [(title, own[0] if own else Timing(every=Every.ONCE))]
        found = []
        for window, words in turns:
            who = split_agencies(words, self.names)
            for text, quota in quotas:
                timing = replace(quota, due=own[0].due) if own and own[0].due else quota
                found.append(self._turn(raw, who, text, timing, window))
        return found


def _title(text: str) -> str:
    lines = text.split("\n")
    if len(lines) > 1 and not any(split_label(line)[0] for line in lines):
        return " ".join(lines)
    return text.strip()


def _rated(title: str, counted: list[Timing], year: int) -> tuple[str, list[Timing]]:
    """(title, timings): a rate in the title («Đăng ít nhất 01 tin, bài/tuần …») gives the time its number."""
    words = timed(title)
    if len(counted) != 1 or counted[0].min is not None or "rate" not in words.kinds:
        return title, counted
    rates = [t for t in parse_timing(words.phrase, year).timings if t.every is counted[0].every and t.min is not None]
    if len(rates) != 1 or counted[0].every is Every.ONCE:
        return title, counted
    return words.rest, [replace(counted[0], min=rates[0].min, max=rates[0].max, unit=rates[0].unit)]


def _titles(title: str, raw: RawTask, real: list[str], verb: str) -> Iterator[str]:
    """What is stood by: a sub-row's own product, else each deed of the title."""
    if raw.inherited and len(real) == 1:
        yield real[0]
        return
    if len(real) == 1 and STARTS_DUTY.match(real[0]) and len(real[0].split()) > 6:
        yield real[0]
        return
    listed = [line for line in title.split("\n") if split_label(line)[0]]
    if len(listed) > 1:
        yield f"{verb} các nội dung của mục {raw.ref.partition('.')[2]} Phụ lục ({len(listed)} gạch đầu dòng)"
        return
    yield from _TWO_DEEDS.split(_HOW.sub("", title))


def _mostly_in(text: str, words: set[str]) -> bool:
    """Whether a product is the one that a counted line of the time cell already names."""
    own = re.findall(r"\w+", fold(text))
    return bool(own) and sum(word in words for word in own) * 2 > len(own)


def _deeds(product: str) -> list[str]:
    parts = re.split(r";\s*", product)
    return parts if all(STARTS_DUTY.match(part) for part in parts) else [product]


def _is_bare_year(timing: Timing, year: int) -> bool:
    return (
        timing.every is Every.ONCE and timing.min is None and timing.max is None
        and timing.due is None and window_of_year(timing, year)
    )  # fmt: skip


def _window(timings: list[Timing], year: int) -> tuple[date, date] | None:
    return next(((t.start, t.last) for t in timings if t.start and t.last), None)
