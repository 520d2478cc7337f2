"""Two people, one record: what I typed beside what stands there now, field by field. Nothing typed gets lost.

A form that edits what is already kept has that in `form.initial`. The page sends those values along as
`basis-<field>`, so that afterwards it is known which of the two changed a field.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.forms.widgets import ChoiceWidget
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cases.contract import short_date
from cases.rules.calendar import AMSTERDAM
from cases.rules.wording import short_moment

BASIS = "basis-"
OWN = {"csrfmiddlewaretoken", "van", "seen", "once"}  # of the page, not of the form
EMPTY = "(leeg)"
TICKED = (forms.SelectMultiple, forms.CheckboxSelectMultiple)
SEVERAL_INPUTS = (forms.MultiWidget, *TICKED)  # no single radio button can stand for these
Pairs = tuple[tuple[str, str], ...]  # names and values, as a browser posts them


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A field that both changed. The values are what a radio button posts; `both` is "" where that makes no sense.

    `inputs` is the field itself with my answer in it, where one radio button can't hold an answer.
    """

    name: str
    label: str
    mine: str
    theirs: str
    both: str
    mine_shown: SafeString
    theirs_shown: SafeString
    chosen: str
    inputs: forms.BoundField | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A field that only one of the two changed."""

    label: str
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`carried` is every other value to post again, `basis` what the record holds now."""

    choices: tuple[Choice, ...]
    merged: tuple[Merged, ...]
    carried: Pairs
    basis: Pairs


AnyForm = TypeVar("AnyForm", bound=forms.BaseForm)


def as_typed(form: AnyForm) -> AnyForm:
    """A bound form that shows what was typed without judging it: its checks may need a state that is gone."""
    # Django has no other way to keep a bound form from cleaning itself.
    form._errors = ErrorDict()  # type: ignore[attr-defined]  # noqa: SLF001
    return form


def typed(form: forms.BaseForm) -> tuple[Typed, ...]:
    """What somebody typed, by label, to copy; empty fields are left out."""
    found = []
    for bound in form.visible_fields():
        text = _shown(bound.field, bound.data)
        if text != EMPTY:
            found.append(Typed(label=str(bound.label), text=text))
    return tuple(found)


def basis_of(form: forms.BaseForm) -> Pairs:
    """What the record holds, as hidden fields beside the form."""
    return tuple((f"{BASIS}{name}", _as_basis(form[name], form[name].value())) for name in _comparable(form))


def compare(data: QueryDict, mine: forms.BaseForm, theirs: forms.BaseForm, *, me: str, them: str) -> Comparison:
    """Set what was posted (`mine`, bound) against the record as it is now (`theirs`, unbound).

    `me` and `them` head the two texts where both are kept ("Fenna de Boer, di 24 nov 10.42").
    """
    choices, merged = [], []
    replaced: dict[str, Pairs] = {}  # by the name of an input: what goes in its place
    for name in _comparable(theirs):
        if name not in mine.fields:
            continue
        bound, field = theirs[name], theirs.fields[name]
        own, other = mine[name].data, bound.value()
        if _same(field, own, other):
            continue
        base = _basis(data, bound)
        if base is not None and _same(field, other, base):
            merged.append(Merged(label=str(bound.label), text=_shown(field, own), why="alleen door jou gewijzigd"))
            continue
        replaced |= dict.fromkeys(_input_names(bound), ())
        if base is not None and _same(field, own, base):
            merged.append(
                Merged(label=str(bound.label), text=_shown(field, other), why="alleen door een ander gewijzigd")
            )
            replaced[name] = _inputs(bound, other)
        else:
            choices.append(_choice(mine[name], own, other, me=me, them=them))
    carried = tuple(_carried(data, replaced))
    return Comparison(choices=tuple(choices), merged=tuple(merged), carried=carried, basis=basis_of(theirs))


def _choice(bound: forms.BoundField, own: Any, other: Any, *, me: str, them: str) -> Choice:
    field = bound.field
    several = isinstance(field.widget, SEVERAL_INPUTS)
    mine, theirs = ("", "") if several else (_posted(field, own), _posted(field, other))
    long = isinstance(field.widget, forms.Textarea) and bool(mine.strip()) and bool(theirs.strip())
    both = f"{me}:\n{mine}\n\n{them}:\n{theirs}" if long else ""
    shown = _shown(field, own), _shown(field, other)
    return Choice(
        name=bound.name,
        label=str(bound.label),
        mine=mine,
        theirs=theirs,
        both=both,
        mine_shown=_marked(*shown),
        theirs_shown=_marked(*reversed(shown)),
        chosen="both" if both else "mine" if mine.strip() else "theirs",
        inputs=bound if several else None,
    )


def _carried(data: QueryDict, replaced: Mapping[str, Pairs]) -> Iterator[tuple[str, str]]:
    """All that was posted, with the merged values put in their place and the fields to choose left out."""
    for name, values in data.lists():
        if name in OWN or name.startswith(BASIS) or name in replaced:
            continue
        for value in values:
            yield name, str(value)
    for pairs in replaced.values():
        yield from pairs


def _comparable(form: forms.BaseForm) -> list[str]:
    """The fields of which the form knows what stands there; a browser never sends back a file that was chosen."""
    return [
        name
        for name, field in form.fields.items()
        if name in form.initial and not form[name].is_hidden and not isinstance(field.widget, forms.FileInput)
    ]


def _as_basis(bound: forms.BoundField, raw: Any) -> str:
    """One hidden field, also for a field of several inputs: then a list of their values."""
    if isinstance(bound.field.widget, SEVERAL_INPUTS):
        return json.dumps([value for _, value in _inputs(bound, raw)])
    return _posted(bound.field, raw)


def _basis(data: QueryDict, bound: forms.BoundField) -> Any:
    """What stood there when the page was made; None where it did not say."""
    kept = data.get(f"{BASIS}{bound.name}")
    if kept is None or not isinstance(bound.field.widget, SEVERAL_INPUTS):
        return kept
    try:
        found = json.loads(kept)
    except ValueError:
        return None
    return [str(part) for part in found] if isinstance(found, list) else None


def _input_names(bound: forms.BoundField) -> tuple[str, ...]:
    """The names under which this field posts; its own first."""
    widget = bound.field.widget
    parts: list[str] = getattr(widget, "widgets_names", [])  # of a MultiWidget
    return (bound.html_name, *(bound.html_name + part for part in parts))


def _inputs(bound: forms.BoundField, raw: Any) -> Pairs:
    """What the field's inputs would post for this value."""
    widget = bound.field.widget
    if isinstance(widget, forms.MultiWidget):
        parts: Any = raw if isinstance(raw, (list, tuple)) else widget.decompress(raw)
        names = _input_names(bound)[1:]
        both = zip(names, widget.widgets, parts, strict=True)
        return tuple((name, str(part_widget.format_value(part) or "")) for name, part_widget, part in both)
    if isinstance(widget, TICKED):
        return tuple((bound.html_name, str(value)) for value in raw or ())
    return ((bound.html_name, _posted(bound.field, raw)),)


def _value(field: forms.Field, raw: Any) -> Any:
    """One value however it was written: "2,0" and 2.00, "24 11 2026" and a date, and any kind of line end."""
    if isinstance(raw, list) and not any(raw):
        return None
    try:
        found = field.clean(raw) if isinstance(field, forms.MultiValueField) else field.to_python(raw)
    except ValidationError:
        found = raw
    if isinstance(found, str):
        found = found.replace("\r\n", "\n").strip()
    if isinstance(field.widget, TICKED) and isinstance(found, (list, tuple)):
        found = sorted(str(part) for part in found)  # which boxes are ticked, in whatever order
    return None if found in field.empty_values else found


def _same(field: forms.Field, one: Any, other: Any) -> bool:
    return bool(_value(field, one) == _value(field, other))


def _posted(field: forms.Field, raw: Any) -> str:
    """The text that the field's one input would post; for a tick box "on" or nothing."""
    if isinstance(field.widget, forms.CheckboxInput):
        return "on" if field.to_python(raw) else ""
    if isinstance(field.widget, ChoiceWidget):  # its format_value makes a list
        return "" if raw is None else str(raw)
    return str(field.widget.format_value(raw) or "")


def _shown(field: forms.Field, raw: Any) -> str:
    """A value as people read it."""
    value = _value(field, raw)
    if isinstance(field, forms.ChoiceField):
        labels = dict(field.widget.choices)
        several = isinstance(value, list)
        value = ", ".join(str(labels.get(part, part)) for part in value) if several else labels.get(value, value)
    match value:
        case None:
            return EMPTY
        case bool():
            return "Ja" if value else "Nee"
        case date():
            return short_moment(value.astimezone(AMSTERDAM)) if isinstance(value, datetime) else short_date(value)
        case Decimal():
            return f"{value.normalize():f}".replace(".", ",")
        case list():
            return " ".join(str(part) for part in value if part) or EMPTY
        case _:
            return str(value)


def _marked(text: str, other: str) -> SafeString:
    """The text with the words that the other does not have marked as <ins>."""
    words, others = text.split(" "), other.split(" ")
    parts = []
    for tag, start, end, _, _ in SequenceMatcher(None, words, others).get_opcodes():
        piece = " ".join(words[start:end])
        if piece:
            parts.append((piece if tag == "equal" else format_html("<ins>{}</ins>", piece),))
    return format_html_join(" ", "{}", parts)
