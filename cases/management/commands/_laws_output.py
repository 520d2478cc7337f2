"""The contract as Markdown that reads well in a terminal too. Input: the plain data of `cases.contract.describe`."""

from collections.abc import Iterable, Iterator
from typing import Any

Plain = dict[str, Any]
NATURE = {"statute": "wettelijke termijn", "norm": "norm", "window": "tijd van een ander; niemand is te laat"}
ROLL = {"atw": "Algemene termijnenwet", "none": "geen Algemene termijnenwet"}
AFTER = {"end": "na afloop van", "unmet": "na afloop, ongebruikt, van", "stop": "na de laatste dag van"}
SUBJECT = {"case": "zaak", "household": "huishouden", "person": "persoon", "task": "taak", "grant": "inzage"}


def law_page(law: Plain) -> str:
    """Everything of one law."""
    return "\n".join(_law(law)) + "\n"


def general_page(terms: Iterable[Plain]) -> str:
    """The terms that belong to no law in particular."""
    lines = [
        "# Algemene termijnen",
        "",
        "Van de Awb, de AVG en de berichtenstandaarden. Een wet kiest welke hij gebruikt.",
    ]
    return "\n".join([*lines, "", *(line for term in terms for line in _term(term))]).rstrip() + "\n"


def _law(law: Plain) -> Iterator[str]:
    yield f"# {law['name']} ({law['key']})"
    yield ""
    yield f"{_article(law['basis'])}."
    for procedure in law["procedures"]:
        yield from _procedure(procedure)
    yield from _section("Handelingen buiten een zaak", (_transition(act) for act in law["acts"]))
    yield from _section("Overige termijnen", (_term(term) for term in law["standing_terms"]))
    yield from _section("Bedragen", ([_amount(row)] for row in law["amounts"]))
    yield from _section("Bewaren", ([_retention(row)] for row in law["retentions"]))
    yield from _section("Brieven", ([_letter(row)] for row in law["letters"]))
    yield from _section("Blokken op de pagina", ([f"- {row['label']} ({row['slot']})"] for row in law["panels"]))
    yield from _section(
        "Reacties", ([f"- op `{row['event']}`: {row['label']} (`{row['handler']}`)"] for row in law["reactions"])
    )
    yield from _section("Rechten", ([f"- `{row['key']}`: {row['label']}"] for row in law["permissions"]))
    yield from _section("Rollen", ([f"- {row['label']}: {_codes(row['permissions'])}"] for row in law["roles"]))


def _section(title: str, parts: Iterable[Iterable[str]]) -> Iterator[str]:
    lines = [line for part in parts for line in part]
    if lines:
        yield from ("", f"## {title}", "", *lines)


def _procedure(procedure: Plain) -> Iterator[str]:
    older = "" if procedure["current"] else ", alleen voor zaken die al liepen"
    yield from ("", f"## Procedure {procedure['label']} (`{procedure['key']}` versie {procedure['version']}{older})")
    if procedure["permission"]:
        yield from ("", f"Bestaat alleen voor wie het recht `{procedure['permission']}` heeft.")
    yield from ("", "### Toestanden", "")
    for state in procedure["states"]:
        end = ", eind" + (f", bewaren als `{state['kept_as']}`" if state["kept_as"] else "") if state["final"] else ""
        yield f"- `{state['key']}` {state['label']} ({state['phase_label']}{end})"
    yield from ("", "### Stappen", "")
    for transition in procedure["transitions"]:
        yield from _transition(transition)
    yield from ("", "### Termijnen", "")
    for term in procedure["terms"]:
        yield from _term(term)


def _transition(step: Plain) -> Iterator[str]:
    yield f"- `{step['key']}` {step['label']}"
    if step["subject"] != "case":
        yield f"  - over: {SUBJECT[step['subject']]}"
    else:
        sources = _codes(step["sources"]) or "nieuw"
        yield f"  - {sources} → {_codes([step['target']]) if step['target'] else 'dezelfde toestand'}"
    yield f"  - recht: `{step['permission']}`" + ("" if step["by_people"] else "; alleen het systeem zelf")
    if step["basis"]:
        yield f"  - {_article(step['basis'])}"
    if step["letter"]:
        yield f"  - maakt de brief `{step['letter']}`"


def _term(term: Plain) -> Iterator[str]:
    until = f" tot {term['valid_until']}" if term["valid_until"] else ""
    yield f"- `{term['key']}` {term['label']}: {term['length']['text']}"
    yield f"  - {_article(term['basis'])}; geldt vanaf {term['valid_from']}{until}"
    back = ", telt terug" if term["direction"] == "back" else ""
    yield f"  - {NATURE[term['nature']]}; {ROLL[term['roll']]}{back}{', spoed' if term['urgent'] else ''}"
    if term["subject"] != "case":
        yield f"  - over: {SUBJECT[term['subject']]}"
    starts, met = term["starts"], term["met"]
    if starts["by"] or starts["at_end_of"]:
        after = f"{AFTER[starts['after']]} `{starts['at_end_of']}`" if starts["at_end_of"] else ""
        only = f" als `{starts['only_if']['field']}` is {starts['only_if']['is']}" if starts["only_if"] else ""
        start_day = f", telt vanaf `{starts['counts_from']}`" if starts["counts_from"] else ""
        yield f"  - begint: {'; '.join(filter(None, (_codes(starts['by']), after)))}{start_day}{only}"
    if met["by"]:
        yield f"  - gehaald: {_codes(met['by'])}" + (", begint dan opnieuw" if met["repeats"] else "")
    if term["ended_by"]:
        yield f"  - vervalt: {_codes(term['ended_by'])}"
    for pause in term["pauses"]:
        again = _codes(term["resumed"]["by"])
        yield f"  - staat stil: `{pause['by']}` ({_article(pause['basis'])}); loopt weer: {again}"
    for extension in term["extensions"]:
        yield f"  - langer: `{extension['by']}`, {extension['length']['text']} ({_article(extension['basis'])})"
    if term["question"]:
        yield f"  - open vraag voor een jurist: {term['question']}"
    if term["never_stands_still"]:
        yield f"  - staat nooit stil: {term['never_stands_still']}"


def _amount(amount: Plain) -> str:
    until = f" tot {amount['valid_until']}" if amount["valid_until"] else ""
    price = f"{amount['value']} {amount['unit']}, vanaf {amount['valid_from']}{until}"
    return f"- `{amount['key']}` {amount['label']}: {price} ({_article(amount['basis'])})"


def _retention(row: Plain) -> str:
    asks = f"; open vraag voor een jurist: {row['question']}" if row["question"] else ""
    return f"- `{row['key']}` {row['label']}: {row['text']} ({_article(row['basis'])}){asks}"


def _letter(letter: Plain) -> str:
    own = f"; eigen tekst: {', '.join(slot['label'].lower() for slot in letter['slots'])}" if letter["slots"] else ""
    return f"- `{letter['key']}` {letter['label']} (recht `{letter['permission']}`; klok: {letter['clock']}{own})"


def _article(basis: Plain) -> str:
    return str(basis["text"]) + ("" if basis["confirmed"] else " (nog niet bevestigd)")


def _codes(keys: Iterable[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)
