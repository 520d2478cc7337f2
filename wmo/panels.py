"""What the Wmo shows on the page of a case: urgent help, the melding in own words, the verslag, the besluit."""

# ruff: noqa: ARG001 - every panel gets the case and the reader

from collections.abc import Mapping

from cases.contract import Panel, Slot
from cases.models import Case, User
from wmo import facts
from wmo.letters.words import form_of, period_of, product_of, size_of
from wmo.models import Melding, Onderzoek, Standing, Voorziening
from wmo.panels_hulp import HULP_PANELS

Context = Mapping[str, object]
RELATIONS = (  # what these panels, the guards and the facts read of a case
    "wmo_melding",
    "wmo_marks__by",
    "wmo_onderzoek",
    "wmo_aanvraag",
    "wmo_besluiten__decider",
    "wmo_besluiten__drafted_by",
    "wmo_besluiten__opzet",
    "wmo_besluiten__terugvordering",
    "wmo_voorzieningen",
    "wmo_opdrachten",
    "wmo_bijdragen",
    "wmo_heronderzoeken__verslag",
    "wmo_zienswijzen",
)


def urgent_help(case: Case, user: User) -> Context:
    """What was done for an urgent melding, newest first; empty where there was none."""
    marks = sorted(case.wmo_marks.all(), key=lambda mark: (mark.happened_at, mark.pk), reverse=True)
    return {"marks": marks} if marks else {}


def melding(case: Case, user: User) -> Context:
    """The melding as it was told, with the way to reach the resident safely."""
    found: Melding | None = getattr(case, "wmo_melding", None)
    if found is None:
        return {}
    answers = (found.danger, found.no_basics, found.eviction, found.help_lost)
    labels = ("iemand is in gevaar", "geen eten, medicijn of slaapplek", "ontruiming of afsluiting", "hulp valt weg")
    return {
        "melding": found,
        "reporter": " · ".join(filter(None, (found.get_reporter_display(), found.reporter_name))),
        "waiting": [label for label, answer in zip(labels, answers, strict=True) if answer],
    }


def verslag(case: Case, user: User) -> Context:
    """The five parts of the verslag, as far as they are written."""
    found: Onderzoek | None = getattr(case, "wmo_onderzoek", None)
    if found is None:
        return {}
    size = size_of(found.amount, found.unit, found.frequency)
    return {
        "verslag": found,
        "parts": [
            ("1. Wat is de vraag?", found.question),
            ("2. Welke problemen zijn er?", found.problems),
            ("3. Welke hulp is nodig, en hoeveel?", "\n".join(filter(None, (found.needed, size)))),
            ("4. Wat kan de inwoner zelf, en wie helpt er al?", found.own_strength),
            ("5. Wat blijft over voor de gemeente?", found.remainder),
        ],
    }


def voorziening(case: Case, user: User) -> Context:
    """Each besluit with what it grants, newest first: what, how much, from when, who decided, whether it went out."""
    rows = list(case.wmo_voorzieningen.all())
    found = facts.besluiten(case)[::-1]
    proposed = [_row(row) for row in rows if row.standing == Standing.PROPOSED and row.besluit_id is None]
    decided = [(besluit, [_row(row) for row in rows if row.besluit_id == besluit.pk]) for besluit in found]
    return {"besluiten": decided, "proposed": proposed} if found or proposed else {}


def _row(row: Voorziening) -> Context:
    return {"voorziening": row, "what": product_of(row), "period": period_of(row), "form": form_of(row)}


def _panel(key: str, label: str, order: int) -> Panel:
    return Panel(
        key=key,
        label=label,
        slot=Slot.CASE,
        template=f"wmo/panels/{key}.html",
        context=CONTEXTS[key],
        permission="wmo.work",
        order=order,
    )


CONTEXTS = {"spoedhulp": urgent_help, "vraag": melding, "verslag": verslag, "voorziening": voorziening}
PANELS = (
    _panel("vraag", "Melding", 10),
    _panel("spoedhulp", "Spoedhulp", 20),
    _panel("verslag", "Verslag", 30),
    *HULP_PANELS,
    _panel("voorziening", "Besluit", 40),
)
