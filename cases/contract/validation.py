"""What must be true of a law before anybody works with it. Every problem is one sentence."""

from collections.abc import Iterable, Iterator

from cases.contract.besluit import besluit_problems
from cases.contract.law import Law
from cases.contract.letter import letter_problems
from cases.contract.procedure import Phase, Procedure, Transition
from cases.contract.terms import ActLength, Subject, Term


def problems(law: Law) -> Iterator[str]:
    """Every problem of this law; none means that it may be registered."""
    yield from _duplicates(law.key, "recht", [key for key, _ in law.permissions])
    yield from _duplicates(law.key, "keuze", [choice.key for choice in law.choices])
    yield from _retentions(law)
    for choice in law.choices:
        if not choice.key.startswith(f"{law.key}."):
            yield f"{law.key}: de keuze {choice.key!r} begint niet met de naam van de wet."
    yield from _duplicates(law.key, "brief", [letter.key for letter in law.letters])
    yield from _duplicates(law.key, "handeling", [act.key for act in law.acts])
    yield from _duplicates(law.key, "procedure", [f"{p.key} v{p.version}" for p in law.procedures])
    yield from _duplicates(law.key, "besluit", [kind.key for kind in law.besluiten])
    yield from besluit_problems(law.key, law.besluiten, {letter.key for letter in law.letters})
    yield from _versions(law)
    yield from _permissions(law)
    yield from _acts(law)
    for letter in law.letters:
        yield from letter_problems(law.key, letter)
    for procedure in law.procedures:
        yield from _procedure(law, procedure)
    for term in law.terms():
        if not term.basis.text:
            yield f"{law.key}: de termijn {term.key!r} noemt geen artikel."
        if term.question and term.basis.confirmed:
            yield f"{law.key}: de termijn {term.key!r} heeft een open vraag, en heet toch gezien."


def _versions(law: Law) -> Iterator[str]:
    """New cases begin under one version of a procedure: its newest. The older ones stay, for the cases that run."""
    for key in dict.fromkeys(procedure.key for procedure in law.procedures):
        versions = [procedure for procedure in law.procedures if procedure.key == key]
        current = [procedure.version for procedure in versions if procedure.current]
        newest = max(procedure.version for procedure in versions)
        if len(current) > 1:
            told = " en ".join(str(version) for version in sorted(current))
            yield f"{law.key}: van de procedure {key!r} gelden versie {told} tegelijk voor nieuwe zaken."
        elif current and current != [newest]:
            yield f"{law.key}: van de procedure {key!r} geldt versie {current[0]}, maar {newest} is nieuwer."
        elif not current:
            yield f"{law.key}: van de procedure {key!r} geldt geen versie meer voor nieuwe zaken."


def _retentions(law: Law) -> Iterator[str]:
    """How long a case is kept is said of every end, by a period that the law declares."""
    known = {row.key for row in law.retentions}
    if not known:
        yield f"{law.key}: de wet noemt geen bewaartermijn."
    yield from _duplicates(law.key, "bewaartermijn", [row.reference for row in law.retentions])
    for row in law.retentions:
        if row.question and row.basis.confirmed:
            yield f"{law.key}: de bewaartermijn {row.key!r} heeft een open vraag, en heet toch gezien."
    for procedure in law.procedures:
        name = f"{law.key}/{procedure.key} v{procedure.version}"
        named = [procedure.kept_as, *(state.kept_as for state in procedure.states if isinstance(state.kept_as, str))]
        for key in sorted({key for key in named if key} - known):
            yield f"{name}: de bewaartermijn {key!r} bestaat niet."
        for state in procedure.states:
            if state.kept_as and not state.final:
                yield f"{name}: de toestand {state.key!r} is geen eind, en noemt toch een bewaartermijn."


def _permissions(law: Law) -> Iterator[str]:
    known = {key for key, _ in law.permissions}
    for key in sorted(known):
        if not key.startswith(f"{law.key}."):
            yield f"{law.key}: het recht {key!r} begint niet met de naam van de wet."
    transitions = [t for p in law.procedures for t in p.transitions]
    asked = [(p.key, p.permission) for p in law.procedures if p.permission]
    asked += [(letter.key, letter.permission) for letter in law.letters]
    asked += [(panel.key, panel.permission) for panel in law.panels]
    asked += [(act.key, act.permission) for act in (*law.acts, *transitions)]
    for key, permission in asked:
        if permission not in known:
            yield f"{law.key}: {key!r} vraagt het onbekende recht {permission!r}."
    for role in law.roles:
        for key in sorted(role.permissions - known):
            yield f"{law.key}: de rol {role.key!r} bevat het onbekende recht {key!r}."


def _acts(law: Law) -> Iterator[str]:
    """Acts on something else than a case, and the terms that they start."""
    for act in law.acts:
        if act.subject is Subject.CASE or act.sources or act.target:
            yield f"{law.key}: de handeling {act.key!r} hoort bij een procedure, of mag geen toestanden noemen."
        if act.letter:
            yield f"{law.key}: de handeling {act.key!r} maakt een brief, maar een brief hoort bij een zaak."
        yield from _logged(law.key, act)
    for term in law.standing_terms:
        acts = {act.key: act for act in law.acts if act.subject is term.subject}
        yield from _known_acts(law.key, term, acts)
        yield from _known_fields(law.key, term, acts)


def _procedure(law: Law, procedure: Procedure) -> Iterator[str]:
    name = f"{law.key}/{procedure.key} v{procedure.version}"
    states = {state.key: state for state in procedure.states}
    transitions = {transition.key: transition for transition in procedure.transitions}
    yield from _duplicates(name, "toestand", [s.key for s in procedure.states])
    yield from _duplicates(name, "stap", [t.key for t in procedure.transitions])
    yield from _duplicates(name, "termijn", [t.reference for t in procedure.terms])
    if not any(t.opens for t in procedure.transitions):
        yield f"{name}: geen enkele stap opent een zaak."
    for transition in procedure.transitions:
        yield from _transition(law, name, transition, procedure)
    for key in procedure.road:
        if key not in states:
            yield f"{name}: de hoofdweg noemt de onbekende toestand {key!r}."
    yield from _shortest(name, procedure)
    yield from _states(name, procedure)
    for term in procedure.terms:
        yield from _known_acts(name, term, transitions)
        yield from _known_fields(name, term, transitions)
        yield from _term(name, procedure, term)


def _shortest(name: str, procedure: Procedure) -> Iterator[str]:
    """The shortest road can be walked: it opens a case, and each step follows from where the one before it led."""
    transitions = {t.key: t for t in procedure.transitions}
    state: str | None = None
    for key in procedure.shortest:
        if key not in transitions:
            yield f"{name}: de kortste weg noemt de onbekende stap {key!r}."
            return
        step = transitions[key]
        if state is None and not step.opens:
            yield f"{name}: de kortste weg begint met {key!r}, en die stap opent geen zaak."
            return
        if state is not None and state not in step.sources:
            yield f"{name}: op de kortste weg past de stap {key!r} niet bij de toestand {state!r}."
            return
        state = step.target or state


def _states(name: str, procedure: Procedure) -> Iterator[str]:
    reached = _reachable(procedure)
    for state in procedure.states:
        if state.final != (state.phase is Phase.CLOSED):
            yield f"{name}: de toestand {state.key!r} is een eind, of niet: fase en eind spreken elkaar tegen."
        if state.key not in reached:
            yield f"{name}: de toestand {state.key!r} is onbereikbaar."
        leaves = any(state.key in t.sources and t.target not in (None, state.key) for t in procedure.transitions)
        if not leaves and not state.final:
            yield f"{name}: de toestand {state.key!r} loopt dood en is geen eind."


def _transition(law: Law, name: str, transition: Transition, procedure: Procedure) -> Iterator[str]:
    states = {state.key for state in procedure.states}
    for key in sorted({*transition.sources, *([transition.target] if transition.target else [])} - states):
        yield f"{name}: de stap {transition.key!r} noemt de onbekende toestand {key!r}."
    ends = {state.key for state in procedure.states if state.final}
    if transition.sources & ends and transition.target not in {None, *ends} and not transition.reopens:
        yield f"{name}: de stap {transition.key!r} opent een gesloten zaak weer, en zegt dat niet."
    if transition.opens and transition.target is None:
        yield f"{name}: de stap {transition.key!r} opent een zaak zonder toestand."
    if transition.subject is not Subject.CASE:
        yield f"{name}: de stap {transition.key!r} gaat niet over een zaak; zet haar bij `acts`."
    if transition.letter and transition.letter not in {letter.key for letter in law.letters}:
        yield f"{name}: de stap {transition.key!r} maakt de onbekende brief {transition.letter!r}."
    if transition.sends and transition.sends not in {letter.key for letter in law.letters}:
        yield f"{name}: de stap {transition.key!r} verstuurt de onbekende brief {transition.sends!r}."
    for field in sorted({"sent_on", "channel"} - set(transition.form.base_fields)) if transition.sends else ():
        yield f"{name}: de stap {transition.key!r} verstuurt een brief, maar heeft het veld {field!r} niet."
    yield from _logged(name, transition)


def _logged(name: str, act: Transition) -> Iterator[str]:
    for field in sorted(act.log - set(act.form.base_fields)):
        yield f"{name}: de stap {act.key!r} logt het onbekende veld {field!r}."


def _known_acts(name: str, term: Term, acts: dict[str, Transition]) -> Iterator[str]:
    named = {*term.started_by, *term.met_by, *term.ended_by, *term.resumed_by}
    named |= {pause.by for pause in term.pauses} | {extend.by for extend in term.extensions}
    for key in sorted(named - acts.keys()):
        yield f"{name}: de termijn {term.key!r} noemt de onbekende stap {key!r}."


def _known_fields(name: str, term: Term, acts: dict[str, Transition]) -> Iterator[str]:
    """A field that a form does not have would be read as "not filled in", and the term would count from another day."""
    for field, keys in _fields_used(term):
        for key in sorted(set(keys) & acts.keys()):
            if field and field not in acts[key].form.base_fields:
                yield f"{name}: de termijn {term.key!r} rekent met het veld {field!r}, dat {key!r} niet heeft."


def _fields_used(term: Term) -> Iterator[tuple[str | None, Iterable[str]]]:
    """Each form field that the term reads, with the acts whose form must have it."""
    yield term.counts_from, term.started_by
    yield (term.only_if[0] if term.only_if else None), term.started_by
    yield (term.length.field if isinstance(term.length, ActLength) else None), term.started_by
    yield term.about, term.started_by
    yield term.met_on, term.met_by
    yield term.resumed_on, term.resumed_by
    for pause in term.pauses:
        yield pause.since, {pause.by}
        yield pause.until, {pause.by}
    for extend in term.extensions:
        yield (extend.length.field if isinstance(extend.length, ActLength) else None), {extend.by}


def _term(name: str, procedure: Procedure, term: Term) -> Iterator[str]:
    if term.subject is not Subject.CASE:
        yield f"{name}: de termijn {term.key!r} gaat niet over een zaak; zet hem bij `standing_terms`."
    if not term.started_by and not term.started_at_end_of:
        yield f"{name}: de termijn {term.key!r} begint nooit."
    if term.started_at_end_of and term.started_at_end_of not in {other.key for other in procedure.terms}:
        yield f"{name}: de termijn {term.key!r} begint na de onbekende termijn {term.started_at_end_of!r}."
    if term.started_at_end_of and isinstance(term.length, ActLength):
        yield f"{name}: de termijn {term.key!r} begint zonder handeling, maar haalt zijn lengte uit een handeling."
    if term.pauses and term.never_stands_still:
        yield f"{name}: de termijn {term.key!r} kan niet stilstaan, en noemt toch een pauze."


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
