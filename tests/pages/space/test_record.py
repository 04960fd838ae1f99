"""« Ma fiche »: what the register knows of a member, to who speaks for it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.forms import hidden
from tests.pages.space.conftest import BY, JOINED, Joins, Speaks
from tests.visitors import signed_in

from grappe.apps.journal.queries import entries_of
from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.parts import keep_part
from grappe.apps.members.models import Contact, Organisation, Site
from grappe.apps.members.rules.visibility import USUAL
from grappe.apps.people.models import Person


def of(one: Organisation, rest: str = "") -> str:
    return f"/twist/espace/fiches/{one.code}/{rest}"


def read(person: Person, address: str) -> str:
    """The words of a page, without its marks."""
    page = signed_in(person).get(address).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(
        unescape(re.sub(r"<[^>]+>", " ", main)).replace("\u202f", " ").replace("\xa0", " ").split()
    )


def profile(person: Person, one: Organisation, **more: object) -> dict[str, object]:
    """What the form of the profile brings back."""
    seen = {f"seen_{field}": level for field, level in USUAL.items() if field != "name"}
    return {**hidden(signed_in(person), of(one, "modifier/")), **seen, "name": one.name, **more}


def test_a_member_reads_its_state_and_the_acts_that_made_it(
    editor: Person, forge: Organisation, cast: dict[str, Person]
) -> None:
    declare(
        organisation=forge,
        by=BY,
        on=JOINED,
        legal_name="Forge Été SA",
        enterprise_number="0406798006",
        street="rue du Fer 3",
        postal_code="4000",
        place="Liège",
    )

    page = read(editor, of(forge))

    for said in (
        "Membre depuis le 1er janvier 2020",
        "Admission du 1er janvier 2020 (conseil d’administration, 15 décembre 2019)",
        "Forge Été SA",
        "0406.798.006",
        "rue du Fer 3, 4000 Liège",
        "Identité déclarée du 1er janvier 2020",
        "Ada Roy vous · modifie",
        "depuis le 1er janvier 2021 · Représentant désigné du 1er janvier 2021",
        "Une erreur, un changement ? Demandez à l’équipe : lead@example.org",
    ):
        assert said in page, said
    assert "team@example.org" not in page
    Person.objects.filter(pk=cast["lead"].pk).update(is_active=False)
    assert "Demandez à l’équipe : team@example.org" in read(editor, of(forge))


def test_what_lacks_comes_first_with_where_it_is_filled_in(
    editor: Person, speaks: Speaks, forge: Organisation
) -> None:
    reader = speaks("Léa", "reader", forge)
    client = signed_in(editor)

    page, mine, theirs = (
        client.get(of(forge)).content.decode(),
        read(editor, of(forge)),
        read(reader, of(forge)),
    )

    assert "Il manque encore 5 choses" in mine
    assert mine.index("Il manque encore") < mine.index("Ce que vous dites de vous")
    for way in ("modifier/", "activites/", "etablissements/nouveau/", "contacts/nouveau/"):
        assert f'href="{of(forge, way)}"' in page
        assert f'href="{of(forge, way)}"' not in signed_in(reader).get(of(forge)).content.decode()
    assert "Votre rôle est de lire cette fiche" in theirs
    declare(organisation=forge, by=BY, on=JOINED, legal_name="Forge", enterprise_number="0406798006")
    keep_part(part=Site(organisation=forge), told={"postal_code": "4000"}, by=BY, on=JOINED)
    keep_part(part=Contact(organisation=forge), told={"last_name": "Sax"}, by=BY, on=JOINED)
    assert "Il manque encore 2 choses" in read(editor, of(forge))


@pytest.mark.parametrize(
    ("category", "part", "said"),
    [
        ("effective", "voter", "Vous votez au nom du membre Tour depuis le 1er janvier 2021. L’acte qui le dit : Représentant désigné du 1er janvier 2021."),
        ("effective", "editor", "Personne n’est désigné pour voter au nom du membre Tour."),
        ("adherent", "voter", "ont une voix consultative : ils ne votent pas."),
    ],
)  # fmt: skip
def test_the_page_says_who_votes_since_when_and_by_which_act(
    joins: Joins, speaks: Speaks, category: str, part: str, said: str
) -> None:
    one = joins("Tour", category)

    assert said in read(speaks("Zoé", part, one), of(one))


def test_another_who_votes_is_named(editor: Person, speaks: Speaks, forge: Organisation) -> None:
    speaks("Zoé", "voter", forge)

    assert "Zoé Roy vote au nom du membre Forge Été depuis le 1er janvier 2021." in read(editor, of(forge))


def test_an_editor_changes_what_is_said_who_sees_it_and_the_journal_tells_who(
    editor: Person, forge: Organisation
) -> None:
    told = profile(editor, forge, does_fr="Pièces d’acier", website="https://forge.be/", skills="Acier\nInox")

    answer = signed_in(editor).post(of(forge, "modifier/"), {**told, "seen_website": "members"})

    kept = Organisation.objects.get(pk=forge.pk)
    assert (answer.status_code, answer["Location"]) == (302, of(forge))
    assert (kept.does, kept.skills, kept.website) == (
        {"fr": "Pièces d’acier"},
        ["Acier", "Inox"],
        "https://forge.be/",
    )
    assert kept.visibility == {"website": "members"}
    line = entries_of(f"organisation:{forge.pk}").last()
    assert (line.act, line.told.by) == ("organisation.described", editor.named)  # type: ignore[union-attr]
    assert "Site web visible : les membres https://forge.be/" in read(editor, of(forge))


def test_a_form_that_comes_twice_acts_once_and_what_is_wrong_is_said_at_its_field(
    editor: Person, forge: Organisation
) -> None:
    client = signed_in(editor)
    told = {"last_name": "Sax", "visibility": "members", "token": "once"}

    for _ in range(2):
        assert client.post(of(forge, "contacts/nouveau/"), told).status_code == 302
    wrong = client.post(
        of(forge, "contacts/nouveau/"), {**told, "token": "twice", "email": "sax", "last_name": "Sox"}
    )

    assert [str(one) for one in forge.contacts.all()] == ["Sax"]
    page = wrong.content.decode()
    assert ('aria-invalid="true"' in page, 'value="Sox"' in page) == (True, True)


def test_of_two_who_edit_the_second_sees_what_the_first_changed(
    editor: Person, speaks: Speaks, forge: Organisation
) -> None:
    second = speaks("Zoé", "voter", forge)
    first_told, second_told = profile(editor, forge, phone="04 111"), profile(second, forge, phone="04 222")

    signed_in(editor).post(of(forge, "modifier/"), first_told)
    page = unescape(signed_in(second).post(of(forge, "modifier/"), second_told).content.decode())

    assert "Ada Roy a remplacé" in page
    assert Organisation.objects.get(pk=forge.pk).phone == "04 111"


def test_of_two_who_tell_the_activities_the_second_sees_what_the_first_told(
    editor: Person, speaks: Speaks, forge: Organisation
) -> None:
    second = speaks("Zoé", "voter", forge)
    there = of(forge, "activites/")
    shown = [hidden(signed_in(one), there) for one in (editor, second, second)]

    signed_in(editor).post(there, {**shown[0], "version": "2008", "codes": "59.111"})
    page = unescape(
        signed_in(second).post(there, {**shown[1], "version": "2008", "codes": "62.010"}).content.decode()
    )
    other = unescape(
        signed_in(second).post(there, {**shown[2], "version": "2025", "codes": "62.100"}).content.decode()
    )

    assert "Ada Roy a remplacé" in page
    assert "Garder la vôtre" in page
    assert "Rien n’est enregistré : relisez, puis enregistrez de nouveau." in other.replace("\u202f", " ")
    assert [one.nace for one in forge.activities.all()] == ["59.111"]


def test_who_may_only_read_is_told_so_and_nothing_is_changed(
    neighbour: Person, atelier: Organisation
) -> None:
    site = keep_part(part=Site(organisation=atelier), told={"postal_code": "4000"}, by=BY, on=JOINED)
    client = signed_in(neighbour)
    ways = (
        "modifier/",
        "activites/",
        "etablissements/nouveau/",
        f"etablissements/{site.pk}/",
        f"etablissements/{site.pk}/retirer/",
    )

    for way in ways:
        answer = client.post(
            of(atelier, way), {"name": "Autre", "codes": "", "version": "2025", "country": "BE"}
        )
        assert answer.status_code == 403, way
        assert "pas de la modifier" in answer.content.decode(), way
    assert client.get(of(atelier)).status_code == 200
    assert Organisation.objects.get(pk=atelier.pk).name == "Atelier Méandre"
    assert atelier.sites.count() == 1


def test_what_the_team_holds_is_in_no_form(editor: Person, forge: Organisation) -> None:
    client = signed_in(editor)
    asked = {
        name
        for way in ("modifier/", "activites/", "etablissements/nouveau/", "contacts/nouveau/")
        for name in re.findall(r'name="(\w+)"', client.get(of(forge, way)).content.decode())
    }

    assert (
        asked
        & {"category", "kind", "on", "enterprise_number", "legal_name", "legal_form", "founding", "part"}
        == set()
    )
    client.post(
        of(forge, "modifier/"), profile(editor, forge, enterprise_number="0406798006", category="adherent")
    )
    assert (forge.identity_acts.count(), forge.membership_acts.count()) == (0, 1)


def test_sites_and_contacts_of_another_member_are_not_this_ones(
    editor: Person, forge: Organisation, atelier: Organisation
) -> None:
    site = keep_part(part=Site(organisation=atelier), told={"postal_code": "4000"}, by=BY, on=JOINED)
    own = keep_part(part=Site(organisation=forge), told={"postal_code": "5000"}, by=BY, on=JOINED)
    client = signed_in(editor)

    assert client.get(of(forge, f"etablissements/{site.pk}/")).status_code == 404
    client.post(of(forge, f"etablissements/{site.pk}/retirer/"))
    assert client.get(of(forge, f"etablissements/{own.pk}/retirer/"))["Location"] == of(forge)
    assert "Rien n’a été changé" in client.get(of(forge)).content.decode()
    client.post(of(forge, f"etablissements/{own.pk}/retirer/"))

    assert list(Site.objects.all()) == [site]
    line = entries_of(f"organisation:{forge.pk}").last()
    assert (line.act, line.told.by) == ("organisation.site_removed", editor.named)  # type: ignore[union-attr]


def test_the_page_asks_the_database_the_same_whatever_it_holds(
    editor: Person, forge: Organisation, speaks: Speaks
) -> None:
    client = signed_in(editor)

    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            client.get(of(forge))
        return len(statements)

    def furnish(number: int) -> None:
        keep_part(part=Site(organisation=forge), told={"postal_code": "4000"}, by=BY, on=JOINED)
        keep_part(part=Contact(organisation=forge), told={"last_name": f"N{number}"}, by=BY, on=JOINED)
        speaks(f"P{number}", "reader", forge)

    furnish(0)
    asked()
    before = asked()
    for number in range(1, 6):
        furnish(number)

    assert asked() == before
