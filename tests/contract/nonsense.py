"""What a form does with nothing and with nonsense: all errors at once, in Dutch, and what was typed is kept."""

from datetime import datetime
from typing import Any

from django import forms

from cases.contract import Transition
from cases.forms.fields import MomentField
from tests.contract.drive import form_of
from tests.contract.words import is_dutch_sentence

NONSENSE = "x€�"
LONG_AGO = "01-01-1900"


def told_at_each_field(step: Transition, subject: Any, actor: Any, at: datetime) -> tuple[dict[str, str], set[str]]:
    """Check the form; returns the nonsense and the fields that must refuse it, to post both."""
    form = form_of(step, subject, actor, at, {})
    required = {name for name, field in form.fields.items() if field.required}
    assert required <= set(form.errors)
    assert [pair for pair in sentences(form) if not is_dutch_sentence(pair[1], stop=False)] == []
    data, must_fail = nonsense(form)
    form = form_of(step, subject, actor, at, data)
    assert must_fail <= set(form.errors)
    assert [pair for pair in sentences(form) if not is_dutch_sentence(pair[1], stop=False)] == []
    for name, value in data.items():
        assert form.data[name] == value  # what was typed is kept
    days = set(getattr(step.form, "PAST", ()))
    form = form_of(step, subject, actor, at, dict.fromkeys(days, LONG_AGO))
    assert days <= set(form.errors)  # no act of ours is that old
    return data, must_fail


def nonsense(form: forms.Form) -> tuple[dict[str, str], set[str]]:
    """Something that no field can read, as a browser would post it; and the fields that must say so."""
    data: dict[str, str] = {}
    must_fail = set()
    for name, field in form.fields.items():
        if isinstance(field, forms.BooleanField):
            continue  # any value is a tick
        if isinstance(field, MomentField):
            data |= {f"{name}{suffix}": NONSENSE for suffix in field.widget.widgets_names}
        elif type(field) is forms.CharField:
            if field.max_length is None:
                continue
            data[name] = "x" * (field.max_length + 1)
        else:
            data[name] = NONSENSE
        must_fail.add(name)
    return data, must_fail


def sentences(form: forms.Form) -> list[tuple[str, str]]:
    return [(name, str(error)) for name, errors in form.errors.items() for error in errors]
