"""The demo municipality with what its stories leave out: a task, a document, a second address, a proposal."""

from datetime import datetime, timedelta

from django.db.models import F

from cases.actions.demo import load
from cases.actions.task import add_task
from cases.models import Case, Heartbeat, Letter, Person, User
from tests.factories.document import make_document
from tests.factories.reach import make_representative, make_situation
from wmo.models import Voorziening

# Who looks, in this order: each sees pages that those before could not reach.
EVERYBODY = (
    "consulent",
    "consulent-noord",
    "intaker",
    "teamleider",
    "beheerder",
    "jurist",
    "bezwaar",
    "privacy",
    "aandacht",
)
MANY = ("consulent", "beheerder", "jurist")  # with these every route is found


def build(now: datetime, sample: int) -> None:
    """Load one in `sample` stories and give each open case of the consulent something of everything."""
    load(now=now, progress=lambda *_: None, sample=sample)
    awake(now)
    fenna = User.objects.get(username="consulent")
    for case in Case.objects.filter(handler=fenna).select_related("person"):
        day = now.date()
        add_task(case=case, label="Bel de zus over de sleutel", owner=fenna, due_on=day, actor=fenna, at=now)
        make_document(case, fenna, now, title="Indicatie van de huisarts")
        make_situation(case.person, "post")
        make_representative(case.person, "gemachtigde")
        if case.state == "aanvraag":
            Voorziening.objects.create(case=case, person=case.person, category="01", starts_on=day)


def awake(now: datetime) -> None:
    """The watcher ran: no red bar."""
    Heartbeat.objects.update_or_create(name="beat", defaults={"at": now + timedelta(hours=2)})


def changed_by_another(model: type[Case | Letter | Person], **which: object) -> None:
    """Somebody else saved it meanwhile."""
    model.objects.filter(**which).update(version=F("version") + 1)
