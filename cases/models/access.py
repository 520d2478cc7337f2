"""Who may see what: teams own cases, roles are groups, and an individual grant has an end and a reason."""

import uuid as uuid_module

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from guardian.models import UserObjectPermissionBase  # noqa: TID251 - its direct-foreign-key base class

from cases.models.user import User


class Municipality(models.Model):
    """Whose verordening counts and whose name stands above a letter. `code` is the CBS gemeentecode."""

    code = models.CharField("gemeentecode", max_length=4, primary_key=True)
    name = models.CharField("naam", max_length=80)
    address_lines = models.TextField("adres boven brieven")
    phone = models.CharField("telefoon", max_length=40, blank=True)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"


class Team(models.Model):
    """A team owns cases; its members see them as far as their roles know the law."""

    key = models.SlugField("sleutel", unique=True)
    name = models.CharField("naam", max_length=80)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="teams")
    members = models.ManyToManyField(User, through="TeamMembership", related_name="teams")

    class Meta:
        verbose_name = "team"


class TeamMembership(models.Model):
    """One colleague in one team, from a day until (and with) a day."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "user"], condition=Q(ends_on=None), name="one_open_team_membership"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="team_membership_period"
            ),
        ]


class TsTzRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class CaseGrant(UserObjectPermissionBase):
    """An explicit, expiring, individual permission on one case: stand-in, peer review, break-glass.

    guardian's own functions know no period; `cases/access.py` is the only reader.
    """

    content_object = models.ForeignKey("cases.Case", models.CASCADE, related_name="grants")
    uuid = models.UUIDField(unique=True, default=uuid_module.uuid4, editable=False)
    valid_from = models.DateTimeField("vanaf")
    valid_until = models.DateTimeField("tot")
    reason = models.TextField("reden")
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="grant_period"),
            ExclusionConstraint(
                name="one_grant_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("permission", RangeOperators.EQUAL),
                    ("content_object", RangeOperators.EQUAL),
                    (TsTzRange("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
