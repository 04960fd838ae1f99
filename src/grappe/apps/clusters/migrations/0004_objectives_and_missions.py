"""Objectives, and the axes and missions of the law that they answer to."""

from __future__ import annotations

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clusters", "0003_statutes_recognitions_axes_documents")]

    operations = [
        migrations.CreateModel(
            name="MissionList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "regime",
                    models.CharField(
                        choices=[("decree_2007", "decree_2007"), ("decree_2024", "decree_2024")],
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("since", models.DateField()),
                ("text_title", models.CharField(max_length=500)),
                ("text_link", models.URLField(blank=True)),
                (
                    "wording",
                    models.CharField(
                        choices=[("verbatim", "Verbatim"), ("summary", "Summary"), ("unknown", "Unknown")],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["regime", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("regime", "version"), name="mission_list_version_is_its_own"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="mission_list_version_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("regime__in", ["decree_2007", "decree_2024"])),
                        name="mission_list_regime_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wording__in", ["verbatim", "summary", "unknown"])),
                        name="mission_list_wording_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=100)),
                ("text", models.TextField()),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[("statutes", "statutes"), ("strategy", "strategy")],
                        max_length=20,
                    ),
                ),
                ("priority", models.CharField(blank=True, max_length=50)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objectives",
                        to="clusters.cluster",
                    ),
                ),
            ],
            options={"ordering": ["code"]},
        ),
        migrations.CreateModel(
            name="ObjectiveMission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "regime",
                    models.CharField(
                        choices=[("decree_2007", "decree_2007"), ("decree_2024", "decree_2024")],
                        max_length=20,
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("d2007_1", "d2007_1"),
                            ("d2007_2", "d2007_2"),
                            ("d2007_3", "d2007_3"),
                            ("d2007_4", "d2007_4"),
                            ("d2007_5", "d2007_5"),
                            ("d2007_6", "d2007_6"),
                            ("d2024_1", "d2024_1"),
                            ("d2024_2", "d2024_2"),
                            ("d2024_3", "d2024_3"),
                            ("d2024_4", "d2024_4"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missions",
                        to="clusters.objective",
                    ),
                ),
            ],
            options={"ordering": ["objective", "regime"]},
        ),
        migrations.CreateModel(
            name="Mission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("d2007_1", "d2007_1"),
                            ("d2007_2", "d2007_2"),
                            ("d2007_3", "d2007_3"),
                            ("d2007_4", "d2007_4"),
                            ("d2007_5", "d2007_5"),
                            ("d2007_6", "d2007_6"),
                            ("d2024_1", "d2024_1"),
                            ("d2024_2", "d2024_2"),
                            ("d2024_3", "d2024_3"),
                            ("d2024_4", "d2024_4"),
                        ],
                        max_length=20,
                    ),
                ),
                ("label", models.CharField(max_length=500)),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missions",
                        to="clusters.missionlist",
                    ),
                ),
            ],
            options={
                "ordering": ["list", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("list", "code"), name="mission_code_is_its_own"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                [
                                    "d2007_1",
                                    "d2007_2",
                                    "d2007_3",
                                    "d2007_4",
                                    "d2007_5",
                                    "d2007_6",
                                    "d2024_1",
                                    "d2024_2",
                                    "d2024_3",
                                    "d2024_4",
                                ],
                            )
                        ),
                        name="mission_code_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("label", ""), _negated=True), name="mission_has_a_label"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="objective",
            constraint=models.UniqueConstraint(fields=("cluster", "code"), name="objective_code_is_its_own"),
        ),
        migrations.AddConstraint(
            model_name="objective",
            constraint=models.CheckConstraint(
                condition=models.Q(("code", ""), _negated=True), name="objective_has_a_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="objective",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="objective_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="objective",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["", "statutes", "strategy"])),
                name="objective_source_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="objective",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="objective_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="objectivemission",
            constraint=models.UniqueConstraint(
                fields=("objective", "regime"), name="objective_has_one_mission_a_regime"
            ),
        ),
        migrations.AddConstraint(
            model_name="objectivemission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("code__in", ["d2007_1", "d2007_2", "d2007_3", "d2007_4", "d2007_5", "d2007_6"]),
                        ("regime", "decree_2007"),
                    ),
                    models.Q(
                        ("code__in", ["d2024_1", "d2024_2", "d2024_3", "d2024_4"]), ("regime", "decree_2024")
                    ),
                    _connector="OR",
                ),
                name="objective_mission_is_of_its_regime",
            ),
        ),
    ]
