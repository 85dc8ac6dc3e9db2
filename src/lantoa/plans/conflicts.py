"""What was typed beside what is saved: when two people changed the same thing, the second chooses field by field."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from lantoa.agencies.models import User
from lantoa.plans.forms.base import JsonForm
from lantoa.plans.operations.staleness import Stale

CHOICE = "chon-"
MINE, THEIRS = "cua-toi", "dang-luu"
BASE = "goc"
_HIDDEN = {"expected", "phrase_was"}


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field that says two things: its label, both as a person reads them, and which of them is offered first."""

    name: str
    label: str
    mine: str
    theirs: str
    chosen: str


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """All fields that differ, and who saved the other state, when (None where that is not known)."""

    differences: tuple[Difference, ...]
    by: User | None
    at: datetime | None


def typed(request_data: QueryDict, fresh: Callable[[], JsonForm]) -> QueryDict:
    """What a form was sent with, the fields for which a person chose what is saved replaced by it.

    in: the POST data; a function that makes the form unbound over what is saved now, called only where it is needed.
    """
    chosen = [name for name in request_data if name.startswith(CHOICE) and request_data[name] == THEIRS]
    if not chosen:
        return request_data
    data, saved = request_data.copy(), raw_values(fresh())
    for name in chosen:
        _put(data, name.removeprefix(CHOICE), saved.get(name.removeprefix(CHOICE), ""))
    return data


def side_by_side(form: JsonForm, stale: Stale, fresh: JsonForm) -> Conflict:
    """Turn a form that came too late into one that may be sent again; it keeps all that was typed.

    in: the bound form, the refusal, an unbound form over what is saved now. The form then carries the fingerprint of
    what is saved now, so that it is refused again if that changes once more.
    """
    saved, base = raw_values(fresh), _base(form.data)
    data = form.data.copy()
    for name in _HIDDEN & saved.keys():
        data[name] = saved[name]
    data[BASE] = json.dumps(saved)
    form.data = data
    found = []
    for bound in fresh.visible_fields():
        mine, theirs = _sent(data, bound.field, bound.name), saved[bound.name]
        if _plain(mine) == _plain(theirs):
            continue
        untouched = bound.name in base and _plain(mine) == _plain(base[bound.name])
        found.append(
            Difference(
                name=bound.name,
                label=str(bound.label),
                mine=_said(bound.field, mine),
                theirs=_said(bound.field, theirs),
                chosen=THEIRS if untouched else MINE,
            )
        )
    return Conflict(differences=tuple(found), by=stale.by, at=stale.at)


def raw_values(form: JsonForm) -> dict[str, str]:
    """The values of an unbound form as a browser would send them; "" for an unticked box."""
    return {name: _raw(field, form.get_initial_for_field(field, name)) for name, field in form.fields.items()}


def base_of(form: JsonForm) -> str:
    """What a form starts from, to be sent along: it tells later which fields a person touched."""
    return form.data.get(BASE, "{}") if form.is_bound else json.dumps(raw_values(form))


def words_typed(form: JsonForm) -> list[tuple[str, str]]:
    """Label and words of every field that was filled in, for a page that can save them no more."""
    pairs = (
        (bound.label, _said(bound.field, _sent(form.data, bound.field, bound.name))) for bound in form.visible_fields()
    )
    return [(str(label), words) for label, words in pairs if words]


def _raw(field: forms.Field, initial: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return "on" if initial else ""
    value = field.widget.format_value(field.prepare_value(initial))
    if isinstance(value, list):  # a select's value is a list
        return str(value[0]) if value else ""
    return "" if value is None else str(value)


def _sent(data: Mapping[str, str], field: forms.Field, name: str) -> str:
    if isinstance(field, forms.BooleanField):
        return "on" if data.get(name) else ""
    return data.get(name, "")


def _put(data: QueryDict, name: str, value: str) -> None:
    if value:
        data[name] = value
    else:
        data.pop(name, None)


def _base(data: Mapping[str, str]) -> dict[str, str]:
    try:
        found = json.loads(data.get(BASE, "") or "{}")
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _said(field: forms.Field, raw: str) -> str:
    """A value as a person reads it."""
    if isinstance(field, forms.BooleanField):
        return "có" if raw else "không"
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(raw, raw))
    return raw


def _plain(raw: str) -> str:
    return "\n".join(" ".join(line.split()) for line in raw.replace("\r\n", "\n").split("\n")).strip()
