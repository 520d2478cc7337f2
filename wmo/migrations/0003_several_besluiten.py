"""A case can have several besluiten, and a besluit several voorzieningen; what was there moves along."""

import cases.rules.ids
import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


MOVE = """
INSERT INTO wmo_besluit (uuid, case_id, kind, decided_on, drafted_by_id, decider_id, mandate, reasons, ground, change, sent_on)
SELECT gen_random_uuid(), case_id, CASE outcome WHEN 'granted' THEN 'grant' ELSE 'refusal' END, decided_on,
       decider_id, decider_id, mandate, reasons, ground, '', sent_on FROM wmo_oudbesluit;
INSERT INTO wmo_voorziening (uuid, case_id, person_id, besluit_id, version, standing, result, category, amount, unit,
       frequency, starts_on, ends_on, review_on, form, provider, pgb_frequency, pgb_reasons)
SELECT gen_random_uuid(), old.case_id, cases_case.person_id, new.id, 1, 'granted', result, category, old.amount, unit,
       frequency, starts_on, ends_on, review_on, 'zin', '', '', ''
  FROM wmo_oudbesluit old JOIN cases_case ON cases_case.id = old.case_id JOIN wmo_besluit new USING (case_id)
 WHERE outcome = 'granted';
"""
# What was given to the resident stays what it was (2.3.2 lid 8); taking it back needs `given_on` emptied first.
FREEZE = """
CREATE FUNCTION wmo_freeze_verslag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.given_on IS NOT NULL AND NEW.given_on IS NOT NULL AND (
        NEW.given_on IS DISTINCT FROM OLD.given_on OR NEW.question IS DISTINCT FROM OLD.question
        OR NEW.problems IS DISTINCT FROM OLD.problems OR NEW.needed IS DISTINCT FROM OLD.needed
        OR NEW.amount IS DISTINCT FROM OLD.amount OR NEW.unit IS DISTINCT FROM OLD.unit
        OR NEW.frequency IS DISTINCT FROM OLD.frequency OR NEW.own_strength IS DISTINCT FROM OLD.own_strength
        OR NEW.remainder IS DISTINCT FROM OLD.remainder OR NEW.expertise IS DISTINCT FROM OLD.expertise
        OR NEW.pgb_explained_on IS DISTINCT FROM OLD.pgb_explained_on
    ) OR OLD.comment <> '' AND (
        NEW.comment IS DISTINCT FROM OLD.comment OR NEW.commented_on IS DISTINCT FROM OLD.commented_on
        OR NEW.given_on IS NULL
    ) THEN
        RAISE EXCEPTION 'a verslag that was given is frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER wmo_verslag_frozen BEFORE UPDATE ON wmo_onderzoek FOR EACH ROW EXECUTE FUNCTION wmo_freeze_verslag();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_sent_letter_is_frozen"),
        ("wmo", "0002_reporter_unknown"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("besluit", "wmo_besluit_period"),
        migrations.RemoveConstraint("besluit", "wmo_besluit_whole"),
        migrations.RemoveConstraint("besluit", "wmo_sent_after_decided"),
        migrations.RenameModel("Besluit", "OudBesluit"),
        migrations.CreateModel(
            name="Afsluiting",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="wmo_afsluiting",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("reasons", models.TextField(verbose_name="waarom er geen aanvraag kwam")),
                ("closed_on", models.DateField(verbose_name="gesloten op")),
            ],
        ),
        migrations.CreateModel(
            name="Besluit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=cases.rules.ids.uuid7, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("grant", "toegekend"),
                            ("refusal", "afgewezen"),
                            ("set_aside", "buiten behandeling gelaten"),
                            ("temporary", "tijdelijke hulp bij spoed"),
                            ("continuation", "voortgezet"),
                            ("revision", "herzien"),
                            ("withdrawal", "ingetrokken"),
                            ("recovery", "teruggevorderd"),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="besloten op")),
                ("mandate", models.CharField(blank=True, max_length=160, verbose_name="mandaat")),
                ("reasons", models.TextField(verbose_name="waarom")),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own_strength", "Eigen kracht of gebruikelijke hulp is genoeg"),
                            ("network", "Mantelzorg of netwerk is genoeg"),
                            ("general", "Een algemene voorziening is genoeg"),
                            ("usual", "Het gevraagde is algemeen gebruikelijk"),
                            ("wlz", "Er is recht op zorg uit de Wlz"),
                            ("residence", "De inwoner woont niet in deze gemeente"),
                        ],
                        max_length=12,
                        verbose_name="grond",
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("a", "Gegevens waren onjuist of niet volledig, en anders was er anders besloten"),
                            ("b", "De hulp of het pgb is niet meer nodig"),
                            ("c", "De hulp of het pgb is niet meer voldoende"),
                            ("d", "De inwoner houdt zich niet aan de voorwaarden"),
                            ("e", "De hulp of het pgb wordt niet of voor iets anders gebruikt"),
                        ],
                        max_length=1,
                        verbose_name="grond om te wijzigen",
                    ),
                ),
                ("effective_on", models.DateField(null=True, verbose_name="werkt vanaf")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name="bedrag")),
                ("sent_on", models.DateField(null=True, verbose_name="bekendgemaakt op")),
                ("dropped_at", models.DateTimeField(null=True, verbose_name="teruggenomen op")),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Voorziening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=cases.rules.ids.uuid7, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("proposed", "voorgesteld"),
                            ("granted", "toegekend"),
                            ("ended", "beëindigd"),
                            ("dropped", "vervallen"),
                        ],
                        default="proposed",
                        max_length=8,
                        verbose_name="stand",
                    ),
                ),
                ("result", models.TextField(verbose_name="wat het oplevert")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("01", "hulp bij het huishouden"),
                            ("02", "begeleiding"),
                            ("03", "persoonlijke verzorging"),
                            ("04", "kortdurend verblijf"),
                            ("05", "woondiensten"),
                            ("06", "overige ondersteuning thuis"),
                            ("07", "dagbesteding"),
                            ("08", "vervoerdiensten"),
                            ("09", "overige ondersteuning in een groep"),
                            ("10", "overig maatwerk"),
                            ("11", "rolstoel"),
                            ("12", "vervoermiddel"),
                            ("13", "aanpassing van de woning"),
                            ("14", "ander hulpmiddel"),
                            ("15", "beschermd wonen"),
                            ("16", "opvang"),
                            ("17", "spoedopvang"),
                            ("18", "ander beschermd wonen of opvang"),
                        ],
                        max_length=2,
                        verbose_name="soort voorziening",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=8, null=True, verbose_name="hoeveel")),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("01", "minuten"),
                            ("04", "uur"),
                            ("14", "etmalen"),
                            ("16", "dagdelen"),
                            ("82", "stuks"),
                        ],
                        max_length=2,
                        verbose_name="eenheid",
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        blank=True,
                        choices=[("1", "per dag"), ("2", "per week"), ("4", "per maand"), ("6", "in de hele periode")],
                        max_length=1,
                        verbose_name="hoe vaak",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(null=True, verbose_name="tot en met")),
                ("ended_on", models.DateField(null=True, verbose_name="geëindigd op")),
                ("review_on", models.DateField(null=True, verbose_name="opnieuw bekijken op")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("zin", "In natura: de gemeente regelt de hulp"),
                            ("pgb", "Pgb: de inwoner koopt de hulp zelf in"),
                        ],
                        default="zin",
                        max_length=3,
                        verbose_name="vorm",
                    ),
                ),
                ("provider", models.CharField(blank=True, max_length=120, verbose_name="aanbieder")),
                (
                    "pgb_amount",
                    models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name="bedrag van het pgb"),
                ),
                (
                    "pgb_frequency",
                    models.CharField(
                        blank=True,
                        choices=[("1", "per dag"), ("2", "per week"), ("4", "per maand"), ("6", "in de hele periode")],
                        max_length=1,
                        verbose_name="pgb per",
                    ),
                ),
                ("pgb_able", models.BooleanField(null=True, verbose_name="kan de taken van een pgb aan")),
                ("pgb_motivated", models.BooleanField(null=True, verbose_name="legt uit waarom een pgb past")),
                ("pgb_safe", models.BooleanField(null=True, verbose_name="de hulp is veilig en goed")),
                ("pgb_reasons", models.TextField(blank=True, verbose_name="waarom wel of geen pgb")),
                (
                    "yearly_cost",
                    models.DecimalField(
                        decimal_places=2, max_digits=9, null=True, verbose_name="verwachte kosten per jaar"
                    ),
                ),
                ("help_started_on", models.DateField(null=True, verbose_name="hulp begonnen op")),
            ],
            options={
                "ordering": ("starts_on", "pk"),
            },
        ),
        migrations.AddField(
            model_name="onderzoek",
            name="comment",
            field=models.TextField(blank=True, verbose_name="reactie van de inwoner"),
        ),
        migrations.AddField(
            model_name="onderzoek",
            name="commented_on",
            field=models.DateField(null=True, verbose_name="reactie ontvangen op"),
        ),
        migrations.AddField(
            model_name="onderzoek",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddConstraint(
            model_name="onderzoek",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("comment", ""),
                    models.Q(("commented_on__isnull", False), ("given_on__isnull", False)),
                    _connector="OR",
                ),
                name="wmo_comment_on_given_verslag",
            ),
        ),
        migrations.AddField(
            model_name="besluit",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="wmo_besluiten", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="besluit",
            name="decider",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beslist door",
            ),
        ),
        migrations.AddField(
            model_name="besluit",
            name="drafted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="geschreven door",
            ),
        ),
        migrations.AddField(
            model_name="besluit",
            name="replaces",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="wmo.besluit",
                verbose_name="vervangt",
            ),
        ),
        migrations.AddField(
            model_name="voorziening",
            name="besluit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="voorzieningen", to="wmo.besluit"
            ),
        ),
        migrations.AddField(
            model_name="voorziening",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="wmo_voorzieningen", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="voorziening",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="wmo_voorzieningen", to="cases.person"
            ),
        ),
        migrations.AddConstraint(
            model_name="besluit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "grant",
                            "refusal",
                            "set_aside",
                            "temporary",
                            "continuation",
                            "revision",
                            "withdrawal",
                            "recovery",
                        ],
                    )
                ),
                name="wmo_besluit_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="besluit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "refusal"), _negated=True),
                    models.Q(("ground", ""), _negated=True),
                    _connector="OR",
                ),
                name="wmo_refusal_has_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="besluit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("revision", "withdrawal")), _negated=True),
                    models.Q(models.Q(("change", ""), _negated=True), ("effective_on__isnull", False)),
                    _connector="OR",
                ),
                name="wmo_change_has_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="besluit",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("kind", "recovery"), _negated=True), ("amount__gt", 0), _connector="OR"),
                name="wmo_recovery_has_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="besluit",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_on", None), ("sent_on__gte", models.F("decided_on")), _connector="OR"),
                name="wmo_sent_after_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="besluit",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_on", None), ("decider__isnull", False), _connector="OR"),
                name="wmo_sent_is_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="besluit",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_on", None), ("dropped_at", None), _connector="OR"),
                name="wmo_sent_is_not_dropped",
            ),
        ),
        migrations.AddConstraint(
            model_name="besluit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dropped_at", None), ("sent_on", None)),
                fields=("case", "kind"),
                name="wmo_one_unsent_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="voorziening",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="wmo_voorziening_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="voorziening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None),
                    ("ended_on__gte", models.F("starts_on")),
                    ("standing", "dropped"),
                    _connector="OR",
                ),
                name="wmo_voorziening_ended_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="voorziening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "category__in",
                        [
                            "01",
                            "02",
                            "03",
                            "04",
                            "05",
                            "06",
                            "07",
                            "08",
                            "09",
                            "10",
                            "11",
                            "12",
                            "13",
                            "14",
                            "15",
                            "16",
                            "17",
                            "18",
                        ],
                    )
                ),
                name="wmo_voorziening_category",
            ),
        ),
        migrations.AddConstraint(
            model_name="voorziening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("form", "zin"), ("pgb_amount", None)),
                    models.Q(
                        ("form", "pgb"),
                        ("pgb_able", True),
                        ("pgb_amount__gt", 0),
                        ("pgb_motivated", True),
                        ("pgb_safe", True),
                        models.Q(("pgb_frequency", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="wmo_pgb_meets_conditions",
            ),
        ),
        migrations.AddConstraint(
            model_name="voorziening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("standing__in", ("proposed", "dropped")), ("besluit__isnull", False), _connector="OR"
                ),
                name="wmo_granted_by_besluit",
            ),
        ),
        migrations.AddConstraint(
            model_name="voorziening",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("standing__in", ("granted", "ended"))),
                expressions=[
                    ("person", "="),
                    ("category", "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            django.db.models.functions.comparison.Coalesce(models.F("ended_on"), models.F("ends_on")),
                            models.Value("[]"),
                            function="daterange",
                        ),
                        "&&",
                    ),
                ],
                name="wmo_one_of_a_product",
            ),
        ),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.DeleteModel("OudBesluit"),
        migrations.RunSQL(
            FREEZE, "DROP TRIGGER wmo_verslag_frozen ON wmo_onderzoek; DROP FUNCTION wmo_freeze_verslag();"
        ),
    ]
