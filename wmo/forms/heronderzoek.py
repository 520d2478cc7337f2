"""The heronderzoek (2.3.9): its beginning, its verslag, and help that goes on as it was."""

from datetime import date, timedelta
from typing import Any

from django import forms

from cases.contract import LocalLength
from cases.forms.fields import DayField, RadioField
from cases.queries.lengths import ends, local_length, municipality_of
from wmo import facts
from wmo.forms.base import Input, text
from wmo.forms.besluit import BekendmakenForm
from wmo.forms.melding import DispatchForm
from wmo.forms.verslag import VerslagDraftForm, VerslagForm
from wmo.models import Herverslag, Trigger
from wmo.terms_hulp import EINDE

IN_LETTER = "Dit komt in de brief, aan de inwoner: gebruik u."


class StartReviewForm(DispatchForm):
    """Why we look again; the letter offers free support and room for a plan of their own (2.3.2 lid 2 and 3)."""

    trigger = RadioField(label="Waarom kijken we opnieuw?", choices=Trigger.choices)
    field_order = ("trigger", "sent_on", "channel")


class ReviewDraftForm(VerslagDraftForm):
    """The verslag of a heronderzoek: the same five steps; a draft may be half empty."""

    question = text("1. Wat zegt de inwoner zelf? Wat gaat goed en wat niet?", required=False)

    def stored(self) -> Herverslag | None:
        return Herverslag.objects.filter(case=self.subject).first()


class ReviewReportForm(VerslagForm):
    """Giving it: all five steps answered."""

    question = text("1. Wat zegt de inwoner zelf? Wat gaat goed en wat niet?")

    def stored(self) -> Herverslag | None:
        return Herverslag.objects.filter(case=self.subject).first()

    def clean_question(self) -> str:
        """The words of the first melding are not those of now."""
        return str(self.cleaned_data["question"])

    def clean(self) -> Input:
        cleaned = super().clean()
        running = facts.review(self.subject)
        if running and cleaned.get("given_on") and cleaned["given_on"] < running.started_on:
            day = f"{running.started_on:%d-%m-%Y}"
            self.add_error("given_on", f"Het heronderzoek begon op {day}. Het verslag kan niet eerder zijn")
        return cleaned


class ContinueHelpForm(DispatchForm):
    """The help goes on as it was: a letter, no besluit."""

    reason = text("Waarom past de hulp nog?", rows=3, max_length=4_000, help_text=IN_LETTER)
    review_on = DayField(
        label="Wanneer kijken we weer?", required=False, help_text="Het volgende heronderzoek. Mag leeg blijven."
    )
    has_review = forms.BooleanField(required=False, widget=forms.HiddenInput)
    field_order = ("reason", "review_on", "sent_on", "channel")

    def clean(self) -> Input:
        cleaned = super().clean()
        sent, review = cleaned.get("sent_on"), cleaned.get("review_on")
        if sent and review and review <= sent:
            self.add_error("review_on", f"Kies een dag na {sent:%d-%m-%Y}")
        cleaned["has_review"] = review is not None
        return cleaned


class GrantSentForm(BekendmakenForm):
    """Dispatch of a besluit that grants or changes help: from its voorzieningen follow the terms that start now."""

    has_review = forms.BooleanField(required=False, widget=forms.HiddenInput)
    review_on = DayField(required=False, widget=forms.HiddenInput)
    has_end = forms.BooleanField(required=False, widget=forms.HiddenInput)
    last_day = DayField(required=False, widget=forms.HiddenInput)

    def clean(self) -> Input:
        cleaned = super().clean()
        besluit, sent = self.besluit(), cleaned.get("sent_on")
        if besluit and sent:
            try:
                cleaned |= self._days(besluit, sent)
            except ValueError as error:  # a day beyond the calendar
                self.add_error("sent_on", str(error))
        return cleaned

    def _worth_a_signal(self, last: date, sent: date) -> bool:
        """Help that ends sooner than the signal would come was looked at just now."""
        length = EINDE.length
        assert isinstance(length, LocalLength)
        return ends(local_length(length, municipality_of(self.subject), sent), sent) < last

    def _days(self, besluit: Any, sent: Any) -> Input:
        """The first review and the first end of all that runs after this besluit (2.3.9: the earliest counts)."""
        rows = facts.rows_after(self.subject, besluit, sent)
        reviews = [row.review_on for row, end in rows if row.review_on and (end is None or row.review_on <= end)]
        review = min(reviews, default=None)
        last = min((end for _, end in rows if end), default=None)
        return {
            "has_review": review is not None,
            "review_on": max(review, sent + timedelta(days=1)) if review else None,
            "has_end": last is not None and self._worth_a_signal(last, sent),
            "last_day": last,
        }
