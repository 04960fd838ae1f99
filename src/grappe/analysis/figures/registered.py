"""Figures that rest on a register: what their papers say of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.from_registry import REGISTRY
from grappe.analysis.dossier.table_titles import table_title
from grappe.analysis.figures.figure import Figure
from grappe.analysis.figures.papers import NO_ROW
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date

NO_ACCOUNTS = "registry_accounts"
"""What a figure lacks that asks accounts of a register without any."""
SOURCE = N_("registre des entreprises (extrait n° {number} du {day})")


def with_register(results: pl.DataFrame, chosen: Iterable[Figure], dossier: Dossier) -> pl.DataFrame:
    """Say in the papers of results which of their tables are a register's, and where it lacks accounts."""
    told = dossier.registry
    if told is None:
        return results
    filled = set(told.tables)
    sources = {
        figure.id: ";".join(
            dict.fromkeys(told.token if table in filled else table for table in figure.base.tables)
        )
        for figure in chosen
    }
    results = results.with_columns(
        pl.col("figure")
        .replace_strict(sources, default=pl.col("source"), return_dtype=pl.String)
        .alias("source")
    )
    if told.has_accounts or "peers" in dossier.tables:
        return results
    peers = [figure.id for figure in chosen if "peers" in figure.base.tables]
    lacks = pl.col("figure").is_in(peers) & pl.col("missing").is_in(["peers", NO_ROW])
    return results.with_columns(
        pl.when(lacks).then(pl.lit(NO_ACCOUNTS)).otherwise("missing").alias("missing")
    )


def source_words(source: str, language: Language) -> str:
    """Return the tables that a figure rests on, each with its name in the files; a register in words."""
    tables = (one for one in source.split(";") if one)
    return ", ".join(
        register_words(one, language) or f"{table_title(one, language)} ({one})" for one in tables
    )


def is_of_register(source: str) -> bool:
    """Tell whether a figure rests on a register."""
    return any(one.startswith(f"{REGISTRY} ") for one in source.split(";"))


def register_words(source: str, language: Language) -> str:
    """Return what a register is called that stands for a table; empty for a table of the dossier."""
    if not source.startswith(f"{REGISTRY} "):
        return ""
    _, number, day = source.split(" ")
    return say(SOURCE, language, number=number, day=long_date(dt.date.fromisoformat(day), language))
