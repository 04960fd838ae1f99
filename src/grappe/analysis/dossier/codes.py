"""Codes that a vocabulary knows: activities, places, countries, companies. Each is put in its plain form."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import polars as pl

from grappe.analysis.dossier.columns import Column, Kind
from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.nearest import nearest, plain
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.language.catalogues import LANGUAGES, N_
from grappe.analysis.vocabulary import nace, places
from grappe.analysis.vocabulary.countries import HOME, country_code, country_names

REGIONS = {
    "BE1": "Bruxelles Brussel Région de Bruxelles-Capitale",
    "BE2": "Flandre Vlaanderen",
    "BE3": "Wallonie Région wallonne",
}
Problem = tuple[str, str, str | None, dict[str, object]]


def checked_codes(tables: dict[str, pl.DataFrame], faults: list[Fault]) -> None:
    """Put every code of every table in its plain form, and add a fault for each that is unknown."""
    for kinds in ASKED_IN_TURN:
        for name in list(tables):
            for column in TABLES[name].columns:
                if column.kind in kinds and column.name in tables[name].columns:
                    tables[name] = _checked_column(name, column, tables, faults)


def _checked_column(
    name: str, column: Column, tables: dict[str, pl.DataFrame], faults: list[Fault]
) -> pl.DataFrame:
    if column.kind == "postal_code":
        return _checked_postal_codes(name, tables[name], faults)
    if column.kind in ("nace", "nace_list"):
        return _checked_nace(name, tables[name], column.name, tables, faults)
    return _checked(name, tables[name], column.name, CHECKS[column.kind], faults)


def _checked(
    table: str,
    frame: pl.DataFrame,
    column: str,
    check: Callable[[str, str], str | Problem],
    faults: list[Fault],
) -> pl.DataFrame:
    """Replace each value by its plain form, asked once per distinct value."""
    country = _country_of(table, frame) if column == "enterprise_number" else pl.lit(HOME)
    asked = frame.select("_row", pl.col(column).alias("written"), country.alias("country"))
    answers = {
        (written, place): check(written, place)
        for written, place in asked.select("written", "country").unique().drop_nulls().iter_rows()
    }
    if all(answer == written for (written, _), answer in answers.items()):
        return frame
    plain_forms = []
    for row, written, place in asked.iter_rows():
        answer = answers.get((written, place))
        if isinstance(answer, tuple):
            what, expected, remedy, values = answer
            faults.append(
                Fault(
                    table=table,
                    row=row,
                    column=column,
                    value=written,
                    what=what,
                    expected=expected,
                    remedy=remedy,
                    values=values,
                )
            )
            answer = None
        plain_forms.append(answer)
    return frame.with_columns(pl.Series(column, plain_forms, dtype=pl.String))


def _country_of(table: str, frame: pl.DataFrame) -> pl.Expr:
    """The country of each row; a column that the table does not declare is not asked."""
    declared = any(column.name == "country" for column in TABLES[table].columns)
    return pl.col("country").fill_null(HOME) if declared and "country" in frame.columns else pl.lit(HOME)


def enterprise_number(written: str, country: str = HOME) -> str | Problem:
    """Return a Belgian number with its dots, another country's as it is, or what is wrong with it.

    Ten digits, of which the last two are 97 less the rest modulo 97.
    """
    if country != HOME:
        return written
    whole = written.removesuffix(".0") if re.fullmatch(r"[0-9]{9,10}\.0", written) else written
    digits = re.sub(r"[\s.\-/]", "", whole.upper().removeprefix("BE").removeprefix("TVA"))
    digits = digits.removeprefix("BE")
    expected = N_("Dix chiffres sont attendus, comme 0123.456.749.")
    if not re.fullmatch(r"[0-9]{9,10}", digits):
        return N_("« {value} » n’est pas un numéro d’entreprise."), expected, None, {}
    digits = digits.zfill(10)
    if 97 - int(digits[:8]) % 97 != int(digits[8:]):
        return (
            N_("« {value} » n’est pas un numéro d’entreprise : il échoue au contrôle modulo 97."),
            expected,
            N_("Un chiffre est faux ou deux sont inversés : vérifiez-le auprès de la BCE."),
            {},
        )
    return dotted(digits)


def dotted(digits: str) -> str:
    """Return the ten digits of an enterprise number as people write them.

    >>> dotted("0400000196")
    '0400.000.196'
    """
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


@cache
def _countries_by_name() -> dict[str, str]:
    """Return codes by name, plain, in each language that we speak: no two countries share one."""
    return {plain(name): code for language in LANGUAGES for code, name in country_names(language).items()}


def _country(written: str, _country: str) -> str | Problem:
    code = country_code(written) or _countries_by_name().get(plain(written))
    if code is not None:
        return code
    guess = nearest(written, country_names("fr"))
    return (
        N_("« {value} » n’est pas un pays."),
        N_("Deux lettres sont attendues (ISO 3166), comme BE ou FR, ou le nom du pays."),
        N_("Vouliez-vous dire « {guess} » ?") if guess else None,
        {"guess": guess or ""},
    )


def _region(written: str, _country: str) -> str | Problem:
    code = written.upper()
    if code in REGIONS or (re.fullmatch(r"[A-Z]{2}[0-9A-Z]", code) and not code.startswith(HOME)):
        return code
    guess = next(
        (region for region, names in REGIONS.items() if written.casefold() in names.casefold()), None
    )
    return (
        N_("« {value} » n’est pas une région."),
        N_("Un code NUTS 1 est attendu : BE1, BE2 ou BE3 en Belgique."),
        N_("Vouliez-vous dire « {guess} » ?") if guess else None,
        {"guess": guess or ""},
    )


def _nace_version(written: str, _country: str) -> str | Problem:
    found = re.search(r"20(?:03|08|25)", written)
    if found:
        return found.group()
    return (
        N_("« {value} » n’est pas une version de la NACE."),
        N_("2003, 2008 ou 2025 est attendu."),
        None,
        {},
    )


CHECKS: dict[str, Callable[[str, str], str | Problem]] = {
    "enterprise_number": enterprise_number,
    "country": _country,
    "region": _region,
    "nace_version": _nace_version,
}
ASKED_IN_TURN: tuple[tuple[Kind, ...], ...] = (
    ("country", "region", "nace_version"),
    ("enterprise_number", "postal_code", "nace", "nace_list"),
)
"""What a code is depends on its country or on its version: these come first, in every table."""


def _checked_nace(
    table: str, frame: pl.DataFrame, column: str, tables: dict[str, pl.DataFrame], faults: list[Fault]
) -> pl.DataFrame:
    """Put activity codes in their dotted form, each checked in its own version; none is converted."""
    frame = _with_version(table, frame, column, tables, faults)
    version = "scope_nace_version" if column == "scope_nace" else "nace_version"
    is_list = frame.schema[column] == pl.List(pl.String)
    asked = frame.select("_row", pl.col(column).alias("written"), pl.col(version).alias("version"))
    if is_list:
        asked = asked.explode("written")
    pairs = asked.select("written", "version").unique().drop_nulls()
    answers = {(written, v): nace.canonical(written, v) for written, v in pairs.iter_rows()}
    for row, written, v in asked.iter_rows():
        if written is not None and v is not None and answers[(written, v)] is None:
            elsewhere = next(
                (other for other in reversed(nace.VERSIONS) if other != v and nace.canonical(written, other)),
                None,
            )
            faults.append(
                Fault(
                    table=table,
                    row=row,
                    column=column,
                    value=written,
                    what=N_("« {value} » n’existe pas dans la NACE {version}."),
                    expected=N_("Un code de cette version est attendu, comme 59.11."),
                    remedy=N_("Il existe dans la NACE {other} : est-ce la bonne version ?")
                    if elsewhere
                    else None,
                    values={"version": v, "other": elsewhere or ""},
                )
            )
    if is_list:
        return frame.with_columns(
            pl.Series(
                column,
                [
                    None if codes is None else [c for c in (answers.get((code, v)) for code in codes) if c]
                    for codes, v in frame.select(column, version).iter_rows()
                ],
                dtype=pl.List(pl.String),
            )
        )
    if not answers:
        return frame
    written, versions = zip(*answers, strict=True)
    lookup = pl.DataFrame(
        {column: written, version: versions, "_plain": list(answers.values())},
        schema_overrides={"_plain": pl.String},
    )
    plain_forms = frame.select(column, version).join(
        lookup, on=[column, version], how="left", maintain_order="left"
    )
    return frame.with_columns(plain_forms["_plain"].alias(column))


def _with_version(
    table: str, frame: pl.DataFrame, column: str, tables: dict[str, pl.DataFrame], faults: list[Fault]
) -> pl.DataFrame:
    """Give a version to the codes that have none: that of the cluster's scope, else that of 2008."""
    version = "scope_nace_version" if column == "scope_nace" else "nace_version"
    if version not in frame.columns:
        frame = frame.with_columns(pl.lit(None, pl.String).alias(version))
    silent = frame[column].is_not_null() & frame[version].is_null()
    if not silent.any():
        return frame
    scope = tables.get("cluster")
    if version == "nace_version" and scope is not None and "scope_nace_version" in scope.columns:
        of_scope = frame.select("cluster_id").join(
            scope.select("cluster_id", "scope_nace_version").unique("cluster_id", keep="first"),
            on="cluster_id",
            how="left",
            maintain_order="left",
        )["scope_nace_version"]
        frame = frame.with_columns(pl.when(silent).then(of_scope).otherwise(version).alias(version))
    frame = frame.with_columns(
        pl.when(silent).then(pl.col(version).fill_null("2008")).otherwise(version).alias(version)
    )
    assumed = frame.filter(silent)[version].unique().sort()
    faults.append(
        Fault(
            table=table,
            column=version,
            what=N_("{count} codes NACE sont sans version ; ils sont lus dans la NACE {versions}.")
            if silent.sum() > 1
            else N_("un code NACE est sans version ; il est lu dans la NACE {versions}."),
            values={"count": int(silent.sum()), "versions": ", ".join(assumed)},
            severity="warning",
        )
    )
    return frame


def _checked_postal_codes(table: str, frame: pl.DataFrame, faults: list[Fault]) -> pl.DataFrame:
    """Check Belgian postal codes: four digits; a code that the post does not list is only a warning."""
    country = _country_of(table, frame)
    frame = frame.with_columns(
        pl.when(country == HOME)
        .then(
            pl.col("postal_code")
            .str.replace(r"^(?i)B(?:E)?\s*-?\s*([0-9])", "$1")
            .str.replace(r"^([0-9]{4})\.0$", "$1")
        )
        .otherwise("postal_code")
        .alias("postal_code")
    )
    home = frame.filter((country == HOME) & pl.col("postal_code").is_not_null()).select("_row", "postal_code")
    known = set(places.postal_codes()["postal_code"])
    for row, code in home.filter(~pl.col("postal_code").is_in(known)).iter_rows():
        well_formed = re.fullmatch(r"[1-9][0-9]{3}", code) is not None
        faults.append(
            Fault(
                table=table,
                row=row,
                column="postal_code",
                value=code,
                what=N_("le code postal {value} n’est pas connu ; le lieu restera inconnu.")
                if well_formed
                else N_("« {value} » n’est pas un code postal belge."),
                expected=None if well_formed else N_("Quatre chiffres sont attendus, comme 4000."),
                remedy=None
                if well_formed
                else N_("Pour une adresse à l’étranger, remplissez la colonne country."),
                severity="warning" if well_formed else "fault",
            )
        )
    return frame
