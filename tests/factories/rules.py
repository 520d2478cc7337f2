"""Rules of the municipality and the word of its lawyer, through the real acts."""

from datetime import date, datetime

from cases.actions.confirm import answer
from cases.actions.local_rule import RuleEffect, add_local_rule
from cases.contract import Length
from cases.models import Confirmation, User, Verdict
from cases.queries.rulebook import version_of
from tests.factories.case import make_municipality, make_user


def somebody(username: str, permission: str) -> User:
    return User.objects.filter(username=username).first() or make_user(username, permission)


def confirm(reference: str, at: datetime, verdict: Verdict = Verdict.RIGHT) -> Confirmation:
    """A lawyer says that a rule is right."""
    return answer(
        reference=reference,
        verdict=verdict,
        grounds="Gelezen in de tekst van vandaag",
        seen=version_of(Confirmation.objects.filter(reference=reference)),
        actor=somebody("jurist", "cases.confirm_terms"),
        at=at,
    )


def set_rule(rule: str, length: Length, valid_from: date, at: datetime, *, code: str = "0000") -> RuleEffect:
    """The functional administrator adds a rule of a municipality."""
    return add_local_rule(
        rule=rule,
        municipality=make_municipality(code),
        length=length,
        source="Verordening Noorderveen art. 5",
        valid_from=valid_from,
        actor=somebody("ilse", "cases.manage_terms"),
        at=at,
    )
