"""The register of a day on paper says the same for ever."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from grappe.analysis.language.catalogues import LANGUAGES, Language
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.membership import admit, annul, correct
from grappe.apps.members.acts.organisations import describe
from grappe.apps.members.exporting.paper import register_on_paper
from grappe.apps.members.models import Organisation

BY, DAY = "person:1", dt.date(2026, 3, 1)


def at(instant: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: instant)


def text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


@pytest.fixture
def members(
    enters: Callable[[str], Organisation], effective: Category, monkeypatch: pytest.MonkeyPatch
) -> list[Organisation]:
    at(dt.datetime(2026, 2, 1, 9, tzinfo=dt.UTC), monkeypatch)
    made = []
    for name, number in (("Forge Été", "0400000185"), ("Écluse", "")):
        one = enters(name)
        admit(organisation=one, category=effective, kind="enterprise", by=BY, on=dt.date(2015, 1, 1))
        declare(
            organisation=one,
            by=BY,
            on=dt.date(2015, 1, 1),
            legal_name=f"{name} SRL",
            legal_form="SRL",
            enterprise_number=number,
            street="rue du Fer 3",
            postal_code="4000",
            place="Liège",
            country="BE",
        )
        made.append(one)
    return made


def test_it_says_who_was_a_member_and_by_which_acts(twist: Cluster, members: list[Organisation]) -> None:
    told = text(register_on_paper(twist, day=DAY, known=DAY, language="fr"))

    for words in (
        "Registre des membres",
        "Cluster TWIST",
        "Membres au 1er mars 2026, selon ce qui était connu au 1er mars 2026.",
        "Forge Été SRL",
        "SRL, 0400.000.185",
        "rue du Fer 3, 4000 Liège",
        "01/01/2015",
        f"{members[0].membership_acts.get().pk} · {members[0].identity_acts.get().pk}",
    ):
        assert words in told
    assert told.index("Écluse SRL") < told.index("Forge Été SRL")


def test_any_later_correction_leaves_it_as_it_was_to_the_byte(
    twist: Cluster, members: list[Organisation], adherent: Category, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC), monkeypatch)
    before = register_on_paper(twist, day=DAY, known=DAY, language="fr")
    at(dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC), monkeypatch)
    forge, lock = members
    correct(act=forge.membership_acts.get(), by=BY, reason="Erreur de saisie", category=adherent)
    correct(
        act=forge.identity_acts.get(), by=BY, reason="Erreur de saisie", legal_name="Autre SA", place="Huy"
    )
    annul(act=lock.membership_acts.get(), by=BY, reason="Jamais admise")
    describe(organisation=forge, by=BY, on=DAY, name="Zinc")

    after = register_on_paper(twist, day=DAY, known=DAY, language="fr")
    now = text(register_on_paper(twist, day=DAY, known=dt.date(2026, 4, 1), language="fr"))

    assert after == before
    assert "Autre SA" in now
    assert "Écluse" not in now


@pytest.mark.usefixtures("members")
def test_until_the_day_is_over_it_says_that_it_may_still_change(
    twist: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    def warns(day: int) -> bool:
        at(dt.datetime(2026, 3, day, 9, tzinfo=dt.UTC), monkeypatch)
        told = text(register_on_paper(twist, day=DAY, known=DAY, language="fr"))
        return "Le 1er mars 2026 n’était pas terminé à l’impression" in told

    assert [warns(1), warns(2)] == [True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_written_in_each_language_even_when_nobody_was_a_member(
    twist: Cluster, language: Language
) -> None:
    told = text(register_on_paper(twist, day=dt.date(1999, 1, 1), known=DAY, language=language))

    assert "1999" in told
    assert "{" not in told


def test_letters_that_no_font_of_ours_has_are_no_failure(twist: Cluster, members: list[Organisation]) -> None:
    declare(organisation=members[0], by=BY, on=dt.date(2016, 1, 1), legal_name="פורג׳ 🔨 SA", country="BE")

    assert register_on_paper(twist, day=DAY, known=DAY, language="fr").startswith(b"%PDF")
