"""What the API says when something can't be done: application/problem+json (RFC 9457), the sentences in Dutch."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.http.multipartparser import MultiPartParserError
from rest_framework.response import Response

from cases.actions.hold import crossed
from cases.contract import CaseError, ConflictError, InvalidError, LegalBasis, NoAccessError, RefusedError
from cases.queries.away import database_is_away

STATUS = {  # code, title, and the sentence where the error brings none of its own
    400: ("onleesbaar", "Het bericht klopt niet", "Dit bericht is geen JSON die we kunnen lezen."),
    401: ("niet-ingelogd", "Niet ingelogd", "Log eerst in."),
    403: ("csrf", "Niet toegestaan", "Stuur het beveiligingskenmerk mee in de kop X-CSRFToken."),
    404: (NoAccessError.code, "Niet gevonden", "Dit bestaat niet, of je mag het niet zien."),
    405: ("methode", "Deze methode kan hier niet", "Kijk in de kop Allow welke methoden er wel zijn."),
    406: ("antwoordvorm", "Deze vorm hebben we niet", "We antwoorden alleen met application/json."),
    409: (CaseError.code, "Niet uitgevoerd", "Er is niets gewijzigd."),
    413: ("te-groot", "Het bericht is te groot", "Stuur een kleiner bericht."),
    503: ("database", "Even niet bereikbaar", "De gegevens zijn even niet bereikbaar. Stuur hetzelfde zo nog eens."),
    415: ("mediatype", "Deze vorm lezen we niet", "Stuur het bericht als application/json."),
}
# Errors of Django and of the gate; DRF's own bring their status. One 404 for all: it never says whether a thing exists.
STATUS_OF: tuple[tuple[tuple[type[Exception], ...], int], ...] = (
    ((NoAccessError, Http404), 404),
    ((PermissionDenied,), 403),
    ((RequestDataTooBig,), 413),
    ((SuspiciousOperation, BadRequest, MultiPartParserError), 400),
)


CROSSED_ACTS = "Er werkte iemand op hetzelfde moment aan hetzelfde. Er is niets gewijzigd. Stuur het bericht opnieuw."


class ShapeError(Exception):
    """A message or an address of another shape than agreed; `errors` maps each part to its sentence."""

    code = "vorm"

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("Dit bericht heeft een andere vorm dan afgesproken. Er is niets gewijzigd.")
        self.errors = errors


def problem(exc: Exception, context: dict[str, Any]) -> Response | None:  # noqa: ARG001 - DRF's signature
    """The answer to an error; None for what is a defect of ours, which then shows as one."""
    if isinstance(exc, (ShapeError, CaseError)) and not isinstance(exc, NoAccessError):
        status = 400 if isinstance(exc, (ShapeError, InvalidError)) else 409
        return _answer(status, code=exc.code, detail=str(exc), more=_more(exc))
    if database_is_away(exc):
        return _answer(503, headers={"Retry-After": "10"})
    if crossed(exc):
        return _answer(409, code="druk", detail=CROSSED_ACTS)
    own: int = getattr(exc, "status_code", 0)
    status = next((status for types, status in STATUS_OF if isinstance(exc, types)), own)
    if status not in STATUS:
        return None
    scheme: str | None = getattr(exc, "auth_header", None)
    return _answer(status, headers={"WWW-Authenticate": scheme} if scheme else None)


def article(basis: LegalBasis | None) -> dict[str, str] | None:
    """An article as JSON."""
    return {"tekst": basis.text, "url": basis.url} if basis else None


def _answer(
    status: int,
    *,
    code: str = "",
    detail: str = "",
    headers: dict[str, str] | None = None,
    more: Mapping[str, object] | None = None,
) -> Response:
    usual, title, sentence = STATUS[status]
    body = {"title": title, "status": status, "detail": detail or sentence, "code": code or usual, **(more or {})}
    return Response(body, status=status, headers=headers, content_type="application/problem+json")


def _more(exc: ShapeError | CaseError) -> dict[str, object]:
    """What this kind of error adds to the answer."""
    match exc:
        case ShapeError():
            params = [{"name": name, "code": exc.code, "reason": reason} for name, reason in exc.errors.items()]
            return {"invalidParams": params}
        case InvalidError():
            return {"invalidParams": _params(exc)}
        case ConflictError():
            return {"versie": exc.current}
        case RefusedError():
            return {"artikel": article(exc.refusal.basis)}
    return {}


def _params(exc: InvalidError) -> list[dict[str, str]]:
    """Every sentence of every field; `name` is "" for what is about the whole form."""
    if exc.form is None:
        return [{"name": name, "code": "invalid", "reason": one} for name, all_ in exc.errors.items() for one in all_]
    return [
        {"name": "" if name == "__all__" else name, "code": error.code or "invalid", "reason": sentence}
        for name, errors in exc.form.errors.as_data().items()
        for error in errors
        for sentence in error.messages
    ]
