"""What is stored of members."""

from __future__ import annotations

from grappe.apps.members.models.acts import IdentityAct, MembershipAct, RepresentationAct
from grappe.apps.members.models.organisation import Organisation
from grappe.apps.members.models.passage import OrganisationPassage
from grappe.apps.members.models.profile import Activity, Contact, Site
from grappe.apps.members.models.saved import SavedFilter
from grappe.apps.members.models.spans import IdentitySpan, MembershipSpan, RepresentationSpan

__all__ = [
    "Activity",
    "Contact",
    "IdentityAct",
    "IdentitySpan",
    "MembershipAct",
    "MembershipSpan",
    "Organisation",
    "OrganisationPassage",
    "RepresentationAct",
    "RepresentationSpan",
    "SavedFilter",
    "Site",
]
