"""Who answered, of those who were asked: in all, then class by class."""

from __future__ import annotations

import polars as pl

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.survey.counted import Counted
from grappe.analysis.survey.frame import ID, Frame
from grappe.analysis.vocabulary import classes, places
from grappe.analysis.vocabulary.unknown import UnknownCodeError

RESPONSE = {
    "by": pl.String,
    "class": pl.String,
    "label": pl.String,
    "asked": pl.Int64,
    "answered": pl.Int64,
    "complete": pl.Int64,
    "partial": pl.Int64,
    "rate": pl.Float64,
    "missing": pl.String,
}
"""by: `all` or a class of the members' list. complete and partial (in all only): answers that fill in four
questions of five, and the others. rate: answered / asked (AAPOR's RR2: partial ones are answers)."""
WORDS = {
    "kind": N_("Nature"),
    "size": N_("Taille"),
    "province": N_("Province"),
    "category": N_("Catégorie"),
}
UNKNOWN = N_("Non renseigné")


def response(counts: Counted, frame: Frame, language: Language) -> pl.DataFrame:
    """Return the response in all, then by class, with the columns of RESPONSE.

    By class only named answers of those asked count: in all, every answer does.
    """
    size, answered = frame.size, counts.number
    lacking = (
        "no_frame"
        if size is None
        else "empty_frame"
        if size == 0
        else "more_answers"
        if answered > size
        else None
    )
    whole = (
        "all",
        None,
        say(N_("En tout"), language),
        size,
        answered,
        counts.complete,
        answered - counts.complete,
        answered / size if size and lacking is None else None,
        lacking,
    )
    table = pl.DataFrame([whole], schema=RESPONSE, orient="row")
    if frame.members is None:
        return table
    members = with_answered(frame, counts)
    nobody_named = counts.number > 0 and counts.anonymous == counts.number
    parts = [
        members.group_by(pl.col(name).alias("class"))
        .agg(asked=pl.len().cast(pl.Int64), answered=pl.col("answered").sum().cast(pl.Int64))
        .sort(_order(name), "class", nulls_last=True)
        .with_columns(
            by=pl.lit(name),
            answered=pl.lit(None, pl.Int64) if nobody_named else pl.col("answered"),
            missing=pl.lit("anonymous" if nobody_named else None, pl.String),
            complete=pl.lit(None, pl.Int64),
            partial=pl.lit(None, pl.Int64),
        )
        .with_columns(
            rate=pl.col("answered") / pl.col("asked"),
            label=pl.Series([class_label(name, each, language) for each in _classes(members, name)]),
        )
        .select(*RESPONSE)
        for name in frame.classes
    ]
    return pl.concat([table, *parts])


def with_answered(frame: Frame, counts: Counted) -> pl.DataFrame:
    """Return the members asked, each with whether an answer of theirs counts."""
    if frame.members is None:
        raise ValueError("There is no list of members.")
    named = counts.frame[ID].drop_nulls().implode()
    return frame.members.with_columns(answered=pl.col(ID).is_in(named))


def _classes(members: pl.DataFrame, name: str) -> list[str | None]:
    ordered = (
        members.select(pl.col(name).alias("class")).unique().sort(_order(name), "class", nulls_last=True)
    )
    found: list[str | None] = ordered["class"].to_list()
    return found


def _order(name: str) -> pl.Expr:
    known = known_order(name)
    return pl.col("class").replace_strict(
        {each: place for place, each in enumerate(known)}, default=len(known), return_dtype=pl.Int64
    )


def known_order(name: str) -> list[str]:
    """Return the classes that the field's own lists put in order; the others follow by the alphabet."""
    return list(classes.MEMBER_KINDS if name == "kind" else classes.SIZE_CLASSES if name == "size" else ())


def by_label(name: str, language: Language) -> str:
    """Return the words for a class of the members' list, by its column."""
    return say(WORDS[name], language) if name in WORDS else name


def class_label(name: str, written: str | None, language: Language) -> str:
    """Return the words for one class."""
    if written is None:
        return say(UNKNOWN, language)
    known = {"kind": classes.MEMBER_KINDS, "size": classes.SIZE_CLASSES, "category": classes.CATEGORIES}
    if written in known.get(name, ()):
        return say(known[name][written], language)
    if name == "province":
        try:
            return places.province_label(written, language)
        except UnknownCodeError:
            return written
    return written
