"""The proof: every step named, in words for the page and for the letter."""

import json

from cases.rules.deadlines import Roll

from .reckoning import kinds, longer, pause, reckoned


def test_proof_names_every_step_in_order() -> None:
    proof = reckoned(
        "2026-10-30",
        "8 weken",
        suspensions=(pause("2026-11-10", "2026-11-18"),),
        start_text="Aanvraag ontvangen",
        met_text="Besluit verstuurd",
    )
    assert [(step.kind, step.shift, step.day.isoformat()) for step in proof.steps] == [
        ("start", "", "2026-10-30"),
        ("length", "+ 8 weken", "2026-12-25"),
        ("suspension", "+ 7 dagen", "2027-01-01"),
        ("roll", "+ 3 dagen", "2027-01-04"),
        ("result", "", "2027-01-04"),
    ]
    assert proof.steps[0].text == "Aanvraag ontvangen. Deze dag telt niet mee."
    assert proof.steps[2].note == "wo 18 nov 2026 − di 10 nov 2026 − 1 = 7 dagen"
    assert proof.steps[3].note == "vr 1 jan 2027: Nieuwjaarsdag · za 2 jan 2027: zaterdag · zo 3 jan 2027: zondag"
    assert proof.steps[4].text == "Besluit verstuurd: uiterlijk"


def test_letter_explains_a_roll() -> None:
    assert reckoned("2026-11-21", "6 weken").sentence() == (
        "De termijn is 6 weken na 21 november 2026. De laatste dag valt op zaterdag 2 januari 2027; "
        "daarom is het uiterlijk maandag 4 januari 2027 (Algemene termijnenwet, artikel 1)."
    )


def test_letter_names_the_holiday() -> None:
    assert "vrijdag 25 december 2026 (Eerste Kerstdag); daarom" in reckoned("2026-12-11", "2 weken").sentence()


def test_letter_of_a_plain_term_names_the_last_day() -> None:
    assert reckoned("2026-11-09", "6 weken").sentence() == (
        "De termijn is 6 weken na 9 november 2026. Dat is uiterlijk maandag 21 december 2026."
    )


def test_letter_explains_the_two_ordinary_days() -> None:
    assert reckoned("2026-12-24", "3 dagen").sentence() == (
        "De termijn is 3 dagen na 24 december 2026. In die tijd moeten minstens twee gewone dagen zitten; "
        "daarom is het uiterlijk dinsdag 29 december 2026 (Algemene termijnenwet, artikel 2)."
    )


def test_letter_explains_suspension_and_extension() -> None:
    proof = reckoned(
        "2026-10-30", "8 weken", suspensions=(pause("2026-11-10", "2026-11-18"),), extensions=(longer("2 weken"),)
    )
    assert proof.sentence() == (
        "De termijn is 8 weken na 30 oktober 2026. De termijn is verlengd met 2 weken. "
        "De termijn stond 7 dagen stil, van 11 november 2026 tot en met 17 november 2026. "
        "Dat is uiterlijk vrijdag 15 januari 2027."
    )


def test_open_suspension_says_what_is_not_known_yet() -> None:
    known = reckoned("2026-11-20", "2 weken", suspensions=(pause("2026-11-23", ends_by="2026-12-15"),))
    unknown = reckoned("2026-11-20", "2 weken", suspensions=(pause("2026-11-23"),))
    assert known.sentence().endswith("dan is het uiterlijk maandag 28 december 2026.")
    assert unknown.sentence().endswith("De laatste dag is bekend als de termijn weer loopt.")
    assert kinds(known) == kinds(unknown) == ["start", "length", "suspension", "result"]


def test_unconfirmed_counting_of_suspended_days_shows() -> None:
    proof = reckoned("2026-11-20", "2 weken", suspensions=(pause("2026-11-23", "2026-12-01"),))
    assert [step.confirmed for step in proof.steps] == [True, True, False, True]
    assert not proof.confirmed


def test_last_day_is_never_called_before() -> None:
    shown = [
        reckoned("2026-11-21", "6 weken"),
        reckoned("2026-12-24", "3 dagen"),
        reckoned("2026-11-21", "6 weken", roll=Roll.NONE),
        reckoned("2026-11-21", "1 jaar"),
        reckoned("2026-11-20", "2 weken", suspensions=(pause("2026-11-23", ends_by="2026-12-15"),)),
    ]
    assert not [proof for proof in shown if "vóór" in json.dumps(proof.as_dict(), ensure_ascii=False)]


def test_last_day_that_stays_says_why() -> None:
    local = reckoned("2026-11-21", "6 weken", roll=Roll.NONE).steps[-2]
    years = reckoned("2026-11-21", "1 jaar").steps[-2]
    assert local.text.endswith("de Algemene termijnenwet geldt niet voor deze termijn.")
    assert years.text.endswith("de Algemene termijnenwet geldt niet voor een termijn in jaren.")


def test_proof_goes_to_json_and_back() -> None:
    proof = reckoned("2026-12-11", "2 weken")
    data = json.loads(json.dumps(proof.as_dict()))
    assert (data["term"], data["basis"], data["start"], data["raw_end"], data["due"], data["due_at"]) == (
        "toy.term", "Speelwet art. 1", "2026-12-11", "2026-12-25", "2026-12-28", "2026-12-28T23:00:00+00:00",
    )  # fmt: skip
    assert [step["kind"] for step in data["steps"]] == kinds(proof)
    assert data["steps"][2]["url"].endswith("#Artikel1")
