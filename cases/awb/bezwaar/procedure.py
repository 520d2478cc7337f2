"""Bezwaar for every law (Awb 6 and 7): a step on the case of the decision, and a procedure of its own.

`objections(procedure, ...)` adds the step "Bezwaar ontvangen"; `bezwaar_procedure(...)` is what that step opens. Its
cases exist only for who holds `handle`, and never come to who took the first decision.
"""

from dataclasses import replace

from cases.awb.bezwaar import actions, forms, guards
from cases.awb.side_roads import SideRoads, side_roads
from cases.contract import ActLength, Extend, Guard, Length, Phase, Procedure, State, Term, Transition, Unit, awb
from cases.contract.awb import article
from cases.contract.retention import BEZWAAR

PUBLISH, CLOCKS = "publish_bezwaar", frozenset({awb.BESLISSING_BEZWAAR.key, awb.BESLISSING_BEZWAAR_COMMISSIE.key})
STATES = (
    State(
        key="bezwaar_ontvangen", label="Ontvangen", phase=Phase.INTAKE,
        todo="Stuur de ontvangstbevestiging en kijk of je het bezwaar kunt behandelen.",
    ),
    State(
        key="bezwaar_in_behandeling", label="In behandeling", phase=Phase.ASSESSMENT,
        todo="Plan de hoorzitting, of leg vast waarom horen niet hoeft.",
    ),
    State(key="bezwaar_gehoord", label="Gehoord", phase=Phase.DECISION, todo="Beslis op het bezwaar."),
    State(
        key="bezwaar_beslist", label="Beslist", phase=Phase.DECISION,
        todo="Verstuur de beslissing. Tot die dag loopt de termijn door.",
    ),
    State(
        key="bezwaar_verstuurd", label="Beslissing verstuurd", phase=Phase.EXECUTION,
        todo="De inwoner kan nog naar de rechter. Sluit de zaak daarna.",
    ),
    State(key="bezwaar_gesloten", label="Gesloten", phase=Phase.CLOSED, final=True),
    State(key="bezwaar_ingetrokken", label="Ingetrokken", phase=Phase.CLOSED, final=True),
)  # fmt: skip
RECEIVED, TAKEN_UP, HEARD = "bezwaar_ontvangen", "bezwaar_in_behandeling", "bezwaar_gehoord"
WAITING = frozenset({RECEIVED, TAKEN_UP, HEARD, "bezwaar_beslist"})


def objections(procedure: Procedure, *, work: str) -> Procedure:
    """The procedure with "Bezwaar ontvangen": it meets the window of the besluit it is about, also in a closed case."""
    step = Transition(
        key=guards.RECEIVE, label="Bezwaar ontvangen", done="Bezwaar ontvangen", permission=work, side=True,
        sources=frozenset(state.key for state in procedure.states), form=forms.ReceiveForm, effect=actions.receive,
        applies=(guards.may_object,), basis=article("6:4"),
        log=frozenset({"received_on", "posted_on", "how", "committee"}),
        hint="Er komt een eigen zaak voor, met een andere behandelaar. Ook als het te laat is.",
    )  # fmt: skip
    # The besluit over a dwangsom is one too (4:18), and bezwaar against it is made in the same way.
    also = frozenset({"send_penalty_decision"} & {transition.key for transition in procedure.transitions})
    terms = tuple(
        replace(term, started_by=term.started_by | also, met_by=term.met_by | {step.key}, met_on="received_on")
        if term.key == awb.BEZWAAR.key
        else term
        for term in procedure.terms
    )
    return replace(procedure, terms=terms, transitions=(*procedure.transitions, step))


def bezwaar_procedure(
    *, work: str, handle: str, deciding: tuple[Guard, ...] = (), kept_as: str = BEZWAAR.key
) -> Procedure:
    """What happens with a bezwaar: receipt, admissibility, hearing, advice, decision. `work` may open one.

    `kept_as`: a retention that the law declares; `retention.BEZWAAR_GELD` where a bezwaar is about money.
    """
    procedure = Procedure(
        key="bezwaar",
        version=1,
        label="Bezwaar",
        permission=handle,
        barred=guards.barred,
        kept_as=kept_as,
        states=STATES,
        transitions=(_opening(work), *_steps(handle, deciding)),
        terms=_terms(),
        road=(RECEIVED, TAKEN_UP, HEARD, "bezwaar_beslist", "bezwaar_verstuurd"),
    )
    roads = SideRoads(decisions=CLOCKS, states=WAITING, work=handle, decide=handle, deciding=deciding, objection=True)
    return side_roads(procedure, roads)


def _terms() -> tuple[Term, ...]:
    """The term counts from the last day on which bezwaar could be made, whenever it came in (7:10 lid 1)."""
    longer = (
        Extend(
            by="adjourn", basis=article("7:10", "lid 3"), reason="Verdaagd",
            length=ActLength(field="weeks", unit=Unit.WEEKS, maximum=Length(forms.ADJOURN, Unit.WEEKS)),
        ),
        Extend(
            by="agree_delay", basis=article("7:10", "lid 4"), reason="De inwoner stemde in met uitstel",
            length=ActLength(field="until"),
        ),
    )  # fmt: skip
    clocks = tuple(
        replace(
            term, started_at_end_of=None, started_by=frozenset({"open_bezwaar"}), counts_from="term_ends_on",
            only_if=("committee", committee), start_text="Laatste dag om bezwaar te maken",
            met_by=frozenset({PUBLISH}), met_on="sent_on", met_text="Beslissing verstuurd", extensions=longer,
        )
        for term, committee in ((awb.BESLISSING_BEZWAAR, False), (awb.BESLISSING_BEZWAAR_COMMISSIE, True))
    )  # fmt: skip
    hearing = frozenset({"plan_hearing", "hold_hearing", "waive_hearing", "decide_bezwaar"})

    def planned(term: Term) -> Term:
        return replace(term, started_by=frozenset({"plan_hearing"}), counts_from="hearing_on", ended_by=hearing)

    return (
        *clocks,
        replace(
            awb.BEROEP, started_by=frozenset({PUBLISH}), counts_from="sent_on", start_text="Beslissing verstuurd",
            warnings=(),
        ),
        planned(awb.HOORZITTING),
        replace(
            planned(awb.HOORZITTING_INZAGE), met_by=frozenset({"lay_out_papers"}), met_on="laid_out_on",
            met_text="Stukken liggen klaar",
        ),
    )  # fmt: skip


def _opening(work: str) -> Transition:
    return Transition(
        key="open_bezwaar", label="Bezwaar", done="Bezwaar ontvangen", permission=work, target=RECEIVED,
        from_case=True, form=forms.OpenForm, effect=actions.keep_objection, letter="bezwaar_ontvangen",
        basis=article("6:14"), log=frozenset({"received_on", "posted_on", "how", "committee", "term_ends_on"}),
    )  # fmt: skip


def _steps(handle: str, deciding: tuple[Guard, ...]) -> tuple[Transition, ...]:
    def step(key: str, label: str, done: str, *sources: str, **more: object) -> Transition:
        return Transition(
            key=key,
            label=label,
            done=done,
            permission=handle,
            sources=frozenset(sources),
            **more,  # type: ignore[arg-type]
        )

    other = guards.not_the_first_decider
    return (
        step(
            "admit_bezwaar", "In behandeling nemen", "Bezwaar in behandeling", RECEIVED, target=TAKEN_UP,
            form=forms.AdmitForm, effect=actions.keep("excuse"), guards=(other,), primary=True,
            basis=article("6:6"), hint="Mist er iets, zoals een handtekening? Vraag dan eerst om aanvulling (Awb 6:6).",
        ),
        step(
            "plan_hearing", "Hoorzitting plannen", "Hoorzitting gepland", TAKEN_UP, form=forms.HearingForm,
            effect=actions.plan, letter="uitnodiging_hoorzitting", log=frozenset({"hearing_on"}), guards=(other,),
            primary=True, basis=article("7:2"), hint="Opnieuw plannen mag: de dagen schuiven mee.",
        ),
        step(
            "lay_out_papers", "Stukken klaargelegd", "Stukken liggen klaar", TAKEN_UP, form=forms.PapersForm,
            log=frozenset({"laid_out_on"}), applies=(guards.papers_not_laid_out,), basis=article("7:4", "lid 2"),
            hint="Minstens een week voor de hoorzitting.",
        ),
        step(
            "hold_hearing", "Hoorzitting gehouden", "Hoorzitting gehouden", TAKEN_UP, target=HEARD,
            form=forms.HeardForm, effect=actions.keep("heard_on", "hearing_report"), log=frozenset({"heard_on"}),
            applies=(guards.hearing_planned,), guards=(other,), primary=True, basis=article("7:7"),
        ),
        step(
            "waive_hearing", "Afzien van horen", "Niet gehoord", TAKEN_UP, target=HEARD, form=forms.WaiveForm,
            effect=actions.keep("waived", "waived_reason"), log=frozenset({"waived"}), guards=(other,),
            basis=article("7:3"), hint="Alleen om een van de vijf redenen uit de wet.",
        ),
        step(
            "record_advice", "Advies van de commissie", "Advies ontvangen", TAKEN_UP, HEARD, form=forms.AdviceForm,
            effect=actions.keep("advised_on", "advice"), log=frozenset({"advised_on"}),
            applies=(guards.has_committee,), basis=article("7:13"),
        ),
        step(
            "adjourn", "Beslissing verdagen", "Beslissing verdaagd", RECEIVED, TAKEN_UP, HEARD, side=True,
            form=forms.AdjournForm, effect=actions.keep("adjourned_reason"), letter="verdaging_bezwaar",
            log=frozenset({"weeks"}), guards=(guards.not_adjourned,), basis=article("7:10", "lid 3"),
            hint="Hoogstens zes weken, één keer. De inwoner krijgt een brief.",
        ),
        step(
            "agree_delay", "Inwoner stemt in met uitstel", "Uitstel met instemming", RECEIVED, TAKEN_UP, HEARD,
            side=True, form=forms.AgreeForm, effect=actions.agree, log=frozenset({"until"}),
            basis=article("7:10", "lid 4"),
        ),
        step(
            "decide_bezwaar", "Beslissen op bezwaar", "Beslissing getekend", RECEIVED, TAKEN_UP, HEARD,
            target="bezwaar_beslist", form=forms.DecideForm, effect=actions.decide, letter="beslissing_op_bezwaar",
            log=frozenset({"outcome", "decided_on"}), guards=(other, guards.advice_in, *deciding),
            primary=True, basis=article("7:11"),
        ),
        step(
            PUBLISH, "Beslissing versturen", "Beslissing op bezwaar verstuurd", "bezwaar_beslist",
            target="bezwaar_verstuurd", form=forms.PublishForm, effect=actions.publish, primary=True,
            log=frozenset({"sent_on", "channel"}), basis=article("7:12"),
            hint="Op deze dag is de termijn gehaald en begint de tijd voor beroep.",
        ),
        step(
            "withdraw_bezwaar", "Inwoner trekt bezwaar in", "Bezwaar ingetrokken", *sorted(WAITING),
            target="bezwaar_ingetrokken", form=forms.WithdrawForm, log=frozenset({"withdrawn_on", "how"}),
            basis=article("6:21"),
        ),
        step(
            "close_bezwaar", "Bezwaar sluiten", "Bezwaar gesloten", "bezwaar_verstuurd", target="bezwaar_gesloten",
            hint="Na zes weken, of als de rechter heeft beslist.",
        ),
    )  # fmt: skip
