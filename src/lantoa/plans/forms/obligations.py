"""Editing one OBLIGATION of Plan JSON: its words, and its timing as a phrase or piece by piece."""

from datetime import date
from typing import Any

from django import forms

from lantoa.domain.every import Every
from lantoa.persistence.refusal import Refused
from lantoa.plans.forms.base import Json, JsonForm, LinesField, or_none
from lantoa.plans.models import EVERY_LABELS, SHARE_LABELS
from lantoa.plans.sentences import explain_obligation, inferred_words
from lantoa.plans.shape import obligation_columns
from lantoa.plans.timings import phrase_of, read_phrase
from lantoa.web.forms import CharField, DateField, TextField, WholeNumberField, read_day
from lantoa.web.wording import WEEKDAYS, day_text

TIMING_KEYS = ("every", "min", "max", "total", "from", "to", "due")
HELP = "Viết như trong văn bản: 3-4 tin, bài/tháng; 15 số/năm; hằng quý, trước ngày 20; trong Quý III; thường xuyên."


class ObligationForm(JsonForm):
    """Give it one OBLIGATION and the plan's year; `as_json()` gives the OBLIGATIONs that it became, one or more."""

    what = TextField(label="Việc phải làm", rows=2)
    who = LinesField(label="Ai làm", help_text="Mỗi cơ quan một dòng.", required=False)
    phrase = CharField(
        label="Số lượng, thời hạn",
        help_text=HELP,
        required=False,
        max_length=400,
        widget=forms.TextInput(attrs={"class": "phrase", "autocomplete": "off"}),
    )
    phrase_was = forms.CharField(widget=forms.HiddenInput, required=False)
    channel = CharField(label="Đăng, phát ở đâu", required=False, max_length=500)
    unit = CharField(label="Đơn vị tính", required=False, max_length=80)
    share = forms.ChoiceField(label="Nhiều cơ quan thì", choices=list(SHARE_LABELS.items()))
    request = forms.BooleanField(label="Chỉ là đề nghị, không tính là nhiệm vụ", required=False)
    report = forms.BooleanField(label="Là báo cáo", required=False)
    to_agency = CharField(label="Gửi cơ quan nào", required=False, max_length=500)

    every = forms.ChoiceField(label="Nhịp", choices=list(EVERY_LABELS.items()))
    minimum = WholeNumberField(label="Ít nhất mỗi kỳ", required=False, min_value=0, max_value=1_000_000)
    maximum = WholeNumberField(label="Nhiều nhất mỗi kỳ", required=False, min_value=0, max_value=1_000_000)
    total = WholeNumberField(label="Tổng cả thời gian", required=False, min_value=0, max_value=1_000_000)
    starts_on = DateField(label="Từ ngày")
    last_on = DateField(label="Đến hết ngày")
    due_day = WholeNumberField(label="Hạn vào ngày (trong tháng cuối kỳ)", required=False, min_value=1, max_value=31)
    due_next_month = forms.BooleanField(label="Ngày đó thuộc tháng sau", required=False)
    due_weekday = forms.ChoiceField(
        label="Hoặc hạn vào thứ",
        required=False,
        choices=[("", "–"), *((str(n + 1), w) for n, w in enumerate(WEEKDAYS))],
    )
    due_dates = CharField(label="Hoặc hạn vào các ngày", required=False, help_text="Cách nhau bằng dấu chấm phẩy.")
    due_strict = forms.BooleanField(label="“Trước ngày”: phải xong từ hôm trước", required=False)

    def __init__(self, *args: Any, data_json: Json, year: int, **options: Any) -> None:
        self.year = year
        self.not_understood = ""  # words of a changed phrase that set nothing; known after is_valid()
        super().__init__(*args, data_json=data_json, **options)

    def shown(self, data: Json) -> Json:
        due = data.get("due") or {}
        phrase = phrase_of(data, self.year)
        return {
            **{
                key: data.get(key) for key in ("what", "who", "channel", "unit", "share", "to_agency", "every", "total")
            },
            "request": bool(data.get("request")),
            "report": bool(data.get("report")),
            "minimum": data.get("min"),
            "maximum": data.get("max"),
            "starts_on": _day(data.get("from")) or date(self.year, 1, 1),
            "last_on": _day(data.get("to")) or date(self.year, 12, 31),
            "phrase": phrase,
            "phrase_was": phrase,
            "due_day": due.get("day"),
            "due_next_month": bool(due.get("of")),
            "due_weekday": str(due.get("weekday") or ""),
            "due_dates": "; ".join(day_text(date.fromisoformat(text)) for text in due.get("dates") or ()),
            "due_strict": bool(due.get("strict")),
        }

    @property
    def sentence(self) -> str:
        """What the stored obligation asks, in words."""
        return explain_obligation(self.json)

    @property
    def added(self) -> str:
        """What the reading added to it by itself."""
        return inferred_words(self.json.get("inferred") or [])

    def pieces(self) -> list[forms.BoundField]:
        """The fields that set the timing piece by piece, for those whom the phrase does not serve."""
        names = ("every", "unit", "minimum", "maximum", "total", "starts_on", "last_on")
        return [self[name] for name in (*names, "due_day", "due_next_month", "due_weekday", "due_dates", "due_strict")]

    @property
    def piece_errors(self) -> bool:
        """Whether one of the pieces has an error, so that they must be shown."""
        return any(bound.errors for bound in self.pieces())

    def clean(self) -> Json:
        data = super().clean()
        self._timings = [self._by_pieces(data)] if not self.errors else []
        phrase = data.get("phrase", "")
        if phrase and phrase != data.get("phrase_was", ""):
            reading = read_phrase(phrase, self.year)
            if not reading.keys:
                self.add_error("phrase", f"Chưa hiểu “{phrase}”. Hãy viết cách khác, hoặc mở “Sửa từng phần” bên dưới.")
            self.not_understood = reading.rest
            self._timings = list(reading.keys)
        if not self.errors:
            self._check()
        return data

    def _by_pieces(self, data: Json) -> Json:
        keys = {
            "every": Every(data["every"]).value,
            "min": data["minimum"],
            "max": data["maximum"],
            "total": data["total"],
            "unit": data["unit"] or None,
            "from": data["starts_on"].isoformat(),
            "to": data["last_on"].isoformat(),
            "due": self._due(data),
        }
        before = self.json
        kept = [key for key in before.get("inferred") or [] if key not in keys or keys[key] == before.get(key)]
        return keys | {"inferred": kept}

    def _due(self, data: Json) -> Json | None:
        strict = {"strict": True} if data["due_strict"] else {}
        if data["due_dates"]:
            try:
                days = [read_day(text).isoformat() for text in data["due_dates"].split(";") if text.strip()]
            except ValueError as error:
                self.add_error("due_dates", str(error))
                return None
            return {"dates": sorted(set(days))} | strict
        if data["due_weekday"]:
            return {"weekday": int(data["due_weekday"])} | strict
        if data["due_day"]:
            return {"day": data["due_day"]} | ({"of": "next-month"} if data["due_next_month"] else {}) | strict
        return None

    def _check(self) -> None:
        for row in self.as_json():
            try:
                obligation_columns(row, year=self.year)
            except Refused as refused:
                self.refuse(refused)

    def as_json(self) -> list[Json]:
        """The OBLIGATIONs that the form became: more than one where the phrase asks for several things."""
        own = self.own_words()
        unit = or_none(self.cleaned_data.get("unit")) or self.json.get("unit")
        return [self.json | own | keys | {"unit": keys.get("unit") or unit} for keys in self._timings]

    def own_words(self) -> Json:
        """The keys that are no timing, as typed."""
        data = self.cleaned_data
        return {
            "who": data["who"],
            "what": data["what"],
            "channel": or_none(data["channel"]),
            "share": data["share"],
            "request": data["request"],
            "report": data["report"],
            "to_agency": or_none(data["to_agency"]),
        }


class ShortObligationForm(ObligationForm):
    """The words and the phrase only, for many obligations on one screen; the timing changes with the phrase alone."""

    remove = forms.BooleanField(label="Bỏ yêu cầu này", required=False)
    KEPT = ("what", "who", "phrase", "phrase_was", "channel", "share", "request", "remove")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in set(self.fields) - set(self.KEPT):
            del self.fields[name]
        if len(self.json.get("who") or ()) < 2:
            del self.fields["share"]

    def _by_pieces(self, data: Json) -> Json:
        return {key: self.json.get(key) for key in (*TIMING_KEYS, "unit", "inferred")}

    def own_words(self) -> Json:
        kept = {key: self.json.get(key) for key in ("report", "to_agency", "share")}
        data = self.cleaned_data
        return kept | {
            "who": data["who"],
            "what": data["what"],
            "channel": or_none(data["channel"]),
            "request": data["request"],
            **({"share": data["share"]} if "share" in data else {}),
        }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def new_obligation(year: int, who: list[str] | None = None) -> Json:
    """An empty OBLIGATION to start from: standing, over the plan's year."""
    return {
        "who": who or [],
        "what": "",
        "unit": None,
        "min": None,
        "max": None,
        "every": Every.STANDING.value,
        "total": None,
        "share": "each",
        "request": False,
        "inferred": [],
        "from": date(year, 1, 1).isoformat(),
        "to": date(year, 12, 31).isoformat(),
        "due": None,
        "channel": None,
        "report": False,
        "to_agency": None,
    }
