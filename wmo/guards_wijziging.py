"""When a besluit can't be changed, withdrawn, recovered or replaced now, and why."""

# ruff: noqa: ARG001 - every guard gets the same three

from datetime import datetime

from cases.contract import Refusal, local_day
from cases.models import Case, LetterState, User
from cases.queries.choices import chosen
from wmo import basis, facts
from wmo.choices import FOUR_EYES
from wmo.models import Besluit, Kind, Opzet


def may_sign(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Who decides needs a mandaat; where a colleague signs, who writes does not."""
    if actor is not None and not actor.mandate and not chosen(FOUR_EYES, case, local_day(at)):
        return Refusal(
            reason="Er staat geen mandaat bij je naam. Vraag de functioneel beheerder, of laat een collega beslissen.",
            basis=basis.MANDATE,
        )
    return None


def reviewed(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """While a heronderzoek runs its verslag goes before the besluit."""
    if case.state == "heronderzoek":
        found = facts.review_report(case)
        if found is None or found.given_on is None:
            return Refusal(reason="Geef eerst het verslag van het heronderzoek.", basis=basis.REVIEW)
    return None


def review_open(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    found = facts.review_report(case)
    if found and found.given_on:
        return Refusal(reason=f"Het verslag is gegeven op {found.given_on:%d-%m-%Y} en staat vast.", basis=basis.REVIEW)
    return None


def _heard(case: Case, kind: Kind, at: datetime) -> Refusal | None:
    found = facts.view(case, kind)
    if found is None:
        return Refusal(
            reason="Vraag eerst wat de inwoner van dit plan vindt, of leg vast waarom dat niet hoeft.",
            basis=basis.VIEW,
        )
    if found.left_out or found.received_on:
        return None
    assert found.ends_by is not None
    if local_day(at) <= found.ends_by:
        return Refusal(
            reason=f"De inwoner mag nog tot en met {found.ends_by:%d-%m-%Y} reageren. Wacht daarop, of leg de reactie "
            "vast.",
            basis=basis.VIEW,
        )
    return None


def heard_on_revision(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    return _heard(case, Kind.REVISION, at)


def heard_on_withdrawal(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    return _heard(case, Kind.WITHDRAWAL, at)


def heard_on_recovery(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    return _heard(case, Kind.RECOVERY, at)


def no_view_waiting(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    found = facts.waiting_view(case)
    if found and found.ends_by and local_day(at) <= found.ends_by:
        return Refusal(
            reason=f"Er loopt al een vraag om een zienswijze, tot en met {found.ends_by:%d-%m-%Y}.", basis=basis.VIEW
        )
    return None


def view_asked(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if facts.waiting_view(case) is None:
        return Refusal(reason="Er is geen zienswijze gevraagd waarop nog een reactie kan komen.", basis=basis.VIEW)
    return None


def change_waits(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """A colleague has to sign: the four eyes of this municipality."""
    found = facts.pending(case)
    if found is None or found.decider_id is not None:
        return Refusal(reason="Er wacht geen besluit op de handtekening van een collega.")
    return None


def revoked_on_ground_a(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if facts.revoked(case) is None:
        return Refusal(
            reason="Terugvorderen kan alleen na een verstuurd besluit om in te trekken op grond a: onjuiste gegevens.",
            basis=basis.RECOVERY,
        )
    return None


def _intent(case: Case) -> Opzet | None:
    found = facts.revoked(case)
    return getattr(found, "opzet", None)  # a page has brought it along


def intent_recorded(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if _intent(case) is None:
        return Refusal(
            reason="Terugvorderen kan alleen bij opzet. Leg eerst vast hoe wij weten dat het opzet was.",
            basis=basis.RECOVERY,
        )
    return None


def no_intent_yet(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if _intent(case) is not None:
        return Refusal(reason="De opzet is al vastgelegd.", basis=basis.RECOVERY)
    return None


def _ready(case: Case) -> Besluit | None:
    found = facts.pending(case)
    return found if found is not None and found.decider_id is not None else None


NOTHING = "Er ligt geen getekend besluit klaar dat zo verstuurd kan worden."


def change_to_send(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """A besluit after which help goes on."""
    found = _ready(case)
    if found is None or found.kind == Kind.RECOVERY or not facts.rows_after(case, found, local_day(at)):
        return Refusal(reason=NOTHING)
    return None


def stop_to_send(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """A besluit after which no help is left."""
    found = _ready(case)
    stops = found is not None and found.kind not in (Kind.RECOVERY, Kind.REFUSAL)
    if not stops or found is None or facts.rows_after(case, found, local_day(at)):
        return Refusal(reason=NOTHING)
    return None


def refusal_to_send(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """A refusal in place of an earlier besluit, after which no help is left."""
    found = _ready(case)
    if found is None or found.kind != Kind.REFUSAL or facts.rows_after(case, found, local_day(at)):
        return Refusal(reason=NOTHING)
    return None


def recovery_to_send(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    found = _ready(case)
    if found is None or found.kind != Kind.RECOVERY:
        return Refusal(reason=NOTHING)
    return None


def review_report_to_send(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    drafts = (
        row for row in case.letters.all() if row.kind == "heronderzoek_verslag" and row.state == LetterState.DRAFT
    )
    if next(drafts, None) is None:
        return Refusal(reason="Er staat geen verslag van een heronderzoek klaar om te versturen.", basis=basis.REVIEW)
    return None
