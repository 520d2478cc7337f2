"""How long a Wmo case is kept (art. 5.3.4, Selectielijst 2020): the file, and what came to nothing.

Ends differ: help that was given is fifteen years of file after the last change; an aanvraag that was refused, five
years; what was broken off, shorter still.
"""

from dataclasses import replace

from cases.contract import Certainty, CountsFrom, Length, Retention, Unit
from cases.contract.retention import AFGEBROKEN, AFGEBROKEN_HULP, AFGEWEZEN, BEZWAAR
from cases.models import Case
from wmo import basis
from wmo.models import Besluit, Kind

DOSSIER = Retention(
    key="wmo.dossier",
    label="Wmo-dossier",
    period=Length(15, Unit.YEARS),
    basis=basis.RETENTION,
    counts_from=CountsFrom.LAST_CHANGE,
)
# Read in both places; which of them counts for a melding that came to nothing is a question.
BROKEN_OFF = replace(
    AFGEBROKEN_HULP,
    key="wmo.afgebroken",
    basis=replace(AFGEBROKEN_HULP.basis, certainty=Certainty.DISPUTED),
    question="Geldt voor een melding zonder besluit de 42 dagen van de selectielijst, of de 15 jaar van Wmo 5.3.4?",
)
RETENTIONS = (DOSSIER, AFGEWEZEN, AFGEBROKEN, BROKEN_OFF, BEZWAAR)
NO_HELP = {Kind.REFUSAL: AFGEWEZEN.key, Kind.SET_ASIDE: AFGEBROKEN.key}


def kept_as(case: Case) -> str:
    """As what a case is kept: with help given, also for a while, as a file; without, as what the last answer was."""
    kinds = list(Besluit.objects.standing().filter(case=case, sent_on__isnull=False).values_list("kind", flat=True))
    if not kinds:
        return BROKEN_OFF.key
    return NO_HELP[Kind(kinds[-1])] if set(kinds) <= NO_HELP.keys() else DOSSIER.key
