"""The five steps of the meldcode, and what the afwegingskader says of reporting: as data and one pure rule.

Since 1 January 2019 a professional weighs with the afwegingskader of their own profession; the five questions are the
same in each. Acute or structural unsafety is always reported, and so is what help cannot end.
"""

from dataclasses import dataclass
from datetime import date

from cases.rules.basis import Certainty, LegalBasis


def _source(text: str, url: str, valid_from: date) -> LegalBasis:
    return LegalBasis(
        text=text,
        url=url,
        checked_on=date(2026, 11, 22),
        certainty=Certainty.SECOND_HAND,
        valid_from=valid_from,
    )


STEPS_BASIS = _source(
    "Besluit verplichte meldcode huiselijk geweld en kindermishandeling art. 2",
    "https://zoek.officielebekendmakingen.nl/stb-2013-324.html",
    date(2019, 1, 1),
)
NORM = _source(
    "Afwegingskader meldcode, vijf afwegingen",
    "https://www.nji.nl/kindermishandeling/afwegingskader-meldcode",
    date(2019, 1, 1),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepText:
    """One of the five: `asks` is the question above its text."""

    number: int
    label: str
    asks: str
    hint: str


SIGNALS, CONSULT, TALK, WEIGH, DECIDE = range(1, 6)
STEPS = (
    StepText(
        number=SIGNALS,
        label="Signalen in kaart",
        asks="Wat zag en hoorde je?",
        hint="Feiten, met dag en bron. Zijn er kinderen bij een volwassene met problemen? Doe de kindcheck.",
    ),
    StepText(
        number=CONSULT,
        label="Collegiale consultatie",
        asks="Wat was het advies?",
        hint="Met een deskundige collega, en als het nodig is met Veilig Thuis. Dat kan zonder naam te noemen.",
    ),
    StepText(
        number=TALK,
        label="Gesprek met de betrokkenen",
        asks="Met wie sprak je, en wat kwam eruit?",
        hint="Sla dit alleen over als praten gevaar geeft, voor hen of voor jou.",
    ),
    StepText(
        number=WEIGH,
        label="Wegen",
        asks="Hoe weeg je het?",
        hint="Met het afwegingskader van je beroep. Twijfel je? Bel Veilig Thuis.",
    ),
    StepText(
        number=DECIDE,
        label="Beslissen",
        asks="Waarom beslis je zo?",
        hint="Twee vragen: is melden noodzakelijk, en is hulp bieden of organiseren (ook) mogelijk?",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """The five questions of the afwegingskader; None: not answered. From the third on they only matter with safety."""

    suspicion: bool | None = None
    unsafe: bool | None = None  # acute or structural
    can_help: bool | None = None
    accepts: bool | None = None
    helps: bool | None = None


def must_report(weighing: Weighing) -> bool | None:
    """Whether reporting to Veilig Thuis is necessary by the afwegingskader; None while that is still open."""
    if weighing.suspicion is False:
        return False
    if weighing.unsafe or False in (weighing.can_help, weighing.accepts, weighing.helps):
        return True
    if None in (weighing.suspicion, weighing.unsafe, weighing.can_help, weighing.accepts):
        return None
    return False
