"""The pages of this room, as the desk has them."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.pages.desk.rooms import DeskPage, DeskRoom, Entry, Job
from grappe.pages.exchange.away import away, list_away, register_away
from grappe.pages.exchange.doubles import doubles_page, pair_page
from grappe.pages.exchange.matching import matching
from grappe.pages.exchange.mending import row_page
from grappe.pages.exchange.preview import preview_page
from grappe.pages.exchange.progress import import_progress
from grappe.pages.exchange.sending import imports

EXCHANGE_DESK = DeskRoom(
    pages=(
        DeskPage(
            address="imports/",
            view=imports,
            name="imports",
            reads="runs",
            entry=Entry(Job.MEMBERS, N_("Importer"), "upload"),
        ),
        DeskPage(address="imports/<int:sent>/", view=preview_page, name="import", reads="runs"),
        DeskPage(
            address="imports/<int:sent>/avancement/",
            view=import_progress,
            name="import_progress",
            reads="runs",
        ),
        DeskPage(address="imports/<int:sent>/colonnes/", view=matching, name="import_columns", reads="runs"),
        DeskPage(
            address="imports/<int:sent>/lignes/<int:row>/", view=row_page, name="import_row", reads="runs"
        ),
        DeskPage(
            address="exports/",
            view=away,
            name="exports",
            entry=Entry(Job.MEMBERS, N_("Exporter"), "download"),
        ),
        DeskPage(address="exports/registre.<slug:suffix>", view=register_away, name="register_away"),
        DeskPage(
            address="exports/<slug:wanted>.<slug:suffix>", view=list_away, name="list_away", reads="runs"
        ),
        DeskPage(
            address="doublons/",
            view=doubles_page,
            name="doubles",
            reads="runs",
            entry=Entry(Job.MEMBERS, N_("Doublons"), "copy"),
        ),
        DeskPage(address="doublons/<slug:first>/<slug:second>/", view=pair_page, name="pair", reads="runs"),
    )
)
