"""The same clock the usual way: each moment is a Celery task with an ETA. It shows that the harness has teeth.

Celery's and kombu's defaults. The task does what the watcher does for one alarm, with the product's own functions.
"""

import logging
import os

from celery import Celery
from django.db import DatabaseError, transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialdomain.settings")
app = Celery("eta", broker=os.environ.get("REDIS_URL"))
app.conf.update(task_ignore_result=True, broker_connection_retry_on_startup=True)
logger = logging.getLogger(__name__)
_published: set[int] = set()


def schedule(case: int) -> None:
    """Publish a task for each moment that the terms of this case wait for, once its act is committed."""
    from kombu.exceptions import KombuError, OperationalError

    from cases.models import Alarm

    try:
        waiting = Alarm.objects.filter(deadline__case=case, fired_at=None)
        for pk, deadline, version, kind, at in waiting.values_list("pk", "deadline_id", "due_version", "kind", "at"):
            if pk not in _published:
                ring.apply_async(args=[pk, deadline, version, kind], eta=at)
                _published.add(pk)
    except (KombuError, OperationalError, DatabaseError) as error:
        logger.warning("not scheduled: %s", type(error).__name__)


@app.task(name="eta.ring")
def ring(alarm: int, deadline: int, version: int, kind: str) -> None:
    """Signal and tell, or end what ends by itself, unless the term moved or ended."""
    from cases.actions.notify import tell
    from cases.actions.watch import ACTS
    from cases.models import Alarm, Deadline, Outbox, Signal
    from cases.queries.clock import database_now

    at = database_now()
    with transaction.atomic():
        if not Deadline.objects.select_for_update().filter(pk=deadline, due_version=version, ended_at=None).exists():
            return
        Alarm.objects.filter(pk=alarm).update(fired_at=at)
        if kind in ACTS:
            ACTS[kind](deadline_id=deadline, at=at)
        else:
            Signal.objects.create(deadline_id=deadline, kind=kind, due_version=version, at=at)
            tell(deadline_id=deadline, kind=kind, due_version=version, at=at)
            key = f"signal:{deadline}:{kind}:{version}"
            Outbox.objects.create(
                key=key, kind="signal", payload={}, created_at=at, not_before=at, sent_at=database_now()
            )
    if kind in ACTS:
        schedule(Deadline.objects.values_list("case", flat=True).get(pk=deadline))
