"""A besluit that changes an earlier one (2.3.10), recovers money (2.4.1), or replaces it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Model

from cases.forms.fields import DayField, NumberField, RadioField
from wmo import facts
from wmo.forms.base import Input, WmoForm, text
from wmo.forms.besluit import REASONS
from wmo.forms.heronderzoek import GrantSentForm
from wmo.forms.voorziening import FIELDS, VoorzieningForm, as_initial
from wmo.models import Besluit, Change, Ground, Voorziening

DECIDED = "Datum van het besluit"
KEEPS = "Welke hulp uit het oude besluit blijft zoals hij is?"


def decided_on() -> DayField:
    return DayField(label=DECIDED, required=False, help_text="Leeg is: vandaag.")


def pick(form: forms.Form, name: str, rows: list[Any]) -> Any:
    """The chosen row; the only one where nothing was chosen; else an error at the field."""
    found = {str(row.uuid): row for row in rows}
    value = form.cleaned_data.get(name) or (next(iter(found)) if len(found) == 1 else "")
    if not value and name not in form.errors:
        form.add_error(name, "Kies er één")
    return found.get(value)


def offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Fill a field with choices; the only one is chosen."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]
    if len(choices) == 1:
        only = choices[0][0]
        form.initial.setdefault(name, [only] if isinstance(form.fields[name], forms.MultipleChoiceField) else only)


def _several(label: str, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, help_text=help_text, widget=forms.CheckboxSelectMultiple
    )


def check_effective(form: forms.Form, cleaned: Input) -> None:
    """Working back in time takes ground a: who gave wrong data could know (2.3.10 lid 1)."""
    day, decided = cleaned.get("effective_on"), cleaned.get("decided_on")
    if day and decided and day < decided and cleaned.get("change") not in ("", None, Change.WRONG_FACTS):
        form.add_error("effective_on", "Terugwerken kan alleen op grond a. Kies de dag van het besluit of een latere")


class ReviseForm(VoorzieningForm):
    """Herzien: one voorziening becomes another from a day on; the old one ends the day ahead of it."""

    PAST = ("decided_on",)
    starts_on = None  # type: ignore[assignment]  # Django: no such field here, the effective day is its first
    provision = RadioField(label="Welke hulp verandert?", required=False)
    change = RadioField(label="Op welke grond?", choices=Change.choices)
    effective_on = DayField(label="Vanaf welke dag?", help_text="De dag ervoor stopt de oude hulp.")
    reasons = text("Waarom?", rows=4, help_text=REASONS)
    decided_on = decided_on()
    field_order = ("provision", "change", "effective_on", *FIELDS, "reasons", "decided_on")
    old: Voorziening | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = facts.running(self.subject, self.today) if self.subject is not None else []
        offer(self, "provision", facts.named(self.rows))
        if len(self.rows) == 1:
            self.initial = {**self.initial, **as_initial(self.rows[0]), **(kwargs.get("initial") or {})}

    def giving_way(self) -> list[int]:
        return [self.old.pk] if self.old else []

    def clean(self) -> Input:
        self.old = pick(self, "provision", self.rows)
        self.cleaned_data["starts_on"] = self.cleaned_data.get("effective_on")
        cleaned = super().clean()
        check_effective(self, cleaned)
        day = cleaned.get("effective_on")
        if self.old and day and (day < self.old.starts_on or (self.old.last_day and day > self.old.last_day)):
            self.add_error("effective_on", "Op deze dag loopt die hulp niet. Kies een dag binnen haar periode")
        cleaned["ending"] = [self.old] if self.old else []
        return cleaned


class ChangeForm(WmoForm):
    """What each besluit that changes something has: its day and its reasons."""

    PAST = ("decided_on",)
    reasons = text("Waarom?", rows=4, help_text=REASONS)
    decided_on = decided_on()


class RevokeForm(ChangeForm):
    """Intrekken: one or more voorzieningen end the day ahead of this day; from their first day they never were."""

    provisions = _several("Welke hulp trek je in?")
    change = RadioField(label="Op welke grond?", choices=Change.choices)
    effective_on = DayField(label="Vanaf welke dag?", help_text="Op deze dag is de hulp er niet meer.")
    field_order = ("provisions", "change", "effective_on", "reasons", "decided_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = facts.in_force(self.subject) if self.subject is not None else []
        offer(self, "provisions", facts.named(self.rows))

    def clean(self) -> Input:
        cleaned = super().clean()
        check_effective(self, cleaned)
        chosen = cleaned.get("provisions") or ([str(self.rows[0].uuid)] if len(self.rows) == 1 else [])
        if not chosen and "provisions" not in self.errors:
            self.add_error("provisions", "Kies welke hulp je intrekt")
        cleaned["ending"] = [row for row in self.rows if str(row.uuid) in chosen]
        day = cleaned.get("effective_on")
        if day and any(row.last_day and row.last_day < day for row in cleaned["ending"]):
            self.add_error("effective_on", "Op deze dag is die hulp al gestopt. Kies een eerdere dag")
        return cleaned


class ContinuePeriodForm(ChangeForm):
    """Voortzetten in a new period: the same help, from the day after its last day."""

    provision = RadioField(label="Welke hulp gaat door?", required=False)
    ends_on = DayField(label="Tot en met", help_text="De nieuwe laatste dag.")
    review_on = DayField(label="Opnieuw bekijken op", required=False, help_text="Mag leeg blijven.")
    field_order = ("provision", "ends_on", "review_on", "reasons", "decided_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = facts.running(self.subject, self.today) if self.subject is not None else []
        self.rows = [row for row in rows if row.last_day is not None]
        offer(self, "provision", facts.named(self.rows))

    def clean(self) -> Input:
        cleaned = super().clean()
        if not self.rows:
            self.add_error(None, "Deze hulp heeft geen einddatum. Kies: de hulp gaat door")
            return cleaned
        old = pick(self, "provision", self.rows)
        last: date | None = old.last_day if old else None
        if last and cleaned.get("ends_on") and cleaned["ends_on"] <= last:
            self.add_error("ends_on", f"De hulp loopt al tot en met {last:%d-%m-%Y}. Kies een latere dag")
        if last and cleaned.get("review_on") and cleaned["review_on"] <= last:
            self.add_error("review_on", f"Kies een dag in de nieuwe periode, na {last:%d-%m-%Y}")
        if old and last:
            cleaned |= {"old": old, "effective_on": last + timedelta(days=1), "ending": []}
        return cleaned


class ReplaceMixin(WmoForm):
    """A new besluit in place of one that was sent and was wrong."""

    replaces = RadioField(label="Welk besluit klopte niet?", required=False)
    keeps = _several(KEEPS, "Wat je niet aankruist, stopt of vervalt.")

    def prepare(self) -> None:
        self.wrong: list[Besluit] = facts.correctable(self.subject) if self.subject is not None else []
        offer(self, "replaces", [(str(b.uuid), f"{b.get_kind_display()}, {b.sent_on:%d-%m-%Y}") for b in self.wrong])
        ids = {besluit.pk for besluit in self.wrong}
        self.rows = [row for row in facts.in_force(self.subject) if row.besluit_id in ids] if self.wrong else []
        self.fields["keeps"].choices = facts.named(self.rows)  # type: ignore[attr-defined]
        if not self.rows:
            del self.fields["keeps"]

    def ending(self, old: Model | None) -> list[Voorziening]:
        """What the replaced besluit gave and does not stay."""
        keeps = self.cleaned_data.get("keeps") or []
        return [row for row in self.rows if old and row.besluit_id == old.pk and str(row.uuid) not in keeps]


class CorrectGrantForm(VoorzieningForm, ReplaceMixin):
    PAST = ("decided_on",)
    reasons = text("Wat klopte er niet, en wat besluiten wij nu?", rows=4, help_text=REASONS)
    decided_on = decided_on()
    field_order = ("replaces", "keeps", *FIELDS, "reasons", "decided_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepare()
        if self.rows:
            self.initial = {**self.initial, **as_initial(self.rows[0]), **(kwargs.get("initial") or {})}

    def giving_way(self) -> list[int]:
        return [row.pk for row in self.ending(self.old)]

    def clean(self) -> Input:
        self.old = pick(self, "replaces", self.wrong)
        cleaned = super().clean()
        return cleaned | {"old": self.old, "ending": self.ending(self.old), "effective_on": cleaned.get("starts_on")}


class CorrectRefusalForm(ReplaceMixin, ChangeForm):
    ground = RadioField(label="Op welke grond?", choices=Ground.choices)
    effective_on = DayField(
        label="Vanaf welke dag stopt de hulp?", required=False, help_text="Leeg is: de dag van het besluit."
    )
    reasons = text("Wat klopte er niet, en wat besluiten wij nu?", rows=4, help_text=REASONS)
    field_order = ("replaces", "keeps", "ground", "effective_on", "reasons", "decided_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepare()

    def clean(self) -> Input:
        cleaned = super().clean()
        old = pick(self, "replaces", self.wrong)
        day, decided = cleaned.get("effective_on"), cleaned.get("decided_on")
        if day and decided and day < decided:
            self.add_error(
                "effective_on", "Hulp die er al was, stopt niet met terugwerkende kracht. Kies een latere dag"
            )
        return cleaned | {"old": old, "ending": self.ending(old), "effective_on": day or decided}


class RecoverForm(ChangeForm):
    """Terugvorderen: how much, and how that was reckoned in words the resident can follow."""

    amount = NumberField(label="Bedrag, in euro", min_value=0.01, max_digits=9, decimal_places=2)
    computation = text(
        "Hoe is dat bedrag berekend?", rows=4, help_text=f"Van welke dagen, en wat kostte dat? {REASONS}"
    )
    field_order = ("amount", "computation", "reasons", "decided_on")


class ChangeSentForm(GrantSentForm):
    """Dispatch of a besluit that changes something: it gets a bezwaartermijn of its own."""

    def besluit(self) -> Besluit | None:
        return facts.pending(self.subject)

    def clean(self) -> Input:
        cleaned = super().clean()
        besluit, sent = self.besluit(), cleaned.get("sent_on")
        late = besluit and sent and besluit.effective_on and besluit.effective_on < sent
        if besluit and late and besluit.change not in ("", Change.WRONG_FACTS):
            day = f"{besluit.effective_on:%d-%m-%Y}"
            self.add_error(
                "sent_on",
                f"Dit besluit werkt vanaf {day} en kan niet terugwerken. Draai het terug en kies een nieuwe dag",
            )
        return cleaned
