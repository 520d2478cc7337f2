"""What must be true of a law before anybody works with it. Every problem is one sentence."""

from collections.abc import Iterator

from cases.contract.law import Law
from cases.contract.procedure import Phase, Procedure, Transition
from cases.contract.terms import ActLength, Subject, Term


def problems(law: Law) -> Iterator[str]:
    permissions = {key for key, _ in law.permissions}
    for key in permissions:
        if not key.startswith(f"{law.key}."):
            yield f"{law.key}: het recht {key!r} begint niet met de naam van de wet."
    yield from _duplicates(law.key, "recht", [key for key, _ in law.permissions])
    yield from _duplicates(law.key, "brief", [letter.key for letter in law.letters])
    yield from _duplicates(law.key, "procedure", [f"{p.key} v{p.version}" for p in law.procedures])
    used = [*law.letters, *law.panels, *law.acts, *(t for p in law.procedures for t in p.transitions)]
    for item in used:
        if item.permission not in permissions:
            yield f"{law.key}: {item.key!r} vraagt het onbekende recht {item.permission!r}."
    for role in law.roles:
        for permission in role.permissions - permissions:
            yield f"{law.key}: de rol {role.key!r} bevat het onbekende recht {permission!r}."
    for act in law.acts:
        if act.subject is Subject.CASE or act.sources or act.target:
            yield f"{law.key}: de handeling {act.key!r} hoort bij een procedure, of mag geen toestanden noemen."
    for procedure in law.procedures:
        yield from _procedure(law, procedure)
    for term in (*law.standing_terms, *(t for p in law.procedures for t in p.terms)):
        if not term.basis.text:
            yield f"{law.key}: de termijn {term.key!r} noemt geen artikel."


def _procedure(law: Law, procedure: Procedure) -> Iterator[str]:
    name = f"{law.key}/{procedure.key} v{procedure.version}"
    states = {state.key: state for state in procedure.states}
    yield from _duplicates(name, "toestand", [s.key for s in procedure.states])
    yield from _duplicates(name, "stap", [t.key for t in procedure.transitions])
    yield from _duplicates(name, "termijn", [t.reference for t in procedure.terms])
    if not any(t.opens for t in procedure.transitions):
        yield f"{name}: geen enkele stap opent een zaak."
    for transition in procedure.transitions:
        yield from _transition(law, name, transition, set(states))
    for state in procedure.states:
        if state.final != (state.phase is Phase.CLOSED):
            yield f"{name}: de toestand {state.key!r} is een eind, of niet: fase en eind spreken elkaar tegen."
    for key in procedure.road:
        if key not in states:
            yield f"{name}: de hoofdweg noemt de onbekende toestand {key!r}."
    reached = _reachable(procedure)
    for key, state in states.items():
        if key not in reached:
            yield f"{name}: de toestand {key!r} is onbereikbaar."
        leaves = any(key in t.sources and t.target not in (None, key) for t in procedure.transitions)
        if not leaves and not state.final:
            yield f"{name}: de toestand {key!r} loopt dood en is geen eind."
    for term in procedure.terms:
        yield from _term(name, procedure, term)


def _transition(law: Law, name: str, transition: Transition, states: set[str]) -> Iterator[str]:
    for key in {*transition.sources, *([transition.target] if transition.target else [])} - states:
        yield f"{name}: de stap {transition.key!r} noemt de onbekende toestand {key!r}."
    if transition.opens and transition.target is None:
        yield f"{name}: de stap {transition.key!r} opent een zaak zonder toestand."
    if transition.subject is not Subject.CASE:
        yield f"{name}: de stap {transition.key!r} gaat niet over een zaak; zet haar bij `acts`."
    if transition.letter and transition.letter not in {letter.key for letter in law.letters}:
        yield f"{name}: de stap {transition.key!r} maakt de onbekende brief {transition.letter!r}."
    for field in transition.log - set(transition.form.base_fields):
        yield f"{name}: de stap {transition.key!r} logt het onbekende veld {field!r}."


def _term(name: str, procedure: Procedure, term: Term) -> Iterator[str]:
    transitions = {t.key: t for t in procedure.transitions}
    named = {*term.started_by, *term.met_by, *term.ended_by, *term.resumed_by}
    named |= {pause.by for pause in term.pauses} | {extend.by for extend in term.extensions}
    for key in sorted(named - transitions.keys()):
        yield f"{name}: de termijn {term.key!r} noemt de onbekende stap {key!r}."
    if not term.started_by and not term.started_at_end_of:
        yield f"{name}: de termijn {term.key!r} begint nooit."
    if term.started_at_end_of and term.started_at_end_of not in {other.key for other in procedure.terms}:
        yield f"{name}: de termijn {term.key!r} begint na de onbekende termijn {term.started_at_end_of!r}."
    if term.pauses and term.never_stands_still:
        yield f"{name}: de termijn {term.key!r} kan niet stilstaan, en noemt toch een pauze."
    wanted = [term.counts_from, term.length.field if isinstance(term.length, ActLength) else None]
    wanted.append(term.only_if[0] if term.only_if else None)
    for field in filter(None, wanted):
        for key in term.started_by & transitions.keys():
            if field not in transitions[key].form.base_fields:
                yield f"{name}: de termijn {term.key!r} telt met het veld {field!r}, dat {key!r} niet heeft."
    for pause in term.pauses:
        if pause.until and pause.by in transitions and pause.until not in transitions[pause.by].form.base_fields:
            yield f"{name}: de termijn {term.key!r} staat stil tot het veld {pause.until!r}, dat {pause.by!r} niet heeft."


def _reachable(procedure: Procedure) -> set[str]:
    reached = {t.target for t in procedure.transitions if t.opens and t.target}
    while True:
        more = {t.target for t in procedure.transitions if t.target and t.sources & reached} - reached
        if not more:
            return reached
        reached |= more


def _duplicates(name: str, what: str, keys: list[str]) -> Iterator[str]:
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"{name}: {what} {key!r} staat er twee keer."
