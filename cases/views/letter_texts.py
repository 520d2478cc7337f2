"""Beheer: the texts of each letter that the municipality makes its own, with every version."""

from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases import access
from cases.actions.textblock import PERMISSION, Place, require_managed, save_text
from cases.contract import CaseError, ConflictError, InvalidError, Law, Letter, NoAccessError, laws, local_day
from cases.forms.base import BaseForm
from cases.forms.textblock import TextForm
from cases.models import Municipality
from cases.queries.municipalities import managed_by
from cases.queries.textblocks import Shown, texts_shown, variables_of, written_since
from cases.queries.texts import blocks_of
from cases.rules.fill import faults
from cases.rules.readability import advice_on
from cases.typesetting.view import blocks_data
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.conflict import Saved, conflict, own_fields
from cases.views.errors import hides_what_may_not_be_seen
from cases.views.posted import number, one_time_key

NEW = "nieuw"


class Chosen(NamedTuple):
    """Which letter of which municipality the page is about."""

    municipality: Municipality
    law: Law
    kind: Letter
    managed: tuple[Municipality, ...]  # all that this colleague looks after


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def texts(request: HttpRequest) -> HttpResponse:
    """GET: the texts of a letter. POST `actie`: `bekijk` how it will look, `bewaar` a version, `stop` a text."""
    user = signed_in(request)
    access.require(user, PERMISSION)
    chosen = _chosen(request, managed_by(user))
    if chosen is None:
        return render(request, "cases/letter_texts_none.html")
    if request.method == "POST":
        return _post(request, chosen)
    shown = texts_shown(chosen.municipality, chosen.law.key, chosen.kind, local_day(now(request)))
    return _page(request, chosen, shown, editing=_asked(request, chosen, shown))


def _post(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    post, at = request.POST, now(request)
    user = signed_in(request)
    place = Place(
        municipality=chosen.municipality,
        law=chosen.law.key,
        letter=chosen.kind.key,
        slot=post.get("plek", ""),
        key=post.get("blok", ""),
    )
    slot = place.kind.slot(place.slot)
    require_managed(user, chosen.municipality)
    form = TextForm(post, to_insert=place.to_insert, today=local_day(at))
    once = one_time_key(request)
    editing = {"place": place, "form": form, "hidden": own_fields(request, form, version=0, once=once)}
    valid = form.is_valid()
    sentences = faults(post.get("text", ""), slot.variables)
    if post.get("actie") == "bekijk":
        for sentence in sentences:
            form.add_error("text", sentence)
        return _again(request, chosen, editing | {"looked": True}, status=400 if form.errors else 200)
    stop = post.get("actie") == "stop"
    if not valid and not stop:
        for sentence in sentences:  # all errors at once
            form.add_error("text", sentence)
        return _again(request, chosen, editing, status=400)
    try:
        block = save_text(
            place=place,
            name="" if stop else form.cleaned_data.get("name", ""),
            text="" if stop else form.cleaned_data["text"],
            valid_from=local_day(at) if stop else form.cleaned_data["valid_from"],
            actor=user,
            at=at,
            seen=number(post.get("seen")),
            once=once,
            ended=stop,
        )
    except NoAccessError:
        raise
    except ConflictError as error:
        return _conflict(request, chosen, place, form, error)
    except CaseError as error:
        _onto(form, error)
        return _again(request, chosen, editing, status=400)
    done = "gebruiken collega’s niet meer" if stop else f"is bewaard als versie {block.version}"
    messages.success(request, f"De tekst “{block.name or slot.label}” {done}.")
    return redirect(_address(chosen))


def _conflict(request: HttpRequest, chosen: Chosen, place: Place, form: TextForm, error: ConflictError) -> HttpResponse:
    series = written_since(error.seen, chosen.municipality, chosen.law.key, chosen.kind.key, place.key)
    latest = series[-1]
    initial = {"name": latest.name, "text": latest.text}
    return conflict(
        request,
        error,
        mine=form,
        theirs=TextForm(to_insert=place.to_insert, today=local_day(now(request)), initial=initial),
        changes=[Saved(title=f"Versie {row.version}", by=row.author.display_name, at=row.written_at) for row in series],
        heading=f"Tekst van “{chosen.kind.label}”",
        back=_address(chosen),
    )


def _again(request: HttpRequest, chosen: Chosen, editing: dict[str, Any], *, status: int) -> HttpResponse:
    """The page with what was typed still in the form."""
    shown = texts_shown(chosen.municipality, chosen.law.key, chosen.kind, local_day(now(request)))
    return _page(request, chosen, shown, editing=editing, status=status)


def _asked(request: HttpRequest, chosen: Chosen, shown: tuple[Shown, ...]) -> dict[str, Any] | None:
    """The text that the address asks to change, or a new one to put in at a place."""
    key, today = request.GET.get("blok", ""), local_day(now(request))
    found = next((row for row in shown if row.key == key), None)
    slot = found.slot if found else next((s for s in chosen.kind.slots if s.key == request.GET.get("plek")), None)
    if slot is None or (found is None and key != NEW):
        return None
    latest = found.latest if found else None
    initial = {"name": latest.name, "text": latest.text} if latest else {"text": found.text if found else ""}
    place = Place(
        municipality=chosen.municipality, law=chosen.law.key, letter=chosen.kind.key, slot=slot.key,
        key=found.key if found else uuid4().hex,
    )  # fmt: skip
    form = TextForm(to_insert=place.to_insert, today=today, initial=initial)
    return {"place": place, "form": form, "hidden": own_fields(request, form, version=latest.version if latest else 0)}


def _page(
    request: HttpRequest,
    chosen: Chosen,
    shown: tuple[Shown, ...],
    *,
    editing: dict[str, Any] | None,
    status: int = 200,
) -> HttpResponse:
    kind = chosen.kind
    context: dict[str, Any] = {
        "chosen": chosen,
        "laws": [law for law in laws if _with_slots(law)],
        "letters": _with_slots(chosen.law),
        "shown": shown,
        "address": _address(chosen),
        "today": local_day(now(request)),
    }
    if editing:
        place, form = editing["place"], editing["form"]
        slot = kind.slot(place.slot)
        text = str(form["text"].value() or "")
        examples = {variable.key: variable.example for variable in kind.variables}
        context |= editing | {
            "slot": slot,
            "current": next((row for row in shown if row.key == place.key), None),
            "variables": variables_of(kind, slot),
            "preview": blocks_data(blocks_of(text, examples)) if not faults(text, slot.variables) else (),
            "advice": advice_on(text),
        }
    return render(request, "cases/letter_texts.html", context, status=status)


def _chosen(request: HttpRequest, managed: tuple[Municipality, ...]) -> Chosen | None:
    """What the address or the form names, else the first there is; None where there is nothing to change at all."""
    asked = request.POST if request.method == "POST" else request.GET
    possible = [law for law in laws if _with_slots(law)]
    if not managed or not possible:
        return None
    municipality = next((m for m in managed if m.pk == asked.get("gemeente")), managed[0])
    law = next((law for law in possible if law.key == asked.get("wet")), possible[0])
    letters = _with_slots(law)
    kind = next((row for row in letters if row.key == asked.get("brief")), letters[0])
    return Chosen(municipality, law, kind, managed)


def _with_slots(law: Law) -> list[Letter]:
    return [letter for letter in law.letters if letter.slots]


def _address(chosen: Chosen) -> str:
    query = {"gemeente": chosen.municipality.pk, "wet": chosen.law.key, "brief": chosen.kind.key}
    return f"{reverse('letter_texts')}?{urlencode(query)}"


def _onto(form: BaseForm, error: CaseError) -> None:
    errors = error.errors if isinstance(error, InvalidError) else {"": [str(error)]}
    for name, sentences in errors.items():
        form.add_error(name if name in form.fields else None, list(sentences))
