"""A besluit that changes an earlier one: zienswijze first, then write, sign (four eyes), send (2.3.10, 2.4.1).

The besluit lies beside the road until it is sent: other help goes on, and until then it can be taken back.
"""

from dataclasses import dataclass

from cases.contract import ActForm, Guard, LegalBasis, Transition
from wmo import basis, decide, forms, guards, wijziging
from wmo.models import Kind
from wmo.states import AFTER, DECIDED, WITH_HELP, at


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One kind of besluit after the first one. `columns` of the form are columns of the besluit."""

    key: str
    verb: str
    done: str
    kind: Kind
    letter: str
    form: type[ActForm[decide.Input]]
    basis: LegalBasis
    sources: frozenset[str]
    applies: tuple[Guard, ...] = ()
    guards: tuple[Guard, ...] = ()
    columns: tuple[str, ...] = ()
    log: frozenset[str] = frozenset()
    template: str = ""
    hint: str = ""


CHANGES = (
    Change(
        key="revise",
        verb="Herzien",
        done="Besluit geschreven: hulp herzien",
        kind=Kind.REVISION,
        letter="herziening",
        form=forms.ReviseForm,
        columns=("change",),
        log=frozenset({"change", "effective_on", "category", "form"}),
        sources=WITH_HELP,
        applies=(guards.help_runs,),
        guards=(guards.reviewed, guards.heard_on_revision),
        basis=basis.CHANGE,
        template="wmo/wijziging.html",
        hint="De hulp wordt anders vanaf een dag. Andere hulp loopt gewoon door.",
    ),
    Change(
        key="revoke",
        verb="Intrekken",
        done="Besluit geschreven: hulp ingetrokken",
        kind=Kind.WITHDRAWAL,
        letter="intrekking",
        form=forms.RevokeForm,
        columns=("change",),
        log=frozenset({"change", "effective_on"}),
        sources=AFTER,
        applies=(guards.help_stands,),
        guards=(guards.reviewed, guards.heard_on_withdrawal),
        basis=basis.CHANGE,
        hint="Terugwerken kan alleen op grond a.",
    ),
    Change(
        key="continue_period",
        verb="Voortzetten in een nieuwe periode",
        done="Besluit geschreven: hulp voortgezet",
        kind=Kind.CONTINUATION,
        letter="voortzetting",
        form=forms.ContinuePeriodForm,
        log=frozenset({"ends_on", "review_on"}),
        sources=at("heronderzoek"),
        applies=(guards.help_runs,),
        guards=(guards.reviewed,),
        basis=basis.REVIEW,
        hint="Dezelfde hulp, na de laatste dag. Dit is een besluit.",
    ),
    Change(
        key="recover",
        verb="Terugvorderen",
        done="Besluit geschreven: geld terugvorderen",
        kind=Kind.RECOVERY,
        letter="terugvordering",
        form=forms.RecoverForm,
        columns=("amount",),
        log=frozenset({"amount"}),
        sources=AFTER,
        applies=(guards.revoked_on_ground_a,),
        guards=(guards.intent_recorded, guards.heard_on_recovery),
        basis=basis.RECOVERY,
        hint="Alleen na intrekken op grond a, en alleen bij opzet.",
    ),
    Change(
        key="correct_grant",
        verb="Besluit herstellen: hulp toekennen",
        done="Besluit geschreven: hersteld",
        kind=Kind.GRANT,
        letter="herstelbesluit",
        form=forms.CorrectGrantForm,
        log=frozenset({"category", "form", "starts_on", "ends_on", "review_on"}),
        sources=AFTER | DECIDED,
        basis=basis.GROUNDS,
        template="wmo/wijziging.html",
        hint="Een nieuw besluit in de plaats van een verstuurd besluit dat niet klopte.",
    ),
    Change(
        key="correct_refusal",
        verb="Besluit herstellen: afwijzen",
        done="Besluit geschreven: hersteld",
        kind=Kind.REFUSAL,
        letter="herstelbesluit",
        form=forms.CorrectRefusalForm,
        columns=("ground",),
        log=frozenset({"ground", "effective_on"}),
        sources=AFTER | DECIDED,
        basis=basis.GROUNDS,
        hint="Een nieuw besluit in de plaats van een verstuurd besluit dat niet klopte.",
    ),
)
EVERYWHERE = AFTER | DECIDED


def write(change: Change) -> Transition:
    return Transition(
        key=change.key,
        label=change.verb,
        done=change.done,
        permission="wmo.decide",
        sources=change.sources,
        form=change.form,
        effect=wijziging.change(change.kind, *change.columns),
        undo=wijziging.drop,
        applies=(*change.applies, guards.change_not_waiting),
        guards=(guards.may_sign, *change.guards),
        letter=change.letter,
        basis=change.basis,
        log=change.log | {"decided_on"},
        template=change.template,
        hint=change.hint,
        side=True,
    )


def send(key: str, *, target: str | None, applies: Guard, sources: frozenset[str], done: str) -> Transition:
    """Bekendmaking; what is left of the help says where the case goes."""
    return Transition(
        key=key,
        label="Bekendmaken: besluit verstuurd",
        done=done,
        permission="wmo.decide",
        sources=sources,
        target=target,
        form=forms.ChangeSentForm,
        effect=wijziging.publish,
        applies=(applies,),
        basis=basis.BEKENDMAKING,
        primary=True,
        log=frozenset({"sent_on", "channel"}),
        hint="Op deze dag begint een eigen bezwaartijd.",
    )


WIJZIGING_STEPS = (
    *(write(change) for change in CHANGES),
    Transition(
        key="approve_change",
        label="Akkoord: besluit tekenen",
        done="Besluit getekend",
        permission="wmo.decide",
        sources=EVERYWHERE,
        form=forms.ApproveForm,
        effect=decide.approve,
        applies=(guards.change_waits,),
        guards=(guards.not_the_writer, guards.has_mandate),
        basis=basis.MANDATE,
        primary=True,
        log=frozenset({"decided_on"}),
    ),
    Transition(
        key="send_change_back",
        label="Terugsturen naar de schrijver",
        done="Besluit teruggestuurd",
        permission="wmo.decide",
        sources=EVERYWHERE,
        form=forms.ReasonForm,
        effect=wijziging.send_back,
        applies=(guards.change_waits,),
        guards=(guards.not_the_writer,),
        hint="Zeg wat er nog mist. De schrijver past aan en legt opnieuw voor.",
    ),
    send("publish_change", target="beschikking_toegekend", applies=guards.change_to_send, sources=EVERYWHERE,
         done="Besluit verstuurd: de hulp verandert"),
    send("publish_stop", target="hulp_gestopt", applies=guards.stop_to_send, sources=EVERYWHERE,
         done="Besluit verstuurd: er is geen hulp meer"),
    send("publish_correction_refusal", target="beschikking_afgewezen", applies=guards.refusal_to_send,
         sources=EVERYWHERE, done="Besluit verstuurd: afgewezen"),
    send("publish_recovery", target=None, applies=guards.recovery_to_send, sources=AFTER,
         done="Besluit verstuurd: terugvordering"),
    Transition(
        key="ask_view",
        label="Zienswijze vragen",
        done="Zienswijze gevraagd",
        permission="wmo.work",
        sources=AFTER,
        form=forms.AskViewForm,
        effect=wijziging.ask_view,
        sends="zienswijze",
        applies=(guards.help_was_given,),
        guards=(guards.no_view_waiting,),
        side=True,
        basis=basis.VIEW,
        log=frozenset({"about", "ends_by", "sent_on", "channel"}),
        hint="Voordat je herziet, intrekt of terugvordert: vertel het plan en vraag een reactie.",
    ),
    Transition(
        key="receive_view",
        label="Zienswijze ontvangen",
        done="Zienswijze ontvangen",
        permission="wmo.work",
        sources=AFTER,
        form=forms.ReceiveViewForm,
        effect=wijziging.receive_view,
        applies=(guards.view_asked,),
        basis=basis.VIEW,
        log=frozenset({"received_on"}),
    ),
    Transition(
        key="skip_view",
        label="Zienswijze overslaan",
        done="Zienswijze overgeslagen",
        permission="wmo.decide",
        sources=AFTER,
        form=forms.SkipViewForm,
        effect=wijziging.skip_view,
        undo=wijziging.drop_skipped,
        applies=(guards.help_was_given,),
        guards=(guards.no_view_waiting,),
        side=True,
        basis=basis.VIEW_LEFT_OUT,
        log=frozenset({"about", "ground"}),
        hint="Een uitzondering, met een reden.",
    ),
    Transition(
        key="record_intent",
        label="Opzet vastleggen",
        done="Opzet vastgelegd",
        permission="wmo.decide",
        sources=AFTER,
        form=forms.IntentForm,
        effect=wijziging.keep_intent,
        undo=wijziging.drop_intent,
        applies=(guards.revoked_on_ground_a, guards.no_intent_yet),
        side=True,
        basis=basis.RECOVERY,
        log=frozenset({"who"}),
        hint="Zonder opzet kan er niets terug.",
    ),
)  # fmt: skip
