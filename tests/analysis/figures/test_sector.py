"""The members within an activity and those below it, and the companies that are not members."""

from __future__ import annotations

from typing import Any

import pytest
from tests.analysis.figures.build import figure, member, missing, values

from grappe.analysis.figures.papers import MORE_MEMBERS, NO_ROW
from grappe.analysis.language.catalogues import Language
from grappe.analysis.report.lacks import lacks_head, lacks_words


def at(name: str, nace: str | None, version: str = "2008", **more: Any) -> dict[str, Any]:
    return member(name, **{"postal_code": "4000", "nace": nace, "nace_version": nace and version, **more})


def row(nace: str, companies: int | None = 500, **more: Any) -> dict[str, Any]:
    return {
        "nace": nace,
        "nace_version": "2008",
        "region": "BE3",
        "year": 2008,
        "companies": companies,
        **more,
    }


MEMBERS = [
    at("class", "59.11"),
    at("below", "59.111"),
    at("beside", "59.12"),
    at("above", "59"),
    at("later version", "59.11", "2025"),
    at("elsewhere", "59.11", postal_code="9000"),
    at("abroad", "59.11", country="FR"),
    at("university", "59.11", kind="research"),
    at("silent", None),
]


@pytest.mark.parametrize(
    ("activity", "members"), [("59.11", 3), ("59.111", 1), ("59", 5), ("J", 5), ("62", 0)]
)
def test_a_member_is_in_its_activity_and_in_all_those_above(activity: str, members: int) -> None:
    found = figure("sector.members", activity, members=MEMBERS, sector=[row(activity)])

    assert found == (members, members, members)


def test_a_subsection_of_2003_is_above_its_divisions() -> None:
    of_2003 = {"nace_version": "2003"}

    members = [at("baker", "15.81", "2003")]
    sector = [row("DA", **of_2003), row("D", **of_2003), row("DB", **of_2003)]

    assert values("sector.members", members=members, sector=sector) == {"DA": 1, "D": 1, "DB": 0}


def test_the_share_is_of_the_companies_of_the_latest_year_on_the_day() -> None:
    years = [row("59.11", 100, year=2007), row("59.11", 150, year=2009), row("59.11", 900, year=2011)]

    assert figure("sector.companies", "59.11", members=MEMBERS, sector=years) == (150, 1, 1)
    assert figure("sector.share", "59.11", members=MEMBERS, sector=years) == (3 / 150, 150, 150)


def test_another_region_and_another_version_do_not_count() -> None:
    rows = [row("59.11", 100, region="BE2", year=2009), row("59.11", 200, region=None), row("59.12", 7)]

    assert values("sector.companies", members=MEMBERS, sector=rows) == {"59.11": 200, "59.12": 7}


def test_more_members_than_companies_is_no_share() -> None:
    assert figure("sector.share", "59.11", members=MEMBERS, sector=[row("59.11", 2)]) == (None, 2, 2)
    assert figure("sector.share", "59.11", members=MEMBERS, sector=[row("59.11", 0)]) == (None, 0, 0)


@pytest.mark.parametrize("companies", [2, 0])
def test_more_members_than_companies_is_what_the_papers_say(companies: int) -> None:
    sector = [row("59.11", companies)]

    assert missing("sector.share", members=MEMBERS, sector=sector) == ("not_available", MORE_MEMBERS)
    assert missing("prospects.count", cluster=scope("59.11"), members=MEMBERS, sector=sector) == (
        "not_available",
        MORE_MEMBERS,
    )


def test_no_member_of_no_company_is_no_row() -> None:
    assert missing("sector.share", members=MEMBERS, sector=[row("62", 0)]) == ("not_available", NO_ROW)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("plus de membres que d’entreprises du secteur", "élargissez scope_nace")),
        ("en", ("more members than companies of the sector", "widen scope_nace")),
        ("nl", ("meer leden dan ondernemingen van de sector", "verruim scope_nace")),
        ("de", ("mehr Mitglieder als Unternehmen des Sektors", "erweitern Sie scope_nace")),
    ],
)
def test_more_members_than_companies_is_said_with_its_remedy(
    language: Language, words: tuple[str, str]
) -> None:
    told = lacks_head(MORE_MEMBERS, language)

    # Nothing is wanting: the sentence begins by itself.
    assert told[0].isupper()
    assert all(one in told.replace("\xa0", " ") for one in words)
    assert told[1:] == lacks_words(MORE_MEMBERS, language)[1:]


def scope(*codes: str) -> list[dict[str, Any]]:
    return [{"name": "C", "region": "BE3", "scope_nace": list(codes), "scope_nace_version": "2008"}]


def test_prospects_are_the_companies_of_the_scope_less_the_members_in_it() -> None:
    rows = [row("59.11", 100), row("62", 50)]

    assert figure("prospects.count", cluster=scope("59.11", "62"), members=MEMBERS, sector=rows) == (
        147,
        2,
        2,
    )


@pytest.mark.parametrize("wider", ["59", "J"])
def test_a_class_within_a_wider_activity_of_the_scope_counts_once(wider: str) -> None:
    rows = [row("59.11", 100), row(wider, 300)]

    found = figure("prospects.count", cluster=scope("59.11", wider), members=MEMBERS, sector=rows)

    assert found == (295, 1, 1)


def test_prospects_are_unknown_when_an_activity_is() -> None:
    rows = [row("59.11", 100)]

    assert figure("prospects.count", cluster=scope("59.11", "62"), members=MEMBERS, sector=rows) == (
        None,
        0,
        2,
    )


def test_fewer_companies_than_members_are_no_prospects() -> None:
    found = figure("prospects.count", cluster=scope("59.11"), members=MEMBERS, sector=[row("59.11", 2)])

    assert found == (None, 1, 1)
