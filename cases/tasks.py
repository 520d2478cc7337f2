"""Celery tasks: three-line bodies around the watcher."""

from celery import shared_task

from cases.actions import watch
from cases.models.deadline import WATCHERS
from cases.queries.clock import database_now
from cases.queries.versions import require_fit


@shared_task(name="cases.sweep")
def sweep() -> None:
    """One round, asked for by Celery beat. A round that is lost is made up for by the next."""
    require_fit()
    watch.sweep(WATCHERS[0], at=database_now())
