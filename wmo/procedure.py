"""The main road of the Wmo 2015: melding, onderzoek, verslag, aanvraag, beschikking, bekendmaking (law.md 2.1)."""

from cases.contract import Phase, Procedure, State, Transition
from wmo import actions, basis, forms, guards
from wmo.terms import TERMS

STATES = (
    State(key="melding_ontvangen", label="Melding", phase=Phase.INTAKE,
          todo="Wijs op gratis cliëntondersteuning, vraag naar een eigen plan en begin het onderzoek."),
    State(key="onderzoek", label="Onderzoek", phase=Phase.ASSESSMENT,
          todo="Praat met de inwoner en maak het verslag in vijf stappen."),
    State(key="verslag", label="Verslag", phase=Phase.ASSESSMENT,
          todo="Vraag of de inwoner het verslag tekent als aanvraag."),
    State(key="aanvraag", label="Aanvraag", phase=Phase.DECISION, todo="Beslis: toekennen of afwijzen."),
    State(key="toekenning_klaar", label="Besluit getekend", phase=Phase.DECISION,
          todo="Verstuur het besluit. Tot die dag loopt de termijn door."),
    State(key="afwijzing_klaar", label="Besluit getekend", phase=Phase.DECISION,
          todo="Verstuur het besluit. Tot die dag loopt de termijn door."),
    State(key="beschikking_toegekend", label="Hulp", phase=Phase.EXECUTION,
          todo="De hulp mag beginnen. De inwoner kan nog bezwaar maken."),
    State(key="beschikking_afgewezen", label="Afgewezen", phase=Phase.EXECUTION,
          todo="De inwoner kan nog bezwaar maken. Sluit de zaak daarna."),
    State(key="beeindigd", label="Beëindigd", phase=Phase.CLOSED, final=True),
    State(key="ingetrokken", label="Ingetrokken", phase=Phase.CLOSED, final=True),
    State(key="afgesloten_zonder_aanvraag", label="Gesloten zonder aanvraag", phase=Phase.CLOSED, final=True),
)
BEFORE = frozenset({"melding_ontvangen", "onderzoek", "verslag", "aanvraag", "toekenning_klaar", "afwijzing_klaar"})
OPEN = BEFORE | {"beschikking_toegekend"}


def at(*states: str) -> frozenset[str]:
    return frozenset(states)


TRANSITIONS = (
    Transition(
        key="register_melding", label="Melding vastleggen", done="Melding", permission="wmo.intake",
        target="melding_ontvangen", form=forms.MeldingForm, effect=actions.keep_melding, basis=basis.ONDERZOEK,
        letter="ontvangstbevestiging", template="wmo/melding.html", log=frozenset({"reported_at", "received_on", "urgent"}),
    ),
    Transition(
        key="confirm_melding", label="Ontvangstbevestiging versturen", done="Brief: wij hebben uw melding",
        permission="wmo.intake", sources=at("melding_ontvangen", "onderzoek"), form=forms.DispatchForm,
        effect=actions.send_receipt, basis=basis.ONDERZOEK, log=frozenset({"sent_on", "channel"}),
        guards=(guards.receipt_waiting,), hint="De brief noemt de gratis cliëntondersteuning en het eigen plan.",
    ),
    Transition(
        key="offer_clientondersteuning", label="Cliëntondersteuning en eigen plan bespreken",
        done="Gewezen op cliëntondersteuning", permission="wmo.work", sources=at("melding_ontvangen", "onderzoek"),
        form=forms.SupportForm, effect=actions.keep_support, basis=basis.SUPPORT,
        log=frozenset({"offered_on", "medium", "also_carer", "plan_wish"}), primary=True,
        hint="Voordat het onderzoek begint. Ook aan de mantelzorger.",
    ),
    Transition(
        key="receive_plan", label="Persoonlijk plan ontvangen", done="Persoonlijk plan ontvangen",
        permission="wmo.work", sources=at("melding_ontvangen", "onderzoek"), form=forms.PlanForm,
        effect=actions.keep_plan, basis=basis.PLAN, log=frozenset({"plan_received_on"}),
        hint="Mag, hoeft niet. Het plan telt mee in het onderzoek.",
    ),
    Transition(
        key="start_onderzoek", label="Onderzoek beginnen", done="Onderzoek begonnen", permission="wmo.work",
        sources=at("melding_ontvangen"), target="onderzoek", guards=(guards.support_offered, guards.plan_clear),
        basis=basis.SUPPORT, primary=True,
    ),
    Transition(
        key="save_verslag", label="Verslag bewaren als concept", done="Verslag bewaard", permission="wmo.work",
        sources=at("onderzoek", "aanvraag"), form=forms.VerslagDraftForm, effect=actions.keep_verslag,
        guards=(guards.verslag_open,), basis=basis.TOPICS, hint="Halverwege stoppen kan.",
    ),
    Transition(
        key="give_verslag", label="Verslag geven", done="Verslag gegeven", permission="wmo.work",
        sources=at("onderzoek"), target="verslag", form=forms.VerslagForm, effect=actions.keep_verslag,
        basis=basis.VERSLAG, log=frozenset({"given_on"}), primary=True,
    ),
    Transition(
        key="complete_verslag", label="Verslag alsnog geven", done="Verslag gegeven", permission="wmo.work",
        sources=at("aanvraag"), form=forms.VerslagForm, effect=actions.keep_verslag, guards=(guards.verslag_open,),
        basis=basis.VERSLAG, log=frozenset({"given_on"}), hint="De inwoner vroeg aan zonder verslag.",
    ),
    Transition(
        key="file_aanvraag", label="Aanvraag ontvangen", done="Aanvraag ontvangen", permission="wmo.work",
        sources=at("verslag"), target="aanvraag", form=forms.AanvraagForm, effect=actions.keep_aanvraag,
        basis=basis.AANVRAAG, log=frozenset({"received_on", "how"}), primary=True,
        hint="Een ondertekend verslag telt als aanvraag. Dan starten de twee weken voor het besluit.",
    ),
    Transition(
        key="file_aanvraag_without_verslag", label="Aanvraag zonder verslag", done="Aanvraag ontvangen zonder verslag",
        permission="wmo.work", sources=at("melding_ontvangen", "onderzoek"), target="aanvraag",
        form=forms.AanvraagForm, effect=actions.keep_aanvraag, guards=(guards.six_weeks_over,), basis=basis.AANVRAAG,
        log=frozenset({"received_on", "how"}), hint="Na zes weken mag de inwoner dat, ook als het verslag er niet is.",
    ),
    Transition(
        key="grant", label="Toekennen", done="Besluit getekend: toegekend", permission="wmo.decide",
        sources=at("aanvraag"), target="toekenning_klaar", form=forms.GrantForm, effect=actions.keep_grant,
        guards=(guards.has_mandate, guards.verslag_given), letter="beschikking", basis=basis.GROUNDS, primary=True,
        log=frozenset({"category", "starts_on", "ends_on", "review_on", "decided_on"}),
    ),
    Transition(
        key="refuse", label="Afwijzen", done="Besluit getekend: afgewezen", permission="wmo.decide",
        sources=at("aanvraag"), target="afwijzing_klaar", form=forms.RefuseForm, effect=actions.keep_refusal,
        guards=(guards.has_mandate, guards.verslag_given), letter="beschikking", basis=basis.GROUNDS,
        log=frozenset({"ground", "decided_on"}),
    ),
    Transition(
        key="publish_grant", label="Bekendmaken: besluit verstuurd", done="Besluit verstuurd: toegekend",
        permission="wmo.decide", sources=at("toekenning_klaar"), target="beschikking_toegekend",
        form=forms.BekendmakenForm, effect=actions.publish, basis=basis.BEKENDMAKING, primary=True,
        log=frozenset({"sent_on", "channel"}), hint="Op deze dag is de termijn gehaald en begint de bezwaartijd.",
    ),
    Transition(
        key="publish_refusal", label="Bekendmaken: besluit verstuurd", done="Besluit verstuurd: afgewezen",
        permission="wmo.decide", sources=at("afwijzing_klaar"), target="beschikking_afgewezen",
        form=forms.BekendmakenForm, effect=actions.publish, basis=basis.BEKENDMAKING, primary=True,
        log=frozenset({"sent_on", "channel"}), hint="Op deze dag is de termijn gehaald en begint de bezwaartijd.",
    ),
    Transition(
        key="record_safe_contact", label="Eerste veilig contact vastleggen", done="Eerste veilig contact",
        permission="wmo.work", sources=OPEN, form=forms.ContactForm, effect=actions.mark_contact,
        guards=(guards.is_urgent, guards.no_contact_yet), basis=basis.URGENT, urgent=True,
        log=frozenset({"happened_at"}),
    ),
    Transition(
        key="record_first_help", label="Eerste hulp geregeld", done="Eerste hulp geregeld", permission="wmo.work",
        sources=OPEN, form=forms.ContactForm, effect=actions.mark_help, guards=(guards.is_urgent, guards.contact_made),
        basis=basis.URGENT, urgent=True, log=frozenset({"happened_at"}),
    ),
    Transition(
        key="record_failed_contact", label="Contact niet gelukt", done="Contact niet gelukt", permission="wmo.work",
        sources=OPEN, form=forms.ContactForm, effect=actions.mark_failed, guards=(guards.is_urgent,),
        basis=basis.URGENT, urgent=True, log=frozenset({"happened_at"}), hint="De klok loopt door.",
    ),
    Transition(
        key="crisis_service_takes_over", label="Crisisdienst of Veilig Thuis neemt over",
        done="Overgenomen door crisisdienst of Veilig Thuis", permission="wmo.work", sources=OPEN,
        form=forms.ReceiverForm, effect=actions.note_reason, guards=(guards.is_urgent,), basis=basis.URGENT,
        urgent=True, hint="Pas als zij de ontvangst bevestigen, met naam.",
    ),
    Transition(
        key="decline_urgent_help", label="Inwoner wil geen spoedhulp", done="Inwoner wil geen spoedhulp",
        permission="wmo.work", sources=OPEN, form=forms.ReasonForm, effect=actions.note_reason,
        guards=(guards.is_urgent,), basis=basis.URGENT, urgent=True,
    ),
    Transition(
        key="retriage_not_urgent", label="Toch geen spoed", done="Opnieuw bekeken: geen spoed", permission="wmo.work",
        sources=OPEN, form=forms.ReasonForm, effect=actions.note_reason, guards=(guards.is_urgent,), basis=basis.URGENT,
        urgent=True,
    ),
    Transition(
        key="retriage_urgent", label="Toch spoed", done="Opnieuw bekeken: spoed", permission="wmo.work",
        sources=BEFORE, form=forms.RetriageForm, effect=actions.take_hold, guards=(guards.not_urgent,),
        basis=basis.URGENT, log=frozenset({"reported_at"}), hint="Start de klok in uren.",
    ),
    Transition(
        key="withdraw", label="Inwoner trekt in", done="Ingetrokken", permission="wmo.work",
        sources=at("melding_ontvangen", "onderzoek", "verslag", "aanvraag"), target="ingetrokken",
        form=forms.ReasonForm, effect=actions.note_reason, hint="De inwoner mag later opnieuw vragen.",
    ),
    Transition(
        key="close_without_aanvraag", label="Sluiten zonder aanvraag", done="Gesloten zonder aanvraag",
        permission="wmo.work", sources=at("verslag"), target="afgesloten_zonder_aanvraag", form=forms.ReasonForm,
        effect=actions.note_reason, basis=basis.AANVRAAG, hint="De inwoner hoort dat aanvragen nog steeds kan.",
    ),
    Transition(
        key="end", label="Zaak beëindigen", done="Beëindigd", permission="wmo.work",
        sources=at("beschikking_toegekend", "beschikking_afgewezen"), target="beeindigd", form=forms.ReasonForm,
        effect=actions.note_reason,
    ),
)

MAATWERK = Procedure(
    key="maatwerk", version=1, label="Maatwerkvoorziening", states=STATES, transitions=TRANSITIONS, terms=TERMS,
    road=("melding_ontvangen", "onderzoek", "verslag", "aanvraag", "toekenning_klaar", "beschikking_toegekend"),
)
