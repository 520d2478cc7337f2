"""The letters of the Wmo, at B1: the decision first, then what and when, why, and what one can do."""

from cases.contract import Letter
from wmo.letters.besluit import compose_besluit, compose_temporary
from wmo.letters.receipt import compose_receipt
from wmo.letters.texts import (
    BESLUIT_SLOTS,
    BESLUIT_VARIABLES,
    RECEIPT_SLOTS,
    RECEIPT_VARIABLES,
    besluit_values,
    receipt_values,
)
from wmo.letters.verslag import compose_closing, compose_verslag
from wmo.letters.wissen import compose_erasure

LETTERS = (
    Letter(
        key="ontvangstbevestiging",
        label="Wij hebben uw melding",
        compose=compose_receipt,
        permission="wmo.intake",
        slots=RECEIPT_SLOTS,
        variables=RECEIPT_VARIABLES,
        values=receipt_values,
    ),
    Letter(key="verslag", label="Verslag", compose=compose_verslag, permission="wmo.work"),
    Letter(key="afsluitbrief", label="Wij ronden uw melding af", compose=compose_closing, permission="wmo.work"),
    Letter(
        key="antwoord_wissen",
        label="Antwoord op uw verzoek om te wissen",
        compose=compose_erasure,
        permission="wmo.decide",
    ),
    Letter(
        key="tijdelijke_hulp",
        label="Besluit: tijdelijke hulp",
        compose=compose_temporary,
        permission="wmo.decide",
        clock="bezwaar tegen de tijdelijke hulp begint",
    ),
    Letter(
        key="beschikking",
        label="Besluit",
        compose=compose_besluit,
        permission="wmo.decide",
        clock="termijn gehaald, bezwaar begint",
        slots=BESLUIT_SLOTS,
        variables=BESLUIT_VARIABLES,
        values=besluit_values,
        withdrawn="Het besluit blijft gelden en de bezwaartermijn loopt door. Klopt het besluit niet? "
        "Neem dan een nieuw besluit, en vertel de inwoner meteen wat er fout ging.",
    ),
)
