"""Mistakes in what a law says of keeping its cases, and of the versions of a procedure."""

from dataclasses import replace

from tests.contract.mistakes import NAME, twice, with_main, with_state
from tests.toylaw.law import LAW
from tests.toylaw.procedure import MAIN, OLD
from tests.toylaw.retention import FILE

KEPT_MISTAKES = {
    "two versions at once": (
        replace(LAW, procedures=(replace(OLD, current=True), *LAW.procedures[1:])),
        "toylaw: van de procedure 'main' gelden versie 1 en 2 tegelijk voor nieuwe zaken.",
    ),
    "an older version that counts": (
        replace(LAW, procedures=(replace(OLD, current=True), replace(MAIN, current=False), *LAW.procedures[2:])),
        "toylaw: van de procedure 'main' geldt versie 1, maar 2 is nieuwer.",
    ),
    "no version that counts": (
        replace(LAW, procedures=(OLD, replace(MAIN, current=False), *LAW.procedures[2:])),
        "toylaw: van de procedure 'main' geldt geen versie meer voor nieuwe zaken.",
    ),
    "no retention": (replace(LAW, retentions=()), "toylaw: de wet noemt geen bewaartermijn."),
    "retention twice": (
        replace(LAW, retentions=twice(LAW.retentions)),
        "toylaw: bewaartermijn 'toylaw.file@2020-01-01' staat er twee keer.",
    ),
    "question on a sure retention": (
        replace(LAW, retentions=(replace(FILE, question="Waarom?"), *LAW.retentions[1:])),
        "toylaw: de bewaartermijn 'toylaw.file' heeft een open vraag, en heet toch gezien.",
    ),
    "procedure kept as something unknown": (
        with_main(kept_as="toylaw.x"),
        f"{NAME}: de bewaartermijn 'toylaw.x' bestaat niet.",
    ),
    "end kept as something unknown": (
        with_state("closed", kept_as="toylaw.x"),
        f"{NAME}: de bewaartermijn 'toylaw.x' bestaat niet.",
    ),
    "retention of what is no end": (
        with_state("granted", kept_as=FILE.key),
        f"{NAME}: de toestand 'granted' is geen eind, en noemt toch een bewaartermijn.",
    ),
}
