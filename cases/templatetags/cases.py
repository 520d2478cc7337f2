"""The words of the templates: days and times in Dutch, and the small building blocks of a page."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms, template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.forms.base import Problem, problems
from cases.queries.reach import reach_of
from cases.rules.wording import full_date, short_date

if TYPE_CHECKING:
    from cases.contract import Law
    from cases.models import Case, Person
    from cases.rules.basis import LegalBasis
    from cases.rules.clock import Clock
    from cases.rules.proof import Proof

register = template.Library()
END = 88  # where the last day stands in the 100 wide drawing of a clock; the rest is for being late


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def dag(value: date | datetime | None, today: date | None = None) -> str:
    """Write a day for a column: "di 24 nov"; with the year where it is another one than that of `today`.

    A moment gets its time behind it: "wo 25 nov 08.15".
    """
    if not value:
        return ""
    local = _local(value)
    year = (today or timezone.localdate()).year
    text = short_date(local).removesuffix(f" {year}")
    return f"{text} {local:%H.%M}" if isinstance(local, datetime) else text


@register.filter
def dag_lang(value: date | datetime | None, today: date | None = None) -> str:
    """Write a day for in a sentence: "dinsdag 24 november"; with the year where it is another one."""
    if not value:
        return ""
    year = (today or timezone.localdate()).year
    return full_date(_local(value)).removesuffix(f" {year}")


@register.filter
def dag_alleen(value: date | datetime | None, today: date | None = None) -> str:
    """Write the day of a moment, without its time."""
    local = _local(value) if value else None
    return dag(local.date() if isinstance(local, datetime) else local, today)


@register.filter
def leeftijd(person: "Person", today: date) -> str:
    """Write an age as far as it is known: "79", or "33 of 34"; empty for who died or has no birth year."""
    ages = None if person.deceased else person.ages_on(today)
    return ages.text if ages else ""


@register.filter
def klok(value: datetime | None) -> str:
    """Write the Amsterdam time of a moment: "14.02"."""
    return f"{_local(value):%H.%M}" if value else ""


@register.filter
def sinds(value: datetime | None, now: datetime | None = None) -> str:
    """Write since when: "14.02 uur", or with the day before it if that was not today: "ma 23 nov 14.02 uur"."""
    if not value:
        return ""
    today = timezone.localdate(now)
    return f"{klok(value) if timezone.localdate(value) == today else dag(value, today)} uur"


@register.filter
def iso(value: date | datetime | None) -> str:
    """Write a day or moment for a `datetime` attribute."""
    return value.isoformat() if value else ""


@register.simple_tag
def wet(law: "Law") -> SafeString:
    """A law as a tag with a bar in its own tint."""
    return format_html('<span class="wet wet--{}">{}</span>', law.colour, law.short_name)


@register.simple_tag
def merkje(text: str, tone: str = "is-rust") -> SafeString:
    """A small badge; `tone` is is-spoed, is-let-op, is-goed, is-pauze or is-rust."""
    return format_html('<span class="merkje {}">{}</span>', tone, text)


@register.inclusion_tag("components/reach.html")
def bereik(case: "Case", today: date) -> dict[str, object]:
    """How the resident is reached safely, in one line: number, reading, interpreter, who acts for them."""
    return {"reach": reach_of(case, today)}


@register.inclusion_tag("components/article.html")
def artikel(basis: "LegalBasis | None") -> dict[str, object]:
    """Link to the article, with "nog niet bevestigd" where the text itself was not read."""
    return {"basis": basis}


@register.inclusion_tag("components/clock.html")
def termijn(clock: "Clock") -> dict[str, object]:
    """How far a term is and what is left of it."""
    done = min(max(clock.fraction, 0.0) * END, 100.0)
    return {"clock": clock, "done": f"{done:.1f}", "end": END}


@register.inclusion_tag("components/proof.html")
def termijnbewijs(
    proof: "Proof",
    *,
    today: date | None = None,
    open: bool = False,  # noqa: A002 - the attribute's name in HTML
    id: str = "bewijs",  # noqa: A002
    reckoned: str = "",
) -> dict[str, object]:
    """Every step of a date. `reckoned` is a line below it: when and with what it was reckoned."""
    due = proof.due or proof.projected_on
    return {
        "proof": proof,
        "question": f"{dag_lang(due, today)}" if due else "nog geen datum",
        "open": open,
        "id": id,
        "reckoned": reckoned,
        "today": today,
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(*bound: forms.BaseForm | list[forms.BaseForm], title: str = "") -> dict[str, object]:
    """All errors of one or more forms above the form; its heading gets the focus."""
    every = [form for item in bound for form in (item if isinstance(item, list) else [item])]
    found: list[Problem] = [problem for form in every if form and form.is_bound for problem in problems(form)]
    things = "1 ding" if len(found) == 1 else f"{len(found)} dingen"
    return {"problems": found, "title": title or f"Er is nog niets bewaard. Los eerst {things} op"}


@register.simple_block_tag
def vel(content: SafeString, title: str, id: str, note: str = "", **kwargs: Any) -> SafeString:  # noqa: A002
    """A sheet with a heading: `{% vel "Brieven" id="brieven" note="…" link=url link_text="Nieuwe brief" %}`."""
    extra = format_html('<span class="klein zacht">{}</span>', note) if note else SafeString("")
    if link := kwargs.get("link"):
        extra += format_html('<a class="klein" href="{}">{}</a>', link, kwargs["link_text"])
    return format_html(
        '<section class="vel" id="{0}" aria-labelledby="h-{0}">'
        '<div class="vel__kop"><h2 id="h-{0}">{1}</h2>{2}</div>{3}</section>',
        id,
        title,
        extra,
        content,
    )


@register.simple_block_tag
def attentie(content: SafeString, title: str, tone: str = "is-let-op") -> SafeString:
    """A strip that asks for attention: a bold word and a sentence."""
    return format_html('<p class="attentie {}"><b>{}</b><span>{}</span></p>', tone, title, content)
