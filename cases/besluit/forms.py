"""What a colleague fills in for a besluit: its day, its ground and its reasons; and the day it left the building."""

from datetime import date
from typing import Any

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass

from cases.awb.forms import TODAY, AwbForm, DispatchForm, Input, text
from cases.contract import BesluitKind
from cases.forms.fields import DayField, RadioField
from cases.queries import besluiten as facts

REASONS = "Dit komt in de brief, aan de inwoner: gebruik u."


class BesluitForm(AwbForm):
    """What every besluit needs. Decider and mandaat come from who is logged in.

    A law that knows more adds fields; those named `effective_on`, `ends_on` and `amount` are kept with the besluit.
    """

    kind: BesluitKind | None = None
    PAST = ("decided_on",)
    decided_on = DayField(label="Datum van het besluit", required=False, help_text=TODAY)
    reasons = text("Waarom?", help_text=REASONS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = facts.last_dropped(self.subject, [self.kind.key]) if self.subject and self.kind else None
        if before:
            self.initial = {"reasons": before.reasons, "ground": before.ground, **self.initial}

    def not_before(self) -> tuple[date, str] | None:
        """The first day on which this could be decided, and of what that day is ("De aanvraag"); for a law to fill."""
        return None

    def clean(self) -> Input:
        cleaned = super().clean()
        earliest = self.not_before()
        if earliest and cleaned.get("decided_on"):
            day, what = earliest
            sentence = f"{what} is van {day:%d-%m-%Y}. Een besluit kan niet eerder zijn"
            self.refuse("decided_on", sentence, wrong=cleaned["decided_on"] < day)
        return cleaned


def form_for(kind: BesluitKind, base: type[BesluitForm]) -> type[BesluitForm]:
    """The form of this kind: the law's own, with the grounds to choose from where there are any."""
    fields: dict[str, Any] = {"kind": kind, "__module__": base.__module__, "__doc__": base.__doc__}
    if kind.grounds and "ground" not in base.base_fields:
        fields["ground"] = RadioField(label="Op welke grond?", choices=kind.grounds)
        others = [name for name in base.base_fields if name not in {"decided_on", "reasons"}]
        fields["field_order"] = base.field_order or [*others, "ground", "reasons", "decided_on"]
    # The metaclass of forms collects the field; typing takes it for `type` itself.
    made = DeclarativeFieldsMetaclass(f"{base.__name__}_{kind.key}", (base,), fields)
    assert issubclass(made, BesluitForm)
    return made


class ApproveForm(AwbForm):
    """The second pair of eyes: who signs decides (Awb 10:3)."""

    PAST = ("decided_on",)
    decided_on = DayField(label="Datum van het besluit", required=False, help_text=TODAY)


class ReturnForm(AwbForm):
    """What still misses, for the colleague who wrote it."""

    reason = text("Wat moet er anders?", help_text="Alleen je collega leest dit.")


class BekendmakenForm(DispatchForm):
    """Dispatch of the besluit (Awb 3:41): on this day its own term for bezwaar starts. Nobody types which one it is."""

    decision = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> Input:
        cleaned = super().clean()
        found = facts.unsent(self.subject)
        cleaned["decision"] = facts.key_of(self.subject, found) if found else ""
        if found and cleaned.get("sent_on"):
            sentence = f"Het besluit is van {found.decided_on:%d-%m-%Y}. Vul die dag of een latere in"
            self.refuse("sent_on", sentence, wrong=cleaned["sent_on"] < found.decided_on)
        return cleaned
