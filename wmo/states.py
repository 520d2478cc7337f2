"""The states of a Wmo case: the rows of law.md 2.1."""

from cases.contract import Phase, State
from wmo.retention import kept_as

SEND = "Verstuur het besluit. Tot die dag loopt de termijn door."
AGREE = "Een collega leest het besluit en tekent het, of stuurt het terug."
MELDING = (
    State(
        key="melding_ontvangen",
        label="Melding",
        phase=Phase.INTAKE,
        todo="Wijs op gratis cliëntondersteuning, vraag naar een eigen plan en begin het onderzoek.",
    ),
    State(
        key="onderzoek",
        label="Onderzoek",
        phase=Phase.ASSESSMENT,
        todo="Praat met de inwoner en maak het verslag in vijf stappen.",
    ),
    State(
        key="verslag",
        label="Verslag",
        phase=Phase.ASSESSMENT,
        todo="Vraag of de inwoner het verslag tekent als aanvraag.",
    ),
)
BESLUIT = (
    State(key="aanvraag", label="Aanvraag", phase=Phase.DECISION, todo="Beslis: toekennen of afwijzen."),
    State(key="toekenning_voorgelegd", label="Besluit voorgelegd", phase=Phase.DECISION, todo=AGREE),
    State(key="afwijzing_voorgelegd", label="Besluit voorgelegd", phase=Phase.DECISION, todo=AGREE),
    State(key="buiten_behandeling_voorgelegd", label="Besluit voorgelegd", phase=Phase.DECISION, todo=AGREE),
    State(key="toekenning_klaar", label="Besluit getekend", phase=Phase.DECISION, todo=SEND),
    State(key="afwijzing_klaar", label="Besluit getekend", phase=Phase.DECISION, todo=SEND),
    State(key="buiten_behandeling_klaar", label="Besluit getekend", phase=Phase.DECISION, todo=SEND),
    State(
        key="beschikking_toegekend",
        label="Hulp",
        phase=Phase.EXECUTION,
        todo="De hulp mag beginnen. De inwoner kan nog bezwaar maken.",
    ),
    State(
        key="beschikking_afgewezen",
        label="Afgewezen",
        phase=Phase.EXECUTION,
        todo="De inwoner kan nog bezwaar maken. Sluit de zaak daarna.",
    ),
    State(
        key="buiten_behandeling",
        label="Buiten behandeling",
        phase=Phase.EXECUTION,
        todo="De inwoner kan bezwaar maken, of opnieuw aanvragen. Sluit de zaak daarna.",
    ),
)
HULP = (
    State(
        key="heronderzoek",
        label="Heronderzoek",
        phase=Phase.EXECUTION,
        todo="Kijk samen of de hulp nog past en maak het verslag. Daarna: doorgaan, herzien of intrekken.",
    ),
    State(
        key="hulp_gestopt",
        label="Hulp gestopt",
        phase=Phase.EXECUTION,
        todo="Meld het einde van de hulp, en sluit de zaak als de bezwaartijd voorbij is.",
    ),
)
ENDS = (
    State(key="beeindigd", label="Beëindigd", phase=Phase.CLOSED, final=True, kept_as=kept_as),
    State(key="ingetrokken", label="Ingetrokken", phase=Phase.CLOSED, final=True, kept_as=kept_as),
    State(
        key="afgesloten_zonder_aanvraag",
        label="Gesloten zonder aanvraag",
        phase=Phase.CLOSED,
        final=True,
        kept_as=kept_as,
    ),
)
STATES = (*MELDING, *BESLUIT, *HULP, *ENDS)
VOORGELEGD = frozenset({"toekenning_voorgelegd", "afwijzing_voorgelegd", "buiten_behandeling_voorgelegd"})
KLAAR = frozenset({"toekenning_klaar", "afwijzing_klaar", "buiten_behandeling_klaar"})
DECIDED = frozenset({"beschikking_toegekend", "beschikking_afgewezen", "buiten_behandeling"})
BEFORE = frozenset({"melding_ontvangen", "onderzoek", "verslag", "aanvraag"}) | VOORGELEGD | KLAAR
OPEN = BEFORE | DECIDED
WITH_HELP = frozenset({"beschikking_toegekend", "heronderzoek"})
AFTER = WITH_HELP | {"hulp_gestopt"}


def at(*states: str) -> frozenset[str]:
    return frozenset(states)
