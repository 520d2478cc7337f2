"""The letters of a bezwaar, at B1: receipt, invitation, more time, and the decision with the way to the court."""

from cases.awb import facts
from cases.awb.letters import CALL, COLLEGE, NO_DECISION, letter_of
from cases.contract import Facts, Heading, Letter, LetterContent, Paragraph, awb, full_date, plain_date
from cases.models import Case, Objection
from cases.models import Letter as LetterModel
from cases.queries.letters import facts_for, running_proof, starting_proof
from cases.rules.proof import Proof


def letters(work: str, handle: str) -> tuple[Letter, ...]:
    """The letters of a bezwaar. Who receives one drafts the receipt; only who handles it can read any of them."""
    return (
        Letter(key="bezwaar_ontvangen", label="Wij hebben uw bezwaar", compose=compose_receipt, permission=work),
        Letter(
            key="uitnodiging_hoorzitting", label="Uitnodiging hoorzitting", compose=compose_hearing, permission=handle
        ),
        Letter(
            key="verdaging_bezwaar", label="Meer tijd voor uw bezwaar", compose=compose_adjourned, permission=handle,
            clock="termijn wordt langer",
        ),
        Letter(
            key="beslissing_op_bezwaar", label="Beslissing op bezwaar", compose=compose_decision, permission=handle,
            clock="termijn gehaald, beroep begint",
        ),
    )  # fmt: skip


def compose_receipt(case: Case, letter: LetterModel) -> LetterContent:
    """We have your bezwaar (6:14): against what, until when we decide, and what happens now."""
    found, proof = case.objection, _clock(case)
    when = full_date(proof.due_on) if proof and proof.due_on else "een dag die wij u nog laten weten"
    who = "Een adviescommissie kijkt mee." if found.committee else ""
    late = (
        "Uw bezwaar kwam na de laatste dag. Was daar een goede reden voor? Schrijf ons die zo snel mogelijk. Dan "
        "kijken wij of wij uw bezwaar toch kunnen behandelen."
    )
    blocks = (
        Paragraph(
            text=f"Op {plain_date(found.received_on)} kregen wij uw bezwaar. Het gaat over ons besluit van "
            f"{plain_date(found.decision_sent_on)}: {found.decision_label[:1].lower()}{found.decision_label[1:]}."
        ),
        *((Paragraph(text=late),) if found.late else ()),
        Heading(text="Wat gebeurt er nu?"),
        Paragraph(
            text="Iemand die het eerste besluit niet nam, kijkt opnieuw naar uw zaak. Meestal mag u komen vertellen "
            f"wat u ervan vindt. Dat heet een hoorzitting. {who}".strip()
        ),
        Paragraph(text=f"Wij beslissen uiterlijk op {when}.", strong=when),
        Paragraph(text=CALL),
    )
    return letter_of(case, letter, "Wij hebben uw bezwaar ontvangen", blocks, f"Awb 6:14 en 7:10. {NO_DECISION}", proof)


def compose_hearing(case: Case, letter: LetterModel) -> LetterContent:
    """Come and tell us (7:2, 7:4): when, where, until when papers may come, since when they lie ready."""
    found = case.objection
    assert found.hearing_on is not None
    papers, ready = running_proof(case, awb.HOORZITTING.key), running_proof(case, awb.HOORZITTING_INZAGE.key)
    rows = [("Wanneer?", full_date(found.hearing_on)), ("Waar?", found.hearing_place)]
    if papers and papers.due_on:
        rows.append(("Nieuwe stukken?", f"Stuur ze uiterlijk op {full_date(papers.due_on)}"))
    if ready and ready.due_on:
        rows.append(("Stukken lezen?", f"Dat kan vanaf {full_date(ready.due_on)}. Bel ons voor een afspraak."))
    blocks = (
        Paragraph(text="U maakte bezwaar. U mag ons vertellen waarom. Daarvoor nodigen wij u uit."),
        Facts(rows=tuple(rows)),
        Paragraph(text="U mag iemand meenemen. Wilt u niet komen? Bel ons dan."),
    )
    proofs = tuple(proof for proof in (papers, ready) if proof)
    return letter_of(case, letter, "U bent welkom op de hoorzitting", blocks, f"Awb 7:2 en 7:4. {NO_DECISION}", *proofs)


def compose_adjourned(case: Case, letter: LetterModel) -> LetterContent:
    """More time, once (7:10 lid 3)."""
    found, proof = case.objection, _clock(case)
    when = full_date(proof.due_on) if proof and proof.due_on else "een dag die wij u nog laten weten"
    blocks = (
        Paragraph(text="Wij hebben meer tijd nodig om te beslissen op uw bezwaar. Dat spijt ons."),
        Paragraph(text=found.adjourned_reason),
        Paragraph(text=f"Wij beslissen uiterlijk op {when}.", strong=when),
        Paragraph(text=CALL),
    )
    return letter_of(case, letter, "Wij hebben meer tijd nodig", blocks, f"Awb 7:10 lid 3. {NO_DECISION}", proof)


TITLES = {
    Objection.Outcome.GROUNDED: "U krijgt gelijk",
    Objection.Outcome.PARTLY: "U krijgt voor een deel gelijk",
    Objection.Outcome.UNFOUNDED: "Ons besluit blijft hetzelfde",
    Objection.Outcome.INADMISSIBLE: "Wij kunnen uw bezwaar niet behandelen",
}


def compose_decision(case: Case, letter: LetterModel) -> LetterContent:
    """The decision on the bezwaar (7:11, 7:12), with its reasons and the way to the court."""
    found = case.objection
    beroep = starting_proof(awb.BEROEP.key, facts_for(case, letter).on)
    assert beroep.due_on is not None
    until = f"uiterlijk op {full_date(beroep.due_on)}"
    heard = (
        f"U vertelde uw verhaal op {plain_date(found.heard_on)}."
        if found.heard_on
        else f"Wij hielden geen hoorzitting. {found.waived_reason}".strip()
    )
    advice = f" De adviescommissie gaf advies op {plain_date(found.advised_on)}." if found.advised_on else ""
    blocks = (
        Paragraph(
            text=f"Op {plain_date(found.received_on)} kregen wij uw bezwaar tegen ons besluit van "
            f"{plain_date(found.decision_sent_on)}. {heard}{advice}"
        ),
        Heading(text="Waarom beslissen wij zo?"),
        Paragraph(text=found.reasons),
        *((Heading(text="Wat is het advies?"), Paragraph(text=found.advice)) if found.advice else ()),
        Heading(text="Bent u het er niet mee eens?"),
        Paragraph(
            text=f"Dan kunt u naar de rechter. Dat heet beroep. Stuur uw beroepschrift {until} naar de rechtbank. Daar "
            "betaalt u griffierecht. Heeft u meteen een oplossing nodig? Vraag de rechter dan ook om een voorlopige "
            "voorziening.",
            strong=until,
        ),
    )
    by, on = found.decider, plain_date(found.decided_on) if found.decided_on else ""
    return letter_of(
        case, letter, TITLES[Objection.Outcome(found.outcome)], blocks,
        f"Beslissing van {on}, Awb 7:11 en 7:12. Mandaat: {found.mandate or 'niet vastgelegd'}.",
        _clock(case), beroep, signed=(COLLEGE, by.display_name if by else "", by.role_title if by else ""),
    )  # fmt: skip


def _clock(case: Case) -> Proof | None:
    found = facts.newest(case, {term.key for term in facts.decision_terms(case)})
    return running_proof(case, found.term) if found else None
