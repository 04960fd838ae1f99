"""Accounts come into a store in one step: those that stand, those corrected, those set aside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from grappe.analysis.dossier.faults import shown
from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.accounts.files import Given, read_files
from grappe.analysis.registry.accounts.filing import Apart
from grappe.analysis.registry.accounts.judging import judged
from grappe.analysis.registry.catalogue import Accounts, Catalogue
from grappe.analysis.registry.refusals import RegistryMissing
from grappe.analysis.registry.set_aside import EXAMPLES, SetAside
from grappe.analysis.registry.store import Writing, writing
from grappe.analysis.vocabulary.annual_accounts import measures

KEY = ["enterprise", "ended_on"]
"""Two filings of one company for one year end are one year told twice."""
ACCOUNTS: Mapping[str, Any] = {
    "enterprise": pl.Int64, "year": pl.Int32, "reference": pl.String, "deposited_on": pl.Date, "model": pl.String,
    "started_on": pl.Date, "ended_on": pl.Date, "months": pl.Int32, "currency": pl.String,
    **dict.fromkeys(measures(), pl.Float64),
    "source": pl.String, "filing": pl.String, "turn": pl.Int64,
}  # fmt: skip
RUBRICS: Mapping[str, Any] = {"enterprise": pl.Int64, "ended_on": pl.Date, "rubric": pl.String, "value": pl.Float64, "before": pl.Boolean, "filing": pl.String}  # fmt: skip
ASIDE: Mapping[str, Any] = {"source": pl.String, "digest": pl.String, "reason": pl.String, "text": pl.String}


def add_accounts(
    paths: Sequence[Path],
    store: Path,
    *,
    mapping: str | None = None,
    columns: Mapping[str, str] | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Catalogue:
    """Read accounts into a store; the same file twice is there once.

    mapping: the name under which a plain table's columns are remembered. columns: what is said of some
    of them. Raises Unreadable (a file that is no accounts), RegistryMissing (no store), CannotWrite; the
    store is then as it was.
    """
    with writing(store) as change:
        before = change.catalogue.accounts
        mappings = dict(before.mappings) if before else {}
        said = {**mappings.get(mapping or "", {}), **(columns or {})}
        given = read_files(paths, said, tell)
        told = {name: field for one in given for name, field in one.columns.items()}
        if mapping is not None and told:
            mappings[mapping] = {**said, **told}
        elif mapping is not None and mapping not in mappings:
            raise RegistryMissing(
                N_(
                    "Le registre n’a pas de correspondance nommée « {name} », et aucun tableau n’est donné pour la faire."
                ),
                name=shown(mapping),
            )
        return change.publish_accounts(_merged(change, before, given, mappings))


def _merged(
    change: Writing, before: Accounts | None, given: list[Given], mappings: dict[str, dict[str, str]]
) -> Accounts:
    folder = change.folder / before.name if before else None
    rows = pl.concat([_read(folder, "accounts", ACCOUNTS), _read(folder, "corrected", ACCOUNTS)])
    rubrics = pl.concat(
        _read(folder, name, RUBRICS) for name in ("rubrics", "rubrics_before", "corrected_rubrics")
    )
    aside = _read(folder, "set_aside", ASIDE)
    digests = [one.digest for one in given]
    known = rows.with_columns(digest=pl.col("filing").str.split("#").list.first())
    turns = dict(known.group_by("digest").agg(pl.col("turn").min()).iter_rows())
    fresh = _fresh(given, turns, next_turn=int(str(rows["turn"].max() or 0)) + 1)
    # A file read again takes the place of what it had brought; a mended one, of what was set aside of it.
    rows = pl.concat([known.filter(~pl.col("digest").is_in(digests)).drop("digest"), fresh[0]])
    rubrics = rubrics.filter(~pl.col("filing").str.split("#").list.first().is_in(digests))
    rubrics = pl.concat([rubrics, fresh[1]])
    names = [one.name for one in given]
    aside = aside.filter(~pl.col("digest").is_in(digests) & ~pl.col("source").is_in(names))
    aside = pl.concat([aside, fresh[2]])
    return _written(change, rows, rubrics, aside, mappings)


def _fresh(
    given: list[Given], turns: Mapping[str, int], *, next_turn: int
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    rows, rubrics, aside = [], [], []
    for place, one in enumerate({one.digest: one for one in given}.values()):
        for number, filing in enumerate(one.found):
            found = filing if isinstance(filing, Apart) else judged(filing)
            if isinstance(found, Apart):
                aside.append((one.name, one.digest, found.reason, shown_long(found.written)))
                continue
            name = f"{one.digest}#{number}"
            turn = turns.get(one.digest, next_turn + place)
            rows.append({**found.row, "source": one.name, "filing": name, "turn": turn})
            who = (found.row["enterprise"], found.row["ended_on"])
            rubrics += [(*who, code, value, False, name) for code, value in found.rubrics.items()]
            rubrics += [(*who, code, value, True, name) for code, value in found.before.items()]
    return (
        pl.DataFrame(rows, schema=dict(ACCOUNTS)),
        pl.DataFrame(rubrics, schema=dict(RUBRICS), orient="row"),
        pl.DataFrame(aside, schema=dict(ASIDE), orient="row"),
    )


def _written(
    change: Writing,
    rows: pl.DataFrame,
    rubrics: pl.DataFrame,
    aside: pl.DataFrame,
    mappings: dict[str, dict[str, str]],
) -> Accounts:
    """Write the frames where the change stages them; return what the catalogue says of them."""
    ordered = rows.with_columns(place=pl.col("filing").str.split("#").list.last().cast(pl.Int64)).sort(
        [*KEY, "deposited_on", "reference", "turn", "place"], nulls_last=False
    )
    ordered = ordered.with_columns(
        standing=pl.col("filing") == pl.col("filing").last().over(KEY),
        later=pl.col("filing").last().over(KEY),
        by=pl.coalesce("reference", "source").last().over(KEY),
    )
    standing = ordered.filter(pl.col("standing"))
    gone = ordered.filter(~pl.col("standing"))
    stands = pl.col("filing").is_in(standing["filing"].to_list())
    frames = {
        "accounts": standing.select(list(ACCOUNTS)),
        "corrected": gone.select(list(ACCOUNTS)),
        "rubrics": rubrics.filter(stands & ~pl.col("before")),
        "rubrics_before": rubrics.filter(stands & pl.col("before")),
        "corrected_rubrics": rubrics.filter(~stands),
        "set_aside": aside,
    }
    for name, frame in frames.items():
        keys = [key for key in ("enterprise", "ended_on", "rubric") if key in frame.columns]
        frame.sort(keys, maintain_order=True).write_parquet(change.stage / f"{name}.parquet")
    counted = standing.group_by("model", "year").len().sort("model", "year")
    filings: dict[str, dict[str, int]] = {}
    for model, year, count in counted.iter_rows():
        filings.setdefault(model or "unknown", {})[str(year)] = count
    number = int(change.catalogue.accounts.name.rsplit("-", 1)[1]) if change.catalogue.accounts else 0
    return Accounts(
        name=f"accounts-{number + 1:04d}",
        taken_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        filings=filings,
        corrected=gone.height,
        corrections=tuple(
            f"{row['enterprise']:010d} {row['ended_on']} : {row['reference'] or row['source']} → {row['by']}"
            for row in gone.head(EXAMPLES).iter_rows(named=True)
        ),
        set_aside=tuple(
            SetAside("accounts", str(reason), len(texts), tuple(texts[:EXAMPLES]))
            for reason, texts in aside.group_by("reason", maintain_order=True).agg("text").iter_rows()
        ),
        mappings=mappings,
    )


def shown_long(written: str) -> str:
    """Return what is shown of a filing: on one line, each part cut when long."""
    return " · ".join(shown(part) for part in written.split(" · "))


def _read(folder: Path | None, name: str, schema: Mapping[str, Any]) -> pl.DataFrame:
    if folder is None:
        return pl.DataFrame(schema=dict(schema))
    found = pl.read_parquet(folder / f"{name}.parquet")
    # A measure that this version adds was not made of filings read before it.
    lacking = [
        pl.lit(None, dtype=kind).alias(column)
        for column, kind in schema.items()
        if column not in found.columns
    ]
    return found.with_columns(lacking).select(list(schema)).cast(pl.Schema(schema))
