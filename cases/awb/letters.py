"""The letters of the side roads, at B1: first what it is about, then until when, then what one can do."""

from datetime import date

from cases.awb import facts
from cases.contract import Block, Facts, Heading, Letter, LetterContent, Paragraph, full_date, plain_date
from cases.models import Case, DefaultNotice, Standstill
from cases.models import Letter as LetterModel
from cases.queries.letters import facts_for, running_proof, starting_proof
from cases.rules.penalty import euro, shares
from cases.rules.proof import Proof

NO_DECISION = "Dit is geen besluit. U kunt er geen bezwaar tegen maken."
COLLEGE = "namens het college van burgemeester en wethouders"
CALL = "Heeft u vragen? Bel ons gerust."


def letters(work: str, decide: str) -> tuple[Letter, ...]:
    """The letters of the side roads, for who may do `work` and who may `decide`."""
    still = "staat stil vanaf de dag na verzending"
    rows = (
        ("herstel", "Wij missen nog iets", compose_completion, still),
        ("opschorting_buitenland", "Informatie uit het buitenland", compose_abroad, still),
        ("opschorting", "De termijn staat stil", compose_standstill, "staat stil"),
        ("termijn_loopt_weer", "De termijn loopt weer", compose_resumed, "loopt weer"),
        ("verdaagbericht", "Het duurt langer", compose_delay, "geen"),
        ("antwoord_ingebrekestelling", "Antwoord op de ingebrekestelling", compose_answer, "geen"),
    )
    return (
        *(
            Letter(key=key, label=label, compose=compose, permission=work, clock=clock)
            for key, label, compose, clock in rows
        ),
        Letter(
            key="dwangsombesluit", label="Besluit over de dwangsom", compose=compose_penalty, permission=decide,
            clock="dwangsom vastgesteld",
        ),
    )  # fmt: skip


def compose_completion(case: Case, letter: LetterModel) -> LetterContent:
    """Something is missing (4:5): what, until when, and what happens if it does not come."""
    asked = case.completions.order_by("-pk")[0]
    until = f"uiterlijk op {full_date(asked.ends_by)}"
    blocks = (
        Paragraph(text=f"{_received(case)} Wij kunnen nog niet beslissen, want wij missen iets."),
        Heading(text="Wat missen wij?"),
        Paragraph(text=asked.missing),
        Heading(text="Wat moet u doen?"),
        Paragraph(
            text=f"Stuur of breng dit {until}. Het adres staat boven aan deze brief. Lukt dat niet op tijd, of heeft u "
            "hulp nodig? Bel ons dan zo snel mogelijk.",
            strong=until,
        ),
        Paragraph(
            text="De tijd die wij hebben om te beslissen, staat stil vanaf de dag na deze brief. De tijd loopt weer "
            "op de dag dat wij uw stukken krijgen, of als de tijd om aan te vullen voorbij is."
        ),
        Heading(text="Stuurt u niets, of niet genoeg?"),
        Paragraph(text=f"Dan mogen wij stoppen met uw {_what(case)}. U krijgt daarover dan een besluit."),
    )
    return letter_of(
        case,
        letter,
        f"Wij missen nog iets bij uw {_what(case)}",
        blocks,
        f"Awb {'6:6 en 7:10' if hasattr(case, 'objection') else '4:5 en 4:15'}. {NO_DECISION}",
    )


def compose_abroad(case: Case, letter: LetterModel) -> LetterContent:
    """Information was asked abroad (4:15 lid 1 b)."""
    found = case.standstills.filter(ground=Standstill.Ground.ABROAD).order_by("-pk")[0]
    blocks = (
        Paragraph(text=f"{_received(case)} Voor ons besluit hebben wij informatie uit het buitenland nodig."),
        Paragraph(text=found.reason),
        Paragraph(
            text="De tijd die wij hebben om te beslissen, staat stil vanaf de dag na deze brief. Hij loopt weer als "
            "wij de informatie hebben, of als langer wachten niet redelijk is. U krijgt dan een brief met de nieuwe "
            "laatste dag."
        ),
        Paragraph(text=CALL),
    )
    return letter_of(case, letter, "Wij wachten op informatie uit het buitenland", blocks, f"Awb 4:15. {NO_DECISION}")


def compose_standstill(case: Case, letter: LetterModel) -> LetterContent:
    """The clock stands still on a ground of 4:15 lid 2."""
    found = case.standstills.exclude(ground=Standstill.Ground.ABROAD).order_by("-pk")[0]
    opening = {
        Standstill.Ground.CONSENT: "U stemde ermee in dat wij later beslissen.",
        Standstill.Ground.APPLICANT: "Wij kunnen nog niet beslissen, omdat wij op u wachten.",
        Standstill.Ground.FORCE: "Door overmacht kunnen wij nu niet beslissen. Dat spijt ons.",
    }[Standstill.Ground(found.ground)]
    assert found.since is not None
    end = f" Hij loopt weer op {full_date(found.until)}." if found.until else " U krijgt een brief als hij weer loopt."
    expected = f" Wij verwachten het besluit op {full_date(found.expected_on)}." if found.expected_on else ""
    blocks = (
        Paragraph(text=f"{_received(case)} {opening}"),
        Paragraph(text=found.reason),
        Paragraph(text=f"De tijd om te beslissen staat stil na {plain_date(found.since)}.{end}{expected}"),
        Paragraph(text=CALL),
    )
    return letter_of(case, letter, "De tijd om te beslissen staat stil", blocks, f"Awb 4:15. {NO_DECISION}")


def compose_resumed(case: Case, letter: LetterModel) -> LetterContent:
    """The clock runs again: the new last day with its proof (4:15 lid 4)."""
    proof = _decision_proof(case)
    when = full_date(proof.due_on) if proof and proof.due_on else "een dag die wij u nog laten weten"
    blocks = (
        Paragraph(text=f"De tijd om te beslissen op uw {_what(case)} stond stil. Die tijd loopt nu weer."),
        Paragraph(
            text=f"Wij beslissen uiterlijk op {when}. Op de laatste bladzijde staat hoe wij rekenen.", strong=when
        ),
        Paragraph(text=CALL),
    )
    title = f"Wij gaan weer verder met uw {_what(case)}"
    return letter_of(case, letter, title, blocks, f"Awb 4:15 lid 4. {NO_DECISION}", proof)


def compose_delay(case: Case, letter: LetterModel) -> LetterContent:
    """The besluit comes later (4:14): sorry, why, when; and that the last day of the law stays."""
    notice, proof = case.delay_notices.order_by("-pk")[0], _decision_proof(case)
    extends = any(e.by == "send_delay_notice" for term in facts.decision_terms(case) for e in term.extensions)
    last = full_date(proof.due_on) if proof and proof.due_on else ""
    stays = (
        f"De laatste dag uit de wet blijft {last}. Deze brief verandert dat niet. Is er na die dag nog geen besluit? "
        "Dan mag u ons een brief sturen dat wij te laat zijn. Die brief heet een ingebrekestelling."
    )
    blocks = (
        Paragraph(text=f"{_received(case)} Ons besluit komt later dan wij wilden. Dat spijt ons."),
        Heading(text="Waarom duurt het langer?"),
        Paragraph(text=notice.reason),
        Heading(text="Wanneer krijgt u het besluit?"),
        Paragraph(text=f"U krijgt het uiterlijk op {full_date(notice.expected_on)}."),
        *((Paragraph(text=stays),) if last and not extends else ()),
        Paragraph(text=CALL),
    )
    return letter_of(case, letter, "Ons besluit duurt langer", blocks, f"Awb 4:14. {NO_DECISION}", proof)


def compose_answer(case: Case, letter: LetterModel) -> LetterContent:
    """The answer to an ingebrekestelling: valid, premature, or not valid and why."""
    notice = case.default_notices.order_by("-pk")[0]
    opening = f"Op {plain_date(notice.received_on)} kregen wij uw brief dat wij te laat zijn met ons besluit."
    match notice.verdict:
        case DefaultNotice.Verdict.VALID:
            return _valid(case, letter, opening)
        case DefaultNotice.Verdict.PREMATURE:
            return _premature(case, letter, opening)
        case DefaultNotice.Verdict.REPEATED:
            why = "Wij hadden al zo’n brief van u. De tijd die toen begon, loopt gewoon door."
        case _:
            why = f"Wij vinden uw brief niet geldig. {notice.reason}"
    blocks = (Paragraph(text=opening), Paragraph(text=why), Paragraph(text=CALL))
    return letter_of(case, letter, "Antwoord op uw brief", blocks, f"Awb 4:17. {NO_DECISION}")


def _valid(case: Case, letter: LetterModel, opening: str) -> LetterContent:
    proof = running_proof(case, facts.NOTICE)
    clock = facts.newest(case, {facts.NOTICE})
    assert proof is not None
    assert proof.due_on is not None
    assert clock is not None
    days = facts.penalty_days(clock)
    until = f"uiterlijk op {full_date(proof.due_on)}"
    rates = [f"dag {r.first} tot en met {r.last}: {euro(r.per_day)} per dag" for r in facts.rates()]
    blocks = (
        Paragraph(text=f"{opening} Dat klopt. Dat spijt ons."),
        Paragraph(text=f"Wij sturen u het besluit {until}.", strong=until),
        Heading(text="Lukt dat niet?"),
        Paragraph(
            text=f"Dan krijgt u geld van ons voor elke dag dat wij te laat zijn, vanaf {full_date(days[0].day)}. Dat "
            f"heet een dwangsom. Het duurt hoogstens {days[-1].number} dagen en is samen hoogstens "
            f"{euro(days[-1].total)}. U hoeft er niet om te vragen."
        ),
        Facts(rows=(("Hoeveel?", "; ".join(rates)),)),
        Paragraph(text="Is er dan nog geen besluit? Dan kunt u ook naar de rechter gaan. Wij leggen graag uit hoe."),
    )
    return letter_of(
        case, letter, "Wij zijn te laat met ons besluit", blocks, f"Awb 4:17. {NO_DECISION}",
        proof, starting_proof(facts.PENALTY, proof.due_on),
    )  # fmt: skip


def _premature(case: Case, letter: LetterModel, opening: str) -> LetterContent:
    proof = _decision_proof(case)
    until = (
        f"Wij hebben tijd tot en met {full_date(proof.due_on)}. Uw brief kwam eerder."
        if proof and proof.due_on
        else "De tijd om te beslissen staat nu stil. Daarom zijn wij nog niet te laat."
    )
    blocks = (
        Paragraph(text=f"{opening} {until}"),
        Paragraph(
            text="Uw brief kwam dus te vroeg. Wij bewaren hem wel, maar u krijgt nu geen dwangsom. Hebben wij na de "
            "laatste dag nog niet beslist? Stuur ons dan opnieuw een brief."
        ),
        Paragraph(text=CALL),
    )
    return letter_of(case, letter, "Uw brief kwam te vroeg", blocks, f"Awb 4:17. {NO_DECISION}", proof)


def compose_penalty(case: Case, letter: LetterModel) -> LetterContent:
    """The besluit over de dwangsom (4:18): how much, over which days, and the way to bezwaar."""
    found = case.penalties.select_related("decider").order_by("-pk")[0]
    on = facts_for(case, letter).on
    bezwaar = starting_proof("awb.bezwaar", on)
    assert bezwaar.due_on is not None
    until = f"uiterlijk op {full_date(bezwaar.due_on)}"
    mine = shares(found.amount, found.applicants)[0]
    rows = [
        ("Hoeveel?", euro(found.amount)),
        ("Waarover?", f"{found.days} dagen: {_period(found.first_day, found.last_day)}"),
    ]
    if found.applicants > 1:
        rows.append(("Wat krijgt u?", f"{euro(mine)}: u deelt met {found.applicants} aanvragers, ieder evenveel"))
    blocks = (
        Paragraph(
            text=f"Wij waren te laat met ons besluit op uw {_what(case)}. Daarom krijgt u geld van ons: een dwangsom."
        ),
        Facts(rows=tuple(rows)),
        Paragraph(text="Wij betalen dit binnen zes weken na deze brief. U hoeft daarvoor niets te doen."),
        Heading(text="Bent u het er niet mee eens?"),
        Paragraph(
            text=f"Dan kunt u bezwaar maken. Doe dat {until}. Schrijf waarom u het er niet mee eens bent.", strong=until
        ),
    )
    signed = (
        COLLEGE,
        found.decider.display_name if found.decider else "",
        found.decider.role_title if found.decider else "",
    )
    return letter_of(
        case, letter, "U krijgt een dwangsom van ons", blocks,
        f"Besluit van {plain_date(found.decided_on)}, Awb 4:18. Mandaat: {found.mandate or 'niet vastgelegd'}.",
        running_proof(case, facts.NOTICE), bezwaar, signed=signed,
    )  # fmt: skip


def _period(first: date, last: date) -> str:
    return f"{plain_date(first)} tot en met {plain_date(last)}"


def _what(case: Case) -> str:
    return "bezwaar" if hasattr(case, "objection") else "aanvraag"


def _received(case: Case) -> str:
    clock = facts.newest(case, {term.key for term in facts.decision_terms(case)})
    if hasattr(case, "objection"):
        return f"Op {plain_date(case.objection.received_on)} kregen wij uw bezwaar."
    return f"Op {plain_date(clock.starts_on)} kregen wij uw aanvraag." if clock else "Wij kregen uw aanvraag."


def _decision_proof(case: Case) -> Proof | None:
    clock = facts.newest(case, {term.key for term in facts.decision_terms(case)})
    return running_proof(case, clock.term) if clock else None


def letter_of(
    case: Case, letter: LetterModel, title: str, blocks: tuple[Block, ...], grounds: str, *proofs: Proof | None,
    signed: tuple[str, ...] = (),
) -> LetterContent:  # fmt: skip
    found = facts_for(case, letter)
    by = (case.handler.display_name, case.handler.role_title) if case.handler else (case.team.name,)
    return LetterContent(
        title=title,
        sender=found.sender,
        addressee=found.addressee,
        date=found.on,
        number=case.number,
        handler=case.handler.display_name if case.handler else case.team.name,
        salutation=case.person.salutation,
        blocks=blocks,
        closing=tuple(line for line in (signed or (*by, found.sender.name)) if line),
        grounds=grounds,
        proofs=tuple(proof for proof in proofs if proof),
    )
