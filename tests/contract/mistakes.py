"""The toy law with one mistake at a time, and the sentence that must come of it."""

from dataclasses import replace

from cases.contract import (
    ActLength,
    Extend,
    Length,
    Panel,
    Pause,
    Phase,
    Role,
    Slot,
    State,
    Subject,
    TextSlot,
    Transition,
    Unit,
)
from tests.toylaw.basis import article
from tests.toylaw.law import LAW
from tests.toylaw.procedure import MAIN, OLD

NAME = "toylaw/main v2"


def with_main(**changes):
    return replace(LAW, procedures=(OLD, replace(MAIN, **changes)))


def with_step(key, **changes):
    return with_main(transitions=tuple(replace(t, **changes) if t.key == key else t for t in MAIN.transitions))


def plus_step(**changes):
    step = Transition(**{"key": "extra", "label": "Extra", "permission": "toylaw.work"} | changes)
    return with_main(transitions=(*MAIN.transitions, step))


def with_state(key, **changes):
    return with_main(states=tuple(replace(s, **changes) if s.key == key else s for s in MAIN.states))


def with_term(key, **changes):
    """Only the newest text of the term changes."""
    last = max(i for i, t in enumerate(MAIN.terms) if t.key == key)
    return with_main(terms=tuple(replace(t, **changes) if i == last else t for i, t in enumerate(MAIN.terms)))


def with_act(key, **changes):
    return replace(LAW, acts=tuple(replace(a, **changes) if a.key == key else a for a in LAW.acts))


def with_standing(key, **changes):
    terms = tuple(replace(t, **changes) if t.key == key else t for t in LAW.standing_terms)
    return replace(LAW, standing_terms=terms)


def with_letter(**changes):
    return replace(LAW, letters=(replace(LAW.letters[0], **changes), *LAW.letters[1:]))


def twice(items):
    return (*items, items[0])


PERMISSION = ("toylaw.other", "Iets anders")
PANEL = Panel(
    key="box",
    label="Blok",
    slot=Slot.CASE,
    template="x.html",
    context=dict,
    permission="toylaw.unknown",
)
MISTAKES = {
    "permission of another law": (
        replace(LAW, permissions=(*LAW.permissions, ("wmo.work", "Andere wet"))),
        "toylaw: het recht 'wmo.work' begint niet met de naam van de wet.",
    ),
    "permission twice": (
        replace(LAW, permissions=twice(LAW.permissions)),
        "toylaw: recht 'toylaw.work' staat er twee keer.",
    ),
    "letter twice": (replace(LAW, letters=twice(LAW.letters)), "toylaw: brief 'receipt' staat er twee keer."),
    "act twice": (replace(LAW, acts=twice(LAW.acts)), "toylaw: handeling 'visit' staat er twee keer."),
    "procedure twice": (
        replace(LAW, procedures=twice(LAW.procedures)),
        "toylaw: procedure 'main v1' staat er twee keer.",
    ),
    "letter with a text twice": (
        with_letter(slots=twice(LAW.letters[0].slots)),
        "toylaw: de brief 'receipt' heeft tekst 'begin' twee keer.",
    ),
    "letter with a variable twice": (
        with_letter(variables=twice(LAW.letters[0].variables)),
        "toylaw: de brief 'receipt' heeft invulveld 'naam' twee keer.",
    ),
    "letter that fills nothing": (
        with_letter(values=None),
        "toylaw: de brief 'receipt' heeft invulvelden, maar niets dat ze vult.",
    ),
    "text with an unknown variable": (
        with_letter(slots=(TextSlot(key="x", label="X", variables=frozenset({"nergens"})),)),
        "toylaw: de brief 'receipt': de tekst 'x' noemt het onbekende invulveld 'nergens'.",
    ),
    "text that cannot be filled": (
        with_letter(slots=(TextSlot(key="x", label="X", text="Dag {naam"),)),
        "toylaw: de brief 'receipt': de tekst 'x' kan niet ingevuld worden.",
    ),
    "required text without a beginning": (
        with_letter(slots=(TextSlot(key="x", label="X", required=True),)),
        "toylaw: de brief 'receipt': de tekst 'x' is verplicht en heeft geen begin.",
    ),
    "letter with unknown permission": (
        replace(LAW, letters=(replace(LAW.letters[0], permission="toylaw.x"), LAW.letters[1])),
        "toylaw: 'receipt' vraagt het onbekende recht 'toylaw.x'.",
    ),
    "panel with unknown permission": (
        replace(LAW, panels=(PANEL,)),
        "toylaw: 'box' vraagt het onbekende recht 'toylaw.unknown'.",
    ),
    "act with unknown permission": (
        with_act("visit", permission="toylaw.x"),
        "toylaw: 'visit' vraagt het onbekende recht 'toylaw.x'.",
    ),
    "step with unknown permission": (
        with_step("pay", permission="toylaw.x"),
        "toylaw: 'pay' vraagt het onbekende recht 'toylaw.x'.",
    ),
    "role with unknown permission": (
        replace(LAW, roles=(Role(key="r", label="Rol", permissions=frozenset({"toylaw.x"})),)),
        "toylaw: de rol 'r' bevat het onbekende recht 'toylaw.x'.",
    ),
    "act on a case": (
        with_act("visit", subject=Subject.CASE),
        "toylaw: de handeling 'visit' hoort bij een procedure, of mag geen toestanden noemen.",
    ),
    "act with a target": (
        with_act("visit", target="asked"),
        "toylaw: de handeling 'visit' hoort bij een procedure, of mag geen toestanden noemen.",
    ),
    "act with a letter": (
        with_act("visit", letter="receipt"),
        "toylaw: de handeling 'visit' maakt een brief, maar een brief hoort bij een zaak.",
    ),
    "act that logs an unknown field": (
        with_act("visit", log=frozenset({"nothing"})),
        "toylaw: de stap 'visit' logt het onbekende veld 'nothing'.",
    ),
    "standing term with an unknown act": (
        with_standing("toylaw.next_visit", met_by=frozenset({"visit", "x"})),
        "toylaw: de termijn 'toylaw.next_visit' noemt de onbekende stap 'x'.",
    ),
    "standing term started by an act on another subject": (
        with_standing("toylaw.chase_task", started_by=frozenset({"check_person"})),
        "toylaw: de termijn 'toylaw.chase_task' noemt de onbekende stap 'check_person'.",
    ),
    "standing term with an unknown field": (
        with_standing("toylaw.next_visit", counts_from="x"),
        "toylaw: de termijn 'toylaw.next_visit' rekent met het veld 'x', dat 'visit' niet heeft.",
    ),
    "standing term without article": (
        with_standing("toylaw.next_visit", basis=replace(article("1"), text="")),
        "toylaw: de termijn 'toylaw.next_visit' noemt geen artikel.",
    ),
    "term without article": (
        with_term("toylaw.pay", basis=replace(article("8"), text="")),
        "toylaw: de termijn 'toylaw.pay' noemt geen artikel.",
    ),
    "state twice": (with_main(states=twice(MAIN.states)), f"{NAME}: toestand 'asked' staat er twee keer."),
    "step twice": (with_main(transitions=twice(MAIN.transitions)), f"{NAME}: stap 'request' staat er twee keer."),
    "term text twice": (
        with_main(terms=twice(MAIN.terms)),
        f"{NAME}: termijn 'toylaw.decide@2020-01-01' staat er twee keer.",
    ),
    "no way in": (
        with_main(transitions=tuple(t for t in MAIN.transitions if not t.opens)),
        f"{NAME}: geen enkele stap opent een zaak.",
    ),
    "unknown source": (
        with_step("pay", sources=frozenset({"granted", "nowhere"})),
        f"{NAME}: de stap 'pay' noemt de onbekende toestand 'nowhere'.",
    ),
    "unknown target": (
        plus_step(sources=frozenset({"asked"}), target="nowhere"),
        f"{NAME}: de stap 'extra' noemt de onbekende toestand 'nowhere'.",
    ),
    "opening without a state": (plus_step(), f"{NAME}: de stap 'extra' opent een zaak zonder toestand."),
    "step that is not about a case": (
        plus_step(subject=Subject.HOUSEHOLD),
        f"{NAME}: de stap 'extra' gaat niet over een zaak; zet haar bij `acts`.",
    ),
    "unknown letter": (with_step("pay", letter="x"), f"{NAME}: de stap 'pay' maakt de onbekende brief 'x'."),
    "step that logs an unknown field": (
        with_step("pay", log=frozenset({"nothing"})),
        f"{NAME}: de stap 'pay' logt het onbekende veld 'nothing'.",
    ),
    "end that is not closed": (
        with_state("closed", phase=Phase.EXECUTION),
        f"{NAME}: de toestand 'closed' is een eind, of niet: fase en eind spreken elkaar tegen.",
    ),
    "closed that is no end": (
        with_state("granted", phase=Phase.CLOSED),
        f"{NAME}: de toestand 'granted' is een eind, of niet: fase en eind spreken elkaar tegen.",
    ),
    "unknown state on the main road": (
        with_main(road=("asked", "nowhere")),
        f"{NAME}: de hoofdweg noemt de onbekende toestand 'nowhere'.",
    ),
    "unreachable state": (
        with_main(states=(*MAIN.states, State(key="moon", label="Maan", phase=Phase.CLOSED, final=True))),
        f"{NAME}: de toestand 'moon' is onbereikbaar.",
    ),
    "dead end": (
        with_step("finish", target=None),
        f"{NAME}: de toestand 'granted' loopt dood en is geen eind.",
    ),
    "term with an unknown step": (
        with_term("toylaw.pay", ended_by=frozenset({"x"})),
        f"{NAME}: de termijn 'toylaw.pay' noemt de onbekende stap 'x'.",
    ),
    "pause by an unknown step": (
        with_term("toylaw.pay", pauses=(Pause(by="x", basis=article("3"), reason="r"),)),
        f"{NAME}: de termijn 'toylaw.pay' noemt de onbekende stap 'x'.",
    ),
    "extension by an unknown step": (
        with_term(
            "toylaw.pay", extensions=(Extend(by="x", length=Length(1, Unit.WEEKS), basis=article("3"), reason="r"),)
        ),
        f"{NAME}: de termijn 'toylaw.pay' noemt de onbekende stap 'x'.",
    ),
    "term that never starts": (
        with_term("toylaw.pay", started_by=frozenset()),
        f"{NAME}: de termijn 'toylaw.pay' begint nooit.",
    ),
    "term after an unknown term": (
        with_term("toylaw.after_window", started_at_end_of="toylaw.x"),
        f"{NAME}: de termijn 'toylaw.after_window' begint na de onbekende termijn 'toylaw.x'.",
    ),
    "term that follows, with a length from an act": (
        with_term("toylaw.after_window", length=ActLength(field="weeks")),
        f"{NAME}: de termijn 'toylaw.after_window' begint zonder handeling, maar haalt zijn lengte uit een handeling.",
    ),
    "pause of a term that never stands still": (
        with_term("toylaw.decide", never_stands_still="Staat nooit stil."),
        f"{NAME}: de termijn 'toylaw.decide' kan niet stilstaan, en noemt toch een pauze.",
    ),
    "term about something else": (
        with_term("toylaw.pay", subject=Subject.PERSON),
        f"{NAME}: de termijn 'toylaw.pay' gaat niet over een zaak; zet hem bij `standing_terms`.",
    ),
    "counts from an unknown field": (
        with_term("toylaw.window", counts_from="x"),
        f"{NAME}: de termijn 'toylaw.window' rekent met het veld 'x', dat 'request' niet heeft.",
    ),
    "is about what the starting act does not name": (
        with_term("toylaw.window", about="x"),
        f"{NAME}: de termijn 'toylaw.window' rekent met het veld 'x', dat 'request' niet heeft.",
    ),
    "depends on an unknown field": (
        with_term("toylaw.own_plan", only_if=("x", True)),
        f"{NAME}: de termijn 'toylaw.own_plan' rekent met het veld 'x', dat 'request' niet heeft.",
    ),
    "length from an unknown field": (
        with_term("toylaw.evaluate", length=ActLength(field="x")),
        f"{NAME}: de termijn 'toylaw.evaluate' rekent met het veld 'x', dat 'grant' niet heeft.",
    ),
    "met on an unknown field": (
        with_term("toylaw.pay", met_on="x"),
        f"{NAME}: de termijn 'toylaw.pay' rekent met het veld 'x', dat 'pay' niet heeft.",
    ),
    "pause until an unknown field": (
        with_term("toylaw.decide", pauses=(Pause(by="ask_more", basis=article("3"), reason="r", until="x"),)),
        f"{NAME}: de termijn 'toylaw.decide' rekent met het veld 'x', dat 'ask_more' niet heeft.",
    ),
    "extension by an unknown field": (
        with_term(
            "toylaw.decide",
            extensions=(Extend(by="extend", length=ActLength(field="x"), basis=article("3"), reason="r"),),
        ),
        f"{NAME}: de termijn 'toylaw.decide' rekent met het veld 'x', dat 'extend' niet heeft.",
    ),
}
