"""How a cluster looks and speaks is changed in its identity, and what no longer counts is withdrawn."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.forms import hidden
from tests.visitors import signed_in

from grappe.apps.clusters.acts.axes import set_axis
from grappe.apps.clusters.acts.documents import file_document
from grappe.apps.clusters.acts.objectives import set_objective
from grappe.apps.clusters.models import Cluster
from grappe.apps.journal.queries import entries_of
from grappe.apps.people.models import Person

PAGE = "/bureau/grappes/twist/cluster/"
LONG_AGO = dt.date(2020, 1, 1)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'
TOLD = {"name": "TWIST", "main": "fr", "colour": "#003366", "second_colour": "#7A3B73"}


def sent(lead: Person, **more: Any) -> tuple[int, str]:
    answer = signed_in(lead).post(f"{PAGE}identite/", {**TOLD, **more})
    return answer.status_code, answer.content.decode()


def test_a_logo_is_kept_shown_at_the_desk_and_taken_away(twist: Cluster, cast: dict[str, Person]) -> None:
    client = signed_in(cast["lead"])

    status, _ = sent(cast["lead"], logo=SimpleUploadedFile("twist.svg", SVG))
    twist.refresh_from_db()
    shown = client.get(PAGE).content.decode()
    form = client.get(f"{PAGE}identite/").content.decode()
    kept = twist.logo.name
    sent(cast["lead"], **hidden(client, f"{PAGE}identite/"))
    twist.refresh_from_db()
    untouched = twist.logo.name
    sent(cast["lead"], **{"logo-clear": "on"})

    assert (status, kept, untouched) == (302, "logos/twist.svg", "logos/twist.svg")
    assert shown.count('src="/fichiers/logos/twist.svg"') == 2
    assert "Retirer ce logo" in form
    twist.refresh_from_db()
    assert twist.logo.name == ""
    assert [line.act for line in entries_of(f"cluster:{twist.pk}")][1:] == ["cluster.changed"] * 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("twist.svg", SVG.replace(b"<circle", b"<script>x</script><circle"), "contient un script"),
        ("twist.svg", SVG.replace(b"<circle", b'<circle onload="x"'), "contient un script"),
        ("twist.png", b"GIF89a", "n’est pas ce que dit son nom"),
        ("twist.pdf", b"%PDF-1.7", "PNG, JPG, JPEG, SVG"),
        ("twist.png", b"\x89PNG\r\n\x1a\n" + b"0" * (2 * 2**20), "pèse plus de 2"),
    ],
)
def test_a_logo_that_may_do_harm_is_refused_at_its_field(
    name: str, content: bytes, said: str, twist: Cluster, cast: dict[str, Person]
) -> None:
    status, page = sent(cast["lead"], name="Autre nom", logo=SimpleUploadedFile(name, content))

    twist.refresh_from_db()
    assert (status, said in page, "Autre nom" in page) == (200, True, True)
    assert (twist.logo.name, twist.name) == ("", "Cluster TWIST")


def test_the_first_language_comes_first_and_the_others_once(twist: Cluster, cast: dict[str, Person]) -> None:
    sent(cast["lead"], main="nl", languages=["fr", "nl", "de"])

    twist.refresh_from_db()
    assert twist.languages == ["nl", "fr", "de"]
    assert "Nederlands, Français, Deutsch" in signed_in(cast["lead"]).get(PAGE).content.decode()


def test_an_axis_and_an_objective_are_withdrawn_from_a_day(twist: Cluster, cast: dict[str, Person]) -> None:
    axis = set_axis(
        cluster=twist, code="x1", label="Visibilité", since=LONG_AGO, by="system:tests", on=LONG_AGO
    )
    aim = set_objective(cluster=twist, code="b1", text="Former", by="system:tests", on=LONG_AGO)
    client = signed_in(cast["team"])

    early = client.post(f"{PAGE}axes/{axis.pk}/retirer/", {"on": "2019-01-01"})
    answers = [
        client.post(f"{PAGE}{path}/retirer/", {"on": "2026-01-01"}).status_code
        for path in (f"axes/{axis.pk}", f"objectifs/{aim.pk}", f"objectifs/{aim.pk}")
    ]

    axis.refresh_from_db()
    aim.refresh_from_db()
    assert early.status_code == 200
    assert answers == [302, 302, 302]
    assert (axis.until, aim.until) == (dt.date(2026, 1, 1), dt.date(2026, 1, 1))
    assert "/retirer/" not in client.get(PAGE).content.decode()


def test_a_document_is_withdrawn_for_a_reason_and_its_file_stays(
    twist: Cluster, cast: dict[str, Person]
) -> None:
    file = SimpleUploadedFile("audit.pdf", b"%PDF-1.7")
    kept = file_document(cluster=twist, code="d1", file=file, by="system:tests", on=LONG_AGO)
    client, address = signed_in(cast["team"]), f"{PAGE}documents/{kept.pk}/retirer/"

    unexplained = client.post(address, {"on": "2026-01-01"})
    taken = client.post(address, {"on": "2026-01-01", "reason": "Classé par erreur"})

    kept.refresh_from_db()
    (*_, line) = entries_of(f"document:{kept.pk}")
    assert (unexplained.status_code, taken.status_code) == (200, 302)
    assert (kept.withdrawn_on, kept.file.storage.exists(kept.file.name)) == (dt.date(2026, 1, 1), True)
    assert (line.act, "Classé par erreur" in line.told.after) == ("document.withdrawn", True)
    assert signed_in(cast["evaluator"]).get(address).status_code == 404
