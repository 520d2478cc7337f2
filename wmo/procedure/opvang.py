"""Opvang and beschermd wonen: the road of a maatwerkvoorziening with a door of its own.

Who left home or can't live alone may ask any municipality (1.2.1), so where somebody lives is no ground to refuse. The
municipality where the chances are best does the work; it takes over only when somebody there confirms it.
"""

from dataclasses import replace

from cases.contract import Phase, State, Term, Transition
from wmo import actions, basis, forms
from wmo.procedure.maatwerk import MAATWERK
from wmo.states import at

OPENS = "register_opvang"
GRANTS = frozenset({"grant", "refuse", "propose_grant", "propose_refuse"})


def _as_here(transition: Transition) -> Transition:
    """The same step; opening and grounds are those of opvang."""
    if transition.opens:
        return replace(
            transition, key=OPENS, label="Melding opvang of beschermd wonen", basis=basis.SHELTER, done="Melding opvang"
        )
    return replace(transition, basis=basis.SHELTER_GROUNDS) if transition.key in GRANTS else transition


def _term(term: Term) -> Term:
    """The same term, started by the door of this road."""
    return replace(term, started_by=frozenset(OPENS if key == "register_melding" else key for key in term.started_by))


HAND_OVER = Transition(
    key="hand_over_to_municipality",
    label="Overdragen aan een andere gemeente",
    side=True,
    done="Overgedragen aan een andere gemeente",
    permission="wmo.work",
    sources=at("melding_ontvangen", "onderzoek", "verslag"),
    target="overgedragen",
    form=forms.HandOverForm,
    effect=actions.note_hand_over,
    basis=basis.SHELTER,
    hint="Pas als iemand daar met naam bevestigt, en de inwoner tot dan een plek heeft.",
)
OPVANG = replace(
    MAATWERK,
    key="opvang",
    label="Opvang en beschermd wonen",
    states=(
        *MAATWERK.states,
        State(key="overgedragen", label="Overgedragen", phase=Phase.CLOSED, final=True),
    ),
    transitions=(*(_as_here(transition) for transition in MAATWERK.transitions), HAND_OVER),
    terms=tuple(_term(term) for term in MAATWERK.terms),
    shortest=(),
)
