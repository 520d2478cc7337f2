"""The besluit on an aanvraag: sign, or let a colleague sign (four eyes), then send: the day that counts (Awb 3:41)."""

from dataclasses import dataclass

from cases.awb import may_leave_aside
from cases.contract import ActForm, Guard, LegalBasis, Transition
from wmo import actions, basis, decide, forms, guards
from wmo.models import ANSWERS, Kind
from wmo.states import VOORGELEGD, at


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """One answer to the aanvraag: the same steps, other words. `key` is in the steps, `state` in the states."""

    key: str
    state: str
    sent: str
    verb: str
    done: str
    kind: Kind
    form: type[ActForm[decide.Input]]
    columns: tuple[str, ...]
    log: frozenset[str]
    basis: LegalBasis
    guards: tuple[Guard, ...]
    dispatch: type[ActForm[decide.Input]] = forms.BekendmakenForm
    primary: bool = False
    side: bool = False


ROADS = (
    Road(
        key="grant",
        state="toekenning",
        sent="beschikking_toegekend",
        verb="Toekennen",
        done="toegekend",
        kind=Kind.GRANT,
        form=forms.GrantForm,
        columns=(),
        log=frozenset({"category", "form", "starts_on", "ends_on", "review_on", "decided_on"}),
        basis=basis.GROUNDS,
        guards=(guards.verslag_given,),
        dispatch=forms.GrantSentForm,
        primary=True,
    ),
    Road(
        key="refuse",
        state="afwijzing",
        sent="beschikking_afgewezen",
        verb="Afwijzen",
        done="afgewezen",
        kind=Kind.REFUSAL,
        form=forms.RefuseForm,
        columns=("ground",),
        log=frozenset({"ground", "decided_on"}),
        basis=basis.GROUNDS,
        guards=(guards.verslag_given,),
    ),
    Road(
        key="set_aside",
        state="buiten_behandeling",
        sent="buiten_behandeling",
        verb="Buiten behandeling laten",
        done="buiten behandeling",
        kind=Kind.SET_ASIDE,
        form=forms.SetAsideForm,
        columns=(),
        log=frozenset({"decided_on"}),
        basis=basis.SET_ASIDE,
        guards=(may_leave_aside,),
        side=True,
    ),
)


def steps_of(road: Road) -> tuple[Transition, ...]:
    """Sign oneself, or propose and let a colleague sign; then send."""
    ready, waiting = f"{road.state}_klaar", f"{road.state}_voorgelegd"
    publish = {"grant": "publish_grant", "refuse": "publish_refusal"}.get(road.key, f"publish_{road.key}")
    template = "wmo/voorziening.html" if road.kind is Kind.GRANT else ""
    return (
        Transition(
            key=road.key,
            label=road.verb,
            done=f"Besluit getekend: {road.done}",
            permission="wmo.decide",
            sources=at("aanvraag"),
            target=ready,
            form=road.form,
            effect=decide.decide(road.kind, *road.columns),
            undo=decide.drop(road.kind),
            applies=(guards.signs_alone,),
            guards=(guards.has_mandate, *road.guards),
            letter="beschikking",
            basis=road.basis,
            primary=road.primary,
            side=road.side,
            log=road.log,
            template=template,
        ),
        Transition(
            key=f"propose_{road.key}",
            label=f"{road.verb}: voorleggen aan een collega",
            done=f"Besluit voorgelegd: {road.done}",
            permission="wmo.work",
            sources=at("aanvraag"),
            target=waiting,
            form=road.form,
            effect=decide.decide(road.kind, *road.columns, signed=False),
            undo=decide.drop(road.kind),
            applies=(guards.four_eyes,),
            guards=road.guards,
            letter="beschikking",
            basis=road.basis,
            primary=road.primary,
            side=road.side,
            log=road.log,
            template=template,
        ),
        Transition(
            key=f"approve_{road.key}",
            label="Akkoord: besluit tekenen",
            done=f"Besluit getekend: {road.done}",
            permission="wmo.decide",
            sources=at(waiting),
            target=ready,
            form=forms.ApproveForm,
            effect=decide.approve,
            guards=(guards.not_the_writer, guards.has_mandate),
            basis=basis.MANDATE,
            primary=True,
            log=frozenset({"decided_on"}),
        ),
        Transition(
            key=publish,
            label="Bekendmaken: besluit verstuurd",
            done=f"Besluit verstuurd: {road.done}",
            permission="wmo.decide",
            sources=at(ready),
            target=road.sent,
            form=road.dispatch,
            effect=decide.publish(*ANSWERS),
            basis=basis.BEKENDMAKING,
            primary=True,
            log=frozenset({"sent_on", "channel"}),
            hint="Op deze dag is de termijn gehaald en begint de bezwaartijd.",
        ),
    )


BESLUIT_STEPS = (
    *(step for road in ROADS for step in steps_of(road)),
    Transition(
        key="send_back",
        label="Terugsturen naar de schrijver",
        done="Besluit teruggestuurd",
        permission="wmo.decide",
        sources=VOORGELEGD,
        target="aanvraag",
        form=forms.ReasonForm,
        effect=decide.send_back,
        guards=(guards.not_the_writer,),
        hint="Zeg wat er nog mist. De schrijver past aan en legt opnieuw voor.",
    ),
    Transition(
        key="end",
        label="Zaak beëindigen",
        done="Beëindigd",
        permission="wmo.work",
        sources=at("beschikking_toegekend", "beschikking_afgewezen", "buiten_behandeling", "hulp_gestopt"),
        target="beeindigd",
        form=forms.ReasonForm,
        effect=actions.note_reason,
        guards=(guards.no_help_runs, guards.all_told, guards.change_not_waiting),
    ),
)
