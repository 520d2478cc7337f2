"""What a colleague fills in at a letter: its words, a copy for somebody else, a further dispatch, a withdrawal."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from cases.actions.letter_dispatch import CHANNELS, LONGEST_REASON
from cases.actions.letter_text import text_faults, tidy
from cases.contract import Letter
from cases.forms.base import BaseForm
from cases.forms.fields import DayField, RadioField


class LetterForm(BaseForm):
    """One field for each slot of this kind of letter; `texts` is what stands there now."""

    def __init__(self, *args: Any, kind: Letter, texts: Mapping[str, str], **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, initial=dict(texts), **kwargs)
        for slot in kind.slots:
            rows = max(3, min(14, len(texts.get(slot.key, "")) // 70 + 2))
            self.fields[slot.key] = forms.CharField(
                label=slot.label,
                help_text=slot.hint,
                required=False,  # said below, together with the rest
                strip=True,
                widget=forms.Textarea({"rows": rows, "spellcheck": "true"}),
            )

    def clean(self) -> dict[str, Any]:
        for name, sentences in text_faults(self.kind, self.typed()).items():
            self.add_error(name, sentences)
        return self.cleaned_data

    def typed(self) -> dict[str, str]:
        """What stands in the fields, judged or not; a field that was not posted says what stood there."""
        return {
            slot.key: tidy(str(self.data.get(slot.key, self.initial.get(slot.key, ""))))
            if self.is_bound
            else self.initial.get(slot.key, "")
            for slot in self.kind.slots
        }


class CopyForm(BaseForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="afschrift_%s", **kwargs)

    name = forms.CharField(
        label="Voor wie?",
        max_length=200,
        help_text="Zoals: huisarts De Wit.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    lines = forms.CharField(
        label="Adres", max_length=400, help_text="Elke regel apart, zonder de naam.", widget=forms.Textarea({"rows": 3})
    )
    reason = forms.CharField(
        label="Waarom mag deze ander de brief lezen?", max_length=200, help_text="Zoals: op verzoek van de inwoner."
    )


class ResendForm(BaseForm):
    sent_on = DayField(label="Wanneer gaat de brief opnieuw weg?")
    channel = RadioField(label="Hoe gaat de brief?", choices=tuple(CHANNELS.items()))
    reason = forms.CharField(
        label="Waarom opnieuw?", max_length=LONGEST_REASON, help_text="Zoals: de inwoner kreeg de brief niet."
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="opnieuw_%s", **kwargs)
        self.initial.setdefault("sent_on", today)


class WithdrawForm(BaseForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="intrekken_%s", **kwargs)

    reason = forms.CharField(label="Waarom trek je de brief in?", max_length=LONGEST_REASON)
