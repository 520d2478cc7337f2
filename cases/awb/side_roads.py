"""What can happen while an aanvraag waits for its besluit, as steps and terms that any procedure takes over.

`side_roads(procedure, ...)` gives the procedure back with: herstel (4:5), standing still (4:15), the notice of 4:14,
the ingebrekestelling and the dwangsom (4:17, 4:18). Letters and panels come from `letters()` and `panels()`.
"""

from dataclasses import dataclass, replace

from cases.awb import actions, facts, forms, guards
from cases.contract import ActLength, ContractError, Extend, Guard, Length, Pause, Procedure, Term, Transition, awb
from cases.contract.awb import article

HERSTEL, ABROAD, LID_2 = article("4:5", "lid 1"), article("4:15", "lid 1"), article("4:15", "lid 2")
TOLD_ABROAD = Pause(
    by="send_abroad_notice", basis=ABROAD, reason="Informatie gevraagd in het buitenland", since="sent_on"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRoads:
    """How a procedure takes the side roads.

    `decisions` are the keys of the terms that a besluit on an aanvraag meets; `states` those in which one waits.
    `leave_aside` are the steps that send a besluit to leave the aanvraag aside; the other steps that meet the terms
    end that possibility. `notice_extends`: there is no statutory term, so the notice of 4:14 lid 3 makes it longer,
    once, by this much at most. `objection`: it is a bezwaar, so 6:6 stands for 4:5 and nothing is asked abroad (7:14).
    `deciding` are guards on the besluit over de dwangsom, such as the mandaat.
    """

    decisions: frozenset[str]
    states: frozenset[str]
    work: str
    decide: str
    leave_aside: frozenset[str] = frozenset()
    notice_extends: Length | None = None
    objection: bool = False
    deciding: tuple[Guard, ...] = ()


def side_roads(procedure: Procedure, roads: SideRoads) -> Procedure:
    """The procedure with its side roads. Raises ContractError where it knows no such term or state."""
    waiting = [term for term in procedure.terms if term.key in roads.decisions]
    if not waiting or not roads.states:
        raise ContractError(f"De procedure {procedure.key} noemt geen termijn of toestand waarin een aanvraag wacht.")
    terms = tuple(_stoppable(term, roads) if term in waiting else term for term in procedure.terms)
    everywhere = frozenset(state.key for state in procedure.states)
    return replace(
        procedure,
        terms=(*terms, *_terms(waiting, roads)),
        transitions=(*procedure.transitions, *_waiting_steps(roads), *_penalty_steps(roads, everywhere)),
    )


def _stoppable(term: Term, roads: SideRoads) -> Term:
    """The same term, standing still on the grounds of 4:15 and on no other; a notice of lid 1 moves nothing."""
    longer = (
        Extend(
            by="send_delay_notice",
            length=ActLength(field="expected_on", maximum=roads.notice_extends),
            basis=article("4:14", "lid 3"),
            reason="Bericht van uitstel verstuurd",
        )
        if roads.notice_extends
        else None
    )
    return replace(
        term,
        pauses=(
            *term.pauses,
            Pause(by=facts.INVITE, basis=ABROAD, reason="Brief “vul aan” verstuurd", since="sent_on", until="ends_by"),
            *(() if roads.objection else (TOLD_ABROAD,)),
            Pause(by="suspend", basis=LID_2, reason="Stilgezet", since="since", until="until"),
        ),
        resumed_by=term.resumed_by | {"receive_completion", "resume"},
        resumed_on="runs_again_on",
        extensions=(*term.extensions, *([longer] if longer else [])),
        never_stands_still="",
    )


def _terms(waiting: list[Term], roads: SideRoads) -> tuple[Term, ...]:
    """What starts beside the term to decide; all of it ends with the besluit that is sent."""
    sent = frozenset().union(*(term.met_by for term in waiting))
    met_on = waiting[0].met_on
    return (
        replace(
            awb.HERSTEL,
            started_by=frozenset({facts.INVITE}),
            counts_from="sent_on",
            start_text="Brief “vul aan” verstuurd",
            met_by=frozenset({"receive_completion"}),
            met_on="runs_again_on",
            met_text="Aanvulling ontvangen",
            ended_by=sent,
        ),
        *([] if roads.objection else [_aside(sent, met_on, roads)]),
        replace(
            awb.INGEBREKESTELLING,
            started_by=frozenset({"receive_default_notice"}),
            counts_from="received_on",
            only_if=("verdict", "valid"),
            undecided="In gebreke: nog niet bekend",
            start_text="Ingebrekestelling ontvangen",
            met_by=sent,
            met_on=met_on,
            met_text="Besluit verstuurd",
        ),
        replace(
            awb.DWANGSOM,
            start_text="De twee weken zijn voorbij",
            met_by=sent,
            met_on=met_on,
            met_text="De dwangsom loopt door tot het besluit",
        ),
        replace(
            awb.DWANGSOM_BESLUIT,
            start_text="Laatste dag van de dwangsom",
            met_by=frozenset({"send_penalty_decision"}),
            met_on="sent_on",
            met_text="Besluit over de dwangsom verstuurd",
        ),
    )


def _aside(sent: frozenset[str], met_on: str | None, roads: SideRoads) -> Term:
    """Four weeks to leave the aanvraag aside, after the papers were not enough or did not come."""
    return replace(
        awb.BUITEN_BEHANDELING,
        started_by=frozenset({"receive_completion"}),
        counts_from="runs_again_on",
        only_if=("sufficient", False),
        undecided="Buiten behandeling: nog niet bekend",
        start_text="Aanvulling niet genoeg, of niet gekomen",
        met_by=roads.leave_aside,
        met_on=met_on if roads.leave_aside else None,
        met_text="Besluit “buiten behandeling” verstuurd",
        ended_by=sent - roads.leave_aside,
    )


def _waiting_steps(roads: SideRoads) -> tuple[Transition, ...]:
    def step(key: str, label: str, done: str, **more: object) -> Transition:
        return Transition(
            key=key,
            label=label,
            done=done,
            permission=roads.work,
            sources=roads.states,
            side=True,
            **more,  # type: ignore[arg-type]
        )

    dispatch = frozenset({"sent_on", "channel"})
    once = (guards.not_extended_yet,) if roads.notice_extends else ()
    repair = article("6:6") if roads.objection else HERSTEL
    abroad = (
        (
            step(
                "ask_abroad",
                "Informatie vragen in het buitenland",
                "Brief over het buitenland geschreven",
                letter="opschorting_buitenland",
                form=forms.AbroadForm,
                effect=actions.keep_abroad,
                basis=ABROAD,
                guards=(guards.clock_runs, guards.term_not_over),
                hint="Alleen als je zonder die informatie niet kunt beslissen.",
            ),
            step(
                "send_abroad_notice",
                "Brief over het buitenland versturen",
                "Termijn stilgezet: informatie uit het buitenland",
                form=forms.SendAbroadForm,
                effect=actions.send_abroad,
                log=dispatch,
                basis=ABROAD,
                applies=(guards.abroad_waiting,),
                guards=(guards.clock_runs,),
                hint="Vanaf de dag na deze brief staat de termijn stil.",
            ),
        )
        if not roads.objection
        else ()
    )
    return (
        step(
            "ask_completion", "Vraag om aanvulling", "Brief “vul aan” geschreven", letter="herstel",
            form=forms.CompletionForm, effect=actions.keep_request, log=frozenset({"ends_by"}), basis=repair,
            guards=(guards.clock_runs,),
            hint="Mist er iets om te kunnen beslissen? Na verzending staat de termijn stil.",
        ),
        step(
            facts.INVITE, "Vraag om aanvulling versturen", "Brief “vul aan” verstuurd",
            form=forms.SendCompletionForm, effect=actions.send_request, log=dispatch | {"ends_by"}, basis=ABROAD,
            applies=(guards.completion_waiting,), guards=(guards.clock_runs,),
            hint="Vanaf de dag na deze brief staat de termijn stil.",
        ),
        step(
            "receive_completion", "Aanvulling ontvangen", "Aanvulling ontvangen",
            form=forms.CompletedForm, effect=actions.keep_completion, basis=ABROAD,
            log=frozenset({"runs_again_on", "sufficient"}),
            applies=(guards.completion_asked,),
            hint="De termijn loopt weer vanaf de dag dat het binnenkwam.",
        ),
        *abroad,
        step(
            "suspend", "Klok stilzetten", "Termijn stilgezet", letter="opschorting",
            form=forms.StandstillForm, effect=actions.keep_standstill, basis=LID_2,
            log=frozenset({"ground", "since", "until", "expected_on"}),
            guards=(guards.clock_runs, guards.term_not_over),
            hint="Bij instemming, vertraging door de inwoner of overmacht. Wachten op onze adviseur telt niet.",
        ),
        step(
            "resume", "Klok loopt weer", "De termijn loopt weer", letter="termijn_loopt_weer",
            form=forms.ResumeForm, effect=actions.end_standstill, basis=article("4:15", "lid 4"),
            log=frozenset({"runs_again_on"}), applies=(guards.stands_still,),
            hint="De inwoner krijgt een brief met de nieuwe laatste dag.",
        ),
        step(
            "write_delay_notice", "Bericht: het duurt langer", "Brief “het duurt langer” geschreven",
            letter="verdaagbericht", form=forms.DelayForm, effect=actions.keep_delay,
            basis=article("4:14", "lid 3" if roads.notice_extends else "lid 1"), log=frozenset({"expected_on"}),
            guards=(guards.term_not_over, *once),
            hint="De termijn wordt één keer langer." if roads.notice_extends
            else "De laatste dag en de dwangsom verschuiven hierdoor niet.",
        ),
        step(
            "send_delay_notice", "Bericht van uitstel versturen", "Brief “het duurt langer” verstuurd",
            form=forms.SendDelayForm, effect=actions.send_delay, log=dispatch | {"expected_on"},
            basis=article("4:14", "lid 3" if roads.notice_extends else "lid 1"),
            applies=(guards.delay_waiting,), guards=(guards.term_not_over, *once),
        ),
        step(
            "receive_default_notice", "Ingebrekestelling ontvangen", "Ingebrekestelling ontvangen",
            letter="antwoord_ingebrekestelling", form=forms.DefaultNoticeForm, effect=actions.keep_notice,
            basis=article("4:17", "lid 3"), log=frozenset({"received_on", "how", "verdict"}),
            hint="Een brief dat wij te laat zijn. Ook als hij te vroeg kwam: leg hem vast.",
        ),
    )  # fmt: skip


def _penalty_steps(roads: SideRoads, everywhere: frozenset[str]) -> tuple[Transition, ...]:
    """The dwangsom is fixed after the besluit, or after 42 days without one: in whatever state the case is then."""
    dispatch = frozenset({"sent_on", "channel"})
    return (
        Transition(
            key="send_side_letter", label="Brief versturen", done="Brief verstuurd", permission=roads.work,
            sources=everywhere, form=forms.SideLetterForm, effect=actions.send_side_letter,
            log=dispatch | {"letter"}, applies=(guards.side_letter_waiting,), side=True,
            hint="Er staat een brief over de termijn klaar.",
        ),
        Transition(
            key="decide_penalty", label="Dwangsom vaststellen", done="Dwangsom vastgesteld", permission=roads.decide,
            sources=everywhere, form=forms.PenaltyForm, effect=actions.fix_penalty, letter="dwangsombesluit",
            log=frozenset({"decided_on", "applicants"}), applies=(guards.penalty_over,),
            guards=roads.deciding, side=True, basis=article("4:18"), hint="De inwoner hoeft er niet om te vragen.",
        ),
        Transition(
            key="send_penalty_decision", label="Besluit over de dwangsom versturen",
            done="Besluit over de dwangsom verstuurd", permission=roads.decide, sources=everywhere,
            form=forms.PenaltySentForm, effect=actions.send_penalty, log=dispatch, applies=(guards.penalty_waiting,),
            side=True, basis=article("4:18"), hint="Op deze dag begint een eigen bezwaartijd.",
        ),
    )  # fmt: skip
