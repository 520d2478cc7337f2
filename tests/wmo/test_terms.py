"""The terms of the Wmo 2015 and the Awb, in tables that a policy officer can check.

Ontvangen = the day the clock starts, not counted. Uiterlijk = the last lawful day.
"""

from datetime import date, datetime, timedelta

import pytest

from cases.contract import ActLength, Certainty, Direction, Length, LocalLength, Nature, Roll, Term, Unit, awb, laws
from cases.rules.calendar import AMSTERDAM, SHIPPED
from cases.rules.deadlines import Facts, Suspension, reckon
from wmo.awb import BEZWAAR
from wmo.law import LAW
from wmo.procedure import MAATWERK

day = date.fromisoformat


def length_of(term: Term) -> Length:
    match term.length:
        case LocalLength(default=default):
            return default
        case ActLength(suggestion=suggestion) if suggestion:
            return suggestion
        case Length() as length:
            return length
    pytest.fail(f"{term.key} gets its length from the act")


def last_day(key: str, received: str, *pauses: tuple[str, str]) -> str:
    term = laws.term(key)
    length = length_of(term)
    start = datetime.fromisoformat(received).replace(tzinfo=AMSTERDAM) if length.unit is Unit.HOURS else day(received)
    proof = reckon(
        Facts(
            term=key, label=term.label, basis=term.basis, start=start, length=length, roll=term.roll,
            direction=term.direction,
            suspensions=tuple(Suspension(invited_on=day(a), completed_on=day(b)) for a, b in pauses),
        ),
        SHIPPED,
    )  # fmt: skip
    return f"{proof.due:%Y-%m-%dT%H:%M}" if isinstance(proof.due, datetime) else str(proof.due)


# fmt: off
DUE = [
    # termijn                          ontvangen           uiterlijk            waarom
    ("wmo.onderzoek",                  "2026-11-09",       "2026-12-21"),      # zes weken, een gewone maandag
    ("wmo.onderzoek",                  "2026-11-21",       "2027-01-04"),      # 2 januari is een zaterdag
    ("wmo.onderzoek",                  "2026-11-13",       "2026-12-28"),      # Eerste Kerstdag, Tweede, zondag
    ("wmo.onderzoek",                  "2027-03-25",       "2027-05-10"),      # 6 mei Hemelvaart, 7 mei bij koninklijk besluit
    ("wmo.onderzoek",                  "2028-01-19",       "2028-03-01"),      # schrikkeljaar
    ("wmo.persoonlijk_plan",           "2026-03-30",       "2026-04-07"),      # Tweede Paasdag
    ("wmo.persoonlijk_plan",           "2026-11-23",       "2026-11-30"),
    ("wmo.aanvraag_beschikking",       "2026-11-23",       "2026-12-07"),
    ("wmo.aanvraag_beschikking",       "2026-12-11",       "2026-12-28"),      # Eerste Kerstdag
    ("wmo.aanvraag_beschikking",       "2026-11-21",       "2026-12-07"),      # 5 december is een zaterdag
    ("wmo.melding_bevestiging",        "2026-11-21",       "2026-11-24"),      # norm: twee werkdagen
    ("wmo.clientondersteuning_wijzen", "2026-11-23",       "2026-11-30"),      # norm: vijf werkdagen
    ("wmo.spoed_24",                   "2026-12-24T16:00", "2026-12-25T16:00"),  # loopt door op Eerste Kerstdag
    ("wmo.spoed",                      "2026-11-21T14:30", "2026-11-23T14:30"),  # loopt door in het weekend
    ("wmo.spoed",                      "2027-03-27T14:30", "2027-03-29T15:30"),  # zomertijd: 48 echte uren
    ("wmo.spoed",                      "2027-10-30T14:30", "2027-11-01T13:30"),  # wintertijd: 48 echte uren
    ("wmo.cak_start",                  "2027-01-31",       "2027-02-28"),      # een maand; die dag bestaat niet
    ("wmo.cak_start_pgb",              "2026-11-23",       "2027-03-23"),
    ("wmo.einde_voorziening",          "2027-11-30",       "2027-10-05"),      # norm: acht weken voor het einde
    ("wmo.ceo_jaar",                   "2026-12-31",       "2027-06-30"),      # elk jaar, de laatste dag is 30 juni
    ("wmo.vt_onderzoek_start",         "2026-11-23",       "2026-11-30"),      # vijf dagen, dan zaterdag en zondag
    ("wmo.vt_oordeel",                 "2026-11-23",       "2027-02-01"),
    ("wmo.vt_informeren",              "2026-11-27",       "2026-12-28"),      # Eerste Kerstdag
    ("wmo.wissen",                     "2026-11-21",       "2027-02-22"),      # 21 februari is een zondag
    ("awb.beslis_8w",                  "2026-10-30",       "2026-12-28"),
    ("awb.verdaagbericht",             "2026-10-30",       "2026-12-28"),
    ("awb.herstel",                    "2026-11-23",       "2026-12-07"),      # voorstel: twee weken
    ("awb.buiten_behandeling",         "2026-12-07",       "2027-01-04"),
    ("awb.ingebrekestelling",          "2026-12-12",       "2026-12-26"),      # geen Termijnenwet (4:17 lid 2)
    ("awb.dwangsom",                   "2026-12-26",       "2027-02-06"),      # 42 dagen, ook op een zaterdag
    ("awb.dwangsom_besluit",           "2027-02-06",       "2027-02-22"),      # 20 februari is een zaterdag
    ("awb.zienswijze",                 "2026-11-23",       "2026-12-07"),      # voorstel: twee weken
    ("awb.bezwaar",                    "2026-12-09",       "2027-01-20"),
    ("awb.beslissing_bezwaar",         "2027-01-20",       "2027-03-03"),
    ("awb.beslissing_bezwaar_commissie", "2027-01-20",     "2027-04-14"),
    ("awb.beroep",                     "2026-09-23",       "2026-11-04"),
    ("awb.hoorzitting",                "2027-02-15",       "2027-02-05"),      # telt terug
    ("awb.hoorzitting_inzage",         "2027-01-08",       "2027-01-01"),      # telt terug: geen Termijnenwet
    ("awb.ebericht_notificatie",       "2026-11-21T14:30", "2026-11-23T14:30"),
    ("avg.verzoek",                    "2026-11-21",       "2026-12-21"),
    ("avg.datalek",                    "2026-11-21T14:30", "2026-11-24T14:30"),
    ("istd.retour",                    "2026-04-02",       "2026-04-09"),      # Goede Vrijdag, Tweede Paasdag
    ("istd.vot_vow",                   "2026-11-23",       "2026-11-30"),
    ("istd.vot_vow_woonplaats",        "2026-11-23",       "2026-12-07"),
    ("istd.declaratie_antwoord",       "2026-12-18",       "2027-01-05"),      # Kerst en Nieuwjaar tellen niet
    ("istd.start_stop",                "2026-11-23",       "2026-11-30"),
]
SUSPENDED = [
    # termijn                    ontvangen      brief en antwoord             uiterlijk
    ("wmo.aanvraag_beschikking", "2026-11-20", [("2026-11-23", "2026-12-15")], "2026-12-28"),
    ("wmo.aanvraag_beschikking", "2026-12-18", [("2026-12-21", "2027-01-11")], "2027-01-21"),  # over de jaarwisseling
    ("awb.beslis_8w",            "2026-10-30", [("2026-11-10", "2026-11-18")], "2027-01-04"),
]
ARTICLES = {
    "wmo.melding_bevestiging": "Wmo 2015 art. 2.3.2 lid 1",
    "wmo.clientondersteuning_wijzen": "Wmo 2015 art. 2.3.2 lid 3",
    "wmo.persoonlijk_plan": "Wmo 2015 art. 2.3.2 lid 2",
    "wmo.onderzoek": "Wmo 2015 art. 2.3.2 lid 1",
    "wmo.aanvraag_beschikking": "Wmo 2015 art. 2.3.5 lid 2",
    "wmo.spoed_24": "Wmo 2015 art. 2.3.3",
    "wmo.spoed": "Wmo 2015 art. 2.3.3",
    "wmo.heronderzoek": "Wmo 2015 art. 2.3.9",
    "wmo.cak_start": "Uitvoeringsregeling Wmo 2015 art. 2f",
    "wmo.cak_start_pgb": "Uitvoeringsregeling Wmo 2015 art. 2f",
    "wmo.ceo_jaar": "Wmo 2015 art. 2.5.1",
    "wmo.vt_onderzoek_start": "Uitvoeringsbesluit Wmo 2015 art. 4.1.7 lid 1",
    "wmo.vt_oordeel": "Uitvoeringsbesluit Wmo 2015 art. 4.1.7 lid 2",
    "wmo.vt_informeren": "Wmo 2015 art. 5.3.1",
    "wmo.wissen": "Wmo 2015 art. 5.3.5",
    "awb.bezwaar": "Awb art. 6:7",
    "awb.ebericht_notificatie": "Awb art. 2:10",
    "awb.herstel": "Awb art. 4:5 lid 1",
    "awb.buiten_behandeling": "Awb art. 4:5 lid 4",
    "awb.ingebrekestelling": "Awb art. 4:17 lid 3",
    "awb.dwangsom": "Awb art. 4:17 lid 1 en 3",
    "awb.dwangsom_besluit": "Awb art. 4:18",
    "wmo.einde_voorziening": "Wmo 2015 art. 2.3.9",
    "awb.zienswijze": "Awb art. 4:8 lid 1",
}
# fmt: on
ALL = tuple(term for term in laws.terms() if term.key.partition(".")[0] in {"wmo", "awb", "avg", "istd"})


@pytest.mark.parametrize(("key", "received", "due"), DUE)
def test_term_ends_on(key: str, received: str, due: str) -> None:
    assert last_day(key, received) == due


@pytest.mark.parametrize(("key", "received", "pauses", "due"), SUSPENDED)
def test_term_that_stood_still_ends_on(key: str, received: str, pauses: list[tuple[str, str]], due: str) -> None:
    assert last_day(key, received, *pauses) == due


def test_every_term_is_in_the_table() -> None:
    from_the_act = {term.key for term in ALL if isinstance(term.length, ActLength) and not term.length.suggestion}
    assert {term.key for term in ALL} - from_the_act == {key for key, *_ in DUE}
    assert from_the_act == {"wmo.heronderzoek", "awb.opschorting"}


def test_every_term_of_the_wmo_names_its_article() -> None:
    terms = (*MAATWERK.terms, *LAW.standing_terms)
    assert {term.key: term.basis.text for term in terms} == ARTICLES


@pytest.mark.parametrize("term", ALL, ids=lambda term: term.key)
def test_term_says_where_it_can_be_read(term: Term) -> None:
    article = term.basis.text.partition("art. ")[2].split(" ")[0]
    host = {"wmo": "wetten.overheid.nl", "awb": "wetten.overheid.nl"}.get(term.key.partition(".")[0], "")
    assert term.basis.url.startswith(f"https://{host}")
    if host:
        assert f"&artikel={article}&z={term.basis.valid_from}" in term.basis.url


def test_only_these_terms_still_wait_for_a_lawyer() -> None:
    waiting = {term.key for term in ALL if term.basis.certainty is not Certainty.SEEN}
    assert waiting == {"awb.dwangsom", "awb.zienswijze", "avg.verzoek", "avg.datalek", "wmo.vt_oordeel"}


def test_only_these_terms_can_stand_still() -> None:
    """A decision on an aanvraag or on bezwaar (Awb 4:15, 7:10); never the six weeks of the onderzoek."""
    assert {term.key for term in ALL if not term.never_stands_still} == {
        "wmo.aanvraag_beschikking", "awb.beslis_8w", "awb.verdaagbericht",
        "awb.beslissing_bezwaar", "awb.beslissing_bezwaar_commissie",
    }  # fmt: skip


def test_norms_without_a_number_in_the_law_are_called_norms() -> None:
    local = {term.key: term.nature for term in ALL if isinstance(term.length, LocalLength)}
    assert local == dict.fromkeys(
        ("wmo.melding_bevestiging", "wmo.clientondersteuning_wijzen", "wmo.spoed_24", "wmo.spoed"), Nature.NORM
    ) | {"wmo.einde_voorziening": Nature.WINDOW}


def test_norms_and_standards_stand_outside_the_termijnenwet() -> None:
    assert not [term.key for term in ALL if term.nature is Nature.NORM and term.roll is Roll.ATW]


def test_only_the_papers_for_a_hearing_and_the_end_of_help_count_back() -> None:
    back = {term.key for term in ALL if term.direction is Direction.BACK}
    assert back == {"awb.hoorzitting", "awb.hoorzitting_inzage", "wmo.einde_voorziening"}


def test_bezwaar_starts_on_the_day_of_dispatch_and_its_decision_at_its_end() -> None:
    bezwaar = next(term for term in MAATWERK.terms if term.key == "awb.bezwaar")
    decision = next(term for term in MAATWERK.terms if term.key == "wmo.aanvraag_beschikking")
    assert bezwaar.started_by >= decision.met_by
    assert (bezwaar.counts_from, bezwaar.about) == (decision.met_on, "decision")
    assert awb.BESLISSING_BEZWAAR.started_at_end_of == "awb.bezwaar"
    clocks = [term for term in BEZWAAR.terms if term.key.startswith("awb.beslissing_bezwaar")]
    assert {term.counts_from for term in clocks} == {"term_ends_on"}  # of a case of its own: the day stands in its form


def test_urgent_clocks_are_not_stopped_by_assignment_or_a_failed_attempt() -> None:
    urgent = [term for term in MAATWERK.terms if term.urgent]
    assert [(term.key, sorted(term.met_by)) for term in urgent] == [
        ("wmo.spoed_24", ["record_safe_contact"]),
        ("wmo.spoed", ["record_first_help"]),
    ]
    ends = {"crisis_service_takes_over", "decline_urgent_help", "retriage_not_urgent"}
    assert all(term.ended_by == ends for term in urgent)


def test_no_sentence_calls_a_last_day_before() -> None:
    shown = [text for term in ALL for text in (term.label, term.on_lapse, term.never_stands_still, term.start_text)]
    assert not [text for text in shown if "vóór" in text]


@pytest.mark.parametrize("term", ALL, ids=lambda term: term.key)
def test_term_reckons_for_a_year_of_starts(term: Term) -> None:
    """No start day makes a term fail, and a later start never ends it earlier."""
    length = term.length if isinstance(term.length, Length) else Length(6, Unit.WEEKS)
    first = datetime(2026, 11, 21, tzinfo=AMSTERDAM)
    ends = []
    for n in range(366):
        facts = Facts(
            term=term.key, label=term.label, basis=term.basis, start=first + timedelta(n), length=length,
            roll=term.roll, direction=term.direction,
        )  # fmt: skip
        ends.append(reckon(facts, SHIPPED).due_at)
    assert ends == sorted(ends)
