"""A law as a page for a lawyer to read: its roads, steps, terms with a reckoned example, letters and amounts."""

from collections.abc import Iterable, Iterator

from cases.contract import Amount, Law, Nature, Phase, Procedure, State, Term, Transition, short_date
from cases.contract.awb import TERMS as GENERAL
from cases.management.commands._laws_terms import EXAMPLE, article, term_notes, term_table

EARLY = {Phase.INTAKE, Phase.ASSESSMENT, Phase.DECISION}
INTRO = f"""Deze pagina is gemaakt uit het programma zelf (`make docs`), dus zij zegt wat het programma doet. Een test
wordt rood als zij achterloopt. Alles met ⚠ is **nog niet bevestigd**: niet in de wettekst gelezen, of gelezen en niet
zeker. Zo lang een jurist van de gemeente het niet bevestigt, komt een datum die erop rust in geen brief. De voorbeelden
beginnen op {short_date(EXAMPLE)}, met de vrije dagen die het programma meelevert."""


def page_of(law: Law) -> str:
    """Everything of one law, as Markdown."""
    return "\n".join(_law(law)).rstrip() + "\n"


def general_page_of() -> str:
    """The terms that belong to no law in particular; the page of a law shows which it uses, with its own steps."""
    lines = [
        "# Algemene termijnen",
        "",
        "Van de Awb, de AVG en de berichtenstandaarden. Een wet kiest welke hij gebruikt.",
        "",
        INTRO,
        "",
        *term_table(GENERAL, {}),
        "",
        *term_notes(GENERAL, {}),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _law(law: Law) -> Iterator[str]:
    yield f"# {law.name} ({law.key})"
    yield from ("", INTRO, "")
    yield f"Grondslag: {article(law.basis)}."
    for procedure in law.procedures:
        yield from _procedure(law, procedure)
    acts = {act.key: act.label for act in law.acts}
    steps = [line for act in law.acts for line in _step(law, act, law.standing_terms, {})]
    yield from _section("Handelingen buiten een zaak", steps)
    if law.standing_terms:
        yield from _section("Andere termijnen van deze wet", list(term_table(law.standing_terms, acts)))
        yield from ("", *term_notes(law.standing_terms, acts))
    yield from _section("Bedragen", [_amount(row) for row in law.amounts])
    choices = [f"- **{row.label}** Zonder keuze: {'ja' if row.default else 'nee'}. {row.hint}" for row in law.choices]
    yield from _section("Wat de gemeente kiest", choices)
    yield from _section("Hoe lang een zaak bewaard blijft", list(_kept(law)))
    yield from _section("Brieven", [f"- **{row.label}**. Klok: {row.clock}." for row in law.letters])
    yield from _section("Wat vanzelf volgt op een gebeurtenis", [f"- {row.label}" for row in law.reactions])
    rights = dict(law.permissions)
    roles = [f"- **{row.label}**: {_and(sorted(rights[key] for key in row.permissions))}" for row in law.roles]
    yield from _section("Wie mag wat", roles)


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"## {title}", "", *lines)


def _procedure(law: Law, procedure: Procedure) -> Iterator[str]:
    older = "" if procedure.current else ", alleen nog voor zaken die al liepen"
    yield from ("", f"## {procedure.label} (versie {procedure.version}{older})", "", *_diagram(procedure), "")
    if procedure.road:
        road = " → ".join(procedure.state(key).label for key in procedure.road)
        yield f"De hoofdweg: {road}. Wat zijwegen doen, staat bij die stappen."
    else:
        yield "Deze procedure heeft geen vaste hoofdweg."
    steps = {step.key: step.label for step in procedure.transitions}
    for title, transitions in _groups(procedure):
        yield from ("", f"### {title}", "")
        states = {state.key: state for state in procedure.states}
        for transition in transitions:
            yield from _step(law, transition, procedure.terms, states)
    if procedure.terms:
        yield from ("", "### Termijnen", "", *term_table(procedure.terms, steps), "")
        yield from term_notes(procedure.terms, steps)


def _diagram(procedure: Procedure) -> Iterator[str]:
    """A state diagram that GitHub draws; steps that keep the state stand in the text only."""
    yield from ("```mermaid", "stateDiagram-v2")
    for state in procedure.states:
        yield f'    state "{state.label}" as {state.key}'
    arrows: dict[tuple[str, str], list[str]] = {}
    for step in procedure.transitions:
        target = step.target
        if target is None:
            continue
        for source in sorted(step.sources) or ["[*]"]:
            if source != target:
                arrows.setdefault((source, target), []).append(step.label.replace(":", ","))
    for (source, target), labels in arrows.items():
        yield f"    {source} --> {target} : {' / '.join(labels)}"
    yield from (f"    {state.key} --> [*]" for state in procedure.states if state.final)
    yield "```"


def _groups(procedure: Procedure) -> Iterator[tuple[str, list[Transition]]]:
    """The steps in four groups; each step stands in one of them, in the order of the procedure."""
    phases = {state.key: state.phase for state in procedure.states}
    urgent = {key for term in procedure.terms if term.urgent for key in term.started_by}
    found: dict[str, list[Transition]] = {"Hoofdweg": [], "Spoed": [], "Zijwegen": [], "Na het besluit": []}
    for step in procedure.transitions:
        if _on_the_road(procedure, step):
            title = "Hoofdweg"
        elif step.urgent or step.key in urgent:
            title = "Spoed"
        elif step.sources and not {phases[key] for key in step.sources} & EARLY:
            title = "Na het besluit"
        else:
            title = "Zijwegen"
        found[title].append(step)
    yield from ((title, steps) for title, steps in found.items() if steps)


def _on_the_road(procedure: Procedure, step: Transition) -> bool:
    """Whether a step opens the case, is on the shortest road, or leads from one state of the road to a later one."""
    road = list(procedure.road)
    if step.opens or step.key in procedure.shortest:
        return True
    if step.target not in road:
        return False
    return any(key in road and road.index(key) < road.index(step.target) for key in step.sources)


def _step(law: Law, step: Transition, terms: tuple[Term, ...], states: dict[str, State]) -> Iterator[str]:
    basis = f" ({article(step.basis)})" if step.basis else ""
    yield f"- **{step.label}**{basis}"
    yield f"  - {_where(step, states)}. {_who(law, step)}."
    for verb, labels in _effects(step, terms):
        yield f"  - {verb}: {_and(labels)}."
    if step.letter:
        yield f"  - Maakt de brief “{law.letter(step.letter).label}”."
    if step.hint:
        yield f"  - {step.hint}"


def _where(step: Transition, states: dict[str, State]) -> str:
    if not states:
        return "Hoort niet bij een zaak"
    target = f"“{states[step.target].label}”" if step.target else ""
    if step.opens:
        return f"Opent de zaak in {target}"
    live = [key for key, state in states.items() if not state.final]
    everywhere = set(live) <= step.sources
    named = dict.fromkeys(f"“{states[key].label}”" for key in states if key in step.sources)
    sources = "elke open toestand" if everywhere else _and(named)
    goes = f"wordt {target}" if step.target and step.sources != {step.target} else "de toestand blijft"
    return f"Kan vanuit {sources}; {goes}"


def _who(law: Law, step: Transition) -> str:
    if not step.by_people:
        return "Doet het systeem zelf"
    roles = [role.label for role in law.roles if step.permission in role.permissions]
    return f"Mag: {_and(roles)}" if roles else f"Mag: wie het recht heeft “{dict(law.permissions)[step.permission]}”"


def _effects(step: Transition, terms: tuple[Term, ...]) -> Iterator[tuple[str, list[str]]]:
    """What the step does to the clocks."""
    found = {
        "Begint": [_named(term) for term in terms if step.key in term.started_by],
        "Haalt": [_named(term) for term in terms if step.key in term.met_by],
        "Zet stil": [_named(term) for term in terms if any(pause.by == step.key for pause in term.pauses)],
        "Laat weer lopen": [_named(term) for term in terms if step.key in term.resumed_by],
        "Maakt langer": [_named(term) for term in terms if any(row.by == step.key for row in term.extensions)],
        "Laat vervallen": [_named(term) for term in terms if step.key in term.ended_by],
    }
    yield from ((verb, list(dict.fromkeys(labels))) for verb, labels in found.items() if labels)


def _named(term: Term) -> str:
    return f"“{term.label}”" + (" (norm)" if term.nature is Nature.NORM else "")


def _kept(law: Law) -> Iterator[str]:
    """Each period with the ends that name it; what is kept is always one case, never a household at once."""
    ends = [(p, state) for p in law.procedures for state in p.states if state.final]
    for number, row in enumerate(law.retentions):
        named = [
            f"“{state.label}” ({p.label})" for p, state in ends if (state.kept_as or p.kept_as) == row.key and row.key
        ]
        told = [f"“{state.label}”" for _, state in ends if callable(state.kept_as)]
        where = f" Bij {_and(dict.fromkeys(named))}." if named else ""
        if number == 0:
            where = " Tenzij het einde van de zaak iets anders zegt."
        elif not named and told:
            where = f" Zo kan het zijn bij {_and(dict.fromkeys(told))}: dat hangt af van wat er besloten is."
        asks = f" Vraag voor de jurist: {row.question}" if row.question else ""
        yield f"- **{row.label}**: {row.text} ({article(row.basis)}).{where}{asks}"


def _amount(amount: Amount) -> str:
    value = amount.value.replace(".", ",")
    price = f"€ {value}" if amount.unit == "euro" else f"{value} {amount.unit}"
    until = f" tot {short_date(amount.valid_until)}" if amount.valid_until else ""
    notes = "".join(f" {note}" for note in amount.notes)
    since = short_date(amount.basis.valid_from)
    return f"- **{amount.label}**: {price}, vanaf {since}{until} ({article(amount.basis)}).{notes}"


def _and(words: Iterable[str]) -> str:
    found = list(words)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} en {found[-1]}" if found else ""
