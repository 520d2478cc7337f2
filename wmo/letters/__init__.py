"""The letters of the Wmo, at B1: the decision first, then what and when, why, and what one can do."""

from cases.contract import Letter
from wmo.letters.besluit import compose_besluit, compose_temporary
from wmo.letters.heronderzoek import compose_invitation, compose_report, compose_unchanged
from wmo.letters.hulp import compose_end, compose_order, compose_stop, compose_svb
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
from wmo.letters.wijziging import (
    compose_continuation,
    compose_correction,
    compose_recovery,
    compose_revision,
    compose_view,
    compose_withdrawal,
)
from wmo.letters.wissen import compose_erasure

NEW_BEZWAAR = "eigen bezwaar begint"
STAYS = "Het besluit blijft gelden en de bezwaartermijn loopt door. Klopt het niet? Herstel het met een nieuw besluit."

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
    Letter(key="heronderzoek", label="Wij kijken opnieuw", compose=compose_invitation, permission="wmo.work"),
    Letter(key="heronderzoek_verslag", label="Verslag heronderzoek", compose=compose_report, permission="wmo.work"),
    Letter(key="hulp_gaat_door", label="Uw hulp gaat door", compose=compose_unchanged, permission="wmo.work"),
    Letter(key="beeindiging", label="Uw hulp stopt", compose=compose_end, permission="wmo.decide"),
    Letter(key="zienswijze", label="Wat vindt u van ons plan?", compose=compose_view, permission="wmo.work"),
    *(
        Letter(key=key, label=label, compose=compose, permission="wmo.decide", clock=NEW_BEZWAAR, withdrawn=STAYS)
        for key, label, compose in (
            ("herziening", "Besluit: hulp herzien", compose_revision),
            ("intrekking", "Besluit: hulp ingetrokken", compose_withdrawal),
            ("voortzetting", "Besluit: hulp voortgezet", compose_continuation),
            ("terugvordering", "Besluit: terugvordering", compose_recovery),
            ("herstelbesluit", "Besluit: hersteld", compose_correction),
        )
    ),
    *(
        Letter(key=key, label=label, compose=compose, permission="wmo.work", outsider=True)
        for key, label, compose in (
            ("opdracht", "Opdracht aan de aanbieder", compose_order),
            ("opdracht_svb", "Pgb: bericht aan de SVB", compose_svb),
            ("opdracht_stop", "Einde: bericht aan aanbieder of SVB", compose_stop),
        )
    ),
)
