"""What a municipality writes itself in its letters: texts with versions, and its look. A version is never changed."""

from django.db import models

from cases.models.access import Municipality
from cases.models.user import User
from cases.rules.ids import uuid7


class TextBlock(models.Model):
    """One version of one text. `key` is the slot's own key for the text that stands there by itself; a text that a
    colleague may put in has a key of its own and a `name`. `ended` is the version that takes a text out of use.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="text_blocks")
    law = models.CharField(max_length=40)
    letter = models.CharField(max_length=80)
    slot = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    ended = models.BooleanField(default=False)
    valid_from = models.DateField()
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "law", "letter", "key", "version"], name="text_block_one_of_each_version"
            )
        ]


class LetterTheme(models.Model):
    """One version of the look of a municipality's letters. Colours are "#rrggbb"; the logo was made safe before."""

    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="letter_themes")
    version = models.PositiveIntegerField()
    accent = models.CharField(max_length=7)
    ink = models.CharField(max_length=7)
    logo = models.BinaryField(blank=True, default=b"")
    logo_kind = models.CharField(max_length=3, blank=True)  # "png", "svg"
    logo_alt = models.CharField(max_length=120, blank=True)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "version"], name="letter_theme_one_of_each_version")
        ]
