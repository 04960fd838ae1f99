"""Columns are known by their headings, in four languages, and by what they hold."""

from __future__ import annotations

import pytest

from grappe.analysis.dossier.nearest import plain
from grappe.apps.members.importing.guessing import guesses
from grappe.apps.members.importing.headings import _WRITTEN, headings
from grappe.apps.members.importing.targets import TARGETS


def fields(titles: list[str], *rows: list[str]) -> list[str | None]:
    found = {guess.position: guess.key for guess in guesses(titles, rows)}
    return [found.get(place) for place in range(len(titles))]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (
            ["Dénomination", "N° BCE", "Code postal", "Localité", "Date d'adhésion", "Catégorie", "E-mail"],
            ["legal_name", "enterprise_number", "postal_code", "place", "joined_on", "category", "email"],
        ),
        (
            ["Company", "VAT number", "Zip code", "City", "Member since", "Membership type", "Website"],
            ["name", "enterprise_number", "postal_code", "place", "joined_on", "category", "website"],
        ),
        (
            ["Naam", "Ondernemingsnummer", "Postcode", "Gemeente", "Lid sinds", "Rechtsvorm", "Telefoon"],
            ["name", "enterprise_number", "postal_code", "place", "joined_on", "legal_form", "phone"],
        ),
        (
            ["Firma", "MwSt-Nummer", "PLZ", "Ort", "Beitrittsdatum", "Rechtsform", "Ansprechpartner"],
            [
                "name",
                "enterprise_number",
                "postal_code",
                "place",
                "joined_on",
                "legal_form",
                "contact_full_name",
            ],
        ),
        (
            ["SOCIÉTÉ ", "Nom", "Prénom", "Fonction", "GSM du contact", "Remarques"],
            ["name", "contact_last_name", "contact_first_name", "contact_function", "contact_phone", None],
        ),
        (["Nom", "Compétences", "Genre de membre"], ["name", "skills", "kind"]),
        (["Naam", "Vaardigheden", "Aard van het lid"], ["name", "skills", "kind"]),
        (["N° de B.C.E.", "Dénominations sociales"], ["enterprise_number", "legal_name"]),
    ],
)
def test_headings_as_people_write_them(titles: list[str], expected: list[str | None]) -> None:
    assert fields(titles) == expected


def test_a_column_whose_cells_pass_modulo_97_is_the_number_whatever_heads_it() -> None:
    numbers = [["Forge", "BE 0400.000.185"], ["Lin", "0123456749"], ["Sans", ""]]

    assert fields(["Nom", "Réf. admin."], *numbers) == ["name", "enterprise_number"]
    assert fields(["Nom", "Identifiant"], *numbers)[1] == "code"
    assert fields(["Nom", "Activité"], *numbers)[1] == "enterprise_number"


def test_addresses_sites_codes_and_postal_codes_are_known_by_their_cells() -> None:
    rows = [
        ["a@forge.be", "www.forge.be", "59.11", "4000"],
        ["b@lin.be", "https://lin.be/fr", "62.010", "4800"],
    ]

    assert fields(["A", "B", "C", "D"], *rows) == ["email", "website", "nace", "postal_code"]


def test_each_field_is_one_column_and_a_heading_goes_before_cells() -> None:
    rows = [["4000", "4000"], ["4800", "4020"]]

    assert fields(["Autre", "CP"], *rows) == [None, "postal_code"]


def test_every_field_has_headings_and_no_heading_is_two_fields() -> None:
    assert set(_WRITTEN) == set(TARGETS)
    twice = {
        words: (key, headings()[plain(words)])
        for key, told in _WRITTEN.items()
        for words in told.split(",")
        if headings()[plain(words)] != key
    }
    assert twice == {}
