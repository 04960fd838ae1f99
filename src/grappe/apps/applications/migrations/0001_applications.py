"""Applications."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("clusters", "0005_missions_of_the_law"), ("members", "0005_words_to_be_found")]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "member_kind",
                    models.CharField(
                        choices=[
                            ("enterprise", "Enterprise"),
                            ("research", "Research"),
                            ("education", "Education"),
                            ("association_public", "Association Public"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "fr"), ("en", "en"), ("nl", "nl"), ("de", "de")],
                        default="fr",
                        max_length=2,
                    ),
                ),
                ("message", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("incomplete", "Incomplete"),
                            ("complete", "Complete"),
                            ("admitted", "Admitted"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("received_on", models.DateField()),
                ("state_since", models.DateField()),
                ("form", models.CharField(blank=True, max_length=64)),
                ("link", models.CharField(blank=True, max_length=64)),
                ("decided_by", models.CharField(blank=True, max_length=20)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
                ("welcomed_on", models.DateField(blank=True, null=True)),
                (
                    "admission",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="application",
                        to="members.membershipact",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clusters.category"
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="clusters.cluster",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="applications",
                        to="members.contact",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="members.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["received_on", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["cluster", "state", "received_on"], name="applications_by_state"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["received", "incomplete", "complete", "admitted", "refused", "withdrawn"])
                ),
                name="application_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_on__isnull", False),
                        ("state__in", ["admitted", "refused"]),
                        ("decided_by__in", ["board", "general_assembly"]),
                    ),
                    models.Q(
                        models.Q(("state__in", ["admitted", "refused"]), _negated=True),
                        ("decided_by", ""),
                        ("decided_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="application_is_decided_by_somebody_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_on__isnull", True),
                    ("decided_on__gte", models.F("received_on")),
                    _connector="OR",
                ),
                name="application_is_decided_after_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="application_is_refused_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("admission__isnull", False), ("state", "admitted")),
                    models.Q(models.Q(("state", "admitted"), _negated=True), ("admission__isnull", True)),
                    _connector="OR",
                ),
                name="application_is_admitted_by_an_act",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("welcomed_on__isnull", True),
                    models.Q(("state", "admitted"), ("welcomed_on__gte", models.F("decided_on"))),
                    _connector="OR",
                ),
                name="application_is_welcomed_once_admitted",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("state_since__gte", models.F("received_on"))),
                name="application_state_follows_its_coming",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["received", "incomplete", "complete"])),
                fields=("organisation",),
                name="application_is_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("form", ""), _negated=True),
                fields=("cluster", "form"),
                name="application_form_is_taken_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("link", ""), _negated=True),
                fields=("link",),
                name="application_link_is_its_own",
            ),
        ),
    ]
