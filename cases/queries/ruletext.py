"""What a term does, in the words of its law: which acts start, meet, stop and lengthen it. No statement of its own."""

from collections.abc import Iterable, Iterator

from cases.contract import ActLength, Direction, Law, LocalLength, Nature, Roll, Term, Transition, laws

Line = tuple[str, tuple[str, ...]]
NATURE = {
    Nature.STATUTE: "Wettelijke termijn: na de laatste dag is de gemeente te laat",
    Nature.NORM: "Norm of afspraak, geen wettelijke termijn",
    Nature.WINDOW: "Tijd van een ander: daarna kan het niet meer, en niemand is te laat",
}


def lines_of(term: Term) -> tuple[Line, ...]:
    """What the term does, as headings with sentences; for a term of the Awb each law has sentences of its own."""
    users: list[tuple[Law | None, Term]] = [
        (law, text) for law in laws for text in law.terms() if text.reference == term.reference
    ]
    several = len({law.key for law, _ in users if law}) > 1
    found: dict[str, list[str]] = {}
    for law, text in users or [(None, term)]:
        for heading, sentence in _of(law, text):
            line = f"{law.short_name}: {sentence}" if several and law else sentence
            if line not in found.setdefault(heading, []):
                found[heading].append(line)
    return tuple((heading, tuple(sentences)) for heading, sentences in found.items())


def _of(law: Law | None, term: Term) -> Iterator[tuple[str, str]]:
    acts = _acts(law)
    yield "Soort", NATURE[term.nature]
    if term.law_says:
        yield "De wet zegt", term.law_says
    for key in sorted(term.started_by):
        field = _field(acts.get(key), term.counts_from)
        yield "Begint", _label(acts, key) + (f", telt vanaf “{field}”" if field else "") + _only_if(term, acts.get(key))
    if term.started_at_end_of:
        yield "Begint", f"Na de laatste dag van “{laws.term(term.started_at_end_of).label}”"
    if not term.started_by and not term.started_at_end_of:
        yield "Begint", "Nog nergens: geen stap in het systeem begint deze termijn"
    if isinstance(term.length, ActLength):
        yield "Lengte", "Staat in de stap die de termijn begint" + _most(term.length)
    yield from (("Gehaald", _label(acts, key)) for key in sorted(term.met_by))
    yield from (("Vervalt", _label(acts, key)) for key in sorted(term.ended_by))
    again = ", ".join(_label(acts, key) for key in sorted(term.resumed_by))
    for pause in term.pauses:
        text = f"{_label(acts, pause.by)} ({pause.basis.text})"
        yield "Staat stil", text + (f"; loopt weer bij: {again}" if again else "")
    for extension in term.extensions:
        yield "Langer", f"{_label(acts, extension.by)} ({extension.basis.text})"
    if term.never_stands_still:
        yield "Stilstaan", term.never_stands_still
    yield "Weekend en feestdag", _roll(term)
    if term.on_lapse:
        yield "Na de laatste dag", term.on_lapse


def _roll(term: Term) -> str:
    if term.direction is Direction.BACK:
        return "Telt terug vanaf een dag: de laatste dag schuift niet door"
    if term.roll is Roll.NONE:
        return "De laatste dag schuift niet door: de Algemene termijnenwet geldt hier niet"
    return "De laatste dag schuift door (Algemene termijnenwet)"


def _most(length: ActLength | LocalLength) -> str:
    return f", hoogstens {length.maximum.text}" if length.maximum else ""


def _only_if(term: Term, act: Transition | None) -> str:
    if term.only_if is None:
        return ""
    name, value = term.only_if
    answer = {True: "ja", False: "nee"}.get(value, value) if isinstance(value, bool) else value
    return f", alleen als het antwoord op “{_field(act, name) or name}” {answer} is"


def _acts(law: Law | None) -> dict[str, Transition]:
    """The steps of a law by key, those of the current procedures first."""
    if law is None:
        return {}
    procedures = sorted(law.procedures, key=lambda procedure: procedure.current)
    steps: Iterable[Transition] = (*law.acts, *(step for procedure in procedures for step in procedure.transitions))
    return {step.key: step for step in steps}


def _label(acts: dict[str, Transition], key: str) -> str:
    return acts[key].label if key in acts else key


def _field(act: Transition | None, name: str | None) -> str:
    field = act.form.base_fields.get(name) if act and name else None
    return str(field.label or name) if field else ""
