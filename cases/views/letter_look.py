"""Beheer: colours and logo of a municipality's letters, with every version; and what pages need to show them."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases import access
from cases.actions.letter_theme import example, save_theme
from cases.actions.textblock import PERMISSION
from cases.contract import CaseError, ConflictError, InvalidError, NoAccessError, local_day
from cases.forms.letter_theme import ThemeForm
from cases.models import LetterTheme, Municipality
from cases.queries.looks import look_of, theme_of, themes_of
from cases.queries.municipalities import managed_by
from cases.rules.contrast import contrast
from cases.rules.logo import LARGEST
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.conflict import Saved, conflict, own_fields
from cases.views.errors import hides_what_may_not_be_seen, not_found
from cases.views.pdf import pdf_answer
from cases.views.posted import number, one_time_key

LOGO_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """GET: the look, `?voorbeeld=pdf` a letter in it. POST `actie`: `bewaar` a version, `terug` to an older one."""
    user = signed_in(request)
    access.require(user, PERMISSION)
    managed = managed_by(user)
    asked = request.POST.get("gemeente") or request.GET.get("gemeente")
    municipality = next((m for m in managed if m.pk == asked), managed[0] if managed else None)
    if municipality is None:
        return not_found(request)
    if request.method == "POST":
        return _save(request, municipality, managed)
    theme = theme_of(municipality.pk)
    if request.GET.get("voorbeeld") == "pdf":
        return pdf_answer(example(look_of(theme), municipality, local_day(now(request))), "voorbeeld")
    return _page(request, municipality, managed, theme)


@require_safe
def logo(request: HttpRequest, theme: UUID) -> HttpResponse:  # noqa: ARG001 - a logo is no secret to a colleague
    """The logo of a version; no browser runs anything in it, whatever is in it."""
    found = get_object_or_404(LetterTheme.objects.exclude(logo_kind=""), uuid=theme)
    return HttpResponse(
        bytes(found.logo),
        content_type=LOGO_TYPES[found.logo_kind],
        headers={
            "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_safe
def colours(request: HttpRequest, theme: UUID) -> HttpResponse:  # noqa: ARG001 - nor are its colours
    """The tokens of a version, for the sheet of paper on a page."""
    found = get_object_or_404(LetterTheme.objects.defer("logo"), uuid=theme)
    css = f".brief {{ --brief-accent: {found.accent}; --brief-inkt: {found.ink}; }}\n"
    return HttpResponse(css, content_type="text/css", headers={"X-Content-Type-Options": "nosniff"})


def _save(request: HttpRequest, municipality: Municipality, managed: tuple[Municipality, ...]) -> HttpResponse:
    post = request.POST
    seen, once = number(post.get("seen")), one_time_key(request)
    shared: dict[str, Any] = {"actor": signed_in(request), "at": now(request), "seen": seen, "once": once}
    theme = theme_of(municipality.pk)
    if post.get("actie") == "terug":
        older = get_object_or_404(LetterTheme, municipality=municipality, version=number(post.get("versie")))
        kept = look_of(older)
        form = ThemeForm(initial=_initial(theme))
        given: dict[str, Any] = {
            "accent": kept.accent, "ink": kept.ink, "logo": kept.logo or None, "logo_alt": kept.logo_alt,
            "remove_logo": not kept.logo,
        }  # fmt: skip
    else:
        form = ThemeForm(post, request.FILES)
        if not form.is_valid():
            return _page(request, municipality, managed, theme, form=form, once=once, status=400)
        sent = form.cleaned_data["logo"]
        given = form.cleaned_data | {"logo": sent.read(LARGEST + 1) if sent else None}
    try:
        saved = save_theme(municipality=municipality, **given, **shared)
    except NoAccessError:
        raise
    except ConflictError as error:
        return _conflict(request, municipality, form, error)
    except CaseError as error:
        if not form.is_bound:
            messages.error(request, str(error))
            return redirect(_address(municipality))
        for name, sentences in (error.errors if isinstance(error, InvalidError) else {"": [str(error)]}).items():
            form.add_error(name if name in form.fields else None, list(sentences))
        return _page(request, municipality, managed, theme, form=form, once=once, status=400)
    messages.success(request, f"De huisstijl is bewaard als versie {saved.version}. Nieuwe brieven zien er zo uit.")
    return redirect(_address(municipality))


def _conflict(request: HttpRequest, municipality: Municipality, form: ThemeForm, error: ConflictError) -> HttpResponse:
    """Somebody was first. Going back to an older version has nothing to compare: its form is not bound."""
    newer = [row for row in reversed(themes_of(municipality)) if row.version > error.seen]
    if not form.is_bound:
        messages.warning(request, str(error))
        return redirect(_address(municipality))
    return conflict(
        request,
        error,
        mine=form,
        theirs=ThemeForm(initial=_initial(newer[-1])),
        changes=[Saved(title=f"Versie {row.version}", by=row.author.display_name, at=row.written_at) for row in newer],
        heading="Huisstijl van brieven",
        back=_address(municipality),
    )


def _page(
    request: HttpRequest,
    municipality: Municipality,
    managed: tuple[Municipality, ...],
    theme: LetterTheme | None,
    *,
    form: ThemeForm | None = None,
    once: UUID | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = look_of(theme)
    context = {
        "municipality": municipality,
        "managed": managed,
        "theme": theme,
        "look": kept,
        "contrast": f"{contrast(kept.accent):.1f}".replace(".", ","),
        "themes": themes_of(municipality),
        "form": form or ThemeForm(initial=_initial(theme)),
        "hidden": own_fields(
            request, ThemeForm(initial=_initial(theme)), version=theme.version if theme else 0, once=once
        ),
        "version": theme.version if theme else 0,
        "once": uuid4(),
        "today": local_day(now(request)),
    }
    return render(request, "cases/letter_look.html", context, status=status)


def _initial(theme: LetterTheme | None) -> dict[str, str]:
    kept = look_of(theme)
    return {"accent": kept.accent, "ink": kept.ink, "logo_alt": kept.logo_alt, "remove_logo": ""}


def _address(municipality: Municipality) -> str:
    return f"{reverse('letter_look')}?{urlencode({'gemeente': municipality.pk})}"
