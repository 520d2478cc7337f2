"""What runs after the besluit, and what was changed: one box each, empty where there is nothing yet."""

# ruff: noqa: ARG001 - every panel gets the case and the reader

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cases.contract import Panel, Slot
from cases.models import Case, User
from wmo import facts
from wmo.letters.words import euro, form_of, period_of, product_of, size_of
from wmo.models import Bijdrage, Herverslag, Opdracht, Standing, Voorziening, What, Zienswijze

Context = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRow:
    """One voorziening with how it stands: what, when, how, the order, and whether it began."""

    what: str
    period: str
    form: str
    standing: str
    tone: str
    order: str
    began: str


def help_now(case: Case, user: User) -> Context:
    """Each voorziening of a sent besluit, what runs first; and the contribution."""
    sent = {besluit.pk for besluit in facts.besluiten(case) if besluit.sent_on}
    rows = [row for row in case.wmo_voorzieningen.all() if row.besluit_id in sent] if sent else []
    if not rows:
        return {}
    orders = {(order.voorziening_id, order.what): order for order in facts.orders(case)}
    shown = [_row(row, orders.get((row.pk, What.START)), orders.get((row.pk, What.STOP))) for row in rows]
    return {
        "rows": sorted(shown, key=lambda row: row.standing != "loopt"),
        "contribution": _contribution(facts.contribution(case)),
    }


def _row(row: Voorziening, start: Opdracht | None, stop: Opdracht | None) -> HelpRow:
    ended = row.standing == Standing.ENDED and row.ended_on
    standing, tone = "loopt", "is-goed"
    if ended:
        standing, tone = f"tot en met {row.ended_on:%d-%m-%Y}", "is-pauze"
    elif row.standing == Standing.DROPPED:
        standing, tone = "vervallen", "is-rust"
    order = f"opdracht aan {start.receiver}, {start.sent_on:%d-%m-%Y}" if start else "nog geen opdracht"
    if stop:
        order += f"; einde gemeld op {stop.sent_on:%d-%m-%Y}"
    began = f"begonnen op {row.help_started_on:%d-%m-%Y}" if row.help_started_on else "begin nog niet bekend"
    return HelpRow(
        what=product_of(row), period=period_of(row), form=form_of(row), standing=standing, tone=tone, order=order,
        began=began if start else "",
    )  # fmt: skip


def _contribution(found: Bijdrage | None) -> str:
    if found is None:
        return ""
    if found.no_reason:
        return f"Geen. {found.no_reason}"
    if not found.reported_on:
        return "Begin nog niet gemeld bij het CAK"
    text = f"Begin gemeld bij het CAK op {found.reported_on:%d-%m-%Y}"
    return f"{text}, einde op {found.stop_reported_on:%d-%m-%Y}" if found.stop_reported_on else text


def changes(case: Case, user: User) -> Context:
    """Each heronderzoek with its verslag, each zienswijze, intent and recovery: newest first."""
    reviews = sorted(case.wmo_heronderzoeken.all(), key=lambda row: row.pk, reverse=True)
    views = _together(sorted(case.wmo_zienswijzen.all(), key=lambda row: row.pk, reverse=True))
    money = [row for row in facts.besluiten(case) if row.amount is not None]
    if not reviews and not views and not money:
        return {}
    return {
        "reviews": [(review, _parts(getattr(review, "verslag", None))) for review in reviews],
        "views": views,
        "money": [(besluit, euro(besluit.amount), besluit.terugvordering.computation) for besluit in money],
    }


def _together(rows: Iterable[Zienswijze]) -> list[tuple[str, Zienswijze]]:
    """What was asked in one letter, or left out in one act, stands once: with all that was intended."""
    found: dict[tuple[object, ...], tuple[list[str], Zienswijze]] = {}
    for row in rows:
        same = (row.asked_on, row.ends_by, row.intent, row.view, row.left_out, row.why)
        found.setdefault(same, ([], row))[0].append(row.get_kind_display())
    return [(" en ".join(reversed(kinds)), row) for kinds, row in found.values()]


def _parts(report: Herverslag | None) -> list[tuple[str, str]]:
    if report is None:
        return []
    size = size_of(report.amount, report.unit, report.frequency)
    return [
        ("1. Wat zegt de inwoner?", report.question),
        ("2. Welke problemen zijn er?", report.problems),
        ("3. Welke hulp is nodig, en hoeveel?", "\n".join(filter(None, (report.needed, size)))),
        ("4. Wat kan de inwoner zelf, en wie helpt er al?", report.own_strength),
        ("5. Wat blijft over voor de gemeente?", report.remainder),
    ]


HULP_PANELS = (
    Panel(
        key="hulp", label="Hulp", slot=Slot.CASE, template="wmo/panels/hulp.html", context=help_now,
        permission="wmo.work", order=35,
    ),
    Panel(
        key="wijziging", label="Opnieuw bekeken", slot=Slot.CASE, template="wmo/panels/wijziging.html",
        context=changes, permission="wmo.work", order=38,
    ),
)  # fmt: skip
