"""A besluit of the engine, on the toy law: signed or laid before a colleague, sent, and open to bezwaar for six weeks.

24 November 2026 is a Tuesday; six weeks after it is Tuesday 5 January 2027.
"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.contract import InvalidError, NotAllowedHereError, RefusedError
from cases.models import Besluit, Case, Deadline, Letter, LocalSetting, Note, User
from cases.queries import besluiten
from cases.queries.decisions import decisions_of
from tests.factories.case import act, make_case, make_team, make_user

pytestmark = pytest.mark.django_db
WHY = {"reasons": "U speelt graag"}
GRANT = {**WHY, "effective_on": "01-12-2026"}


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


@pytest.fixture
def karim() -> User:
    return make_user("karim", "toylaw.work", "toylaw.decide", team=make_team(), mandate="Mandaat Karim")


@pytest.fixture
def case(fenna, at) -> Case:
    return make_case(fenna, at, key="ask_toelage", data={"received_on": at.date(), "wish": "Fiets"})


@pytest.fixture
def four_eyes(karim, at) -> None:
    LocalSetting.objects.create(
        municipality=karim.teams.get().municipality, choice="toylaw.vier_ogen", valid_from=date(2020, 1, 1),
        value=True, source="Collegebesluit", added_by=karim, added_at=at,
    )  # fmt: skip


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def windows(case: Case) -> list[tuple[str, date]]:
    return [(d.about, d.due_on) for d in Deadline.objects.filter(case=case, term="awb.bezwaar").order_by("pk")]


def letter_text(case: Case, kind: str) -> str:
    letter = Letter.objects.filter(case=case, kind=kind).latest("pk")
    return str(letter.content)


def test_signing_alone_puts_name_and_mandaat_under_it_and_sending_opens_bezwaar(case, fenna, at):
    case = act(case, "decide_toelage", fenna, at, **GRANT)
    found = besluiten.unsent(fresh(case))
    assert (case.state, case.title) == ("toelage_klaar", "Toelage toelage")
    assert (found.decider, found.mandate, found.decided_on) == (fenna, "Mandaat 2026", at.date())
    assert (found.effective_on, found.sent_on, found.in_force(date(2026, 12, 1))) == (date(2026, 12, 1), None, False)
    assert windows(case) == []
    case = act(case, "publish_toelage", fenna, at + timedelta(days=1), sent_on="24-11-2026", channel="post")
    assert (case.state, case.contact_on) == ("toelage_loopt", date(2026, 11, 24))
    assert windows(case) == [("toelage_1", date(2027, 1, 5))]
    (decision,) = decisions_of(fresh(case))
    assert (decision.key, decision.label, decision.decider) == (
        "toelage_1",
        "Besluit: speeltoelage toegekend",
        fenna.pk,
    )
    found.refresh_from_db()
    assert [found.in_force(date(2026, 11, 30)), found.in_force(date(2026, 12, 1))] == [False, True]


def test_a_later_besluit_has_six_weeks_of_its_own(case, fenna, at):
    act(case, "decide_toelage", fenna, at, **GRANT)
    act(case, "publish_toelage", fenna, at)
    act(case, "decide_korting", fenna, at + timedelta(days=7), **WHY)
    case = act(case, "publish_korting", fenna, at + timedelta(days=7))
    assert case.state == "toelage_loopt"
    assert windows(case) == [("toelage_1", date(2027, 1, 5)), ("korting_2", date(2027, 1, 12))]
    assert besluiten.newest_sent(fresh(case)).kind == "korting"
    assert besluiten.newest_sent(fresh(case), "toelage").kind == "toelage"


def test_the_letter_says_what_why_and_how_to_object(case, fenna, at):
    act(case, "decide_weigering", fenna, at, ground="rijk", **WHY)
    case = act(case, "publish_weigering", fenna, at)
    assert case.state_data.final
    text = letter_text(case, "besluit_weigering")
    for words in ("U krijgt geen toelage", "U speelt graag", "U kunt het zelf betalen", "dinsdag 5 januari 2027"):
        assert words in text
    assert "Speelwet" in text or "31" in text


def test_four_eyes_are_of_two_people(case, fenna, karim, four_eyes, at):
    with pytest.raises((RefusedError, NotAllowedHereError)):
        act(case, "decide_toelage", fenna, at, **GRANT)
    case = act(case, "propose_toelage", fenna, at, **GRANT)
    assert (case.state, besluiten.unsent(fresh(case)).decider) == ("toelage_voorgelegd", None)
    with pytest.raises(RefusedError, match="Een collega leest het en tekent"):
        act(case, "approve_besluit", fenna, at)
    case = act(case, "approve_besluit", karim, at + timedelta(days=2))
    found = besluiten.unsent(fresh(case))
    assert (found.decider, found.drafted_by, found.mandate) == (karim, fenna, "Mandaat Karim")
    assert (case.state, found.decided_on) == ("toelage_klaar", date(2026, 11, 26))


def test_sent_back_the_words_stand_in_the_next_form_and_the_reason_in_the_journal(case, fenna, karim, four_eyes, at):
    act(case, "propose_toelage", fenna, at, **GRANT)
    case = act(case, "return_besluit", karim, at, reason="Noem de tekening")
    assert (case.state, case.title, besluiten.besluiten(fresh(case))) == ("toelage_gevraagd", "", [])
    assert Note.objects.get(case=case).text == "Noem de tekening"
    form = case.procedure_data.transition("propose_toelage").form(subject=fresh(case), actor=fenna, at=at)
    assert form.initial["reasons"] == "U speelt graag"


def test_one_besluit_at_a_time(case, fenna, at):
    act(case, "decide_toelage", fenna, at, **GRANT)
    act(case, "publish_toelage", fenna, at)
    case = act(case, "decide_korting", fenna, at, **WHY)
    with pytest.raises(RefusedError, match="Er ligt nog een besluit: toelage gekort"):
        act(case, "decide_korting", fenna, at, **WHY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Besluit.objects.create(case=case, kind="korting", reasons="x", decided_on=at.date(), drafted_by=fenna)


def test_who_may_not_decide_may_not_sign_for_a_colleague_either(case, fenna, karim, four_eyes, at):
    for key, who, more in (("propose_toelage", fenna, GRANT), ("approve_besluit", karim, {})):
        act(case, key, who, at, **more)
    act(case, "publish_toelage", karim, at)
    act(case, "propose_korting", fenna, at, **WHY)
    Case.objects.filter(pk=case.pk).update(handler=karim)
    with pytest.raises(RefusedError, match="kort niet zelf"):
        act(case, "approve_side_besluit", karim, at)


# fmt: off
WRONG = [
    # stap              ingevuld                                          veld          zin
    ("decide_toelage",   {"effective_on": "01-12-2026"},                   "reasons",     "Vul “Waarom?” in"),
    ("decide_toelage",   {**GRANT, "decided_on": "25-11-2026"},            "decided_on",  "Deze dag moet nog komen"),
    ("decide_toelage",   {**GRANT, "decided_on": "31-10-2026"},            "decided_on",  "Een besluit kan niet eerder zijn"),
    ("decide_weigering", WHY,                                              "ground",      "Kies een mogelijkheid"),
    ("decide_weigering", {**WHY, "ground": "arm"},                         "ground",      "Kies een mogelijkheid"),
]
# fmt: on


@pytest.mark.parametrize(("key", "data", "field", "sentence"), WRONG)
def test_what_is_not_right_is_said_at_its_field(case, fenna, at, key, data, field, sentence):
    with pytest.raises(InvalidError) as refused:
        act(case, key, fenna, at, **data)
    assert sentence in str(refused.value.errors[field])
    assert not Besluit.objects.exists()


def test_dispatch_is_not_ahead_of_the_signature(case, fenna, at):
    act(case, "decide_toelage", fenna, at, **GRANT)
    with pytest.raises(InvalidError) as refused:
        act(case, "publish_toelage", fenna, at, sent_on="23-11-2026")
    assert "Vul die dag of een latere in" in str(refused.value.errors["sent_on"])
