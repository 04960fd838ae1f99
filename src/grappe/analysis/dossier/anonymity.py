"""A campaign whose clusters bear neutral names: who is who is told apart, and only to whom it may be."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from string import ascii_uppercase

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.language.catalogues import N_, Language, say

WRITTEN = ("findings", "claims", "matrix", "versions", "comments", "levers")
"""Tables of sentences, which may name anyone: nothing of them goes into what is anonymous."""
NAMING = ("enterprise_number", "website", "portal_url")
"""Columns of the table `cluster` that name it, beside its name."""
SHORTEST = 3
"""Letters from which a name or an id is looked for inside a text: a shorter one is any word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anonymous:
    """A campaign made anonymous."""

    dossier: Dossier
    key: Mapping[str, tuple[str, str]]
    """Neutral id to the cluster's own id and name, of those that are hidden."""
    names: re.Pattern[str]
    """What would name a hidden cluster inside a text."""
    neutral: Mapping[str, str]
    """What names a cluster, in small letters, to its neutral name."""

    def masked(self, text: str) -> str:
        """Return a text in which each hidden cluster bears its neutral name."""
        return self.names.sub(lambda found: self.neutral[found[0].casefold()], text)


def anonymous(dossier: Dossier, shown: Collection[str], language: Language) -> Anonymous:
    """Return a campaign whose clusters bear letters, but for those `shown` by their id, which come first.

    The letters go by an order drawn from the contents: it follows neither names nor values, and is the same
    each time; a cluster keeps its letter whoever is shown. Names, ids, numbers and addresses of the hidden
    clusters go, with the tables of sentences and the warnings, which may name them.
    """
    table = dossier.tables["cluster"]
    names = {c: str(name or c) for c, name in table.select("cluster_id", "name").iter_rows()}
    letters = _letters({each.casefold() for pair in names.items() for each in pair}, language)
    drawn = {cluster: next(letters) for cluster in _drawn(dossier)}
    hidden = {cluster: pair for cluster, pair in drawn.items() if cluster not in shown}
    ids = {cluster: hidden[cluster][0] if cluster in hidden else cluster for cluster in drawn}
    order = [cluster for cluster in drawn if cluster in shown] + list(hidden)
    neutral = _naming(table, hidden)
    key = {letter: (cluster, names[cluster]) for cluster, (letter, _) in hidden.items()}
    # The longest first, or « Cluster 1 » would be found in « Cluster 12 ».
    told = "|".join(re.escape(each) for each in sorted(neutral, key=lambda each: (-len(each), each)))
    found = Anonymous(
        dossier=dossier,
        key=key,
        names=re.compile(rf"(?<![^\W_])(?:{told})(?![^\W_])" if told else r"(?!)", re.IGNORECASE),
        neutral=neutral,
    )
    tables = {
        name: _renamed(frame, ids, order) for name, frame in dossier.tables.items() if name not in WRITTEN
    }
    tables["cluster"] = _nameless(tables["cluster"], dict(hidden.values()))
    settings = dossier.settings
    invited = settings.survey_invited
    return replace(
        found,
        dossier=Dossier(
            settings=replace(
                settings,
                reference=found.masked(settings.reference or "") or None,
                evaluator=found.masked(settings.evaluator or "") or None,
                client=found.masked(settings.client or "") or None,
                survey_invited={ids.get(c, c): n for c, n in invited.items()}
                if isinstance(invited, Mapping)
                else invited,
            ),
            tables=tables,
            questionnaire=dossier.questionnaire,
            anonymous=frozenset(key),
        ),
    )


def _drawn(dossier: Dossier) -> list[str]:
    """Return the clusters in an order that only the whole contents of the dossier decide."""
    whole = hashlib.sha256()
    for name, frame in sorted(dossier.tables.items()):
        whole.update(name.encode())
        whole.update(frame.drop("_row", strict=False).write_ndjson().encode())
    seed = whole.digest()
    return sorted(dossier.clusters, key=lambda cluster: hashlib.sha256(seed + cluster.encode()).digest())


def _letters(taken: Collection[str], language: Language) -> Iterator[tuple[str, str]]:
    """Yield A, B … Z, AA … each with the name it makes, but for what a cluster of the campaign is called."""
    for number in count(1):
        letters, rest = "", number
        while rest:
            rest, place = divmod(rest - 1, len(ascii_uppercase))
            letters = ascii_uppercase[place] + letters
        name = say(N_("Cluster {letters}"), language, letters=letters)
        if letters.casefold() not in taken and name.casefold() not in taken:
            yield letters, name


def _naming(table: pl.DataFrame, hidden: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return what names a hidden cluster, in small letters, with what is to be said instead."""
    columns = [name for name in ("cluster_id", "name", *NAMING) if name in table.columns]
    found = {}
    for row in table.select(columns).iter_rows(named=True):
        if row["cluster_id"] in hidden:
            for each in row.values():
                if each and len(str(each)) >= SHORTEST:
                    found[str(each).casefold()] = hidden[row["cluster_id"]][1]
    return found


def _renamed(frame: pl.DataFrame, ids: Mapping[str, str], order: list[str]) -> pl.DataFrame:
    """Return a table under the neutral ids and in their order: that of the rows would tell the old one."""
    place = {cluster: turn for turn, cluster in enumerate(order)}
    return frame.sort(
        pl.col("cluster_id").replace_strict(place, return_dtype=pl.Int64, default=len(place)),
        maintain_order=True,
    ).with_columns(pl.col("cluster_id").replace(ids))


def _nameless(table: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    is_hidden = pl.col("cluster_id").is_in(list(names))
    return table.with_columns(
        pl.when(is_hidden)
        .then(pl.col("cluster_id").replace_strict(names, default=None, return_dtype=pl.String))
        .otherwise("name")
        .alias("name"),
        *(
            pl.when(~is_hidden).then(pl.col(column)).alias(column)
            for column in NAMING
            if column in table.columns
        ),
    )
