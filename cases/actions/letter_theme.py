"""The look of a municipality's letters: every change is a new version; a sent letter keeps the one it went out in."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from cases import events
from cases.actions.once import answer_to, hold, keep
from cases.actions.textblock import require_managed
from cases.contract import ConflictError, InvalidError, LetterContent, Paragraph, Sender, local_day
from cases.models import LetterTheme, Municipality, User
from cases.queries.looks import look_of, theme_of
from cases.rules.contrast import ENOUGH, colour, contrast
from cases.rules.logo import LogoError, safe_logo
from cases.typesetting.look import Look
from cases.typesetting.pdf import TypesettingError, typeset

KIND = "cases.letter_theme_saved"


@transaction.atomic
def save_theme(
    *,
    municipality: Municipality,
    accent: str,
    ink: str,
    logo: bytes | None,
    logo_alt: str,
    actor: User,
    at: datetime,
    seen: int,
    once: UUID,
    remove_logo: bool = False,
    via: str = "page",
) -> LetterTheme:
    """Add a version. `logo` is the file as it was sent (None keeps the one there is); `seen` the version looked at.

    Raises NoAccessError, ConflictError, and InvalidError with what is wrong at `accent`, `ink`, `logo` or `logo_alt`.
    """
    require_managed(actor, municipality)
    hold(once)
    if (done := answer_to(once, actor, KIND)) is not None:
        return LetterTheme.objects.get(pk=done)
    events.lock(f"theme:{municipality.pk}")
    before = theme_of(municipality.pk)
    current = before.version if before else 0
    if current != seen:
        raise ConflictError(seen=seen, current=current)
    was = look_of(before)
    wrong: dict[str, list[str]] = {}
    colours = {name: _readable(name, text, wrong) for name, text in (("accent", accent), ("ink", ink))}
    data, kind = (b"", "") if remove_logo else (was.logo, was.logo_kind)
    if logo is not None and not remove_logo:
        try:
            made = safe_logo(logo)
            data, kind = made.data, made.kind
        except LogoError as error:
            wrong["logo"] = [str(error)]
    if data and not logo_alt.strip():
        wrong["logo_alt"] = ["Zeg in een paar woorden wat er op het logo staat, voor wie het niet ziet"]
    if not wrong:
        look = Look(**colours, logo=data, logo_kind=kind, logo_alt=logo_alt.strip() if data else "")
        _raise_if_it_cannot_be_set(look, local_day(at))
    if wrong:
        raise InvalidError(wrong)
    theme = LetterTheme.objects.create(
        municipality=municipality, version=current + 1, **colours, logo=data, logo_kind=kind,
        logo_alt=logo_alt.strip() if data else "", author=actor, written_at=at,
    )  # fmt: skip
    payload = {"municipality": municipality.pk, "version": theme.version, "theme": str(theme.uuid), **colours}
    events.record(kind=KIND, subject=None, actor=actor, at=at, via=via, payload=payload | {"logo": bool(data)})
    keep(once, actor, KIND, theme, at)
    return theme


def example(look: Look, municipality: Municipality, on: date) -> bytes:
    """A letter in this look, as PDF. Raises TypesettingError where a logo can't be set."""
    lines = tuple(filter(None, (*municipality.address_lines.splitlines(), municipality.phone)))
    content = LetterContent(
        title="Zo zien onze brieven eruit",
        sender=Sender(name=f"Gemeente {municipality.name}", lines=lines),
        addressee=("Mevrouw V. Voorbeeld", "Voorbeeldstraat 1", "0000 AA Voorbeeldstad"),
        date=on,
        number="2026-00000",
        handler="Voorbeeld",
        salutation="Beste mevrouw Voorbeeld",
        blocks=(Paragraph(text="Dit is een voorbeeld van een brief.\n\nBel ons als u vragen heeft."),),
        closing=(f"Gemeente {municipality.name}",),
    )
    return typeset(content, look)


def _readable(name: str, text: str, wrong: dict[str, list[str]]) -> str:
    found = colour(text)
    if found is None:
        wrong[name] = ["Schrijf de kleur als # met zes tekens, zoals #0b5563"]
    elif (ratio := contrast(found)) < ENOUGH:
        said = f"{ratio:.1f}".replace(".", ",")
        wrong[name] = [f"Kies een donkerder kleur: op wit papier is het contrast {said}, en minstens 4,5 is nodig"]
    return found or ""


def _raise_if_it_cannot_be_set(look: Look, on: date) -> None:
    if not look.logo:
        return
    try:
        example(look, Municipality(name="Voorbeeld", address_lines=""), on)
    except TypesettingError:
        raise InvalidError(
            {"logo": ["Dit logo kan niet in een pdf. Sla het opnieuw op en kies het nog eens"]}
        ) from None
