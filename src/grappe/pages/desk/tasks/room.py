"""The pages about tasks, as the desk is told of them."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.pages.desk.rooms import DeskPage, DeskRoom, Entry
from grappe.pages.desk.tasks.adding import add
from grappe.pages.desk.tasks.closing import drop, finish, reopen
from grappe.pages.desk.tasks.home import due
from grappe.pages.desk.tasks.listing import tasks
from grappe.pages.desk.tasks.sought import SOUGHT
from grappe.pages.desk.tasks.task import show_task

TASKS = DeskRoom(
    pages=(
        DeskPage(address="taches/", view=tasks, name="tasks", entry=Entry(None, N_("Tâches"), "tasks")),
        DeskPage(address="taches/ajouter/", view=add, name="add_task", reads="runs"),
        DeskPage(address="taches/<int:task>/", view=show_task, name="task"),
        DeskPage(address="taches/<int:task>/faite/", view=finish, name="finish_task", reads="runs"),
        DeskPage(address="taches/<int:task>/abandonner/", view=drop, name="drop_task", reads="runs"),
        DeskPage(address="taches/<int:task>/rouvrir/", view=reopen, name="reopen_task", reads="runs"),
    ),
    due=due,
    sought=SOUGHT,
)
