"""Documents asked for and sent, and what was found on the conditions of the statutes."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import grappe.apps.clusters.models.files


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_applications")]

    operations = [
        migrations.CreateModel(
            name="ApplicationDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("label", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("received", "Received"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("asked_on", models.DateField()),
                (
                    "file",
                    models.FileField(
                        blank=True, max_length=300, upload_to=grappe.apps.clusters.models.files.place_of
                    ),
                ),
                ("named", models.CharField(blank=True, max_length=200)),
                ("received_on", models.DateField(blank=True, null=True)),
                ("judged_on", models.DateField(blank=True, null=True)),
                ("judged_by", models.CharField(blank=True, max_length=200)),
                ("reason", models.TextField(blank=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AskedOfCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("label", models.CharField(max_length=300)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_documents",
                        to="clusters.category",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "criterion",
                    models.CharField(
                        choices=[
                            ("place_in_region", "Place In Region"),
                            ("person_at_work", "Person At Work"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("met", "Met"), ("not_met", "Not Met"), ("unknown", "Unknown")],
                        max_length=10,
                    ),
                ),
                ("as_of", models.DateField()),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("document", "Document"),
                            ("registry", "Registry"),
                            ("statement", "Statement"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField()),
                ("on", models.DateField()),
                ("by", models.CharField(max_length=200)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="applications.application",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.applicationdocument",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="applicationdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "received", "accepted", "refused"])),
                name="application_document_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file", ""), ("received_on__isnull", True), ("state", "asked")),
                    models.Q(
                        models.Q(("state", "asked"), _negated=True),
                        models.Q(("file", ""), _negated=True),
                        ("received_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="application_document_is_there_with_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received_on__isnull", True), ("received_on__gte", models.F("asked_on")), _connector="OR"
                ),
                name="application_document_comes_after_it_is_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("judged_on__gte", models.F("received_on")),
                        ("state__in", ["accepted", "refused"]),
                        models.Q(("judged_by", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state__in", ["accepted", "refused"]), _negated=True),
                        ("judged_by", ""),
                        ("judged_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="application_document_is_judged_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="application_document_is_refused_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("label", ""), _negated=True), name="application_document_has_a_label"
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationdocument",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "refused"), _negated=True),
                fields=("application", "code"),
                name="application_document_is_asked_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="askedofcategory",
            constraint=models.UniqueConstraint(
                fields=("category", "code"), name="asked_document_code_is_its_own"
            ),
        ),
        migrations.AddConstraint(
            model_name="askedofcategory",
            constraint=models.CheckConstraint(
                condition=models.Q(("label", ""), _negated=True), name="asked_document_has_a_label"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("criterion__in", ["place_in_region", "person_at_work"])),
                name="evidence_criterion_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["met", "not_met", "unknown"])),
                name="evidence_answer_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document__isnull", False), ("source", "document")),
                    models.Q(("document__isnull", True), ("source__in", ["registry", "statement"])),
                    _connector="OR",
                ),
                name="evidence_has_its_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="evidence_says_what_it_rests_on"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of__lte", models.F("on"))), name="evidence_is_of_no_day_to_come"
            ),
        ),
    ]
