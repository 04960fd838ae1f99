"""Statutes, recognitions, axes, documents."""

from __future__ import annotations

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import grappe.apps.clusters.models.document
import grappe.apps.clusters.models.files


class Migration(migrations.Migration):
    dependencies = [("clusters", "0002_spaces")]

    operations = [
        migrations.CreateModel(
            name="Recognition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "regime",
                    models.CharField(
                        choices=[("decree_2007", "decree_2007"), ("decree_2024", "decree_2024")],
                        max_length=20,
                    ),
                ),
                (
                    "subsidy_rate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=8,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal(0)),
                            django.core.validators.MaxValueValidator(Decimal(1)),
                        ],
                    ),
                ),
                (
                    "eligible_cost_cap",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal(0))],
                    ),
                ),
                ("decision", models.CharField(blank=True, max_length=300)),
                ("decided_on", models.DateField(blank=True, null=True)),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recognitions",
                        to="clusters.cluster",
                    ),
                ),
            ],
            options={"ordering": ["number"]},
        ),
        migrations.CreateModel(
            name="Statutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("adopted_on", models.DateField()),
                ("in_force_on", models.DateField()),
                (
                    "file",
                    models.FileField(
                        blank=True, max_length=300, upload_to=grappe.apps.clusters.models.files.place_of
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statutes",
                        to="clusters.cluster",
                    ),
                ),
            ],
            options={"ordering": ["in_force_on"]},
        ),
        migrations.CreateModel(
            name="Axis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=100)),
                ("label", models.CharField(blank=True, max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="axes",
                        to="clusters.cluster",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "axes",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(fields=("cluster", "code"), name="axis_code_is_its_own"),
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True), name="axis_has_a_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="axis_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=100)),
                ("title", models.CharField(blank=True, max_length=500)),
                ("dated_on", models.DateField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("statutes", "statutes"),
                            ("minutes", "minutes"),
                            ("activity_report", "activity_report"),
                            ("accounts", "accounts"),
                            ("action_plan", "action_plan"),
                            ("agreement", "agreement"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "chapters",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[grappe.apps.clusters.models.document.chapters_of_the_report],
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True, max_length=300, upload_to=grappe.apps.clusters.models.files.place_of
                    ),
                ),
                ("named", models.CharField(blank=True, max_length=300)),
                ("confidential", models.BooleanField(default=False)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="clusters.cluster",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(fields=("cluster", "code"), name="document_code_is_its_own"),
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True), name="document_has_a_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "",
                                    "accounts",
                                    "action_plan",
                                    "activity_report",
                                    "agreement",
                                    "minutes",
                                    "other",
                                    "statutes",
                                ],
                            )
                        ),
                        name="document_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="recognition",
            constraint=models.UniqueConstraint(
                fields=("cluster", "number"), name="recognition_number_is_its_own"
            ),
        ),
        migrations.AddConstraint(
            model_name="recognition",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="recognition_number_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="recognition",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="recognition_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="recognition",
            constraint=models.CheckConstraint(
                condition=models.Q(("regime__in", ["decree_2007", "decree_2024"])),
                name="recognition_regime_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="recognition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("subsidy_rate__isnull", True),
                    models.Q(("subsidy_rate__gte", 0), ("subsidy_rate__lte", 1)),
                    _connector="OR",
                ),
                name="recognition_rate_is_a_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="recognition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("eligible_cost_cap__isnull", True), ("eligible_cost_cap__gte", 0), _connector="OR"
                ),
                name="recognition_cap_is_no_debt",
            ),
        ),
        migrations.AddConstraint(
            model_name="statutes",
            constraint=models.CheckConstraint(
                condition=models.Q(("in_force_on__gte", models.F("adopted_on"))),
                name="statutes_adopted_before_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="statutes",
            constraint=models.UniqueConstraint(
                fields=("cluster", "in_force_on"), name="statutes_one_version_a_day"
            ),
        ),
    ]
