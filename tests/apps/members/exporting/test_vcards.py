"""Cards say what whoever asks may see, and no word of a person breaks them."""

from __future__ import annotations

import pytest

from grappe.apps.members.acts.identity import declare
from grappe.apps.members.exporting.vcards import cards
from grappe.apps.members.models import Contact, Organisation
from grappe.apps.members.rules.visibility import LEVELS, Level, is_seen, level_of

from .test_spreadsheets import BY, DAY


@pytest.fixture
def told(forge: Organisation) -> Organisation:
    Organisation.objects.filter(pk=forge.pk).update(
        name="Forge; Été, fils\nEND:VCARD",
        website="https://forge.be/été",
        email="info@forge.be",
        phone="04 123",
        does={"fr": "Un long texte sur l’acier, répété. " * 6},
        skills=["acier", "inox; brossé"],
        visibility={"email": "public", "website": "hidden", "contacts": "public"},
    )
    Contact.objects.create(organisation=forge, first_name="Ada", last_name="Roy", email="ada@forge.be")
    Contact.objects.create(organisation=forge, last_name="Sax", visibility="public", function="Vente")
    Contact.objects.create(organisation=forge, last_name="Secret", visibility="hidden")
    declare(
        organisation=forge, by=BY, on=DAY, legal_name="Forge SA", street="rue du Fer 3", postal_code="4000"
    )
    return Organisation.objects.prefetch_related("contacts").select_related("cluster").get(pk=forge.pk)


def written(of: Organisation, by: Level) -> str:
    return cards([of], {of.pk: of.identity_acts.get()}, by=by).decode()


def unfolded(words: str) -> list[str]:
    return words.replace("\r\n ", "").splitlines()


def test_each_circle_sees_what_is_for_it(told: Organisation) -> None:
    seen = {
        level: {
            word for word in ("info@forge.be", "04 123", "forge.be/", "Roy", "Sax", "Secret") if word in text
        }
        for level in LEVELS
        for text in ["\n".join(unfolded(written(told, level)))]
    }

    assert seen["public"] == {"info@forge.be", "Sax"}
    assert seen["members"] == {"info@forge.be", "04 123", "Roy", "Sax"}
    assert seen["registered"] == seen["public"]
    assert seen["hidden"] == {"info@forge.be", "04 123", "forge.be/", "Roy", "Sax", "Secret"}


def test_words_neither_end_a_card_nor_begin_a_line(told: Organisation) -> None:
    lines = unfolded(written(told, "hidden"))

    assert lines.count("BEGIN:VCARD") == lines.count("END:VCARD") == 4
    assert "FN:Forge\\; Été\\, fils\\nEND:VCARD" in lines
    assert "CATEGORIES:acier,inox\\; brossé" in lines
    assert "ORG:Forge SA" in lines
    assert "ADR;TYPE=work:;;rue du Fer 3;;;4000;" in lines
    assert {"N:Roy;Ada;;;", "TITLE:Vente", "VERSION:4.0"} <= set(lines)


def test_no_line_is_longer_than_75_octets_and_letters_stay_whole(told: Organisation) -> None:
    content = cards([told], {}, by="public")

    assert content.endswith(b"END:VCARD\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert "NOTE;LANGUAGE=fr:" + "Un long texte sur l’acier\\, répété. " * 6 in unfolded(content.decode())


def test_a_word_that_is_no_circle_hides_a_field() -> None:
    assert level_of("email", {"email": "tout le monde"}) == "hidden"
    assert level_of("name", {}) == "public"
    assert not is_seen("whatever", by="public")
