"""What the Wmo keeps beside its steps: the verslag while it is written, the voorzieningen while they are proposed."""

from cases.contract import Record, Refusal
from wmo import basis, facts, forms
from wmo.models import Category, Herverslag, Onderzoek, Standing, Voorziening
from wmo.models.onderzoek import Verslag


def verslag_is_open(row: Verslag) -> Refusal | None:
    """What was given to the resident is not rewritten afterwards."""
    if row.given_on:
        return Refusal(reason=f"Het verslag is gegeven op {row.given_on:%d-%m-%Y} en staat vast.", basis=basis.VERSLAG)
    return None


def is_proposed(row: Voorziening) -> Refusal | None:
    """What a besluit granted changes by another besluit alone."""
    if row.standing != Standing.PROPOSED:
        return Refusal(reason="Over deze voorziening is al besloten. Herzie die met een nieuw besluit.")
    return None


RECORDS = (
    Record(
        key="verslag",
        label="Verslag",
        model=Onderzoek,
        form=forms.VerslagDraftForm,
        start=lambda case: Onderzoek(case=case),
        permission="wmo.work",
        states=frozenset({"onderzoek", "aanvraag"}),
        editable=verslag_is_open,
        basis=basis.TOPICS,
        hint="Halverwege stoppen kan. Een collega mag meeschrijven.",
    ),
    Record(
        key="voorziening",
        label="Voorziening",
        model=Voorziening,
        form=forms.VoorzieningForm,
        start=lambda case: Voorziening(case=case, person=case.person),
        permission="wmo.work",
        states=frozenset({"aanvraag"}),
        editable=is_proposed,
        many=True,
        basis=basis.GROUNDS,
        hint="Meer dan één soort hulp? Zet ze eerst hier, en ken ze dan samen toe.",
        template="wmo/voorziening.html",
        title=lambda row: Category(row.category).label,
    ),
    Record(
        key="herverslag",
        label="Verslag van het heronderzoek",
        model=Herverslag,
        form=forms.ReviewDraftForm,
        start=lambda case: Herverslag(case=case, heronderzoek=facts.review(case)),
        permission="wmo.work",
        states=frozenset({"heronderzoek"}),
        editable=verslag_is_open,
        basis=basis.REVIEW,
        hint="Halverwege stoppen kan. Een collega mag meeschrijven.",
    ),
)
