"""How people call the parts that one plays, and what each of them may do."""

from __future__ import annotations

from collections.abc import Mapping

from grappe.analysis.language.catalogues import N_
from grappe.apps.clusters.models import Role

ROLES: Mapping[str, str] = {
    Role.Kind.TEAM_LEAD: N_("Responsable de l’équipe"),
    Role.Kind.TEAM: N_("Membre de l’équipe"),
    Role.Kind.DIRECTOR: N_("Administrateur du cluster"),
    Role.Kind.EVALUATOR: N_("Évaluateur"),
    Role.Kind.AUTHORITY: N_("Agent de l’autorité"),
    Role.Kind.ADMINISTRATOR: N_("Gestionnaire de l’installation"),
}
MAY: Mapping[str, str] = {
    Role.Kind.TEAM: N_("fait vivre le cluster : membres, documents, évaluations"),
    Role.Kind.TEAM_LEAD: N_("fait de même, et dit qui est de l’équipe et ce qu’est le cluster"),
    Role.Kind.DIRECTOR: N_("siège au conseil d’administration"),
    Role.Kind.EVALUATOR: N_("lit le bureau, documents confidentiels exceptés, et n’y change rien"),
}
"""Those that who leads a team may give."""
