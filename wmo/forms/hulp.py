"""After the besluit: the order, whether the help began, the CAK, and the end of the help."""

from datetime import date, timedelta
from typing import Any

from django import forms

from cases.forms.fields import DayField, RadioField
from wmo import facts
from wmo.forms.base import Input, WmoForm, text
from wmo.forms.heronderzoek import IN_LETTER
from wmo.forms.melding import DispatchForm
from wmo.forms.wijziging import offer, pick
from wmo.models import Form, StopReason, Voorziening

WEEK = timedelta(weeks=1)


class OrderForm(DispatchForm):
    """The order for one voorziening; who gets it is a provider, so no reasons and no diagnosis go along."""

    FORM = Form.IN_KIND
    provision = RadioField(label="Voor welke hulp?", required=False)
    receiver = forms.CharField(
        label="Aanbieder", required=False, max_length=120, help_text="Leeg is: de aanbieder uit het besluit."
    )
    address = forms.CharField(
        label="Adres van de aanbieder", required=False, max_length=300, widget=forms.Textarea({"rows": 2})
    )
    field_order: tuple[str, ...] = ("provision", "receiver", "address", "sent_on", "channel")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = self.waiting() if self.subject is not None else []
        offer(self, "provision", facts.named(self.rows))

    def waiting(self) -> list[Voorziening]:
        return facts.to_order(self.subject, self.FORM)

    def clean(self) -> Input:
        cleaned = super().clean()
        row = pick(self, "provision", self.rows)
        if "receiver" in self.fields and row and "receiver" not in self.errors:
            cleaned["receiver"] = cleaned.get("receiver") or row.provider
            if not cleaned["receiver"]:
                self.add_error("receiver", "Vul in wie de hulp geeft: in het besluit staat geen aanbieder")
        return cleaned | {"row": row}


class SvbForm(OrderForm):
    """For a pgb the SVB is told: it pays out of the trekkingsrecht."""

    FORM = Form.BUDGET
    receiver = None  # type: ignore[assignment]
    address = None  # type: ignore[assignment]
    field_order = ("provision", "sent_on", "channel")


class StopOrderForm(SvbForm):
    """The order ends earlier than it said."""

    def waiting(self) -> list[Voorziening]:
        return facts.to_stop(self.subject)


class HelpStartForm(WmoForm):
    """The help began: the CAK has to hear it, unless it already knows of help in this case."""

    PAST = ("help_started_on",)
    provision = RadioField(label="Welke hulp?", required=False)
    help_started_on = DayField(label="Begonnen op", required=False, help_text="Leeg is: vandaag.")
    cak = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = facts.to_start(self.subject) if self.subject is not None else []
        offer(self, "provision", facts.named(self.rows))

    def clean(self) -> Input:
        cleaned = super().clean()
        row = pick(self, "provision", self.rows)
        day: date | None = cleaned.get("help_started_on")
        if row and day and (day < row.starts_on or (row.last_day and day > row.last_day)):
            self.add_error("help_started_on", f"De hulp loopt vanaf {row.starts_on:%d-%m-%Y}. Kies een dag daarin")
        open_one = facts.contribution(self.subject)
        known = open_one is not None and open_one.stopped_on is None
        return cleaned | {"row": row, "cak": "" if known or not row else row.form}


class NotStartedForm(WmoForm):
    """It did not begin: why, and when we ask again."""

    provision = RadioField(label="Welke hulp?", required=False)
    reason = text("Waarom is de hulp nog niet begonnen?", rows=2, max_length=1_000)
    ask_on = DayField(label="Wanneer vraag je het weer na?", required=False, help_text="Leeg is: over een week.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = facts.to_start(self.subject) if self.subject is not None else []
        offer(self, "provision", facts.named(self.rows))

    def clean(self) -> Input:
        cleaned = super().clean()
        row = pick(self, "provision", self.rows)
        if "ask_on" not in self.errors:
            cleaned["ask_on"] = cleaned.get("ask_on") or self.today + WEEK
            if cleaned["ask_on"] <= self.today:
                self.add_error("ask_on", "Kies een dag die nog komt")
        return cleaned | {"row": row}


class CakForm(WmoForm):
    PAST = ("reported_on",)
    reported_on = DayField(label="Gemeld op", required=False, help_text="Leeg is: vandaag.")


class StopWithoutLetterForm(WmoForm):
    """The help stops, and there is nobody to write to."""

    reason = RadioField(label="Waarom stopt de hulp?", choices=StopReason.choices)
    stops_on = DayField(label="Laatste dag van de hulp")
    explanation = text("Waarom gaat er geen brief uit?", rows=2, max_length=2_000)
    field_order: tuple[str, ...] = ("reason", "stops_on", "explanation")

    def clean(self) -> Input:
        cleaned = super().clean()
        reason, day = cleaned.get("reason"), cleaned.get("stops_on")
        ends = [row.last_day for row in facts.running(self.subject, self.today)]
        if reason == StopReason.END_DATE and day and any(end is None or end > day for end in ends):
            self.add_error("stops_on", "Niet alle hulp loopt op deze dag af. Kies een andere reden, of trek de hulp in")
        return cleaned


class StopHelpForm(StopWithoutLetterForm, DispatchForm):
    """The help stops, with a letter that says why and until when."""

    explanation = text("Leg uit", required=False, rows=2, max_length=2_000, help_text=IN_LETTER)
    field_order = ("reason", "stops_on", "explanation", "sent_on", "channel")
