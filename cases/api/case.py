"""Cases as JSON: the list by pages, and one case with its terms and the proof of each. Names of staff, never a BSN."""

from datetime import datetime
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from cases import access
from cases.api.message import PHASES, filters
from cases.api.view import ApiView
from cases.contract import Nature, Phase
from cases.models import Case, Deadline, Outcome
from cases.queries.caseterms import deadlines_of
from cases.queries.clocks import up_to_date
from cases.queries.terms import calendar, confirmed_references, proof_of, term_of
from cases.rules.basis import Word
from cases.rules.calendar import Calendar
from cases.views.case import signed_in
from cases.views.clock import now

PAGE = 50  # cases
PHASE_NAMES = {phase: name for name, phase in PHASES.items()}
NATURES = {Nature.STATUTE: "wet", Nature.NORM: "norm", Nature.WINDOW: "venster"}
Json = dict[str, object]


class Cases(ApiView):
    """GET /zaken?wet=&fase=&cursor=: the newest first, a page at a time."""

    def get(self, request: Request) -> Response:
        wanted = filters(request.query_params.dict())
        cases = access.visible_to(signed_in(request), Case).filter(**wanted)
        # The public id has the time in it (UUIDv7): it orders, and it is the cursor; no page is ever counted.
        rows = list(cases.select_related("team", "handler").order_by("-uuid")[: PAGE + 1])
        more = len(rows) > PAGE
        url = _with_cursor(request, rows[PAGE - 1].uuid) if more else None
        body = {"next": url, "results": [summary(case) for case in rows[:PAGE]]}
        return Response(body, headers={"Link": f'<{url}>; rel="next"'} if url else None)


class OneCase(ApiView):
    """GET /zaken/{uuid}; the read log has its line before the answer goes out."""

    def get(self, request: Request, uuid: UUID) -> Response:
        at = now(request)
        return Response(whole(access.open_case(signed_in(request), uuid=uuid, at=at, via="api"), at))


def summary(case: Case) -> Json:
    """What the list says of a case. Wants `team` and `handler` in the same statement."""
    state, law = case.state_data, case.law_data
    return {
        "uuid": case.uuid,
        "nummer": case.number,
        "wet": {"code": law.key, "naam": law.short_name},
        "fase": PHASE_NAMES[Phase(case.phase)],
        "toestand": {"code": state.key, "naam": state.label},
        "onderwerp": case.title,
        "team": {"code": case.team.key, "naam": case.team.name},
        "behandelaar": {"naam": case.handler.display_name} if case.handler else None,
        "versie": case.version,
        "geopendOp": case.opened_at,
        "geslotenOp": case.closed_at,
    }


def whole(case: Case, at: datetime) -> Json:
    """The summary with every term the case had or has, in the order in which they started; five statements."""
    known, confirmed = calendar(), confirmed_references()
    terms = [_term(deadline, known, confirmed, at) for deadline in deadlines_of(case)]
    return summary(case) | {"termijnen": terms}


def _term(deadline: Deadline, known: Calendar, confirmed: Word, at: datetime) -> Json:
    """One term. The proof of one that ended is that of the day on which it ended."""
    if deadline.ended_at is None:
        up_to_date(deadline, known, at)
    term, proof = term_of(deadline), proof_of(deadline, known, deadline.ended_at or at, confirmed)
    on = deadline.ended_on
    running = "staatStil" if deadline.suspended else "loopt"
    return {
        "code": term.key,
        "naam": term.label,
        "aard": NATURES[term.nature],
        "spoed": deadline.urgent,
        "toestand": Outcome(deadline.outcome).label if deadline.ended_at else running,
        "teLaat": deadline.is_overdue(at) or deadline.was_late,
        "uiterlijk": proof.due,
        "geeindigdOp": on,
        "bewijs": proof.as_dict(),
    }


def _with_cursor(request: Request, last: UUID) -> str:
    query = request.query_params.copy()
    query["cursor"] = str(last)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
