"""Letters after the besluit: the order to the aanbieder and the SVB, with no more than they need; and the end."""

from dataclasses import replace

from cases.contract import Facts, Heading, LetterContent, Paragraph, full_date, plain_date
from cases.models import Case
from cases.models import Letter as LetterModel
from cases.queries.letters import facts_for
from wmo.letters.words import SUPPORT, Block, handler_lines, letter_of, product_of, size_of
from wmo.models import Beeindiging, Category, Form, Opdracht, Standing, StopReason, Voorziening, What

WHY = {
    StopReason.END_DATE: "De periode waarvoor u hulp kreeg, is voorbij.",
    StopReason.DEATH: "Wij hoorden dat de persoon die hulp kreeg, is overleden. Wij wensen u veel sterkte.",
    StopReason.MOVED: "U woont niet meer in onze gemeente. Uw nieuwe gemeente kan u helpen. Meld u daar.",
    StopReason.WLZ: "U krijgt zorg uit de Wet langdurige zorg. Die zorg komt in de plaats van onze hulp.",
    StopReason.REQUEST: "U vroeg ons om met de hulp te stoppen.",
}


def compose_order(case: Case, letter: LetterModel) -> LetterContent:
    """What, how much and from when: no reasons, no diagnosis, no address (iWmo 301; the rest goes by telephone)."""
    order = _newest(case, What.START)
    row = order.voorziening
    return _to(case, letter, order, "Opdracht voor hulp", [
        Paragraph(text="Wij geven u de opdracht voor deze hulp. Begin op de eerste dag, of bel ons als dat niet lukt."),
        Facts(rows=(*_who(case), ("Hulp", _product(row)), *_days(row))),
        Heading(text="Hoe gaat het verder?"),
        Paragraph(text="Laat ons weten op welke dag de hulp begint. Verandert er iets, of stopt de hulp? Bel ons dan "
                  "meteen. Het adres en hoe u de inwoner veilig bereikt, hoort u van ons per telefoon."),
    ])  # fmt: skip


def compose_svb(case: Case, letter: LetterModel) -> LetterContent:
    """The SVB pays out of the budget: how much, for what, from when (trekkingsrecht)."""
    order = _newest(case, What.START)
    row = order.voorziening
    budget = size_of(row.pgb_amount, "", row.pgb_frequency).strip()
    return _to(case, letter, order, "Pgb: trekkingsrecht", [
        Paragraph(text="Wij kenden een pgb toe. Wilt u het trekkingsrecht openen?"),
        Facts(rows=(*_who(case), ("Budget in euro", budget), ("Waarvoor", _product(row)), *_days(row))),
    ])  # fmt: skip


def compose_stop(case: Case, letter: LetterModel) -> LetterContent:
    """The last day, to whom the order went. Why is not theirs to know."""
    order = _newest(case, What.STOP)
    row = order.voorziening
    never = row.standing == Standing.DROPPED
    end = (
        "Deze hulp gaat niet door."
        if never or row.last_day is None
        else f"De laatste dag is {full_date(row.last_day)}."
    )
    pgb = " Wilt u het trekkingsrecht op die dag sluiten?" if row.form == Form.BUDGET else ""
    return _to(case, letter, order, "De hulp stopt", [
        Paragraph(text=f"De opdracht die wij u gaven, verandert. {end}{pgb}"),
        Facts(rows=(*_who(case), ("Hulp", _product(row)))),
    ])  # fmt: skip


def compose_end(case: Case, letter: LetterModel) -> LetterContent:
    """The help stops, without a besluit to withdraw it; who disagrees can ask for one."""
    facts = facts_for(case, letter)
    stop = Beeindiging.objects.filter(case=case).latest("pk")
    rows = Voorziening.objects.filter(ended_with=stop)
    names = ", ".join(sorted({Category(row.category).label for row in rows}))
    blocks: list[Block] = [
        Paragraph(
            text=f"De hulp van de gemeente stopt. De laatste dag is {full_date(stop.stops_on)}."
            + (f" Het gaat om: {names}." if names else ""),
            strong=full_date(stop.stops_on),
        ),
        Heading(text="Waarom?"),
        Paragraph(text=WHY[StopReason(stop.reason)]),
        *([Paragraph(text=stop.explanation)] if stop.explanation else []),
        Heading(text="Bent u het er niet mee eens?"),
        Paragraph(
            text="Bel of schrijf ons dan. Wij nemen dan een besluit, en daartegen kunt u bezwaar maken. Heeft u later "
            "weer hulp nodig? Meld u opnieuw. Dat kan altijd."
        ),
        Paragraph(text=SUPPORT),
    ]
    return letter_of(
        case,
        facts,
        title="Uw hulp van de gemeente stopt",
        blocks=tuple(blocks),
        closing=(*handler_lines(case), facts.sender.name),
        grounds="Deze brief is geen besluit.",
    )


def _newest(case: Case, what: What) -> Opdracht:
    return Opdracht.objects.filter(case=case, what=what).select_related("voorziening").latest("pk")


def _who(case: Case) -> tuple[tuple[str, str], ...]:
    return (("Inwoner", case.person.formal_name), ("Geboren", case.person.birth.text), ("Zaaknummer", case.number))


def _product(row: Voorziening) -> str:
    what = product_of(row)
    return f"{what[:1].upper()}{what[1:]}"


def _days(row: Voorziening) -> tuple[tuple[str, str], ...]:
    until = plain_date(row.last_day) if row.last_day else "zonder einddatum"
    return (("Vanaf", full_date(row.starts_on)), ("Tot en met", until))


def _to(case: Case, letter: LetterModel, order: Opdracht, title: str, blocks: list[Block]) -> LetterContent:
    """A letter to who got the order: their name and address in the place of the resident's."""
    facts = facts_for(case, letter)
    content = letter_of(
        case,
        facts,
        title=title,
        blocks=tuple(blocks),
        closing=(*handler_lines(case), facts.sender.name),
        grounds="In deze brief staat alleen wat nodig is om de hulp te geven.",
    )
    lines = tuple(line.strip() for line in order.address.splitlines() if line.strip())
    return replace(content, addressee=(order.receiver, *lines), salutation="Geachte heer, mevrouw")
