"""The besluit: toekennen, afwijzen, buiten behandeling laten, tijdelijk helpen; and its bekendmaking."""

from typing import Any

from django import forms

from cases.contract import local_day
from cases.forms.fields import DayField, RadioField
from wmo import facts
from wmo.forms.base import Input, WmoForm, text
from wmo.forms.melding import DispatchForm
from wmo.forms.voorziening import FIELDS, VoorzieningForm
from wmo.models import ANSWERS, Besluit, Ground, Kind, Standing

REASONS = "Dit komt in de brief, aan de inwoner: gebruik u."


class DecisionForm(WmoForm):
    """What every besluit needs: its day and its reasons. Decider and mandate come from who is logged in."""

    PAST = ("decided_on",)
    decided_on = DayField(label="Datum van het besluit", required=False, help_text="Leeg is: vandaag.")
    reasons = text("Waarom?", rows=4, help_text=REASONS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.subject.wmo_besluiten.all() if self.subject else ()
        before = max((row for row in rows if row.dropped_at), key=lambda row: row.pk, default=None)
        if before:  # taken or sent back: nobody types it twice
            self.initial = {"reasons": before.reasons, **self.initial}

    def clean(self) -> Input:
        cleaned = super().clean()
        aanvraag = getattr(self.subject, "wmo_aanvraag", None)
        if aanvraag and cleaned.get("decided_on") and cleaned["decided_on"] < aanvraag.received_on:
            day = f"{aanvraag.received_on:%d-%m-%Y}"
            self.add_error("decided_on", f"De aanvraag is van {day}. Een besluit kan niet eerder zijn")
        return cleaned


class GrantForm(VoorzieningForm, DecisionForm):
    """Toekennen: only now a product category (WMO020) is chosen for the result and size of the verslag.

    Where voorzieningen were proposed on the case, those are granted and the form asks the reasons alone.
    """

    reasons = text(
        "Waarom?", required=False, rows=4, help_text=f"{REASONS} Leeg is: wat bij stap 4 en 5 van het verslag staat."
    )
    field_order = (*FIELDS, "reasons", "decided_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = (
            [row for row in self.subject.wmo_voorzieningen.all() if row.standing == Standing.PROPOSED]
            if self.subject is not None
            else []
        )
        if self.proposed:
            for name in FIELDS:
                del self.fields[name]
                self.initial.pop(name, None)

    def clean(self) -> Input:
        cleaned = super().clean()
        if not cleaned.get("reasons") and self.verslag:
            cleaned["reasons"] = f"{self.verslag.own_strength}\n\n{self.verslag.remainder}"
        if self.proposed:
            self._check_overlap(self.proposed)
        return cleaned


class TemporaryForm(VoorzieningForm):
    """Spoed (2.3.3): help now, until the besluit on the aanvraag; the onderzoek goes on."""

    PAST = ("decided_on",)
    decided_on = DayField(label="Datum van het besluit", required=False, help_text="Leeg is: vandaag.")
    result = text("Welke hulp is nu nodig?", rows=2)
    reasons = text("Waarom kan het niet wachten?", rows=3, help_text=REASONS)
    field_order = (*FIELDS, "reasons", "decided_on")

    def clean(self) -> Input:
        cleaned = super().clean()
        reported = local_day(self.subject.wmo_melding.reported_at)
        if cleaned.get("decided_on") and cleaned["decided_on"] < reported:
            self.add_error("decided_on", f"De melding is van {reported:%d-%m-%Y}. Een besluit kan niet eerder zijn")
        return cleaned


class RefuseForm(DecisionForm):
    """Afwijzen: the ground of 2.3.5, and reasons in words. What it would cost is not among the grounds."""

    ground = RadioField(label="Op welke grond?", choices=Ground.choices)
    field_order = ("ground", "reasons", "decided_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject is not None and self.subject.procedure == "opvang":  # anybody in the country may ask (1.2.1)
            self.fields["ground"].choices = [row for row in Ground.choices if row[0] != Ground.RESIDENCE]  # type: ignore[attr-defined]


class SetAsideForm(DecisionForm):
    """Buiten behandeling (Awb 4:5): what was missing, and that there was time to bring it."""

    reasons = text("Wat ontbrak er, en wanneer vroegen wij daarom?", rows=4, help_text=REASONS)


class ApproveForm(WmoForm):
    """The second pair of eyes: who signs decides (Awb 10:3)."""

    PAST = ("decided_on",)
    decided_on = DayField(label="Datum van het besluit", required=False, help_text="Leeg is: vandaag.")


class ClosingForm(DispatchForm):
    """Closing without an aanvraag: a letter that is not a besluit, and says that applying still can."""

    reason = text("Waarom komt er nu geen aanvraag?", rows=3, max_length=4_000, help_text=REASONS)
    field_order = ("reason", "sent_on", "channel")


class BekendmakenForm(DispatchForm):
    """Dispatch of a besluit: on this day its own term for bezwaar starts. Nobody types which besluit that is."""

    decision = forms.CharField(required=False, widget=forms.HiddenInput)

    def besluit(self) -> Besluit | None:
        """The besluit that goes out."""
        return facts.unsent(self.subject, ANSWERS)

    def clean(self) -> Input:
        cleaned = super().clean()
        besluit = self.besluit()
        cleaned["decision"] = facts.key_of(self.subject, besluit) if besluit else ""
        if besluit and cleaned.get("sent_on") and cleaned["sent_on"] < besluit.decided_on:
            self.add_error("sent_on", f"Het besluit is van {besluit.decided_on:%d-%m-%Y}. Vul die dag of een latere in")
        return cleaned


class TemporarySentForm(BekendmakenForm):
    """Dispatch of the besluit about temporary help."""

    def besluit(self) -> Besluit | None:
        return facts.unsent(self.subject, (Kind.TEMPORARY,))
