"""The pages about evaluations, as the desk is told of them."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.pages.desk.evaluations.at_home import due, numbers
from grappe.pages.desk.evaluations.files import attached, report
from grappe.pages.desk.evaluations.late import late
from grappe.pages.desk.evaluations.listing import evaluations
from grappe.pages.desk.evaluations.sought import SOUGHT
from grappe.pages.desk.rooms import DeskPage, DeskRoom, Entry, Job

ONE = "evaluations/<int:evaluation>/"
EVALUATIONS = DeskRoom(
    pages=(
        DeskPage(
            address="evaluations/",
            view=evaluations,
            name="evaluations",
            entry=Entry(Job.EVALUATIONS, N_("Évaluations"), "clipboard-list"),
        ),
        DeskPage(
            address="evaluations/nouvelle/",
            view=late("asking", "new_evaluation"),
            name="new_evaluation",
            reads="runs",
        ),
        DeskPage(
            address="evaluations/comparer/",
            view=late("comparing", "compare"),
            name="compare_evaluations",
        ),
        DeskPage(address=ONE, view=late("evaluation", "show_evaluation"), name="evaluation"),
        DeskPage(address=f"{ONE}avancement/", view=late("progress", "progress"), name="evaluation_progress"),
        DeskPage(
            address=f"{ONE}chiffres/<str:figure>/",
            view=late("paper", "show_figure"),
            name="evaluation_figure",
        ),
        DeskPage(address=f"{ONE}rapport.<slug:form>", view=report, name="evaluation_report"),
        DeskPage(address=f"{ONE}fichiers/<int:attached>/", view=attached, name="evaluation_file"),
    ),
    due=due,
    numbers=numbers,
    sought=SOUGHT,
)
