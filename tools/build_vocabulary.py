"""Build the packaged tables of `grappe.analysis.vocabulary` from the folder of reference data.

    python tools/build_vocabulary.py REFERENCE [--out FOLDER]

The same reference gives the same tables: rows are sorted, nothing depends on the day or on the machine. The
bytes of a Parquet file may change with the version of Polars; `fingerprints.json` is of the content, not the
bytes, so that the tests can tell a change of data from a change of writer.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

DATA = Path(__file__).resolve().parents[1] / "src" / "grappe" / "analysis" / "vocabulary" / "data"
LANGUAGES = ("fr", "nl", "de", "en")
LABELS = [f"label_{language}" for language in LANGUAGES]

# The registry's code table gives no parent to the divisions of 2003. This is the structure of NACE Rev. 1.1
# (Regulation (EC) 29/2002); the titles of sections and divisions in the table agree with it.
SECTIONS_2003 = {
    "A": "01 02", "B": "05", "CA": "10 11 12", "CB": "13 14", "DA": "15 16", "DB": "17 18", "DC": "19",
    "DD": "20", "DE": "21 22", "DF": "23", "DG": "24", "DH": "25", "DI": "26", "DJ": "27 28", "DK": "29",
    "DL": "30 31 32 33", "DM": "34 35", "DN": "36 37", "E": "40 41", "F": "45", "G": "50 51 52", "H": "55",
    "I": "60 61 62 63 64", "J": "65 66 67", "K": "70 71 72 73 74", "L": "75", "M": "80", "N": "85",
    "O": "90 91 92 93", "P": "95 96 97", "Q": "99",
}  # fmt: skip


def read(path: Path) -> pl.DataFrame:
    """Read a reference file with every column as text: a postal code and a NACE code are no numbers."""
    return pl.read_csv(path, infer_schema=False)


def dotted(digits: str) -> str:
    """Write "59111" as "59.111"; sections and divisions have no dot."""
    return digits if len(digits) <= 2 else f"{digits[:2]}.{digits[2:]}"


def with_places_in_the_tree(labels: pl.DataFrame, sections: dict[str, str]) -> pl.DataFrame:
    """Add code, level, parent and section to rows of (digits, labels).

    The parent is the nearest ancestor that exists: five codes of 2003 (989xx) have none.
    """
    known = set(labels["digits"])

    def parent(digits: str) -> str | None:
        if digits.isalpha():
            return digits[0] if len(digits) == 2 else None
        for length in range(len(digits) - 1, 1, -1):
            if digits[:length] in known:
                return dotted(digits[:length])
        return sections.get(digits[:2])

    rows = []
    for row in labels.iter_rows(named=True):
        digits = row["digits"]
        section = digits[0] if digits.isalpha() else sections.get(digits[:2], "")[:1]
        rows.append(
            {
                "code": dotted(digits),
                "digits": digits,
                "level": 1 if digits.isalpha() else len(digits),
                "parent": parent(digits),
                "section": section or None,
                **{label: row.get(label) for label in LABELS},
            }
        )
    schema = {"code": pl.String, "digits": pl.String, "level": pl.Int8, "parent": pl.String}
    schema |= {"section": pl.String} | dict.fromkeys(LABELS, pl.String)
    return pl.DataFrame(rows, schema=schema).sort("digits")


def registry_codes(reference: Path, category: str) -> pl.DataFrame:
    """Read one category of the company registry's code table: digits, label_fr, label_nl."""
    return (
        read(reference / "kbo_bce" / "code.csv")
        .filter(pl.col("Category") == category)
        .pivot(on="Language", index="Code", values="Description")
        .select(digits="Code", label_fr="FR", label_nl="NL")
    )


def nace_2003(reference: Path) -> pl.DataFrame:
    sections = {division: letters for letters, some in SECTIONS_2003.items() for division in some.split()}
    return with_places_in_the_tree(registry_codes(reference, "Nace2003"), sections)


def nace_2008(reference: Path) -> pl.DataFrame:
    """Statbel's table down to five digits; the seven-digit codes are the registry's, in French and Dutch."""
    statbel = read(reference / "nace" / "nace_rev2_2008_nacebel.csv")
    labels = statbel.select(pl.col("code_nodot").alias("digits"), *LABELS)
    seven = registry_codes(reference, "Nace2008").filter(pl.col("digits").str.len_chars() == 7)
    sections = dict(statbel.filter(pl.col("level") == "2").select("code_nodot", "section").iter_rows())
    return with_places_in_the_tree(pl.concat([labels, seven], how="diagonal"), sections)


def nace_2025(reference: Path) -> pl.DataFrame:
    labels = read(reference / "nace" / "nacebel_2025.csv")
    labels = labels.select(pl.col("code_nodot").alias("digits"), *LABELS)
    eurostat = read(reference / "nace" / "nace_rev21_2025.csv").filter(pl.col("level") == "2")
    return with_places_in_the_tree(labels, dict(eurostat.select("code_nodot", "section").iter_rows()))


def nace_2008_2025(reference: Path) -> pl.DataFrame:
    """Eurostat's links, one row per link. `mapping` is the link's own: its ends counted at its level."""
    links = (
        read(reference / "nace" / "nace_rev2_to_rev21.csv")
        .filter(pl.col("nace2_code").is_not_null())
        .select(
            code_2008="nace2_code",
            code_2025="nace21_code",
            level=pl.col("level").cast(pl.Int8),
            published="mapping",
        )
    )
    targets = pl.len().over("code_2008", "level") > 1
    sources = pl.len().over("code_2025", "level") > 1
    mapping = pl.concat_str(
        pl.when(sources).then(pl.lit("n")).otherwise(pl.lit("1")),
        pl.lit(":"),
        pl.when(targets).then(pl.lit("n")).otherwise(pl.lit("1")),
    )
    links = links.with_columns(mapping=mapping)
    if links.filter(pl.col("published") != pl.col("mapping")).height:
        raise SystemExit("nace_rev2_to_rev21.csv: the kinds counted here are not those it states")
    return links.drop("published").sort("level", "code_2008", "code_2025")


def cpv_2008(reference: Path) -> pl.DataFrame:
    columns = ["check_digit", "level", "parent", *LABELS]
    return read(reference / "cpv" / "cpv_2008.csv").select(pl.col("cpv").alias("code"), *columns).sort("code")


def regions(reference: Path) -> pl.DataFrame:
    names = [pl.col(f"name_{language}").alias(f"label_{language}") for language in LANGUAGES]
    table = read(reference / "geo_belgium" / "regions.csv")
    return table.select(pl.col("nuts1").alias("code"), pl.col("region_nis").alias("nis"), *names).sort("code")


def provinces(reference: Path) -> pl.DataFrame:
    names = [pl.col(f"name_{language}").alias(f"label_{language}") for language in LANGUAGES]
    table = read(reference / "geo_belgium" / "provinces.csv")
    return table.select(
        pl.col("nuts2").alias("code"),
        *names,
        nis="prov_nis",
        # A NUTS 2 code begins with its region's NUTS 1 code.
        region=pl.col("nuts2").str.slice(0, 3),
        lat=pl.col("lat").cast(pl.Float64),
        lon=pl.col("lon").cast(pl.Float64),
    ).sort("code")


def province_of_nis(reference: Path) -> pl.DataFrame:
    return provinces(reference).select(prov_nis="nis", province="code", region="region")


def arrondissements(reference: Path) -> pl.DataFrame:
    table = read(reference / "geo_belgium" / "arrondissements.csv")
    table = table.join(province_of_nis(reference), on="prov_nis")
    return table.select("province", nis="arr_nis", label_fr="name_fr", label_nl="name_nl").sort("nis")


def municipalities(reference: Path) -> pl.DataFrame:
    table = read(reference / "geo_belgium" / "municipalities_2025.csv")
    return (
        table.join(province_of_nis(reference), on="prov_nis")
        .select(
            nis_2025="nis",
            nis_2019=pl.col("nis_2019").str.split("|"),
            nis_2018=pl.col("nis_2018").str.split("|"),
            label_fr="name_fr",
            label_nl="name_nl",
            label_de="name_de",
            official_language="official_lang",
            arrondissement="arr_nis",
            province=pl.col("province"),
            region=pl.col("region"),
            lat=pl.col("lat").cast(pl.Float64),
            lon=pl.col("lon").cast(pl.Float64),
            population_2020=pl.col("population_2020").cast(pl.Int64),
            area_km2=pl.col("area_km2").cast(pl.Float64),
        )
        .sort("nis_2025")
    )


def nis_changes(reference: Path) -> pl.DataFrame:
    table = read(reference / "geo_belgium" / "nis_changes.csv")
    return table.select(
        "nis_2018", "nis_2019", "nis_2025", "name_2018_fr", "name_2018_nl", "name_2019_fr", "name_2025_fr"
    ).sort("nis_2018")


def localities(reference: Path) -> pl.DataFrame:
    table = read(reference / "geo_belgium" / "postal_codes.csv")
    changes = nis_changes(reference).select("nis_2018", "name_2018_fr", "name_2018_nl")
    # The list names each locality once, in either language ("Edingen" for Enghien). Where the locality is the
    # municipality of before the mergers, its two names are known; four of those are still in capitals.
    is_municipality = (pl.col("is_municipality_name") == "1") | (
        pl.col("locality") == pl.col("locality").str.to_uppercase()
    )

    def name(language: str) -> pl.Expr:
        # "Forest (Bruxelles-Capitale)": the table tells namesakes apart, an address does not.
        plain = pl.col(f"name_2018_{language}").str.replace(r" \([^)]*\)$", "")
        chosen = pl.when(is_municipality).then(plain).otherwise(pl.col("locality"))
        return chosen.alias(f"locality_{language}")

    return (
        table.join(changes, on="nis_2018", how="left")
        .join(province_of_nis(reference), on="prov_nis")
        .select(
            "postal_code",
            "locality",
            name("fr"),
            name("nl"),
            is_municipality.alias("is_municipality"),
            "nis_2018",
            "nis_2019",
            pl.col("nis").alias("nis_2025"),
            pl.col("arr_nis").alias("arrondissement"),
            "province",
            "region",
            pl.col("lat").cast(pl.Float64),
            pl.col("lon").cast(pl.Float64),
            "coord_source",
        )
        .sort("postal_code", "locality")
    )


def postal_codes(reference: Path) -> pl.DataFrame:
    main = read(reference / "geo_belgium" / "postal_codes_unique.csv").select("postal_code", "locality")
    ordinary = (
        localities(reference)
        .join(main, on=["postal_code", "locality"])
        .drop("is_municipality", "coord_source", "lat", "lon")
        # The point of a code is that of the unique list, which averages the localities in a few cases.
        .join(
            read(reference / "geo_belgium" / "postal_codes_unique.csv").select(
                "postal_code", pl.col("lat").cast(pl.Float64), pl.col("lon").cast(pl.Float64), "coord_source"
            ),
            on="postal_code",
        )
        .with_columns(special=pl.lit(value=False), organisation=pl.lit(None, pl.String))
    )
    # An organisation's own code says no place. Its first two digits do, when every ordinary code that begins
    # with them lies in one province (20.. does not: Zwijndrecht joined East Flanders in 2025).
    start = pl.col("postal_code").str.slice(0, 2).alias("start")

    def only(column: str) -> pl.Expr:
        return pl.when(pl.col(column).n_unique() == 1).then(pl.col(column).first()).alias(column)

    places = ordinary.group_by(start).agg(only("province"), only("region"))
    special = (
        read(reference / "geo_belgium" / "postal_codes_special.csv")
        # "612" is 0612: a spreadsheet ate the zero.
        .select(pl.col("postal_code").str.zfill(4), "organisation", special=pl.lit(value=True))
        .with_columns(start)
        .join(places, on="start", how="left")
        .drop("start")
    )
    return pl.concat([ordinary, special], how="diagonal").select(ordinary.columns).sort("postal_code")


def province_shapes(reference: Path) -> dict[str, Any]:
    """Reduce the shapes to their NUTS 2 code and points; a point written twice in a row is kept once.

    Rings turn as RFC 7946 asks, outer ones counterclockwise and holes clockwise: the source mixes both ways.
    """
    source = json.loads((reference / "geo_belgium" / "provinces.geojson").read_text(encoding="utf-8"))

    def ring(points: list[list[float]], *, outer: bool) -> list[list[float]]:
        kept = [point for index, point in enumerate(points) if index == 0 or point != points[index - 1]]
        doubled_area = sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise(kept))
        return kept if (doubled_area > 0) == outer else kept[::-1]

    def polygon(rings: list[list[list[float]]]) -> list[list[list[float]]]:
        return [ring(points, outer=index == 0) for index, points in enumerate(rings)]

    features = []
    for feature in source["features"]:
        kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        coordinates = polygon(coordinates) if kind == "Polygon" else [polygon(rings) for rings in coordinates]
        nuts2 = feature["properties"]["nuts2"]
        geometry = {"type": kind, "coordinates": coordinates}
        features.append(
            {"type": "Feature", "id": nuts2, "properties": {"nuts2": nuts2}, "geometry": geometry}
        )
    return {"type": "FeatureCollection", "features": sorted(features, key=lambda feature: str(feature["id"]))}


TABLES = {
    "nace_2003": nace_2003,
    "nace_2008": nace_2008,
    "nace_2025": nace_2025,
    "nace_2008_2025": nace_2008_2025,
    "cpv_2008": cpv_2008,
    "regions": regions,
    "provinces": provinces,
    "arrondissements": arrondissements,
    "municipalities": municipalities,
    "nis_changes": nis_changes,
    "localities": localities,
    "postal_codes": postal_codes,
}


def fingerprint(table: pl.DataFrame) -> str:
    """Hash what a table says: its columns, their types and its rows."""
    digest = hashlib.sha256(json.dumps([table.columns, [str(kind) for kind in table.dtypes]]).encode())
    for row in table.iter_rows():
        digest.update(json.dumps(row, ensure_ascii=False).encode())
    return digest.hexdigest()


def build(reference: Path, out: Path) -> dict[str, str]:
    """Write the tables, the shapes and `fingerprints.json` into `out`; return the fingerprints."""
    out.mkdir(parents=True, exist_ok=True)
    fingerprints = {}
    for name, make in TABLES.items():
        table = make(reference)
        table.write_parquet(
            out / f"{name}.parquet", compression="zstd", compression_level=22, statistics=False
        )
        fingerprints[name] = fingerprint(table)
    shapes = json.dumps(province_shapes(reference), separators=(",", ":"))
    (out / "provinces.geojson").write_text(shapes, encoding="utf-8")
    fingerprints["provinces.geojson"] = hashlib.sha256(shapes.encode()).hexdigest()
    # Made by tools/build_countries.py, from a package that is no part of the reference.
    countries = (DATA / "countries.geojson").read_bytes()
    fingerprints["countries.geojson"] = hashlib.sha256(countries).hexdigest()
    text = json.dumps(fingerprints, indent=1, sort_keys=True) + "\n"
    (out / "fingerprints.json").write_text(text, encoding="utf-8")
    return fingerprints


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("reference", type=Path, help="the folder of reference data (nace, cpv, ...)")
    arguments.add_argument("--out", type=Path, default=DATA, help="where to write; the package by default")
    given = arguments.parse_args()
    for name, digest in build(given.reference, given.out).items():
        print(digest[:12], name)
