"""A form over one piece of Plan JSON: what it shows, what it gives back, and what it was made from."""

from typing import Any

from django import forms

from lantoa.persistence.refusal import Refused
from lantoa.plans.shape import fingerprint
from lantoa.web.forms import BaseForm, TextField

Json = dict[str, Any]


class LinesField(TextField):
    """A list, one entry a line; numbers and bullets that people paste in front are taken off by nobody: words stay."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("rows", 2)
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [line for line in super().clean(value).split("\n") if line]


class JsonForm(BaseForm):
    """A form over `data`, a piece of Plan JSON. `expected` travels with it, so that a stale form is known."""

    expected = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, data_json: Json, **options: Any) -> None:
        self.json = data_json
        options["initial"] = (
            self.shown(data_json) | {"expected": fingerprint(data_json)} | (options.get("initial") or {})
        )
        super().__init__(*args, **options)

    def shown(self, data: Json) -> Json:
        """The values the fields start with."""
        return dict(data)

    def refuse(self, refused: Refused) -> None:
        """Show an operation's refusal at its field, or at the top."""
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, refused.sentence)


def or_none(value: Any) -> Any:
    """None for an empty text or list: what is not said is null in Plan JSON."""
    return value if value not in ("", []) else None
