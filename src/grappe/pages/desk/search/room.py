"""The search, as the desk is told of it: it has no entry in the menu, its field stands on every page."""

from __future__ import annotations

from grappe.pages.desk.rooms import DeskPage, DeskRoom
from grappe.pages.desk.search.page import quick, search

SEARCH = DeskRoom(
    pages=(
        DeskPage(address="recherche/", view=search, name="search"),
        DeskPage(address="recherche/liste/", view=quick, name="quick_search"),
    )
)
