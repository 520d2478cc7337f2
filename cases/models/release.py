from django.db import models
from django.db.models.functions import Now


class Release(models.Model):
    """Which version of the program migrated this database, and when. The owner adds a row, nobody changes one."""

    version = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField(db_default=Now())
