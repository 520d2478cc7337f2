"""Own user model: a colleague, with teams and roles. There are no superusers on real data."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A colleague. `role_title` is what letters and the read log show."""

    role_title = models.CharField("functie", max_length=120, blank=True)
    mandate = models.CharField("mandaat", max_length=160, blank=True)  # "Mandaatbesluit 2026, art. 4": decides under it
    phone = models.CharField("telefoon", max_length=40, blank=True)
    stand_in = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, verbose_name="vervanger")
    shortcuts = models.BooleanField("toetsen aan", default=True)
    by_email = models.BooleanField("berichten ook per e-mail", default=False)

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    @property
    def display_name(self) -> str:
        return self.get_full_name() or self.username

    @property
    def initials(self) -> str:
        letters = [word[0] for word in self.display_name.split() if word[:1].isupper()]
        return "".join(letters[:1] + letters[-1:]) if len(letters) > 1 else self.display_name[:2].upper()
