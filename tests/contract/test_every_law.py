"""What every registered law promises about its declarations. A new law gets these for free."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from django import forms

from cases.contract import PHASE_LABELS, Certainty, Nature, Phase, awb, laws
from tests.contract.drive import ways
from tests.contract.words import ENGLISH, is_dutch_sentence

LAWS = list(laws)
PROCEDURES = [(law, procedure) for law in LAWS for procedure in law.procedures]
TERMS = {term.reference: term for term in [*(t for law in LAWS for t in law.terms()), *awb.TERMS]}

every_law = pytest.mark.parametrize("law", LAWS, ids=lambda law: law.key)
every_procedure = pytest.mark.parametrize(
    ("law", "procedure"), PROCEDURES, ids=[f"{law.key}-{p.key}-v{p.version}" for law, p in PROCEDURES]
)
every_term = pytest.mark.parametrize("term", TERMS.values(), ids=TERMS.keys())


@every_procedure
def test_every_state_is_reached_by_a_road_from_an_opening(law, procedure):
    reached = {t.target for t in procedure.transitions if t.opens}
    for _ in procedure.states:
        reached |= {t.target for t in procedure.transitions if t.sources & reached and t.target}
    assert reached == {state.key for state in procedure.states}


@every_procedure
def test_every_path_can_close(law, procedure):
    can_close = {state.key for state in procedure.states if state.final}
    assert can_close
    for _ in procedure.states:
        can_close |= {source for t in procedure.transitions if t.target in can_close for source in t.sources}
    assert can_close == {state.key for state in procedure.states}


@every_procedure
def test_nothing_leaves_an_end(law, procedure):
    ends = {state.key for state in procedure.states if state.final}
    assert all(procedure.state(key).phase is Phase.CLOSED for key in ends)
    assert [
        t.key for t in procedure.transitions if t.sources & ends and t.target not in {None, *ends} and not t.reopens
    ] == []


@every_law
def test_one_version_of_a_procedure_is_current(law):
    found = Counter(procedure.key for procedure in law.procedures if procedure.current)
    assert found == Counter({procedure.key for procedure in law.procedures})
    for procedure in law.procedures:
        newest = max(p.version for p in law.procedures if p.key == procedure.key)
        assert procedure.current == (procedure.version == newest)


@every_law
def test_no_term_names_its_law(law):
    """Its label leaves the building in an e-mail, which must not tell under which law somebody is helped."""
    names = (law.key, law.name, law.short_name)
    assert [term.label for term in law.terms() if re.search(rf"\b({'|'.join(names)})", term.label, re.IGNORECASE)] == []


@every_law
def test_everything_a_user_reads_has_a_label(law):
    steps = [*law.acts, *(t for p in law.procedures for t in p.transitions)]
    labelled = [*law.letters, *law.panels, *law.roles, *law.reactions, *law.amounts, *law.terms()]
    labels = [x.label for x in (*steps, *labelled, *law.procedures, *(s for p in law.procedures for s in p.states))]
    labels += [law.name, law.short_name, *(label for _, label in law.permissions), *PHASE_LABELS.values()]
    assert [label for label in labels if not label.strip() or ENGLISH.search(label)] == []
    fields = [(t.key, name, field) for t in steps for name, field in t.form.base_fields.items()]
    visible = [(key, name, field.label) for key, name, field in fields if not field.widget.is_hidden]
    assert [(key, name) for key, name, label in visible if not label or ENGLISH.search(str(label))] == []


@every_law
def test_a_last_day_is_never_called_before(law):
    """A last day is "uiterlijk": the day itself still counts."""
    texts = [
        text for t in law.terms() for text in (t.label, t.on_lapse, t.start_text, t.met_text, t.never_stands_still)
    ]
    texts += [text for p in law.procedures for t in p.transitions for text in (t.label, t.done, t.hint)]
    texts += [state.todo for p in law.procedures for state in p.states]
    assert [text for text in texts if "vóór" in text.lower()] == []


@every_term
def test_every_term_stands_on_an_article(term):
    basis = term.basis
    assert basis.text
    assert isinstance(basis.certainty, Certainty)
    assert term.valid_from == basis.valid_from
    assert basis.valid_from <= basis.checked_on
    assert term.valid_until is None or term.valid_until > term.valid_from
    if term.nature is not Nature.NORM:
        assert basis.url.startswith("https://"), term.key


@every_term
def test_sentences_of_a_term_are_dutch(term):
    for sentence in filter(None, (term.on_lapse, term.never_stands_still)):
        assert is_dutch_sentence(sentence), sentence


@every_term
def test_warnings_of_a_term_have_their_own_kinds(term):
    kinds = [warning.kind for warning in term.warnings]
    assert len(kinds) == len(set(kinds))
    assert not {"closes", "resumes"} & set(kinds)
    assert all(len(kind) <= 20 for kind in kinds)


@every_law
def test_every_amount_has_its_source(law):
    for amount in law.amounts:
        assert amount.basis.text
        assert amount.basis.valid_from
        float(amount.value)


@every_law
def test_texts_of_one_term_do_not_overlap(law):
    """On each day at most one text of a term is in force."""
    for procedure in law.procedures:
        for key in {term.key for term in procedure.terms}:
            texts = sorted((t for t in procedure.terms if t.key == key), key=lambda t: t.valid_from)
            for earlier, later in pairwise(texts):
                assert earlier.valid_until is not None
                assert earlier.valid_until <= later.valid_from


@every_law
def test_no_step_logs_free_text(law):
    """An event holds ids, keys, days and choices; what somebody typed stays in the case."""
    for transition in (*law.acts, *(t for p in law.procedures for t in p.transitions)):
        fields = transition.form.base_fields
        typed = [name for name in transition.log if isinstance(fields[name], forms.CharField)]
        assert typed == [], transition.key


@every_law
def test_every_permission_is_asked_by_something(law):
    asked = {item.permission for item in (*law.letters, *law.panels, *law.acts)}
    asked |= {t.permission for p in law.procedures for t in p.transitions}
    assert asked == {key for key, _ in law.permissions}


@every_law
def test_every_step_act_and_guard_has_its_example(law):
    """The suite cannot show what nobody showed it: a new step brings an example, a new guard a refusal."""
    mine = [way for way in ways() if way.law is law]
    steps = [*(t for way in mine for t in way.procedure.transitions), *law.acts]
    assert {key for way in mine for key in way.examples} == {step.key for step in steps}
    assert {name for way in mine for name in way.refusals} == {
        guard.__name__ for step in steps for guard in (*step.applies, *step.guards)
    }
