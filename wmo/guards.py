"""When a step of the Wmo can't be taken yet, and why: predicates on the case, the actor and the moment.

They read the case's terms and letters through `.all()`: a page that asks them all has loaded those once.
"""

from datetime import datetime

from cases.contract import Refusal, local_day
from cases.models import Case, Deadline, LetterState, User
from cases.queries.addressees import reaches_home
from wmo import basis
from wmo.guards_besluit import (
    four_eyes,
    has_mandate,
    no_temporary_besluit,
    not_the_writer,
    signs_alone,
    temporary_to_send,
    was_urgent,
)
from wmo.guards_hulp import (
    all_told,
    change_not_waiting,
    contribution_ends,
    contribution_open,
    help_runs,
    help_stands,
    help_was_given,
    no_help_runs,
    order_waiting,
    start_unknown,
    stop_waiting,
    svb_waiting,
)
from wmo.guards_wijziging import (
    change_to_send,
    change_waits,
    heard_on_recovery,
    heard_on_revision,
    heard_on_withdrawal,
    intent_recorded,
    may_sign,
    no_intent_yet,
    no_view_waiting,
    recovery_to_send,
    refusal_to_send,
    review_open,
    review_report_to_send,
    reviewed,
    revoked_on_ground_a,
    stop_to_send,
    view_asked,
)
from wmo.models import Onderzoek, PlanWish

__all__ = [
    "all_told",
    "change_not_waiting",
    "change_to_send",
    "change_waits",
    "contact_made",
    "contribution_ends",
    "contribution_open",
    "erasure_requested",
    "four_eyes",
    "has_mandate",
    "heard_on_recovery",
    "heard_on_revision",
    "heard_on_withdrawal",
    "help_runs",
    "help_stands",
    "help_was_given",
    "intent_recorded",
    "is_urgent",
    "letter_is_safe",
    "may_sign",
    "no_comment_yet",
    "no_contact_yet",
    "no_erasure_request",
    "no_help_runs",
    "no_intent_yet",
    "no_temporary_besluit",
    "no_view_waiting",
    "not_the_writer",
    "not_urgent",
    "order_waiting",
    "plan_clear",
    "receipt_waiting",
    "recovery_to_send",
    "refusal_to_send",
    "review_open",
    "review_report_to_send",
    "reviewed",
    "revoked_on_ground_a",
    "signs_alone",
    "six_weeks_over",
    "start_unknown",
    "stop_to_send",
    "stop_waiting",
    "support_offered",
    "svb_waiting",
    "temporary_to_send",
    "verslag_given",
    "verslag_open",
    "verslag_stands",
    "verslag_to_send",
    "view_asked",
    "was_urgent",
]


def _verslag(case: Case) -> Onderzoek | None:
    return getattr(case, "wmo_onderzoek", None)


def _term(case: Case, key: str) -> Deadline | None:
    """The newest clock of this term."""
    found = [deadline for deadline in case.deadlines.all() if deadline.term == key]
    return max(found, key=lambda deadline: (deadline.started_at, deadline.pk), default=None)


def _urgent(case: Case) -> bool:
    return any(deadline.urgent and deadline.ended_at is None for deadline in case.deadlines.all())


def _contact_is_made(case: Case) -> bool:
    """Whether the newest urgency has its first safe contact: a second one asks for a contact of its own."""
    clock = _term(case, "wmo.spoed_24")
    return clock is not None and clock.ended_at is not None


def support_offered(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """The onderzoek starts only after free cliëntondersteuning was pointed out."""
    if case.wmo_melding.support_offered_on is None:
        return Refusal(reason="Wijs eerst op gratis cliëntondersteuning en leg dat vast.", basis=basis.SUPPORT)
    return None


def plan_clear(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """The resident keeps the seven days for a persoonlijk plan, unless they said they want none."""
    melding = case.wmo_melding
    if melding.plan_wish == PlanWish.NO or melding.plan_received_on:
        return None
    window = _term(case, "wmo.persoonlijk_plan")
    if window is None or window.ended_at or window.due_on is None or local_day(at) > window.due_on:
        return None
    return Refusal(
        reason=f"De inwoner mag nog tot en met {window.due_on:%d-%m-%Y} een eigen plan inleveren. "
        "Wil de inwoner geen plan? Leg dat dan vast.",
        basis=basis.PLAN,
    )


def verslag_given(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """A besluit rests on an onderzoek that walked the five steps (CRVB:2018:819)."""
    verslag = _verslag(case)
    if verslag is None or verslag.given_on is None:
        return Refusal(reason="Er is nog geen verslag gegeven. Maak eerst het verslag af.", basis=basis.VERSLAG)
    return None


def six_weeks_over(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Without a verslag the resident may apply once the six weeks have passed."""
    term = _term(case, "wmo.onderzoek")
    if term is None or term.due_on is None or local_day(at) > term.due_on:
        return None
    return Refusal(
        reason="Een aanvraag zonder verslag kan pas na de zes weken voor het onderzoek, "
        f"dus na {term.due_on:%d-%m-%Y}.",
        basis=basis.AANVRAAG,
    )


def is_urgent(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if not _urgent(case):
        return Refusal(reason="Bij deze zaak loopt geen spoed.", basis=basis.URGENT)
    return None


def not_urgent(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if _urgent(case):
        return Refusal(reason="De spoedklok loopt al.", basis=basis.URGENT)
    return None


def no_contact_yet(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if _contact_is_made(case):
        return Refusal(reason="Het eerste veilige contact is al vastgelegd. Maak een notitie voor wat daarna gebeurt.")
    return None


def contact_made(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Help without contact is not safe help: the first mark goes before the second."""
    if not _contact_is_made(case):
        return Refusal(reason="Leg eerst het eerste veilige contact vast.", basis=basis.URGENT)
    return None


def receipt_waiting(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if not any(
        letter.kind == "ontvangstbevestiging" and letter.state == LetterState.DRAFT for letter in case.letters.all()
    ):
        return Refusal(reason="De ontvangstbevestiging is al verstuurd.", basis=basis.ONDERZOEK)
    return None


NOT_HOME = "Een brief naar huis is misschien niet veilig"


def letter_is_safe(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """A letter on the mat can do harm where there is danger at home, or where the resident does not know yet."""
    melding = case.wmo_melding
    if melding.resident_knows is False:
        return Refusal(reason=f"{NOT_HOME}: de inwoner weet nog niet van de melding. Kies de veilige weg.")
    if melding.danger and reaches_home(case, local_day(at)):
        return Refusal(
            reason=f"{NOT_HOME}: er is gevaar gemeld. Kies de veilige weg, of leg bij de persoon een veilig "
            "postadres vast."
        )
    return None


def verslag_stands(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    return verslag_given(case, actor, at)


def no_comment_yet(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    verslag = _verslag(case)
    if verslag and verslag.comment:
        return Refusal(reason="De reactie van de inwoner staat al vast. Maak een notitie voor wat daarna komt.")
    return None


def verslag_to_send(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if not any(letter.kind == "verslag" and letter.state == LetterState.DRAFT for letter in case.letters.all()):
        return Refusal(reason="Er staat geen verslag klaar om te versturen.", basis=basis.VERSLAG)
    return None


def no_erasure_request(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    clock = _term(case, "wmo.wissen")
    if clock and clock.ended_at is None:
        return Refusal(reason="Er ligt al een verzoek om te wissen. Beantwoord dat eerst.", basis=basis.ERASURE)
    return None


def erasure_requested(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    clock = _term(case, "wmo.wissen")
    if clock is None or clock.ended_at is not None:
        return Refusal(reason="Er ligt geen verzoek om te wissen.", basis=basis.ERASURE)
    return None


def verslag_open(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """What was given to the resident is not rewritten afterwards."""
    verslag = _verslag(case)
    if verslag and verslag.given_on:
        return Refusal(
            reason=f"Het verslag is gegeven op {verslag.given_on:%d-%m-%Y} en staat vast.", basis=basis.VERSLAG
        )
    return None
