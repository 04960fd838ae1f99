"""The pages about members, as the desk is told of them."""

from __future__ import annotations

from collections.abc import Mapping

from grappe.analysis.language.catalogues import N_
from grappe.apps.members.models import Contact, Site
from grappe.pages.desk.members import act_forms, book_forms
from grappe.pages.desk.members.acting import acting, correcting, remove
from grappe.pages.desk.members.export import export
from grappe.pages.desk.members.home import due, numbers
from grappe.pages.desk.members.inviting import (
    invite_representative,
    renew_representative,
    withdraw_representative,
)
from grappe.pages.desk.members.listing import members
from grappe.pages.desk.members.member import show_member
from grappe.pages.desk.members.register import show_register
from grappe.pages.desk.members.saved import forget, save
from grappe.pages.desk.members.sought import SOUGHT
from grappe.pages.desk.members.together import together
from grappe.pages.desk.rooms import DeskPage, DeskRoom, Entry, Job
from grappe.pages.members import profile_forms
from grappe.pages.members.act_form import ActForm

ACTS: Mapping[str, tuple[str, type[ActForm]]] = {
    "admit": ("admettre", act_forms.Admit),
    "change_category": ("categorie", act_forms.ChangeCategory),
    "end_membership": ("sortie", act_forms.EndMembership),
    "pass_on": ("transfert", act_forms.PassOn),
    "declare": ("identite", act_forms.Declare),
    "appoint": ("representant", act_forms.Appoint),
    "take_out": ("retrait", book_forms.TakeOut),
    "put_back": ("retour", book_forms.PutBack),
    "edit_member": ("fiche", profile_forms.EditMember),
    "edit_activities": ("activites", profile_forms.Activities),
    "add_site": ("etablissements/nouveau", profile_forms.SiteForm),
    "add_contact": ("contacts/nouveau", profile_forms.ContactForm),
}
MEMBERS = DeskRoom(
    pages=(
        DeskPage(
            address="membres/", view=members, name="members", entry=Entry(Job.MEMBERS, N_("Membres"), "group")
        ),
        DeskPage(
            address="membres/registre/",
            view=show_register,
            name="register",
            entry=Entry(Job.MEMBERS, N_("Registre"), "list-ul"),
        ),
        DeskPage(address="membres/ajouter/", view=acting(act_forms.Enter), name="enter", reads="runs"),
        DeskPage(address="membres/ensemble/", view=together, name="members_together", reads="runs"),
        DeskPage(address="membres/liste.<slug:suffix>", view=export, name="export_members", reads="runs"),
        DeskPage(address="membres/filtres/", view=save, name="save_filter", reads="runs"),
        DeskPage(
            address="membres/filtres/<int:saved>/oublier/", view=forget, name="forget_filter", reads="runs"
        ),
        DeskPage(address="membres/fiches/<slug:code>/", view=show_member, name="member"),
        *(
            DeskPage(
                address=f"membres/fiches/<slug:code>/{address}/", view=acting(form), name=name, reads="runs"
            )
            for name, (address, form) in ACTS.items()
        ),
        DeskPage(
            address="membres/fiches/<slug:code>/inviter/",
            view=invite_representative,
            name="invite_representative",
            reads="runs",
        ),
        DeskPage(
            address="membres/fiches/<slug:code>/invitations/<int:invitation>/renvoyer/",
            view=renew_representative,
            name="renew_representative",
            reads="runs",
        ),
        DeskPage(
            address="membres/fiches/<slug:code>/invitations/<int:invitation>/retirer/",
            view=withdraw_representative,
            name="withdraw_representative",
            reads="runs",
        ),
        DeskPage(
            address="membres/fiches/<slug:code>/representants/<int:person>/fin/",
            view=acting(act_forms.Dismiss),
            name="dismiss",
            reads="runs",
        ),
        DeskPage(
            address="membres/fiches/<slug:code>/etablissements/<int:site>/",
            view=acting(profile_forms.SiteForm),
            name="edit_site",
            reads="runs",
        ),
        DeskPage(
            address="membres/fiches/<slug:code>/etablissements/<int:site>/retirer/",
            view=remove(Site),
            name="remove_site",
            reads="runs",
        ),
        DeskPage(
            address="membres/fiches/<slug:code>/contacts/<int:contact>/",
            view=acting(profile_forms.ContactForm),
            name="edit_contact",
            reads="runs",
        ),
        DeskPage(
            address="membres/fiches/<slug:code>/contacts/<int:contact>/retirer/",
            view=remove(Contact),
            name="remove_contact",
            reads="runs",
        ),
        DeskPage(
            address="membres/fiches/<slug:code>/actes/<slug:book>/<int:act>/corriger/",
            view=correcting(annulled=False),
            name="correct_act",
            reads="runs",
        ),
        DeskPage(
            address="membres/fiches/<slug:code>/actes/<slug:book>/<int:act>/annuler/",
            view=correcting(annulled=True),
            name="annul_act",
            reads="runs",
        ),
    ),
    due=due,
    numbers=numbers,
    sought=SOUGHT,
)
