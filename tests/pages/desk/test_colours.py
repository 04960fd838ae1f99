"""A cluster’s colours on its desk are always readable."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from tests.visitors import signed_in

from grappe.analysis.report.house.colours import AA, NIGHT_CARD, WHITE, contrast, mixed
from grappe.apps.clusters.models import Cluster
from grappe.apps.people.models import Person
from grappe.pages.look.colours import MENU_WORDS, sheet_of

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


def tokens(sheet: str) -> tuple[dict[str, str], dict[str, str]]:
    """The colours by day, and by night."""
    day, night = sheet.split("@media")
    found = (dict(re.findall(r"--([a-z-]+):(#[0-9A-Fa-f]{6});", part)) for part in (day, night))
    return next(found), next(found)


@given(main=COLOURS, second=COLOURS)
def test_whatever_the_two_colours_words_are_readable_by_day_and_by_night(main: str, second: str) -> None:
    day, night = tokens(sheet_of(main, second))

    for one, ground in ((day, WHITE), (night, NIGHT_CARD)):
        assert contrast(one["plum"], ground) >= AA
        assert contrast(one["grape"], ground) >= AA
        assert contrast(one["on-plum"], one["plum"]) >= AA
        assert contrast(one["plum"], one["mist"]) >= AA
        assert contrast(mixed(WHITE, one["menu"], MENU_WORDS), one["menu"]) >= AA


def test_the_houses_own_colours_stay_what_they_are() -> None:
    day, _ = tokens(sheet_of("#4A1942", "#7A3B73"))

    assert (day["plum"], day["grape"], day["menu"]) == ("#4A1942", "#7A3B73", "#4A1942")


def test_the_sheet_is_that_of_the_cluster(twist: Cluster, cast: dict[str, Person]) -> None:
    Cluster.objects.filter(pk=twist.pk).update(colour="#003366")

    answer = signed_in(cast["team"]).get("/bureau/grappes/twist/couleurs.css")

    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "--plum:#003366" in answer.content.decode()
