"""The steps of the main road as a story tells them, so that a story holds little but its own words."""

from collections.abc import Mapping
from datetime import date, datetime

from cases.contract import Act, Days, Handed, Noted, Told

Steps = tuple[Told, ...]
Data = Mapping[str, object]
INTAKER, FENNA, KARIM, MARGA = "intaker", "consulent", "consulent-noord", "teamleider"
QUESTIONS = ("danger", "no_basics", "eviction", "help_lost")


def melding(
    at: datetime, words: str, phone: str, *, by: str = INTAKER, reporter: str = "self", name: str = "",
    knows: bool | None = None, urgent: str = "", reported: datetime | None = None, key: str = "register_melding",
) -> Act:  # fmt: skip
    """A melding in the words of who reported it; `urgent` names the question answered with yes."""
    data: dict[str, object] = {
        "reporter": reporter, "reporter_name": name, "safe_contact": phone, "own_words": words,
        "resident_knows": {None: "", True: "ja", False: "nee"}[knows],
        **{question: "ja" if question == urgent else "nee" for question in QUESTIONS},
    }  # fmt: skip
    if reported:
        data |= {"reported_at_dag": reported.date(), "reported_at_tijd": f"{reported:%H.%M}"}
    return Act(at=at, by=by, key=key, data=data)


def act(at: datetime, by: str, key: str, **data: object) -> Act:
    return Act(at=at, by=by, key=key, data=data)


def take(at: datetime, by: str) -> Handed:
    """Somebody takes up what nobody had."""
    return Handed(at=at, by=by, to=by)


def note(at: datetime, by: str, kind: str, text: str) -> Noted:
    return Noted(at=at, by=by, kind=kind, text=text)


def start(
    days: Days, begin: date, by: str, first: Act, *, plan: str = "no", carer: bool | None = None,
    medium: str = "telefoon",
) -> Steps:  # fmt: skip
    """From melding to onderzoek as it mostly goes: taken up, confirmed, support offered, begun."""
    return (
        first,
        take(after(days, begin, 0, "13.10"), by),
        act(after(days, begin, 1, "9.05"), INTAKER, "confirm_melding"),
        act(
            after(days, begin, 3, "11.20"), by, "offer_clientondersteuning",
            medium=medium, plan_wish=plan, also_carer={None: "", True: "ja", False: "nee"}[carer],
        ),
        act(after(days, begin, 5, "9.30"), by, "start_onderzoek"),
    )  # fmt: skip


def after(days: Days, begin: date, plus: int, time: str) -> datetime:
    """The working day `plus` days after `begin`."""
    return days.work(date.fromordinal(begin.toordinal() + plus), time)


def day(value: date, plus: int = 0) -> date:
    return date.fromordinal(value.toordinal() + plus)
