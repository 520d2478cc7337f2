"""The confirmation of a melding (2.3.2): what happens now and until when."""

from cases.contract import Bullets, Facts, Heading, LetterContent, Paragraph, Quote, full_date, local_day, plain_date
from cases.models import Case
from cases.models import Letter as LetterModel
from cases.queries.letters import facts_for, running_proof
from wmo.letters.words import SUPPORT, Block, handler_lines, letter_of
from wmo.models import Reporter


def compose_receipt(case: Case, letter: LetterModel) -> LetterContent:
    """We have your melding: what happens now and until when, the plan of your own, free support (2.3.2)."""
    facts = facts_for(case, letter)
    melding = case.wmo_melding
    onderzoek = running_proof(case, "wmo.onderzoek")
    plan = running_proof(case, "wmo.persoonlijk_plan")
    assert onderzoek is not None
    assert onderzoek.due_on is not None
    blocks: list[Block] = [
        Paragraph(text=f"Op {plain_date(local_day(melding.reported_at))} kregen wij een vraag om hulp voor u."),
        *facts.slot("begin"),
        *([Quote(text=melding.own_words, source="Zo vertelde u het ons")] if melding.reporter == Reporter.SELF else []),
        Heading(text="Wat gebeurt er nu?"),
        Facts(
            rows=(
                (
                    "Onderzoek",
                    f"Wij praten met u en maken een verslag. Dat is klaar uiterlijk op {full_date(onderzoek.due_on)}.",
                ),
                ("Bij spoed", "Bel ons meteen. Dan regelen wij eerst hulp en doen het onderzoek daarna."),
            )
        ),
        Paragraph(text=onderzoek.sentence()),
        Heading(text="Wat kunt u zelf doen?"),
    ]
    choices = [
        SUPPORT,
    ]
    if plan and plan.due_on:
        choices.insert(
            0,
            f"U mag zelf een plan maken: wat wilt u, en wat helpt? Geef het ons uiterlijk op {full_date(plan.due_on)}. "
            "Het hoeft niet.",
        )
    blocks += [Bullets(items=tuple(choices)), *facts.slot("contact")]
    return letter_of(
        case,
        facts,
        title="Wij hebben uw vraag om hulp ontvangen",
        blocks=tuple(blocks),
        closing=(*handler_lines(case), facts.sender.name),
        grounds="Deze brief is de bevestiging van uw melding: artikel 2.3.2 van de Wet maatschappelijke "
        "ondersteuning 2015. Het is geen besluit.",
        proofs=tuple(proof for proof in (onderzoek, plan) if proof),
    )
