"""What happens after the besluit: orders, the contribution, heronderzoek, zienswijze and changes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_letter_copies"),
        ("wmo", "0004_erasure"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Terugvordering",
            fields=[
                (
                    "besluit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="terugvordering",
                        serialize=False,
                        to="wmo.besluit",
                    ),
                ),
                ("computation", models.TextField(verbose_name="berekening")),
            ],
        ),
        migrations.AddField(
            model_name="besluit",
            name="window",
            field=models.CharField(blank=True, max_length=80, verbose_name="bezwaartermijn"),
        ),
        migrations.CreateModel(
            name="Beeindiging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("end_date", "De einddatum is bereikt"),
                            ("death", "De inwoner is overleden"),
                            ("moved", "De inwoner is verhuisd uit de gemeente"),
                            ("wlz", "De inwoner krijgt zorg uit de Wlz"),
                            ("request", "De inwoner wil de hulp niet meer"),
                        ],
                        max_length=8,
                        verbose_name="waarom",
                    ),
                ),
                ("stops_on", models.DateField(verbose_name="laatste dag")),
                ("explanation", models.TextField(blank=True, verbose_name="uitleg")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wmo_beeindigingen", to="cases.case"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.AddField(
            model_name="voorziening",
            name="ended_with",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="voorzieningen",
                to="wmo.beeindiging",
                verbose_name="gestopt met",
            ),
        ),
        migrations.CreateModel(
            name="Bijdrage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_on", models.DateField(verbose_name="begin van de hulp")),
                ("reported_on", models.DateField(null=True, verbose_name="begin gemeld op")),
                ("no_reason", models.TextField(blank=True, verbose_name="waarom geen bijdrage")),
                ("stopped_on", models.DateField(null=True, verbose_name="einde van de hulp")),
                ("stop_reported_on", models.DateField(null=True, verbose_name="einde gemeld op")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wmo_bijdragen", to="cases.case"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Heronderzoek",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("periodic", "De afgesproken dag om opnieuw te kijken"),
                            ("signal", "Een signaal: er is iets veranderd"),
                            ("end", "De hulp loopt af"),
                            ("request", "De inwoner vraagt het"),
                        ],
                        max_length=8,
                        verbose_name="aanleiding",
                    ),
                ),
                ("started_on", models.DateField(verbose_name="begonnen op")),
                ("concluded_on", models.DateField(null=True, verbose_name="klaar op")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
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
                        verbose_name="uitkomst",
                    ),
                ),
                ("reasons", models.TextField(blank=True, verbose_name="waarom de hulp zo doorgaat")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wmo_heronderzoeken", to="cases.case"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Herverslag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("question", models.TextField(blank=True, verbose_name="wat is de vraag")),
                ("problems", models.TextField(blank=True, verbose_name="welke problemen zijn er")),
                ("needed", models.TextField(blank=True, verbose_name="welke hulp is nodig")),
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
                (
                    "own_strength",
                    models.TextField(blank=True, verbose_name="wat kan de inwoner zelf en met het netwerk"),
                ),
                ("remainder", models.TextField(blank=True, verbose_name="wat blijft over voor de gemeente")),
                ("expertise", models.TextField(blank=True, verbose_name="advies gebruikt")),
                ("pgb_explained_on", models.DateField(null=True, verbose_name="pgb uitgelegd op")),
                ("given_on", models.DateField(null=True, verbose_name="verslag gegeven op")),
                ("comment", models.TextField(blank=True, verbose_name="reactie van de inwoner")),
                ("commented_on", models.DateField(null=True, verbose_name="reactie ontvangen op")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wmo_herverslagen", to="cases.case"
                    ),
                ),
                (
                    "heronderzoek",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="verslag", to="wmo.heronderzoek"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Opdracht",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(choices=[("start", "begin"), ("stop", "einde")], max_length=5, verbose_name="wat"),
                ),
                ("receiver", models.CharField(max_length=120, verbose_name="aan")),
                ("address", models.TextField(blank=True, verbose_name="adres")),
                ("sent_on", models.DateField(verbose_name="verstuurd op")),
                ("ask_on", models.DateField(null=True, verbose_name="navragen op")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wmo_opdrachten", to="cases.case"
                    ),
                ),
                (
                    "voorziening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="opdrachten", to="wmo.voorziening"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Opzet",
            fields=[
                (
                    "besluit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="opzet",
                        serialize=False,
                        to="wmo.besluit",
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("resident", "De inwoner"),
                            ("helper", "Wie er met opzet aan meewerkte"),
                            ("both", "Allebei"),
                        ],
                        max_length=8,
                        verbose_name="wie",
                    ),
                ),
                ("reasons", models.TextField(verbose_name="hoe wij dat weten")),
                ("recorded_on", models.DateField(verbose_name="vastgelegd op")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Wijziging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "besluit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wijzigingen", to="wmo.besluit"
                    ),
                ),
                (
                    "voorziening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wijzigingen", to="wmo.voorziening"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Zienswijze",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        verbose_name="voornemen",
                    ),
                ),
                ("intent", models.TextField(blank=True, verbose_name="wat wij van plan zijn")),
                ("asked_on", models.DateField(null=True, verbose_name="gevraagd op")),
                ("ends_by", models.DateField(null=True, verbose_name="uiterlijk")),
                ("received_on", models.DateField(null=True, verbose_name="ontvangen op")),
                ("view", models.TextField(blank=True, verbose_name="zienswijze")),
                (
                    "left_out",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agrees", "De inwoner vroeg dit zelf of is het ermee eens (4:8)"),
                            ("urgent", "Het kan niet wachten (4:11 a)"),
                            ("heard", "De inwoner kon dit al zeggen, en er is niets nieuws (4:11 b)"),
                            ("defeats", "Vooraf vertellen maakt het besluit zinloos (4:11 c)"),
                        ],
                        max_length=8,
                        verbose_name="overgeslagen",
                    ),
                ),
                ("why", models.TextField(blank=True, verbose_name="waarom overgeslagen")),
                (
                    "besluit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="zienswijzen",
                        to="wmo.besluit",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wmo_zienswijzen", to="cases.case"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.AddConstraint(
            model_name="beeindiging",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__in", ["end_date", "death", "moved", "wlz", "request"])),
                name="wmo_stop_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="bijdrage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stopped_on", None)), fields=("case",), name="wmo_one_open_contribution"
            ),
        ),
        migrations.AddConstraint(
            model_name="bijdrage",
            constraint=models.CheckConstraint(
                condition=models.Q(("reported_on", None), ("no_reason", ""), _connector="OR"),
                name="wmo_contribution_reported_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="bijdrage",
            constraint=models.CheckConstraint(
                condition=models.Q(("stopped_on", None), ("stopped_on__gte", models.F("started_on")), _connector="OR"),
                name="wmo_contribution_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="heronderzoek",
            constraint=models.CheckConstraint(
                condition=models.Q(("trigger__in", ["periodic", "signal", "end", "request"])), name="wmo_review_trigger"
            ),
        ),
        migrations.AddConstraint(
            model_name="heronderzoek",
            constraint=models.UniqueConstraint(
                condition=models.Q(("concluded_on", None)), fields=("case",), name="wmo_one_open_review"
            ),
        ),
        migrations.AddConstraint(
            model_name="opdracht",
            constraint=models.UniqueConstraint(fields=("voorziening", "what"), name="wmo_one_order"),
        ),
        migrations.AddConstraint(
            model_name="opdracht",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__in", ["start", "stop"])), name="wmo_order_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="wijziging",
            constraint=models.UniqueConstraint(fields=("besluit", "voorziening"), name="wmo_one_change"),
        ),
        migrations.AddConstraint(
            model_name="zienswijze",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_on__isnull", False), ("ends_by__isnull", False), ("left_out", "")),
                    models.Q(models.Q(("left_out", ""), _negated=True), models.Q(("why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="wmo_view_asked_or_left_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="zienswijze",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("received_on", None), ("view", "")),
                    models.Q(("received_on__isnull", False), models.Q(("view", ""), _negated=True)),
                    _connector="OR",
                ),
                name="wmo_view_received",
            ),
        ),
        # A verslag of a heronderzoek that was given stays what it was, as the first one (migration 0003).
        migrations.RunSQL(
            "CREATE TRIGGER wmo_herverslag_frozen BEFORE UPDATE ON wmo_herverslag"
            " FOR EACH ROW EXECUTE FUNCTION wmo_freeze_verslag();",
            "DROP TRIGGER wmo_herverslag_frozen ON wmo_herverslag;",
        ),
    ]
