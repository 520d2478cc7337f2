"""Page routes, in Dutch. No name, BSN or free text stands in an address: the public id is a UUID."""

from django.urls import path
from django.views.generic import RedirectView

from cases.views import (
    case,
    document,
    health,
    letter,
    letter_texts,
    melding,
    messages,
    note,
    preferences,
    rule,
    session,
    terms,
    transition,
    undo,
    worklist,
)

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="worklist"), name="home"),
    path("inloggen", session.log_in, name="login"),
    path("inloggen/code", session.log_in_code, name="login_code"),
    path("uitloggen", session.log_out, name="logout"),
    path("sessie", session.stay, name="stay"),
    path("weergave", preferences.appearance, name="appearance"),
    path("werkvoorraad", worklist.worklist, name="worklist"),
    path("zaken/<uuid:uuid>/behandelaar", worklist.assign, name="assign"),
    path("melding", melding.melding, name="melding"),
    path("toetsen", preferences.shortcuts, name="shortcuts"),
    path("zaken/<uuid:uuid>", case.show, name="case"),
    path("zaken/<uuid:uuid>/stap/<slug:key>", transition.step, name="step"),
    path("zaken/<uuid:uuid>/terugdraaien", undo.undo, name="undo"),
    path("zaken/<uuid:uuid>/notities", note.place, name="note"),
    path("zaken/<uuid:uuid>/brieven/<uuid:letter>", letter.show, name="letter"),
    path("zaken/<uuid:uuid>/stukken/nieuw", document.add, name="document_add"),
    path("zaken/<uuid:uuid>/stukken/<uuid:document>", document.show, name="document"),
    path("zaken/<uuid:uuid>/stukken/<uuid:document>/bestand/<int:number>", document.download, name="document_file"),
    path("zaken/<uuid:uuid>/stukken/<uuid:document>/wijzigen", document.correct, name="document_correct"),
    path("zaken/<uuid:uuid>/stukken/<uuid:document>/vervangen", document.replace, name="document_replace"),
    path("zaken/<uuid:uuid>/stukken/<uuid:document>/vernietigen", document.destroy, name="document_destroy"),
    path("berichten", messages.messages, name="messages"),
    path("beheer/termijnen", terms.terms, name="terms"),
    path("beheer/brieven", letter_texts.texts, name="letter_texts"),
    path("beheer/termijnen/<path:reference>", rule.rule, name="rule"),
    path("beheer/bevestigen", rule.confirmations, name="confirmations"),
    path("healthz", health.process, name="healthz"),
    path("healthz/deadlines", health.deadlines, name="healthz_deadlines"),
]
