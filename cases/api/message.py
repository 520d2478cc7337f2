"""What a message or an address of the API may hold. Here its shape and types are judged; what it says, by the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms

from cases.api.errors import ShapeError
from cases.contract import Phase, laws
from cases.forms.fields import MomentField, YesNoField

PHASES = {
    "melding": Phase.INTAKE,
    "onderzoek": Phase.ASSESSMENT,
    "besluit": Phase.DECISION,
    "uitvoering": Phase.EXECUTION,
    "gesloten": Phase.CLOSED,
}
# What a field is in JSON, the most specific type first: its name, its types, and what to send.
KINDS: tuple[tuple[tuple[type[forms.Field], ...], str, tuple[type, ...], str], ...] = (
    ((YesNoField,), "jaNee", (bool,), "Stuur true of false."),
    ((forms.MultipleChoiceField, forms.ModelMultipleChoiceField), "keuzes", (list,), "Stuur een lijst van teksten."),
    ((forms.ChoiceField, forms.ModelChoiceField), "keuze", (str,), "Stuur een tekst."),
    ((forms.BooleanField,), "vinkje", (bool,), "Stuur true of false."),
    ((MomentField,), "moment", (str,), "Stuur een tekst zoals 2026-11-24T10:42:00+01:00."),
    ((forms.DateField,), "dag", (str,), "Stuur een tekst zoals 2026-11-24."),
    ((forms.TimeField,), "tijd", (str,), "Stuur een tekst zoals 14:30."),
    ((forms.IntegerField,), "getal", (int, float, str), "Stuur een getal."),  # of decimals too, in Django
    ((forms.Field,), "tekst", (str,), "Stuur een tekst."),
)
KEYS = ("handeling", "versie", "sleutel", "gegevens")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One act as a message asks for it: which step, on which version, with which one-time key and input."""

    key: str
    seen: int
    once: UUID
    data: Mapping[str, object]


def filters(given: Mapping[str, str]) -> dict[str, object]:
    """The address as filters. Raises ShapeError: a filter that we don't know would silently give too much."""
    found: dict[str, object] = {}
    errors = dict.fromkeys(given.keys() - {"wet", "fase", "cursor"}, "Dit filter is er niet.")
    if law := given.get("wet"):
        found["law"] = law
        if law not in laws:
            errors["wet"] = "Deze wet is er niet."
    if phase := given.get("fase"):
        found["phase"] = PHASES.get(phase)
        if phase not in PHASES:
            errors["fase"] = f"Kies uit {', '.join(PHASES)}."
    if cursor := given.get("cursor"):
        try:
            found["uuid__lt"] = UUID(cursor)
        except ValueError:
            errors["cursor"] = "Neem het adres uit next."
    if errors:
        raise ShapeError(errors)
    return found


def read(body: Any) -> Wanted:
    """The message of a POST. Raises ShapeError with every part that is missing, unknown or of another type."""
    if not isinstance(body, dict):
        raise ShapeError({"": f"Stuur een object met {', '.join(KEYS)}."})
    found: tuple[Any, ...] = tuple(body.get(name) for name in KEYS)
    key, seen, once, data = found
    data = {} if data is None else data
    errors = dict.fromkeys(body.keys() - set(KEYS), "Dit onderdeel kennen we niet.")
    if not isinstance(key, str):
        errors["handeling"] = "Stuur de handeling als tekst."
    if type(seen) is not int:  # true is an int too
        errors["versie"] = "Stuur de versie die je zag als geheel getal."
    try:
        once = UUID(once)
    except (TypeError, ValueError, AttributeError):
        errors["sleutel"] = "Stuur een nieuwe UUID als eenmalige sleutel."
    if not isinstance(data, dict):
        errors["gegevens"] = "Stuur de gegevens als object."
    if errors:
        raise ShapeError(errors)
    return Wanted(key=key, seen=seen, once=once, data=data)


def posted(form: forms.BaseForm, given: Mapping[str, object]) -> dict[str, object]:
    """The values as the form reads them. Only types are judged here, what they say is for the form.

    Raises ShapeError: a field that isn't there must not vanish, and "nee" in a tick box would count as a yes.
    """
    open_to_all = {bound.name: bound.field for bound in form.visible_fields()}
    found: dict[str, object] = {}
    errors = dict.fromkeys(given.keys() - open_to_all.keys(), "Dit veld kent deze handeling niet.")
    for name, field in open_to_all.items():
        _, types, sentence = kind_of(field)
        value = given.get(name)
        if value is None:
            continue
        if type(value) not in types or (isinstance(value, list) and not all(isinstance(part, str) for part in value)):
            errors[name] = sentence
        elif isinstance(field, YesNoField):
            found[name] = field.prepare_value(value)
        else:
            found[name] = str(value) if type(value) in (int, float) else value
    if errors:
        raise ShapeError(errors)
    return found


def kind_of(field: forms.Field) -> tuple[str, tuple[type, ...], str]:
    return next((name, types, text) for fields, name, types, text in KINDS if isinstance(field, fields))
