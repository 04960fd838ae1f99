"""Evaluations and their files."""

from __future__ import annotations

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import grappe.apps.evaluation.models.attached


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clusters", "0005_missions_of_the_law"),
    ]

    operations = [
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)]),
                ),
                ("as_of", models.DateField()),
                ("period_from", models.DateField(blank=True, null=True)),
                ("period_to", models.DateField(blank=True, null=True)),
                ("reference", models.CharField(blank=True, max_length=300)),
                ("evaluator", models.CharField(blank=True, max_length=300)),
                ("client", models.CharField(blank=True, max_length=300)),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "fr"), ("en", "en"), ("nl", "nl"), ("de", "de")],
                        default="fr",
                        max_length=2,
                    ),
                ),
                ("survey_invited", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "drafts",
                    models.CharField(
                        choices=[("replace", "replace"), ("complete", "complete"), ("none", "none")],
                        default="replace",
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("refused", "Refused"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("step", models.CharField(blank=True, max_length=200)),
                ("refusals", models.JSONField(blank=True, default=dict)),
                ("remarks", models.JSONField(blank=True, default=dict)),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="clusters.cluster",
                    ),
                ),
            ],
            options={
                "ordering": ["cluster", "-number"],
            },
        ),
        migrations.CreateModel(
            name="AttachedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("table", models.CharField(blank=True, max_length=50)),
                (
                    "file",
                    models.FileField(
                        max_length=300, upload_to=grappe.apps.evaluation.models.attached.place_of
                    ),
                ),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="evaluation.evaluation",
                    ),
                ),
            ],
            options={
                "ordering": ["evaluation", "name"],
            },
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                fields=("cluster", "number"), name="evaluation_number_is_its_own"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="evaluation_number_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "running")),
                fields=("cluster",),
                name="evaluation_one_runs_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period_from__isnull", True),
                    ("period_to__isnull", True),
                    ("period_to__gte", models.F("period_from")),
                    _connector="OR",
                ),
                name="evaluation_period_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("started_at__isnull", True), ("state", "waiting")),
                    models.Q(("ended_at__isnull", True), ("started_at__isnull", False), ("state", "running")),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("started_at__isnull", False),
                        ("state__in", ["done", "refused"]),
                    ),
                    _connector="OR",
                ),
                name="evaluation_state_goes_with_its_hours",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["de", "en", "fr", "nl"])),
                name="evaluation_language_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("drafts__in", ["complete", "none", "replace"])),
                name="evaluation_drafts_are_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachedfile",
            constraint=models.UniqueConstraint(
                fields=("evaluation", "name"), name="attached_name_is_its_own"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachedfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("table", ""), _negated=True),
                fields=("evaluation", "table"),
                name="attached_table_comes_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="attached_has_a_name"
            ),
        ),
    ]
