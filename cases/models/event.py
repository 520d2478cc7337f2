"""The audit trail and the read log: append-only, chained by hash, partitioned by month (ADR 0005).

Both carry the columns that NEN 7513 asks: what, when, outcome, who, in which role, for whom, on whose responsibility,
why, from where, on which ground, and whether the emergency route was used. They hold ids only, never a name, BSN or
free text, so that a law's part of a case can be destroyed without touching the log. The database fills `id`,
`digest`, `previous` and `hash` (triggers in migrations/0002) and refuses UPDATE, DELETE and TRUNCATE.
"""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class LogLine(models.Model):
    pk = models.CompositePrimaryKey("at", "id")
    id = models.BigIntegerField(editable=False)
    at = models.DateTimeField()  # the moment of the act, as the actor recorded it
    recorded_at = models.DateTimeField()  # the database's clock
    kind = models.CharField(max_length=80)  # "wmo.register_melding", "cases.open_casefile"
    outcome = models.CharField(max_length=8, default="ok")  # "ok" or "refused"
    actor_id = models.BigIntegerField(null=True)  # None = the system itself
    actor_role = models.CharField(max_length=120, blank=True)
    responsible_id = models.BigIntegerField(null=True)  # on whose behalf, when that is somebody else
    organisation = models.CharField(max_length=4, blank=True)
    access_point = models.CharField(max_length=20)  # "page", "api", "command", "watcher"
    purpose = models.CharField(max_length=80, blank=True)
    ground = models.CharField(max_length=120, blank=True)  # which rule allowed it: "team", "handler", "grant:<uuid>"
    emergency = models.BooleanField(default=False)
    law = models.CharField(max_length=40, blank=True)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    household_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    payload = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64, editable=False, default="")
    previous = models.CharField(max_length=64, editable=False, default="")
    hash = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        abstract = True


class Event(LogLine):
    """One legal or audited act."""

    class Meta:
        managed = False  # partitioned by month, with triggers: migrations/0002 makes it
        db_table = "cases_event"


class ReadLog(LogLine):
    """One look at somebody's data, or a refused attempt."""

    class Meta:
        managed = False
        db_table = "cases_readlog"


class ChainHead(models.Model):
    """The last line of each chain. Its row lock puts the lines of a chain in one order."""

    name = models.CharField(max_length=20, primary_key=True)  # "event", "readlog"
    last_id = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")


class OnceKey(models.Model):
    """A one-time key that was used, and what it did: the second post gets the first answer."""

    key = models.UUIDField(primary_key=True)
    actor_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField()
