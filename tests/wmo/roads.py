"""Walk a Wmo case along a road of examples, and look at what it left."""

from uuid import uuid4

from cases.actions.letter import compose
from cases.actions.undo import undo_step
from cases.models import Case, Deadline, Letter
from cases.queries.undoable import undoable_of
from tests.contract.drive import drive, main_way
from wmo.law import LAW

WAY = main_way(LAW)


def on_road(*road, at, **options):
    journey = drive(WAY, road, at, **options)
    return Case.objects.get(pk=journey.case.pk), journey.worker, journey.at


def words(case, kind):
    content = compose(Letter.objects.filter(case=case, kind=kind).latest("pk"))
    return f"{content.title} {content.addressee} {content.blocks} {content.grounds}"


def running(case, term):
    return Deadline.objects.filter(case=case, term=term, ended_at=None).first()


def window(case, kind):
    """The running bezwaartermijn of the newest besluit of this kind."""
    open_ones = Deadline.objects.filter(case=case, term="awb.bezwaar", ended_at=None, about__startswith=f"{kind}_")
    return open_ones.order_by("-pk").first()


def take_back(case, key, actor, at):
    case = Case.objects.get(pk=case.pk)
    step = next(step for step in undoable_of(case) if step.transition.key == key)
    undo_step(
        case_id=case.pk, event=step.event, reason="Vergissing", actor=actor, at=at, seen=case.version, once=uuid4()
    )
