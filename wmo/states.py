"""The states of a Wmo case: the rows of law.md 2.1 on the main road."""

from cases.contract import Phase, State

STATES = (
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
    State(key="aanvraag", label="Aanvraag", phase=Phase.DECISION, todo="Beslis: toekennen of afwijzen."),
    State(
        key="toekenning_klaar",
        label="Besluit getekend",
        phase=Phase.DECISION,
        todo="Verstuur het besluit. Tot die dag loopt de termijn door.",
    ),
    State(
        key="afwijzing_klaar",
        label="Besluit getekend",
        phase=Phase.DECISION,
        todo="Verstuur het besluit. Tot die dag loopt de termijn door.",
    ),
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
    State(key="beeindigd", label="Beëindigd", phase=Phase.CLOSED, final=True),
    State(key="ingetrokken", label="Ingetrokken", phase=Phase.CLOSED, final=True),
    State(key="afgesloten_zonder_aanvraag", label="Gesloten zonder aanvraag", phase=Phase.CLOSED, final=True),
)
BEFORE = frozenset({"melding_ontvangen", "onderzoek", "verslag", "aanvraag", "toekenning_klaar", "afwijzing_klaar"})
OPEN = BEFORE | {"beschikking_toegekend", "beschikking_afgewezen"}


def at(*states: str) -> frozenset[str]:
    return frozenset(states)
