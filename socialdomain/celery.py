"""The Celery application. It carries nudges only: what must happen stands in PostgreSQL (ADR 0004)."""

import os

from celery import Celery
from celery.signals import beat_init, worker_init

from socialdomain.start import fit_or_exit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialdomain.settings")
app = Celery("socialdomain")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["cases"])
worker_init.connect(fit_or_exit)
beat_init.connect(fit_or_exit)
