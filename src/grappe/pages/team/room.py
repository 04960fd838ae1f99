"""The pages of the team, as the desk is told of them."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.pages.desk.rooms import DeskPage, DeskRoom, Entry, Job
from grappe.pages.team.inviting import invite, renew_invitation, withdraw_invitation
from grappe.pages.team.overview import show_team
from grappe.pages.team.roles import end_role, give_role
from grappe.pages.team.sought import SOUGHT

TEAM_DESK = DeskRoom(
    pages=(
        DeskPage(
            address="equipe/",
            view=show_team,
            name="team",
            entry=Entry(Job.SETTINGS, N_("Équipe et accès"), "group"),
        ),
        DeskPage(address="equipe/inviter/", view=invite, name="invite", reads="leads", writes="leads"),
        DeskPage(
            address="equipe/personnes/<int:person>/role/",
            view=give_role,
            name="give_role",
            reads="leads",
            writes="leads",
        ),
        DeskPage(
            address="equipe/roles/<int:role>/fin/",
            view=end_role,
            name="end_role",
            reads="leads",
            writes="leads",
        ),
        DeskPage(
            address="equipe/invitations/<int:invitation>/renvoyer/",
            view=renew_invitation,
            name="renew_invitation",
            reads="leads",
            writes="leads",
        ),
        DeskPage(
            address="equipe/invitations/<int:invitation>/retirer/",
            view=withdraw_invitation,
            name="withdraw_invitation",
            reads="leads",
            writes="leads",
        ),
    ),
    sought=SOUGHT,
)
