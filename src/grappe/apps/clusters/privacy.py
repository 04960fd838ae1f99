"""What clusters keep of people: who plays which part."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.apps.privacy.declarations import NUMBER_ALONE, Basis, Declaration, Personal, Standing, of_nobody

DECLARATIONS = (
    of_nobody(
        "clusters.Cluster",
        "id",
        "slug",
        "name",
        "legal_name",
        "legal_form",
        "enterprise_number",
        "constituted_on",
        "deed_filed_on",
        "object",
        "region",
        "scope_nace",
        "scope_nace_version",
        "website",
        "portal_url",
        "office_fte",
        "domain",
        "languages",
        "colour",
        "second_colour",
        "logo",
    ),
    of_nobody(
        "clusters.Category", "id", "cluster", "code", "name", "base", "votes", "may_be_director", "in_region"
    ),
    of_nobody("clusters.Space", "id", "cluster", "group", "collection", "root_page"),
    of_nobody(
        "clusters.Statutes", "id", "cluster", "title", "adopted_on", "in_force_on", "file", "withdrawn_on"
    ),
    of_nobody(
        "clusters.Recognition",
        "id",
        "cluster",
        "number",
        "starts_on",
        "ends_on",
        "regime",
        "subsidy_rate",
        "eligible_cost_cap",
        "decision",
        "decided_on",
        "withdrawn_on",
    ),
    of_nobody("clusters.Axis", "id", "cluster", "code", "label", "since", "until"),
    of_nobody("clusters.Objective", "id", "cluster", "code", "text", "source", "priority", "since", "until"),
    of_nobody("clusters.ObjectiveMission", "id", "objective", "regime", "code"),
    of_nobody(
        "clusters.MissionList",
        "id",
        "regime",
        "version",
        "since",
        "text_title",
        "text_link",
        "wording",
        "note",
    ),
    of_nobody("clusters.Mission", "id", "list", "code", "label"),
    of_nobody(
        "clusters.Document",
        "id",
        "cluster",
        "code",
        "title",
        "dated_on",
        "kind",
        "chapters",
        "file",
        "named",
        "confidential",
        "withdrawn_on",
    ),
    Declaration(
        model="clusters.Role",
        title=N_("Vos rôles"),
        personal=(
            Personal(
                fields={
                    "person": N_("Personne"),
                    "cluster": N_("Cluster"),
                    "kind": N_("Rôle"),
                    "since": N_("Depuis"),
                    "until": N_("Jusqu’au"),
                },
                of="person",
                purpose=N_("Savoir qui pouvait faire quoi dans le cluster, et quand."),
                basis=Basis.INTEREST,
                retention=N_("Aussi longtemps que le cluster existe."),
                erasure=NUMBER_ALONE,
            ),
        ),
        other=("id",),
        standing=Standing(
            of="person",
            where={"until__isnull": True},
            sentence=N_("Cette personne a encore un rôle en cours : mettez-y d’abord fin."),
            to_them=N_("Vous avez encore un rôle en cours : quittez-le d’abord."),
        ),
    ),
)
