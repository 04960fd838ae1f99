"""The authority's pages in a real browser."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.browser import PHONE, Visitor
from tests.pages.cockpit.conftest import Recognises
from tests.visitors import signed_in

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.membership import admit
from grappe.apps.members.acts.organisations import enter
from grappe.apps.people.models import Person

BY, DAY = "person:1", dt.date(2020, 1, 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_sound_wide_and_narrow_by_day_and_by_night(
    visit: Visitor,
    cast: dict[str, Person],
    twist: Cluster,
    other: Cluster,
    recognises: Recognises,
    scheme: str,
) -> None:
    recognises(twist, 1, "2021-07-01", "2024-06-30", decision="Arrêté du 3 juin 2021")
    recognises(twist, 2, "2024-07-01", "2028-06-30")
    recognises(other, 1, "2020-01-01", "2022-12-31")
    for number in range(12):
        one = enter(cluster=twist, name=f"Membre {number:02d}", by=BY, on=DAY)
        held = twist.categories.get(code="effective")
        admit(organisation=one, category=held, kind="enterprise", by=BY, on=DAY)
        told = {
            "legal_name": f"Membre {number:02d} de l’image",
            "legal_form": "SRL",
            "enterprise_number": "0406798006",
        }
        declare(
            organisation=one, by=BY, on=DAY, street="rue du Fer 3", postal_code="4000", place="Liège", **told
        )
    pages = {"clusters": "/autorite/", "cluster": "/autorite/twist/", "register": "/autorite/twist/registre/"}
    for viewport in ({"width": 1280, "height": 800}, PHONE):
        window = visit(viewport=viewport, color_scheme=scheme)
        cookie = signed_in(cast["authority"]).cookies["sessionid"]
        window.page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": window.address}])
        for name, address in pages.items():
            window.go(address)
            window.shoot(f"cockpit-{name}-{scheme}")
            assert (name, window.axe(), window.beyond()) == (name, [], 0)
