"""What runs in a case after its besluit, out of rows that a page loads once (`prefetch_related_objects`)."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import prefetch_related_objects

from cases.models import Case
from wmo.models import (
    IN_FORCE,
    Besluit,
    Bijdrage,
    Form,
    Heronderzoek,
    Herverslag,
    Kind,
    Opdracht,
    Voorziening,
    What,
    Zienswijze,
)


def besluiten(case: Case) -> list[Besluit]:
    """The besluiten that stand, oldest first."""
    prefetch_related_objects([case], "wmo_besluiten")
    return [besluit for besluit in case.wmo_besluiten.all() if besluit.dropped_at is None]


def key_of(case: Case, besluit: Besluit) -> str:
    """What names this besluit in its case, for bezwaar and its term: its kind and its number (dropped ones count)."""
    prefetch_related_objects([case], "wmo_besluiten")
    earlier = sum(1 for row in case.wmo_besluiten.all() if row.pk < besluit.pk)
    return f"{besluit.kind}_{earlier + 1}"


def unsent(case: Case, kinds: Iterable[Kind]) -> Besluit | None:
    """The besluit of one of these kinds that did not go out yet."""
    return next((row for row in besluiten(case) if row.kind in set(kinds) and row.sent_on is None), None)


def pending(case: Case) -> Besluit | None:
    """The besluit that changes an earlier one and did not go out yet."""
    return next((row for row in besluiten(case) if row.is_change and row.sent_on is None), None)


def correctable(case: Case) -> list[Besluit]:
    """The sent besluiten that a new one can replace, newest first: not yet replaced, and no temporary help."""
    rows = besluiten(case)
    replaced = {row.replaces_id for row in rows if row.sent_on}
    fits = [row for row in rows if row.sent_on and row.pk not in replaced]
    return [row for row in reversed(fits) if row.kind not in (Kind.TEMPORARY, Kind.RECOVERY)]


def revoked(case: Case) -> Besluit | None:
    """The newest sent intrekking on ground a: only after that one can recover (2.4.1 lid 1)."""
    rows = [row for row in besluiten(case) if row.kind == Kind.WITHDRAWAL and row.change == "a" and row.sent_on]
    replaced = {row.replaces_id for row in besluiten(case) if row.sent_on}
    return next((row for row in reversed(rows) if row.pk not in replaced), None)


def in_force(case: Case) -> list[Voorziening]:
    """The voorzieningen that a besluit gave, also those that have ended; oldest first."""
    prefetch_related_objects([case], "wmo_voorzieningen")
    return [row for row in case.wmo_voorzieningen.all() if row.standing in IN_FORCE]


def running(case: Case, on: date) -> list[Voorziening]:
    """The voorzieningen that run on this day, or begin later."""
    return [row for row in in_force(case) if row.last_day is None or row.last_day >= on]


def named(rows: Iterable[Voorziening]) -> list[tuple[str, str]]:
    """Choices out of voorzieningen: id and words."""
    return [(str(row.uuid), f"{row.get_category_display()}, vanaf {row.starts_on:%d-%m-%Y}") for row in rows]


def orders(case: Case) -> list[Opdracht]:
    prefetch_related_objects([case], "wmo_opdrachten")
    return list(case.wmo_opdrachten.all())


def to_order(case: Case, form: Form) -> list[Voorziening]:
    """The voorzieningen in this form that were granted by a sent besluit, still run, and have no order yet."""
    done = {order.voorziening_id for order in orders(case) if order.what == What.START}
    sent = {besluit.pk for besluit in besluiten(case) if besluit.sent_on}
    return [
        row
        for row in in_force(case)
        if row.form == form and row.besluit_id in sent and row.pk not in done and row.ended_on is None
    ]


def to_stop(case: Case) -> list[Voorziening]:
    """The voorzieningen of which an order went out that says nothing of an earlier end, or of their being dropped."""
    prefetch_related_objects([case], "wmo_voorzieningen")
    started = {order.voorziening_id for order in orders(case) if order.what == What.START}
    stopped = {order.voorziening_id for order in orders(case) if order.what == What.STOP}
    early = [row for row in case.wmo_voorzieningen.all() if row.standing not in ("granted", "proposed")]
    return [row for row in early if row.pk in started - stopped]


def to_start(case: Case) -> list[Voorziening]:
    """The voorzieningen that were ordered and of which nobody knows yet whether the help began."""
    ordered = {order.voorziening_id for order in orders(case) if order.what == What.START}
    return [row for row in in_force(case) if row.pk in ordered and row.help_started_on is None]


def contribution(case: Case) -> Bijdrage | None:
    """The newest contribution of the case."""
    prefetch_related_objects([case], "wmo_bijdragen")
    return max(case.wmo_bijdragen.all(), key=lambda row: row.pk, default=None)


def review(case: Case) -> Heronderzoek | None:
    """The heronderzoek that runs."""
    prefetch_related_objects([case], "wmo_heronderzoeken")
    return next((row for row in case.wmo_heronderzoeken.all() if row.concluded_on is None), None)


def review_report(case: Case) -> Herverslag | None:
    """The verslag of the heronderzoek that runs, given or not."""
    found = review(case)
    return Herverslag.every.filter(heronderzoek=found).first() if found else None


def view(case: Case, kind: Kind | str) -> Zienswijze | None:
    """The newest zienswijze on a besluit of this kind that was not used for a besluit yet."""
    prefetch_related_objects([case], "wmo_zienswijzen")
    rows = [row for row in case.wmo_zienswijzen.all() if row.kind == kind and row.besluit_id is None]
    return max(rows, key=lambda row: row.pk, default=None)


def waiting_view(case: Case) -> Zienswijze | None:
    """The zienswijze that was asked and can still come in."""
    prefetch_related_objects([case], "wmo_zienswijzen")
    rows = [row for row in case.wmo_zienswijzen.all() if row.asked_on and not row.received_on and not row.besluit_id]
    return max(rows, key=lambda row: row.pk, default=None)


def rows_after(case: Case, besluit: Besluit, on: date) -> list[tuple[Voorziening, date | None]]:
    """What runs on `on` or begins later once this besluit is sent, each with its last day."""
    ends = {row.voorziening_id for row in besluit.wijzigingen.all()}
    last = besluit.effective_on - timedelta(days=1) if besluit.effective_on else None
    found = [
        (row, min(filter(None, (row.last_day, last)), default=None) if row.pk in ends else row.last_day)
        for row in in_force(case)
        if row.besluit_id != besluit.pk
    ]
    found += [(row, row.last_day) for row in besluit.voorzieningen.all()]
    return [(row, end) for row, end in found if (end is None or end >= max(on, row.starts_on))]
