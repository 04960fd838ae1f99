"""The pages about the cluster itself, as the desk is told of them."""

from __future__ import annotations

from collections.abc import Mapping

from grappe.analysis.language.catalogues import N_
from grappe.pages.desk.cluster import at_home, forms
from grappe.pages.desk.cluster.editing import adding, changing
from grappe.pages.desk.cluster.overview import file_of, show_cluster
from grappe.pages.desk.cluster.sought import SOUGHT
from grappe.pages.desk.cluster.withdrawing import WITHDRAWALS, withdrawing
from grappe.pages.desk.rooms import DeskPage, DeskRoom, Entry, Job

THINGS: Mapping[str, tuple[str, str, type[forms.ThingForm]]] = {
    "statutes": ("statuts", "statutes", forms.StatutesForm),
    "recognition": ("reconnaissances", "recognitions", forms.RecognitionForm),
    "objective": ("objectifs", "objectives", forms.ObjectiveForm),
    "axis": ("axes", "axes", forms.AxisForm),
    "document": ("documents", "documents", forms.DocumentForm),
}
"""By name: where in the address, what the cluster calls them, the form."""
CLUSTER = DeskRoom(
    pages=(
        DeskPage(
            address="cluster/",
            view=show_cluster,
            name="cluster",
            entry=Entry(Job.CLUSTER, N_("Identité et reconnaissances"), "clipboard-list"),
        ),
        DeskPage(address="cluster/fichiers/<slug:kind>/<int:number>/", view=file_of, name="file"),
        DeskPage(
            address="cluster/identite/",
            view=changing(forms.IdentityForm),
            name="change_identity",
            reads="runs",
            writes="leads",
        ),
        *(
            DeskPage(address=f"cluster/{where}/ajouter/", view=adding(form), name=f"add_{name}", reads="runs")
            for name, (where, _, form) in THINGS.items()
        ),
        *(
            DeskPage(
                address=f"cluster/{where}/<int:number>/",
                view=changing(form, related),
                name=f"change_{name}",
                reads="runs",
            )
            for name, (where, related, form) in THINGS.items()
        ),
        *(
            DeskPage(
                address=f"cluster/{THINGS[name][0]}/<int:number>/retirer/",
                view=withdrawing(how),
                name=f"withdraw_{name}",
                reads="runs",
            )
            for name, how in WITHDRAWALS.items()
        ),
    ),
    due=at_home.deadlines,
    numbers=at_home.numbers,
    charts=at_home.charts,
    sought=SOUGHT,
)
