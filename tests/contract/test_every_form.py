"""What every form of every registered law does with nothing and with nonsense: all errors at once, in Dutch."""

import pytest
from django import forms

from cases.contract import InvalidError, laws
from cases.forms.fields import MomentField
from tests.contract.drive import by, everything, form_of, main_way, step_of, subject_of, take, ways
from tests.contract.words import is_dutch_sentence

ACTS = [(main_way(law), act) for law in laws for act in law.acts]
STEPS = [*((way, step) for way in ways() for step in way.steps), *ACTS]
STEPS = [(way, step) for way, step in STEPS if step.form.base_fields]
every_form = pytest.mark.parametrize(("way", "step"), STEPS, ids=[f"{way.key}-{step.key}" for way, step in STEPS])
NONSENSE = "x€�"


def situation(way, step, at):
    """A subject on which the step can be taken, who takes it, and when."""
    if step in way.law.acts:
        return *subject_of(way.law, step, at), at
    if step.opens:
        journey = step_of(way, next(t.key for t in way.steps if not t.opens), at)
        return None, journey.worker, journey.at
    journey = step_of(way, step.key, at)
    return journey.case, by(way, step.key, journey.worker), journey.at


def nonsense(form):
    """Something that no field can read, as a browser would post it; and the fields that must say so."""
    data, must_fail = {}, set()
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


def sentences(form):
    return [(name, str(error)) for name, errors in form.errors.items() for error in errors]


@pytest.mark.django_db
@every_form
def test_nothing_and_nonsense_are_told_at_each_field_at_once_and_write_nothing(way, step, at):
    """One case for all three: to drive it to its step is what takes the time."""
    subject, actor, now = situation(way, step, at)
    form = form_of(step, subject, actor, now, {})
    required = {name for name, field in form.fields.items() if field.required}
    assert required <= set(form.errors)
    assert [pair for pair in sentences(form) if not is_dutch_sentence(pair[1], stop=False)] == []

    data, must_fail = nonsense(form)
    form = form_of(step, subject, actor, now, data)
    assert must_fail <= set(form.errors)
    assert [pair for pair in sentences(form) if not is_dutch_sentence(pair[1], stop=False)] == []
    for name, value in data.items():
        assert form.data[name] == value  # what was typed is kept

    if step in way.law.acts or step.opens:
        return
    before = everything()
    with pytest.raises(InvalidError) as refused:
        take(subject, step.key, data, actor, now)
    assert must_fail <= set(refused.value.errors)
    assert refused.value.form.data == data
    assert everything() == before
