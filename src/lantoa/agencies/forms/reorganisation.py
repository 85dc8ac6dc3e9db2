"""What is typed of a reorganisation: the decision, one step of each kind, a pasted table."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from lantoa.agencies.forms.bodies import LINK_LABELS
from lantoa.agencies.kinds import AGENCY_KIND_LABELS, LEVEL_LABELS
from lantoa.agencies.models import Agency, LinkKind, Reorganisation
from lantoa.agencies.naming import Names, NameUnclearError, begun, lines_of, steps_from_table
from lantoa.agencies.operations.reorganisation import Decision
from lantoa.agencies.steps import Begun, KeptStep
from lantoa.domain.reorganisation import StepKind
from lantoa.persistence.identifiers import new_public_id
from lantoa.web.forms import BaseForm, CharField, DateField, TextField, TokenField

_PART = re.compile(r"\s*\((?:một\s+)?phần\)\s*$", re.IGNORECASE)
TYPE_NAMES = "Gõ tên, có dấu hoặc không dấu."


class DecisionForm(BaseForm):
    """The decision and the first day of the new order."""

    title = CharField(label="Nội dung", max_length=300, help_text="Ví dụ: Sắp xếp các đơn vị hành chính cấp xã.")
    number = CharField(
        label="Văn bản", max_length=60, help_text="Tên loại và số, ký hiệu, ví dụ: Nghị quyết số 15/NQ-HĐND."
    )
    decided_on = DateField(label="Ngày ban hành", earliest_year=1990)
    issuer = CharField(label="Cơ quan ban hành", max_length=300)
    takes_effect_on = DateField(label="Có hiệu lực từ ngày", earliest_year=1990)
    corrects = forms.ModelChoiceField(
        Reorganisation.objects.none(),
        label="Sửa lần tổ chức lại trước đây (nếu có)",
        required=False,
        empty_label="Không sửa lần nào",
    )
    agency = forms.ModelChoiceField(Agency.objects.none(), label="Trong phạm vi của", empty_label=None)
    token = TokenField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, bodies: Any, applied: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agency"].queryset = bodies
        self.fields["corrects"].queryset = applied

    def decision(self) -> Decision:
        """What was typed, as the operation takes it."""
        names = ("title", "number", "decided_on", "issuer", "takes_effect_on", "corrects")
        return Decision(**{name: self.cleaned_data[name] for name in names})


class TableForm(BaseForm):
    """Many old and new bodies at once."""

    # A plain field: the tabs between two columns of a spreadsheet must stay.
    table = forms.CharField(
        label="Bảng đơn vị cũ và đơn vị mới",
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=200_000,
        help_text="Mỗi dòng: đơn vị cũ; đơn vị cũ (một phần) => đơn vị mới. Hoặc dán hai cột từ Excel.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, names: Names, under: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.names, self.under = names, under
        self.steps: list[KeptStep] = []

    def clean_table(self) -> str:
        """The steps the table says; every line that cannot be read is named."""
        text: str = self.cleaned_data["table"]
        self.steps, faults = steps_from_table(text, self.names, self.under)
        if faults:
            raise forms.ValidationError(faults[:20])
        if not self.steps:
            raise forms.ValidationError("Không có thay đổi nào trong bảng.")
        return text


_MANY = {StepKind.MERGE, StepKind.ABSORB, StepKind.MOVE, StepKind.END}
_NEW = {StepKind.MERGE, StepKind.BEGIN}


class StepForm(BaseForm):
    """One step; which fields it has depends on its kind. `step` is the kept one where a step is edited."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, kind: StepKind, names: Names, under: str, step: KeptStep | None = None, **options: Any
    ) -> None:
        self.kind, self.names, self.under, self.step = kind, names, under, step
        super().__init__(*args, **options)
        self.fields = {**self._fields(), **self.fields}
        if step is not None and not self.is_bound:
            self.initial |= self._typed_before(step)

    def _fields(self) -> dict[str, forms.Field]:
        kind = self.kind
        fields: dict[str, forms.Field] = {}
        if kind in _MANY:
            part = " Ghi thêm (một phần) sau tên nếu việc đang làm giao cho đơn vị khác." if kind in _PARTLY else ""
            fields["before"] = TextField(
                label=_BEFORE[kind], rows=4, help_text=f"Mỗi dòng một đơn vị. {TYPE_NAMES}{part}"
            )
        elif kind is not StepKind.BEGIN:
            fields["before"] = CharField(label=_BEFORE[kind], max_length=300, help_text=TYPE_NAMES)
        if kind in (StepKind.SPLIT, StepKind.SEPARATE):
            help_text = "Mỗi dòng một đơn vị; tên chưa có thì được lập mới, cùng loại và cấp."
            fields["after"] = TextField(label="Các đơn vị nhận", rows=4, help_text=help_text)
        if kind is StepKind.SPLIT:
            fields["heir"] = CharField(label="Đơn vị nhận việc đang làm", max_length=300)
        if kind in (StepKind.ABSORB, StepKind.END):
            label = "Sáp nhập vào" if kind is StepKind.ABSORB else "Đơn vị nhận việc đang làm (nếu có)"
            fields["after"] = CharField(
                label=label, max_length=300, required=kind is StepKind.ABSORB, help_text=TYPE_NAMES
            )
        if kind in _NEW:
            fields |= self._new_body()
        if kind is StepKind.RENAME:
            fields["name"] = CharField(label="Tên mới", max_length=300)
            fields["short_name"] = CharField(label="Tên gọn mới", max_length=120, required=False)
        if kind in (*_NEW, StepKind.MOVE):
            fields["under"] = CharField(label="Cơ quan cấp trên trực tiếp", max_length=300, help_text=TYPE_NAMES)
            fields["under"].initial = self.names.name_of(self.under)
            fields["link"] = forms.ChoiceField(label="Quan hệ", choices=LINK_LABELS.items(), initial=LinkKind.UNDER)
        return fields

    def _new_body(self) -> dict[str, forms.Field]:
        required = self.kind is StepKind.BEGIN
        kinds = [("", "Chọn loại" if required else "Như đơn vị cũ"), *AGENCY_KIND_LABELS.items()]
        levels = [("", "Chọn cấp" if required else "Như đơn vị cũ"), *LEVEL_LABELS.items()]
        return {
            "name": CharField(label="Tên đầy đủ của đơn vị mới", max_length=300),
            "short_name": CharField(label="Tên gọn", max_length=120, required=False),
            "kind": forms.ChoiceField(label="Loại", choices=kinds, required=required),
            "level": forms.ChoiceField(label="Cấp", choices=levels, required=required),
            "symbol": CharField(label="Ký hiệu trong số văn bản", max_length=40, required=False),
            "code": CharField(label="Mã định danh", max_length=40, required=False),
        }

    def _typed_before(self, step: KeptStep) -> dict[str, Any]:
        """What the fields hold for a kept step."""
        name = self.names.name_of
        typed: dict[str, Any] = {
            "before": "\n".join(name(key) + (" (một phần)" if key in step.elsewhere else "") for key in step.before),
            "after": "\n".join(map(name, step.after)),
            "heir": name(step.heir or ""),
            "under": name(step.under or ""),
            "link": LinkKind.OFFICE if step.is_office else LinkKind.UNDER,
            "name": step.name,
            "short_name": step.short_name,
        }
        if self.kind in _NEW and step.begins:
            new = step.begins[0]
            typed |= {key: getattr(new, key) for key in ("name", "short_name", "kind", "level", "symbol", "code")}
            typed |= {"under": name(new.under or ""), "link": LinkKind.OFFICE if new.is_office else LinkKind.UNDER}
        return typed

    def _resolve(self, text: str) -> str:
        try:
            return self.names.one(_PART.sub("", text)).public_id
        except NameUnclearError as fault:
            raise forms.ValidationError(str(fault)) from fault

    def clean_before(self) -> list[tuple[str, bool]]:
        """The bodies named, each with whether its open work goes elsewhere."""
        found = []
        for line in lines_of(self.cleaned_data["before"]):
            found.append((self._resolve(line), bool(_PART.search(line))))
        return found

    def clean_under(self) -> str:
        return self._resolve(self.cleaned_data["under"])

    def clean_link(self) -> LinkKind:
        return LinkKind(self.cleaned_data["link"])

    def kept(self) -> KeptStep:
        """The step that was typed. Raises ValidationError by add_error where names of `after` or `heir` are unclear."""
        typed = self.cleaned_data
        before: Sequence[tuple[str, bool]] = typed.get("before", ())
        after, begins, heir = self._after(before)
        under = typed.get("under") if self.kind is StepKind.MOVE else None
        return KeptStep(
            id=self.step.id if self.step else new_public_id(),
            kind=self.kind,
            before=tuple(key for key, _ in before),
            elsewhere=tuple(key for key, part in before if part) if self.kind in _PARTLY else (),
            after=after,
            begins=begins,
            heir=heir,
            under=under,
            is_office=self.kind is StepKind.MOVE and typed.get("link") is LinkKind.OFFICE,
            name=typed.get("name", "") if self.kind is StepKind.RENAME else "",
            short_name=typed.get("short_name", "") if self.kind is StepKind.RENAME else "",
        )

    def _after(self, before: Sequence[tuple[str, bool]]) -> tuple[tuple[str, ...], tuple[Begun, ...], str | None]:
        typed = self.cleaned_data
        if self.kind in _NEW:
            new = self._begun(before)
            others = (one for one in self.step.begins if one.key != new.key) if self.step else ()
            return (new.key,), (new, *others), None
        if self.kind in (StepKind.ABSORB, StepKind.END):
            return ((self._resolve(typed["after"]),) if typed.get("after") else ()), (), None
        if self.kind not in (StepKind.SPLIT, StepKind.SEPARATE):
            return (), (), None
        like = self._like(before)
        keys, news = [], []
        former = {one.name: one for one in self.step.begins} if self.step else {}
        for line in lines_of(typed["after"]):
            there = self.names.maybe(line)
            new = former.get(line) or (None if there else begun(line, like=like, under=self.under))
            keys.append(new.key if new else there.public_id)  # type: ignore[union-attr]
            news += [new] if new else []
        heir = self._heir(typed.get("heir", ""), keys, news)
        return tuple(keys), tuple(news), heir

    def _heir(self, text: str, keys: Sequence[str], news: Sequence[Begun]) -> str | None:
        if not text:
            return None
        named = next(
            (one.key for one in news if text.casefold() in (one.name.casefold(), one.short_name.casefold())), ""
        )
        found = named or self._resolve(text)
        if found not in keys:
            raise forms.ValidationError("Đơn vị nhận việc đang làm phải là một trong các đơn vị nhận.")
        return found

    def _like(self, before: Sequence[tuple[str, bool]]) -> Any:
        first = before[0][0] if before else ""
        return next((one for one in self.names.known.values() if one.public_id == first), None)

    def _begun(self, before: Sequence[tuple[str, bool]]) -> Begun:
        typed, like = self.cleaned_data, self._like(before)
        former = self.step.begins[0].key if self.step and self.step.begins else new_public_id()
        return Begun(
            key=former,
            name=typed["name"],
            short_name=typed["short_name"],
            kind=typed["kind"] or getattr(like, "kind", ""),
            level=typed["level"] or getattr(like, "level", ""),
            symbol=typed["symbol"] or getattr(like, "symbol", ""),
            code=typed["code"],
            under=typed["under"],
            is_office=typed["link"] is LinkKind.OFFICE,
        )

    def clean(self) -> dict[str, Any]:
        """Make the step while what is unclear can still be told beside the form."""
        typed = super().clean()
        if not self.errors:
            self.made = self.kept()
        return typed


_PARTLY = {StepKind.MERGE, StepKind.ABSORB}
_BEFORE = {
    StepKind.MERGE: "Các đơn vị hợp nhất",
    StepKind.ABSORB: "Các đơn vị được sáp nhập",
    StepKind.SPLIT: "Đơn vị được chia (kết thúc hoạt động)",
    StepKind.SEPARATE: "Đơn vị được tách (tiếp tục hoạt động)",
    StepKind.RENAME: "Đơn vị đổi tên",
    StepKind.MOVE: "Các đơn vị chuyển",
    StepKind.END: "Các đơn vị kết thúc hoạt động",
}
