"""A request to erase (5.3.5): answered within three months, also when the case was closed long ago."""

from dataclasses import replace

from cases.contract import Procedure, Transition
from wmo import actions, basis, forms, guards
from wmo.terms import WISSEN


def with_erasure(procedure: Procedure) -> Procedure:
    everywhere = frozenset(state.key for state in procedure.states)
    steps = (
        Transition(
            key="receive_erasure_request",
            label="Verzoek om gegevens te wissen",
            done="Verzoek om gegevens te wissen",
            permission="wmo.work",
            sources=everywhere,
            form=forms.ErasureRequestForm,
            applies=(guards.no_erasure_request,),
            basis=basis.ERASURE,
            side=True,
            log=frozenset({"received_on"}),
            hint="Schriftelijk, van de inwoner zelf of wie beslist. Binnen drie maanden wissen of weigeren.",
        ),
        Transition(
            key="answer_erasure_request",
            label="Antwoord op het verzoek om te wissen",
            done="Antwoord op het verzoek om te wissen verstuurd",
            permission="wmo.decide",
            sources=everywhere,
            form=forms.ErasureAnswerForm,
            effect=actions.keep_erasure_answer,
            sends="antwoord_wissen",
            applies=(guards.erasure_requested,),
            guards=(guards.has_mandate,),
            basis=basis.ERASURE,
            log=frozenset({"erased", "sent_on", "channel"}),
            hint="Weigeren kan alleen om een belang van een ander of omdat een wet bewaren vraagt.",
        ),
    )
    return replace(procedure, terms=(*procedure.terms, WISSEN), transitions=(*procedure.transitions, *steps))
