"""A case: one law's procedure for one household. Its state is written by `perform()` alone."""

from django.db import models
from django.db.models import F, Q

from cases.contract import Law, Phase, Procedure, State, laws
from cases.models.access import Team
from cases.models.household import Household
from cases.models.person import Person
from cases.models.user import User
from cases.rules.ids import uuid7


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> "CaseQuerySet":
        return self.exclude(phase=Phase.CLOSED)


class Case(models.Model):
    """`number` is for people ("2026-01911", gaps allowed), `uuid` for URLs and the API."""

    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    number = models.CharField("zaaknummer", max_length=20, unique=True)
    household = models.ForeignKey(Household, models.PROTECT, related_name="cases")
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases", verbose_name="voor")
    law = models.CharField("wet", max_length=40)
    procedure = models.CharField("procedure", max_length=40)
    procedure_version = models.PositiveSmallIntegerField("versie van de procedure")
    state = models.CharField("toestand", max_length=60)
    phase = models.CharField("fase", max_length=12)
    title = models.CharField("onderwerp", max_length=120, blank=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="cases")
    handler = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="cases", verbose_name="behandelt"
    )
    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    opened_at = models.DateTimeField("geopend")
    closed_at = models.DateTimeField("gesloten", null=True, blank=True)
    # As what the closed case is kept: a Retention of its law, which says how long (`cases.queries.retention`).
    kept_as = models.CharField("bewaren als", max_length=60, blank=True, default="", db_default="")
    contact_on = models.DateField("laatste contact", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "zaak"
        verbose_name_plural = "zaken"
        indexes = [
            models.Index(F("team"), F("opened_at").desc(), name="case_team_newest"),
            models.Index(fields=["handler"], condition=Q(closed_at=None), name="case_handler_open"),
            # What a work list counts of the open cases of a team, without a look at the cases themselves.
            models.Index(
                fields=["team"],
                include=["handler", "law", "procedure", "phase", "household"],
                condition=Q(closed_at=None),
                name="case_team_open",
            ),
            models.Index(
                fields=["law", "kept_as", "closed_at"], condition=Q(closed_at__isnull=False), name="case_kept"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(phase__in=[p.value for p in Phase]), name="case_phase_known"),
            models.CheckConstraint(
                condition=Q(phase=Phase.CLOSED, closed_at__isnull=False)
                | (~Q(phase=Phase.CLOSED) & Q(closed_at__isnull=True)),
                name="case_closed_is_closed",
            ),
            models.CheckConstraint(condition=Q(kept_as="") | Q(phase=Phase.CLOSED), name="case_kept_is_closed"),
        ]

    @property
    def law_data(self) -> Law:
        return laws[self.law]

    @property
    def procedure_data(self) -> Procedure:
        return laws.procedure(self.law, self.procedure, self.procedure_version)

    @property
    def state_data(self) -> State:
        return self.procedure_data.state(self.state)
