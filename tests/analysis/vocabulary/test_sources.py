from __future__ import annotations

from grappe.analysis.vocabulary import packaged
from grappe.analysis.vocabulary.sources import sources


def test_every_source_has_a_licence_an_attribution_and_a_use() -> None:
    bare = [
        source.title
        for source in sources()
        if not (source.licence and source.attribution and source.used_for and source.carried_by)
    ]

    assert bare == []


def test_every_packaged_table_has_a_source_and_every_source_its_tables() -> None:
    own = {"laws", "fingerprints", "annual_accounts"}  # written here: laws and accounts name their own texts
    packed = {
        entry.name if entry.name.endswith(".geojson") else entry.name.rsplit(".", 1)[0]
        for entry in packaged.data().iterdir()
    }

    assert {table for source in sources() for table in source.tables} == packed - own


def test_sources_under_cc_by_link_to_their_licence() -> None:
    linked = {source.licence_link for source in sources() if source.licence == "CC BY 4.0"}

    assert linked == {"https://creativecommons.org/licenses/by/4.0/"}


def test_statbel_eurostat_geonames_and_the_registry_are_named() -> None:
    words = " ".join(source.attribution for source in sources())

    missing = [
        name for name in ("Statbel", "Eurostat", "GeoNames", "Crossroads Bank", "CPV") if name not in words
    ]
    assert missing == []
