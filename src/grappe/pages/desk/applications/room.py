"""The pages about applications, as the desk is told of them: for the team alone."""

from __future__ import annotations

from collections.abc import Mapping

from grappe.analysis.language.catalogues import N_
from grappe.pages.desk.applications import act_forms
from grappe.pages.desk.applications.acting import acting
from grappe.pages.desk.applications.application import open_file, show_application
from grappe.pages.desk.applications.home import due
from grappe.pages.desk.applications.letter_forms import Asking, LetterForm, Refusing, Welcoming
from grappe.pages.desk.applications.listing import applications
from grappe.pages.desk.applications.on_paper import enter_on_paper
from grappe.pages.desk.applications.sought import SOUGHT
from grappe.pages.desk.applications.writing import writing
from grappe.pages.desk.rooms import DeskPage, DeskRoom, Entry, Job

ACTS: Mapping[str, tuple[str, type[act_forms.ActForm]]] = {
    "ask_document": ("documents/demander", act_forms.AskDocument),
    "accept_document": ("documents/<int:paper>/accepter", act_forms.AcceptDocument),
    "reopen_document": ("documents/<int:paper>/revoir", act_forms.ReopenDocument),
    "refuse_document": ("documents/<int:paper>/refuser", act_forms.RefuseDocument),
    "bring_document": ("documents/<int:paper>/deposer", act_forms.BringDocument),
    "drop_document": ("documents/<int:paper>/abandonner", act_forms.DropDocument),
    "judge_condition": ("conditions/<slug:criterion>", act_forms.JudgeCondition),
    "decide": ("decision", act_forms.Decide),
    "withdraw_application": ("retrait", act_forms.Withdraw),
    "reopen_application": ("reouverture", act_forms.Reopen),
    "revoke_link": ("lien/reprendre", act_forms.RevokeLink),
}
LETTERS: Mapping[str, tuple[str, type[LetterForm]]] = {
    "write_applicant": ("lettre", Asking),
    "welcome": ("accueil", Welcoming),
    "tell_refusal": ("refus", Refusing),
}
ONE = "candidatures/<int:application>"
APPLICATIONS = DeskRoom(
    pages=(
        DeskPage(
            address="candidatures/",
            view=applications,
            name="applications",
            reads="runs",
            entry=Entry(Job.MEMBERS, N_("Candidatures"), "mail"),
        ),
        DeskPage(address="candidatures/saisir/", view=enter_on_paper, name="enter_application", reads="runs"),
        DeskPage(
            address="candidatures/saisir/<slug:code>/",
            view=enter_on_paper,
            name="enter_application_of",
            reads="runs",
        ),
        DeskPage(address=f"{ONE}/", view=show_application, name="application", reads="runs"),
        DeskPage(
            address=f"{ONE}/documents/<int:paper>/fichier/",
            view=open_file,
            name="application_file",
            reads="runs",
        ),
        *(
            DeskPage(address=f"{ONE}/{address}/", view=acting(form), name=name, reads="runs")
            for name, (address, form) in ACTS.items()
        ),
        *(
            DeskPage(address=f"{ONE}/{address}/", view=writing(form), name=name, reads="runs")
            for name, (address, form) in LETTERS.items()
        ),
    ),
    due=due,
    sought=SOUGHT,
)
