"""What the forms that begin something do with nothing and with nonsense; those of a step stand in test_every_step."""

import pytest

from cases.contract import laws
from tests.contract.drive import main_way, step_of, subject_of, ways
from tests.contract.nonsense import told_at_each_field

ACTS = [(main_way(law), act) for law in laws for act in law.acts if act.form.base_fields]
OPENINGS = [(way, step) for way in ways() for step in way.steps if step.opens and step.form.base_fields]


@pytest.mark.django_db
@pytest.mark.parametrize(("way", "act"), ACTS, ids=[f"{way.key}-{act.key}" for way, act in ACTS])
def test_nothing_and_nonsense_are_told_at_each_field_of_an_act(way, act, at):
    told_at_each_field(act, *subject_of(way.law, act, at), at)


@pytest.mark.django_db
@pytest.mark.parametrize(("way", "step"), OPENINGS, ids=[f"{way.key}-{step.key}" for way, step in OPENINGS])
def test_nothing_and_nonsense_are_told_at_each_field_of_an_opening(way, step, at):
    journey = step_of(way, next(t.key for t in way.steps if not t.opens), at)
    told_at_each_field(step, None, journey.worker, journey.at)
