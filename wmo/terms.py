"""The terms of the main road of the Wmo 2015, as dated data. Those no step starts stand in `standing.py`.

Where the law gives no number ("onverwijld", "periodiek"), the municipality sets a norm: a dated
`LocalRule` goes before the default here, and the page calls it a norm.
"""

from dataclasses import replace

from cases.contract import (
    BEGUN,
    BREACH,
    Length,
    LocalLength,
    Nature,
    Roll,
    Term,
    Unit,
    Warning,  # noqa: A004
    awb,
)
from wmo import basis
from wmo.terms_hulp import CHANGES, HULP_TERMS

ALWAYS_ON = "Een spoedklok loopt altijd door, ook ’s nachts en in het weekend."
PUBLISH = frozenset({"publish_grant", "publish_refusal", "publish_set_aside"})
A_NORM = "Een norm van de gemeente staat niet stil."

MELDING_BEVESTIGING = Term(
    key="wmo.melding_bevestiging",
    label="Ontvangst van de melding bevestigen",
    basis=basis.ONDERZOEK,
    length=LocalLength(rule="wmo.melding_bevestiging", default=Length(2, Unit.WORKING_DAYS)),
    nature=Nature.NORM,
    roll=Roll.NONE,
    never_stands_still=A_NORM,
    on_lapse="Stuur de bevestiging nu.",
    started_by=frozenset({"register_melding"}),
    counts_from="received_on",
    start_text="Melding ontvangen",
    met_by=frozenset({"confirm_melding", "confirm_melding_safely"}),
    met_on="sent_on",
    met_text="Bevestiging verstuurd",
    ended_by=frozenset({"give_verslag", "file_aanvraag_without_verslag"}),
)
CLIENTONDERSTEUNING_WIJZEN = Term(
    key="wmo.clientondersteuning_wijzen",
    label="Wijzen op gratis cliëntondersteuning",
    basis=basis.SUPPORT,
    # The law says: ahead of the onderzoek. The norm keeps it from being forgotten.
    length=LocalLength(rule="wmo.clientondersteuning_wijzen", default=Length(5, Unit.WORKING_DAYS)),
    nature=Nature.NORM,
    roll=Roll.NONE,
    never_stands_still=A_NORM,
    on_lapse="Wijs de inwoner en de mantelzorger alsnog op cliëntondersteuning, voordat het onderzoek begint.",
    started_by=frozenset({"register_melding"}),
    counts_from="received_on",
    start_text="Melding ontvangen",
    met_by=frozenset({"offer_clientondersteuning"}),
    met_on="offered_on",
    met_text="Gewezen op cliëntondersteuning",
    ended_by=frozenset({"file_aanvraag_without_verslag"}),
)
PERSOONLIJK_PLAN = Term(
    key="wmo.persoonlijk_plan",
    label="Eigen plan van de inwoner",
    basis=basis.PLAN,
    length=Length(7, Unit.DAYS),
    nature=Nature.WINDOW,
    never_stands_still="De zeven dagen voor een eigen plan staan nooit stil.",
    on_lapse="Er kwam geen eigen plan. Het onderzoek gaat gewoon door.",
    started_by=frozenset({"register_melding"}),
    counts_from="received_on",
    start_text="Melding ontvangen",
    met_by=frozenset({"receive_plan"}),
    met_on="plan_received_on",
    met_text="Eigen plan ingeleverd",
    warnings=(),
)
ONDERZOEK = Term(
    key="wmo.onderzoek",
    label="Onderzoek na een melding",
    basis=basis.ONDERZOEK,
    length=Length(6, Unit.WEEKS),
    never_stands_still="De zes weken voor het onderzoek staan nooit stil: "
    "een melding is geen aanvraag, dus Awb 4:15 geldt hier niet.",
    on_lapse="De inwoner mag nu een aanvraag doen, ook zonder verslag (Wmo 2.3.2 lid 9).",
    started_by=frozenset({"register_melding"}),
    counts_from="received_on",
    start_text="Melding ontvangen",
    met_by=frozenset({"give_verslag", "complete_verslag"}),
    met_on="given_on",
    met_text="Verslag gegeven",
)
AANVRAAG_BESCHIKKING = Term(
    key="wmo.aanvraag_beschikking",
    label="Besluit op de aanvraag",
    basis=basis.BESLUIT,
    # Met by the dispatch, not by the signature. A notice under Awb 4:14 lid 1 moves nothing.
    length=Length(2, Unit.WEEKS),
    on_lapse="Besluit zo snel mogelijk en vertel waarom het langer duurt. De inwoner mag ons in gebreke stellen.",
    started_by=frozenset({"file_aanvraag", "file_aanvraag_without_verslag", "file_aanvraag_after_closing"}),
    counts_from="received_on",
    start_text="Aanvraag ontvangen",
    met_by=PUBLISH,
    met_on="sent_on",
    met_text="Besluit verstuurd",
)
# "Onverwijld" has no number. The municipality's norm has two marks: contact first, then help in place.
# Failed attempts and assignment stop neither clock; the reasons that do each carry a name.
URGENT_STARTS = frozenset({"register_melding", "retriage_urgent"})
URGENT_ENDS = frozenset({"crisis_service_takes_over", "decline_urgent_help", "retriage_not_urgent"})
URGENT_WARNINGS = (
    Warning(kind="nearing", before=Length(6, Unit.HOURS), urgent=True),
    Warning(kind="urgent", before=Length(2, Unit.HOURS), urgent=True),
    BREACH,
)
SPOED_24 = Term(
    key="wmo.spoed_24",
    label="Spoed: eerste veilig contact",
    basis=basis.URGENT,
    length=LocalLength(rule="wmo.spoed_24", default=Length(24, Unit.HOURS)),
    nature=Nature.NORM,
    roll=Roll.NONE,
    urgent=True,
    started_by=URGENT_STARTS,
    only_if=("urgent", True),
    undecided="Spoed: nog niet bekend",
    counts_from="reported_at",
    start_text="Spoed gemeld",
    met_by=frozenset({"record_safe_contact"}),
    met_on="happened_at",
    met_text="Eerste veilig contact",
    ended_by=URGENT_ENDS,
    warnings=(BEGUN, *URGENT_WARNINGS),
    never_stands_still=ALWAYS_ON,
    on_lapse="Neem nu contact op, langs de veilige weg. De wet zegt: onverwijld.",
    law_says="onverwijld",
)
SPOED = Term(
    key="wmo.spoed",
    label="Spoed: eerste hulp geregeld",
    basis=basis.URGENT,
    length=LocalLength(rule="wmo.spoed", default=Length(48, Unit.HOURS)),
    nature=Nature.NORM,
    roll=Roll.NONE,
    urgent=True,
    started_by=URGENT_STARTS,
    only_if=("urgent", True),
    undecided="Spoed: nog niet bekend",
    counts_from="reported_at",
    start_text="Spoed gemeld",
    met_by=frozenset({"record_first_help"}),
    met_on="happened_at",
    met_text="Eerste hulp geregeld",
    ended_by=URGENT_ENDS,
    warnings=URGENT_WARNINGS,
    never_stands_still=ALWAYS_ON,
    on_lapse="Regel nu hulp. De wet zegt: onverwijld.",
    law_says="onverwijld",
)
BEZWAAR = replace(
    awb.BEZWAAR,
    # Temporary help, a change and a recovery are besluiten too: each has six weeks of its own beside the others.
    started_by=PUBLISH | CHANGES | {"publish_temporary", "publish_recovery"},
    counts_from="sent_on",
    start_text="Besluit verstuurd",
    met_text="Bezwaar gemaakt",
    warnings=(),
)

# Added to every road by procedure/wissen.py: it runs on, and may begin, when the case is closed.
WISSEN = Term(
    key="wmo.wissen",
    label="Gegevens wissen op verzoek",
    basis=basis.ERASURE,
    length=Length(3, Unit.MONTHS),
    never_stands_still="De wet kent geen grond om deze termijn stil te zetten.",
    on_lapse="Wis de gegevens nu, of leg uit waarom dat niet mag.",
    started_by=frozenset({"receive_erasure_request"}),
    counts_from="received_on",
    start_text="Verzoek om te wissen ontvangen",
    met_by=frozenset({"answer_erasure_request"}),
    met_on="sent_on",
    met_text="Antwoord verstuurd",
    outlives=True,
)

# What the procedure watches.
TERMS: tuple[Term, ...] = (
    MELDING_BEVESTIGING,
    CLIENTONDERSTEUNING_WIJZEN,
    PERSOONLIJK_PLAN,
    ONDERZOEK,
    SPOED_24,
    SPOED,
    AANVRAAG_BESCHIKKING,
    BEZWAAR,
    *HULP_TERMS,
)
