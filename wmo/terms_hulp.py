"""The terms of the Wmo after the besluit: heronderzoek, the CAK, the end of a voorziening, zienswijze and bezwaar."""

from dataclasses import replace

from cases.contract import (
    NEARING,
    ActLength,
    Direction,
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

A_NORM = "Een norm van de gemeente staat niet stil."
NO_GROUND = "De wet kent geen grond om deze termijn stil te zetten."
# After these the voorzieningen of the case are others than they were.
CHANGES = frozenset({"publish_change", "publish_stop", "publish_correction_refusal"})
STOPS = frozenset({"stop_help", "stop_help_without_letter"})
GRANTS = frozenset({"publish_grant"})

HERONDERZOEK = Term(
    key="wmo.heronderzoek",
    label="Opnieuw bekijken of de hulp nog past",
    basis=basis.REVIEW,  # "periodiek": the day stands in the besluit; of several voorzieningen the first one counts
    length=ActLength(field="review_on", unit=Unit.MONTHS),
    nature=Nature.NORM,
    roll=Roll.NONE,
    never_stands_still=A_NORM,
    on_lapse="Bekijk opnieuw of de hulp nog past.",
    law_says="periodiek",
    started_by=GRANTS | CHANGES | {"continue_help"},
    only_if=("has_review", True),
    undecided="Heronderzoek: op de dag die in het besluit staat",
    counts_from="sent_on",
    start_text="Besluit of brief verstuurd",
    met_by=frozenset({"continue_help", "publish_change", "publish_stop"}),
    met_on="sent_on",
    met_text="Opnieuw bekeken",
    ended_by=STOPS | {"publish_correction_refusal"},
    # An onderzoek takes up to six weeks, so the signal comes ahead of that.
    warnings=(
        Warning(kind="nearing", before=Length(8, Unit.WEEKS)),
        Warning(kind="breach", before=Length(0, Unit.DAYS)),
    ),
)
EINDE = Term(
    key="wmo.einde_voorziening",
    label="Kijk of verlengen nodig is",
    basis=basis.REVIEW,
    # Counted back from the last day of the voorziening that ends first: how long ahead is the municipality's.
    length=LocalLength(rule="wmo.einde_voorziening", default=Length(8, Unit.WEEKS)),
    nature=Nature.WINDOW,
    direction=Direction.BACK,
    roll=Roll.NONE,
    never_stands_still="Deze dag telt terug vanaf het einde van de hulp.",
    on_lapse="De hulp loopt bijna af. Kijk met de inwoner of verlengen nodig is.",
    started_by=GRANTS | CHANGES,
    only_if=("has_end", True),
    undecided="Einde van de hulp: staat in het besluit",
    counts_from="last_day",
    start_text="Laatste dag van de hulp",
    met_by=frozenset({"start_heronderzoek"}),
    met_text="Heronderzoek begonnen",
    ended_by=STOPS | CHANGES,
    warnings=(NEARING,),
)
CAK_START = Term(
    key="wmo.cak_start",
    label="Begin van de hulp melden bij het CAK",
    basis=basis.CAK,
    length=Length(1, Unit.MONTHS),
    roll=Roll.NONE,  # a ministerial regulation: the Algemene termijnenwet names only statute and AMvB
    never_stands_still=NO_GROUND,
    on_lapse="Meld nu. De bijdrage telt hoogstens 12 maanden terug (Uitvoeringsbesluit 3.5 lid 4).",
    started_by=frozenset({"record_help_start"}),
    only_if=("cak", "zin"),
    undecided="CAK: hangt af van de hulp die begon",
    counts_from="help_started_on",
    start_text="De hulp begon",
    met_by=frozenset({"report_cak_start"}),
    met_on="reported_on",
    met_text="Begin gemeld bij het CAK",
    ended_by=frozenset({"no_contribution"}),
)
CAK_START_PGB = replace(
    CAK_START,
    key="wmo.cak_start_pgb",
    label="Begin van een pgb melden bij het CAK",
    length=Length(4, Unit.MONTHS),
    only_if=("cak", "pgb"),
    undecided="CAK: hangt af van de hulp die begon",
    start_text="Het pgb begon",
)
ZIENSWIJZE = replace(
    awb.ZIENSWIJZE,
    started_by=frozenset({"ask_view"}),
    counts_from="sent_on",
    start_text="Zienswijze gevraagd",
    met_by=frozenset({"receive_view"}),
    met_on="received_on",
    met_text="Zienswijze ontvangen",
    warnings=(),
)

HULP_TERMS: tuple[Term, ...] = (
    HERONDERZOEK,
    EINDE,
    CAK_START,
    CAK_START_PGB,
    ZIENSWIJZE,
)
