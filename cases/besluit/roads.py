"""The steps of a besluit: sign, or let a colleague sign (four eyes), then send: the day that counts (Awb 3:41)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cases.besluit import actions, forms, guards
from cases.contract import BesluitKind, ContractError, Guard, Procedure, Term, Transition, awb


@dataclass(frozen=True, slots=True, kw_only=True)
class BesluitRoad:
    """How a procedure takes one kind of besluit.

    On the main road it waits for its signature in `waiting` and for its dispatch in `ready`; beside the road
    (a maatregel, a terugvordering) both are None and the state stays. `deciding` are guards on who signs, also on who
    does so for a colleague. `keep` writes what the law hangs on the besluit, `undo` takes that back, `on_sent` does
    what follows from its dispatch.
    """

    kind: BesluitKind
    verb: str  # on the button: "Bijstand toekennen"
    sources: frozenset[str]
    ready: str | None = None
    waiting: str | None = None
    target: str | None = None  # where dispatch leads; None: the state stays
    back: str = ""  # where a colleague sends it back to; needed where `sources` are several
    form: type[forms.BesluitForm] = forms.BesluitForm
    dispatch: type[forms.BekendmakenForm] = forms.BekendmakenForm
    keep: actions.Keep | None = None
    undo: actions.Keep | None = None
    on_sent: actions.Keep | None = None
    applies: tuple[Guard, ...] = ()
    guards: tuple[Guard, ...] = ()
    deciding: tuple[Guard, ...] = ()
    log: frozenset[str] = frozenset()
    primary: bool = False
    side: bool = False
    hint: str = ""
    template: str = ""

    @property
    def beside(self) -> bool:
        return self.ready is None


def with_besluiten(procedure: Procedure, roads: Iterable[BesluitRoad], *, work: str, decide: str) -> Procedure:
    """The procedure with the steps of these besluiten, and six weeks for bezwaar after each (Awb 6:7).

    Raises ContractError where roads that wait in one state do not go back to one state.
    """
    rows = tuple(roads)
    open_states = frozenset(state.key for state in procedure.states if not state.final)
    once = (guards.nothing_under_way,) if any(road.beside for road in rows) else ()
    steps = tuple(
        step
        for group in _groups(rows)
        for road in group
        for step in _steps(road, open_states, work, decide, once, alone=len(group) == 1 and not road.beside)
    )
    together = tuple(step for group in _groups(rows) for step in _together(group, open_states, decide))
    sent = frozenset(f"publish_{road.kind.key}" for road in rows)
    return replace(
        procedure,
        transitions=(*procedure.transitions, *steps, *together),
        terms=(*(term for term in procedure.terms if term.key != awb.BEZWAAR.key), _window(procedure, sent)),
    )


def _window(procedure: Procedure, sent: frozenset[str]) -> Term:
    there = [term for term in procedure.terms if term.key == awb.BEZWAAR.key]
    term = there[0] if there else awb.BEZWAAR
    return replace(
        term, started_by=term.started_by | sent, counts_from="sent_on", start_text="Besluit verstuurd", outlives=True
    )


def _steps(
    road: BesluitRoad, open_states: frozenset[str], work: str, decide: str, once: tuple[Guard, ...], *, alone: bool
) -> tuple[Transition, ...]:
    """`once` guards against two besluiten at a time; `alone`: nothing else can wait where this one is sent from."""
    kind = road.kind
    taken = Transition(
        key=f"decide_{kind.key}",
        label=road.verb,
        done=f"Besluit getekend: {kind.label}",
        permission=decide,
        basis=kind.basis,
        sources=road.sources,
        target=road.ready,
        form=forms.form_for(kind, road.form),
        applies=(guards.signs_alone, *road.applies),
        guards=(guards.has_mandate, *once, *road.deciding, *road.guards),
        effect=actions.take(kind, road.keep, signed=True),
        undo=actions.drop(road.undo),
        letter=kind.letter,
        log=road.log | {"decided_on"} | ({"ground"} if kind.grounds else set()),
        primary=road.primary,
        side=road.side,
        hint=road.hint,
        template=road.template,
    )
    return (
        taken,
        replace(
            taken,
            key=f"propose_{kind.key}",
            label=f"{road.verb}: voorleggen aan een collega",
            done=f"Besluit voorgelegd: {kind.label}",
            permission=work,
            target=road.waiting,
            applies=(guards.reads_along, *road.applies),
            guards=(*once, *road.guards),
            effect=actions.take(kind, road.keep, signed=False),
        ),
        Transition(
            key=f"publish_{kind.key}",
            label="Bekendmaken: besluit verstuurd",
            done=f"Besluit verstuurd: {kind.label}",
            permission=decide,
            basis=guards.SENDING,
            sources=open_states if road.beside else frozenset({road.ready or ""}),
            target=road.target,
            form=road.dispatch,
            applies=() if alone else (guards.to_send(kind.key),),
            effect=actions.publish(kind, road.on_sent),
            log=frozenset({"sent_on", "channel"}),
            primary=True,
            hint="Op deze dag begint de bezwaartijd.",
        ),
    )


def _groups(roads: tuple[BesluitRoad, ...]) -> list[tuple[BesluitRoad, ...]]:
    """Roads that share the states in which they wait share the steps of who signs for a colleague."""
    keys = list(dict.fromkeys((road.waiting, road.ready) for road in roads))
    return [tuple(road for road in roads if (road.waiting, road.ready) == key) for key in keys]


def _together(group: tuple[BesluitRoad, ...], open_states: frozenset[str], decide: str) -> tuple[Transition, ...]:
    first = group[0]
    name = "side_besluit" if first.beside else "besluit"
    back = {road.back or (next(iter(road.sources)) if len(road.sources) == 1 else "") for road in group}
    if not first.beside and (len(back) != 1 or "" in back):
        raise ContractError(f"Waarheen gaat een besluit bij {first.ready!r} terug? Noem het bij elke weg (`back`).")
    sources = open_states if first.beside else frozenset({first.waiting or ""})
    deciding = tuple(guards.of_kind(road.kind.key, guard) for road in group for guard in road.deciding)
    undos = {road.kind.key: road.undo for road in group if road.undo}
    waits = (guards.waits_for_signature,) if first.beside else ()
    return (
        Transition(
            key=f"approve_{name}",
            label="Akkoord: besluit tekenen",
            done="Besluit getekend",
            permission=decide,
            basis=guards.MANDATE,
            sources=sources,
            target=first.ready,
            form=forms.ApproveForm,
            applies=waits,
            guards=(guards.not_the_writer, guards.has_mandate, *deciding),
            effect=actions.approve,
            log=frozenset({"decided_on"}),
            primary=True,
        ),
        Transition(
            key=f"return_{name}",
            label="Terugsturen naar de schrijver",
            done="Besluit teruggestuurd",
            permission=decide,
            sources=sources,
            target=None if first.beside else next(iter(back)),
            form=forms.ReturnForm,
            applies=waits,
            guards=(guards.not_the_writer,),
            effect=actions.send_back(undos),
            hint="Zeg wat er nog mist. De schrijver past aan en legt opnieuw voor.",
        ),
    )
