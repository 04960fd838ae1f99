"""What the registry says of one company."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.analysis.registry.small_extract import BAKER, BANK, STUDIO, enterprise, full

from grappe.analysis.registry.build import build
from grappe.analysis.registry.card import Card, card_of
from grappe.analysis.registry.refusals import RegistryMissing


def digits(number: str) -> str:
    return number.replace(".", "")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    build(full(tmp_path / "extract"), tmp_path / "store")
    return tmp_path / "store"


def test_a_company_has_its_name_seat_and_activities_in_their_version(store: Path) -> None:
    assert card_of(store, digits(STUDIO), "fr") == Card(
        number=digits(STUDIO),
        name="Studio Maas",
        form="",
        street="Quai 1",
        postal_code="4000",
        place="Liège",
        activities=(("62.010", 2008), ("59.111", 2008)),
        day=dt.date(2024, 8, 30),
    )


def test_a_reader_of_dutch_is_told_in_dutch(store: Path) -> None:
    card = card_of(store, digits(STUDIO), "nl")

    assert card is not None
    assert (card.name, card.street, card.place) == ('Studio "Meuse"', "Kade 1", "Luik")


def test_a_natural_person_has_no_seat_there_and_a_foreign_company_has_its_own(store: Path) -> None:
    baker, bank = card_of(store, digits(BAKER), "fr"), card_of(store, digits(BANK), "fr")

    assert baker is not None
    assert bank is not None
    assert (baker.name, baker.postal_code) == ("Dupont, Anne", "")
    assert (bank.name, bank.postal_code, bank.place) == ("Banque de la Seine", "75008", "Paris")


def test_a_company_that_the_registry_does_not_know_has_no_card(store: Path) -> None:
    assert card_of(store, digits(enterprise(4000099)), "fr") is None


def test_a_folder_that_is_no_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryMissing):
        card_of(tmp_path, digits(STUDIO), "fr")
