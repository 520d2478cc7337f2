"""A message that waits in a portal: the resident is told so within 48 hours (Awb 2:10)."""

# ruff: noqa: ARG001 - every guard gets the same three

from dataclasses import replace
from datetime import datetime

from django import forms

from cases.awb import facts
from cases.awb.forms import AwbForm
from cases.contract import Procedure, Refusal, Transition, awb
from cases.contract.awb import article
from cases.forms.fields import MomentField
from cases.models import Case, User

TERM = awb.EBERICHT_NOTIFICATIE.key
STEP = "record_digital_notice"


class DigitalNoticeForm(AwbForm):
    """When the resident was told that a message waits, and how: by e-mail, text message, or another way (2:11)."""

    notified_at = MomentField(label="Wanneer gemeld?", required=False, help_text="Leeg is: nu.")

    def clean_notified_at(self) -> datetime:
        moment: datetime | None = self.cleaned_data["notified_at"]
        assert self.at is not None
        if moment and moment > self.at:
            raise forms.ValidationError("Dit moment moet nog komen")
        return moment or self.at


def notice_waits(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if facts.running(case, TERM):
        return None
    return Refusal(reason="Er is geen digitaal bericht waarover de inwoner nog iets moet horen.", basis=article("2:10"))


def digital_notices(procedure: Procedure, *, work: str, to_others: frozenset[str] = frozenset()) -> Procedure:
    """The procedure with a clock of 48 hours after each step that sends something digitally to the resident.

    `to_others` are the steps that send to somebody else, who needs no such notice.
    """
    sending = frozenset(t.key for t in procedure.transitions if "channel" in t.form.base_fields) - to_others
    term = replace(
        awb.EBERICHT_NOTIFICATIE,
        started_by=sending,
        only_if=("channel", "digitaal"),
        undecided="Melding van een digitaal bericht: nog niet bekend",
        start_text="Bericht digitaal klaargezet",
        met_by=frozenset({STEP}),
        met_on="notified_at",
        met_text="De inwoner weet dat er een bericht is",
        outlives=True,
    )
    step = Transition(
        key=STEP,
        label="Gemeld dat er een digitaal bericht is",
        done="Gemeld dat er een digitaal bericht is",
        permission=work,
        sources=frozenset(state.key for state in procedure.states),
        form=DigitalNoticeForm,
        applies=(notice_waits,),
        basis=article("2:10"),
        side=True,
        log=frozenset({"notified_at"}),
        hint="Lukt de melding niet? Bereik de inwoner dan op een andere manier (Awb 2:11).",
    )
    return replace(procedure, terms=(*procedure.terms, term), transitions=(*procedure.transitions, step))
