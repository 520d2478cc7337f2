"""A lawyer's word on a rule: asked, answered with grounds, by somebody else than who entered it; each part apart."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cases.actions.confirm import answer, ask
from cases.contract import CaseError, ConflictError, InvalidError, Length, NoAccessError, Unit
from cases.models import Case, Confirmation, Event, LocalRule, User, Verdict
from cases.queries.rulebook import find, rulebook, version_of, waiting
from cases.queries.terms import calendar, confirmed_references, proof_of
from tests.factories.case import act, make_case, make_user
from tests.factories.rules import confirm, set_rule

pytestmark = pytest.mark.django_db
PAPERS = "toylaw.papers@2020-01-01"
DECIDE = "toylaw.decide@2026-07-01"


@pytest.fixture
def ilse() -> User:
    return make_user("ilse", "cases.manage_terms")


@pytest.fixture
def dewi() -> User:
    return make_user("dewi", "cases.confirm_terms")


def said(actor: User, at: datetime, reference: str = PAPERS, **changes: Any) -> Confirmation:
    seen = version_of(Confirmation.objects.filter(reference=reference))
    wanted = {"verdict": "right", "grounds": "Gelezen op 3 november", "seen": seen}
    return answer(**(wanted | changes), reference=reference, actor=actor, at=at)


def test_a_question_is_asked_and_answered(ilse: User, dewi: User, at: datetime) -> None:
    ask(reference=PAPERS, question="Telt de dag mee?", asked_of=dewi, actor=ilse, at=at)
    first = waiting(rulebook())[0]
    assert (first.reference, first.asked and first.asked.question) == (PAPERS, "Telt de dag mee?")
    said(dewi, at)
    row = Confirmation.objects.get()
    assert (row.asked_by, row.answered_by, row.verdict, row.version) == (ilse, dewi, "right", 2)
    assert confirmed_references().confirmed == {PAPERS}
    assert PAPERS not in {rule.reference for rule in waiting(rulebook())}
    events = Event.objects.order_by("id").values_list("kind", "payload")
    assert list(events) == [
        ("cases.confirmation_asked", {"reference": PAPERS, "asked_of": dewi.pk}),
        ("cases.rule_judged", {"reference": PAPERS, "verdict": "right"}),
    ]  # no free text, no name


def test_each_takes_its_own_permission(ilse: User, dewi: User, at: datetime) -> None:
    with pytest.raises(NoAccessError):
        ask(reference=PAPERS, question="", asked_of=None, actor=dewi, at=at)
    with pytest.raises(NoAccessError):
        said(ilse, at)
    assert Confirmation.objects.count() == 0


def test_who_asked_or_entered_it_does_not_confirm_it(dewi: User, at: datetime) -> None:
    both = make_user("both", "cases.confirm_terms", "cases.manage_terms")
    ask(reference=PAPERS, question="", asked_of=None, actor=both, at=at)
    with pytest.raises(CaseError, match="andere jurist"):
        said(both, at)
    set_rule("toylaw.urgent", Length(24, Unit.HOURS), date(2026, 11, 1), at)
    rule = LocalRule.objects.get()
    LocalRule.objects.update(added_by=both)
    Confirmation.objects.filter(reference=rule.reference).delete()  # nobody asked: who entered it is still no judge
    with pytest.raises(CaseError, match="andere jurist"):
        said(both, at, rule.reference)
    assert said(dewi, at, rule.reference).verdict == "right"


def test_the_database_refuses_one_who_asks_and_answers(dewi: User, at: datetime) -> None:
    row = said(dewi, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.filter(pk=row.pk).update(asked_by=dewi)
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.filter(pk=row.pk).update(grounds="")


def test_one_question_at_a_time(ilse: User, at: datetime) -> None:
    ask(reference=PAPERS, question="", asked_of=None, actor=ilse, at=at)
    with pytest.raises(InvalidError) as caught:
        ask(reference=PAPERS, question="", asked_of=None, actor=ilse, at=at)
    assert caught.value.errors == {"reference": ["Deze vraag staat al bij de jurist"]}


def test_a_question_goes_to_a_lawyer(ilse: User, fenna: User, at: datetime) -> None:
    with pytest.raises(InvalidError) as caught:
        ask(reference=PAPERS, question="", asked_of=fenna, actor=ilse, at=at)
    assert set(caught.value.errors) == {"asked_of"}


@pytest.mark.parametrize(
    ("changes", "field"), [({"verdict": ""}, "verdict"), ({"verdict": "ja"}, "verdict"), ({"grounds": " "}, "grounds")]
)
def test_an_answer_is_whole(dewi: User, at: datetime, changes: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidError) as caught:
        said(dewi, at, **changes)
    assert set(caught.value.errors) == {field}


@pytest.mark.parametrize("reference", ["toylaw.nothing@2020-01-01", "local.999999", "local.x", ""])
def test_only_a_rule_of_the_book_is_judged(dewi: User, at: datetime, reference: str) -> None:
    with pytest.raises(InvalidError):
        said(dewi, at, reference)


def test_who_does_not_know_yet_keeps_the_question_open(ilse: User, dewi: User, at: datetime) -> None:
    ask(reference=PAPERS, question="", asked_of=None, actor=ilse, at=at)
    said(dewi, at, verdict="unsure")
    assert confirmed_references().confirmed == frozenset()
    assert waiting(rulebook())[0].reference == PAPERS
    said(dewi, at)
    assert Confirmation.objects.get().verdict == "right"


def test_an_answer_on_an_old_page_is_a_conflict(ilse: User, dewi: User, at: datetime) -> None:
    said(dewi, at, verdict="wrong")
    with pytest.raises(ConflictError):
        said(dewi, at, seen=0)
    ask(reference=PAPERS, question="Nog eens?", asked_of=None, actor=ilse, at=at)
    with pytest.raises(ConflictError):
        said(dewi, at, seen=1)
    assert confirmed_references().disputed == {PAPERS}


def test_the_last_word_counts(ilse: User, dewi: User, at: datetime) -> None:
    said(dewi, at, verdict="wrong")
    assert confirmed_references().disputed == {PAPERS}
    said(dewi, at)
    found = confirmed_references()
    assert (found.confirmed, found.disputed) == ({PAPERS}, frozenset())


def test_a_rule_that_was_read_is_unsure_again_when_a_lawyer_denies_it(case: Case, dewi: User, at: datetime) -> None:
    decide = case.deadlines.get(term="toylaw.decide")
    assert proof_of(decide, calendar(), at, confirmed_references()).confirmed
    said(dewi, at, DECIDE, verdict="wrong")
    proof = proof_of(decide, calendar(), at, confirmed_references())
    assert (proof.confirmed, proof.basis.certainty.value) == (False, "disputed")


def test_confirming_a_term_does_not_vouch_for_its_pauses(fenna: User, dewi: User, at: datetime) -> None:
    case = make_case(fenna, at, handler=fenna)
    act(case, "ask_more", fenna, at, until=date(2026, 12, 8))
    act(case, "extend", fenna, at, weeks=2)
    for part in ("ask_more", "extend"):
        said(dewi, at, f"{DECIDE}/{part}", verdict="wrong")
    said(dewi, at, DECIDE)
    decide = case.deadlines.get(term="toylaw.decide")
    proof = proof_of(decide, calendar(), at, confirmed_references())
    unsure = {step.kind for step in proof.steps if not step.confirmed}
    assert proof.basis.confirmed
    assert unsure == {"suspension", "extension"}
    said(dewi, at, f"{DECIDE}/ask_more")
    proof = proof_of(decide, calendar(), at, confirmed_references())
    assert {step.kind for step in proof.steps if not step.confirmed} == {"extension"}


def test_an_amount_can_be_confirmed(dewi: User, at: datetime) -> None:
    coin = find(rulebook(), "toylaw.coin@2020-01-01")
    assert coin is not None
    assert not coin.rule.sure
    confirm("toylaw.coin@2020-01-01", at)
    coin = find(rulebook(), "toylaw.coin@2020-01-01")
    assert coin is not None
    assert coin.rule.sure
    assert Verdict(coin.rule.said[0].verdict) is Verdict.RIGHT
