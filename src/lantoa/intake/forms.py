"""The upload, and the editor of one place of a reading: a row with its obligations, as one form."""

from typing import Any

from django import forms
from django.http import QueryDict

from lantoa.intake.mending import mended
from lantoa.intake.places import DOCUMENT, Place, obligation_doubts
from lantoa.plans.forms import DocumentForm, ShortObligationForm, TextForm, form_of_item
from lantoa.plans.forms.base import JsonForm
from lantoa.plans.forms.obligations import new_obligation
from lantoa.plans.shape import fingerprint
from lantoa.web.forms import BaseForm

Json = dict[str, Any]
NEW = "moi"
LESSER = frozenset({"products", "funding", "amount_vnd", "note", "ref", "recipients", "type", "place"})


class UploadForm(BaseForm):
    """A plan document to bring in."""

    file = forms.FileField(
        label="Văn bản kế hoạch",
        help_text="Tệp Word (.docx), PDF, bản quét, ảnh chụp (.jpg, .png) hoặc văn bản thuần (.txt), không quá 25 MB. "
        "Văn bản có dấu độ mật không được tải lên.",
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.jpg,.jpeg,.png,.tif,.tiff,.txt", "data-preview": "tep"}),
        error_messages={"empty": "Tệp rỗng, không có nội dung. Hãy chọn lại tệp kế hoạch."},
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=22)


class PlaceEditor:
    """The form of one place: its own words, and for an item each of its obligations.

    adding: with the form for one more obligation.
    """

    def __init__(self, place: Place, year: int, data: QueryDict | None = None, *, adding: bool = False) -> None:
        self.place = place
        self.form = self._own(data)
        self.obligations: list[ShortObligationForm] = []
        self.addition: ShortObligationForm | None = None
        if place.kind is None:
            return
        rows = place.data.get("obligations") or []
        self.obligations = [
            ShortObligationForm(data, data_json=row, year=year, prefix=f"o{number}") for number, row in enumerate(rows)
        ]
        if adding or (data is not None and f"{NEW}-what" in data):
            self.addition = self._addition(year, data)

    def _addition(self, year: int, data: QueryDict | None) -> ShortObligationForm:
        """One more obligation, by those who lead the item; it takes part once it says what is to be done."""
        leads = self.place.data.get("lead") or self.place.data.get("agencies") or []
        typed = data if data is not None and data.get(f"{NEW}-what", "").strip() else None
        form = ShortObligationForm(typed, data_json=new_obligation(year, leads), year=year, prefix=NEW)
        del form.fields["remove"]
        return form

    def _own(self, data: QueryDict | None) -> JsonForm:
        if self.place.section == DOCUMENT:
            return DocumentForm(data, data_json=self.place.data)
        if self.place.kind is None:
            return TextForm(data, data_json=self.place.data)
        return form_of_item(self.place.kind, data, data_json=self.place.data)

    @property
    def doubtful(self) -> list[int]:
        """The numbers (from 0) of the obligations that a person should look at."""
        rows = self.place.data.get("obligations") or []
        return [number for number, row in enumerate(rows) if any(obligation_doubts(row))]

    @property
    def folded(self) -> list[int]:
        """The numbers of the obligations that stand folded away, since the doubt is elsewhere in the place."""
        if not self.place.open or not (self.doubtful or self.place.unclear):
            return []
        faulty = {number for number, form in enumerate(self.obligations) if form.is_bound and form.errors}
        return [number for number in range(len(self.obligations)) if number not in {*self.doubtful, *faulty}]

    @property
    def first_doubtful(self) -> str:
        """The name of the field to look at first, "" when any will do."""
        if not self.place.open:
            return ""
        for name in ("lead", "agencies"):
            if name in self.form.fields and not self.form[name].value():
                return name
        return f"o{self.doubtful[0]}-phrase" if self.doubtful else ""

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """The fields that decide who owes what."""
        return [bound for bound in self.form.visible_fields() if bound.name not in LESSER]

    @property
    def lesser_fields(self) -> list[forms.BoundField]:
        """The fields that stand folded away."""
        return [bound for bound in self.form.visible_fields() if bound.name in LESSER]

    @property
    def lesser_title(self) -> str:
        """What is folded away: "Sản phẩm, Kinh phí …" as the first words of their labels."""
        named = [str(bound.label).split(" (")[0].lower() for bound in self.lesser_fields]
        return ", ".join(named).capitalize()

    @property
    def lesser_faulty(self) -> bool:
        """Whether something folded away has an error and must be shown."""
        return any(bound.errors for bound in self.lesser_fields)

    @property
    def expected(self) -> str:
        """What the form was made from."""
        return fingerprint(self.place.data)

    @property
    def forms(self) -> list[JsonForm]:
        """Every form of the editor that takes part."""
        extra = [self.addition] if self.addition is not None and self.addition.is_bound else []
        return [self.form, *self.obligations, *extra]

    def is_valid(self) -> bool:
        """Whether everything typed can be kept; an obligation about to be removed need not be right."""
        each = [form.is_valid() or self._goes(form) for form in self.forms]  # all of them, so that every fault is shown
        return all(each)

    @staticmethod
    def _goes(form: JsonForm) -> bool:
        return bool(form.data.get(form.add_prefix("remove")))

    @property
    def has_errors(self) -> bool:
        """Whether something typed cannot be kept."""
        return any(form.is_bound and form.errors and not self._goes(form) for form in self.forms)

    @property
    def faults(self) -> list[str]:
        """What cannot be kept, in sentences."""
        bad = [form for form in self.forms if form.is_bound and not self._goes(form)]
        return [str(error) for form in bad for errors in form.errors.values() for error in errors]

    def as_json(self, *, quietly: bool = False) -> Json:
        """The row of Plan JSON that the editor became; after is_valid().

        quietly: a save while the person is still typing, so nothing is added, removed or split into several.
        """
        row = self.form.as_json()
        if self.place.kind is None:
            return row
        found: list[Json] = []
        for form in self.obligations:
            if self._goes(form) and not quietly:
                continue
            became = form.as_json() if not self._goes(form) else [form.json]
            found += became if not quietly or len(became) == 1 else [form.json]
        if self.addition is not None and self.addition.is_bound and not quietly:
            found += self.addition.as_json()
        # Held against what was read: a quiet save may have kept the better word a moment ago.
        return mended(self.place.first, row | {"obligations": found}, () if quietly else self.place.unclear)

    @property
    def not_understood(self) -> list[str]:
        """Words of changed phrases that set nothing."""
        return [form.not_understood for form in self.forms if getattr(form, "not_understood", "")]

    def refuse(self, sentence: str) -> None:
        """Show a refusal at the top."""
        self.form.add_error(None, sentence)
