"""Little burden, counted: the fields that a single question cannot do without, on the shortest road of a law."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.forms import Field
from django.forms.utils import pretty_name

from cases.contract import Procedure
from cases.forms.melding import WhoForm

GOAL = 15  # required fields from melding to a sent beschikking, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One step of a road: `fields` are name and label of each field that must be filled."""

    key: str  # of the transition; empty for choosing the person, which no law asks
    label: str
    fields: tuple[tuple[str, str], ...]


def count_road(procedure: Procedure) -> tuple[Counted, ...]:
    """The steps of `procedure.shortest`, with the choice of the person in front: the page of a melding asks that."""
    steps = (procedure.transition(key) for key in procedure.shortest)
    who = WhoForm.base_fields
    asked = [*WhoForm.ASKED, *(name for name, field in who.items() if field.required)]
    return (
        Counted(key="", label="De persoon kiezen", fields=_labelled(who, asked)),
        *(Counted(key=step.key, label=step.label, fields=_required(step.form.base_fields)) for step in steps),
    )


def total(road: Iterable[Counted]) -> int:
    """How many fields that is in all."""
    return sum(len(step.fields) for step in road)


def _required(fields: Mapping[str, Field]) -> tuple[tuple[str, str], ...]:
    return _labelled(fields, [name for name, field in fields.items() if field.required])


def _labelled(fields: Mapping[str, Field], names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(fields[name].label or pretty_name(name))) for name in names)
