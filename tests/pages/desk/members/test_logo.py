"""The logo of a member: sent with its profile, shown on its page to the circle that is said, taken away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from tests.forms import hidden
from tests.visitors import visitor

from grappe.apps.journal.queries import entries_of
from grappe.apps.members.models import Organisation
from grappe.apps.members.rules.visibility import USUAL
from grappe.apps.settings.installation import Installation

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'


@pytest.fixture(autouse=True)
def _files(installation: Installation) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=str(installation.data / "files")):
        yield


def page_of(one: Organisation) -> str:
    return f"/bureau/grappes/twist/membres/fiches/{one.code}/"


def sent(team: Client, one: Organisation, **more: Any) -> str:
    address = f"{page_of(one)}fiche/"
    seen = {f"seen_{field}": level for field, level in USUAL.items()}
    told = {**hidden(team, address), **seen, "name": one.name, **more}
    return team.post(address, told, follow=True).content.decode()


def status(client: Client) -> int:
    """How its picture is answered to somebody."""
    answer = client.get("/fichiers/logos/forge.svg")
    answer.close()
    return answer.status_code


def test_a_logo_is_kept_shown_to_its_circle_and_taken_away(team: Client, forge: Organisation) -> None:
    page = sent(team, forge, logo=SimpleUploadedFile("forge.svg", SVG))
    seen = status(visitor())
    hidden_one = sent(team, forge, seen_logo="hidden")
    unseen = status(visitor())
    team_sees = status(team)
    form = team.get(f"{page_of(forge)}fiche/").content.decode()
    without = sent(team, forge, **{"logo-clear": "on"})

    assert ['src="/fichiers/logos/forge.svg"' in one for one in (page, hidden_one, form, without)] == [
        True,
        True,
        True,
        False,
    ]
    assert (seen, unseen, team_sees) == (200, 404, 200)
    assert Organisation.objects.get(pk=forge.pk).logo.name == ""
    changed = [
        line.told.after
        for line in entries_of(f"organisation:{forge.pk}").filter(act="organisation.described")
        if set(line.told.after.split('"')) & {"logo"}
    ]
    assert [one for one in changed if one.startswith('{"logo"')] == [
        '{"logo":"logos/forge.svg"}',
        '{"logo":""}',
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("forge.svg", SVG.replace(b"<circle", b"<script>x</script><circle"), "contient un script"),
        ("forge.png", b"GIF89a", "n’est pas ce que dit son nom"),
        ("forge.pdf", b"%PDF-1.7", "PNG, JPG, JPEG, SVG"),
    ],
)
def test_a_logo_that_may_do_harm_is_refused_at_its_field_and_nothing_is_changed(
    team: Client, forge: Organisation, name: str, content: bytes, said: str
) -> None:
    page = sent(team, forge, name="Autre nom", logo=SimpleUploadedFile(name, content))

    kept = Organisation.objects.get(pk=forge.pk)
    assert (said in page, "Autre nom" in page) == (True, True)
    assert (kept.name, kept.logo.name) == (forge.name, "")
