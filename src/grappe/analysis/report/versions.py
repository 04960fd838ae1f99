"""Where the report stands: a draft, sent for comment, final and signed, each with its day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import long_date
from grappe.analysis.report.typography import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of the report; what the dossier does not say is empty."""

    id: str
    stage: str
    """One of `vocabulary.classes.VERSION_STAGES`, or empty."""
    dated_on: dt.date | None
    sent_to: str
    comments_due_on: dt.date | None
    signed_by: str
    signed_for: str

    @property
    def is_signed(self) -> bool:
        """Final, and someone put their name to it: nothing else is a signature."""
        return self.stage == "final" and bool(self.signed_by.strip())


def versions_of(dossier: Dossier, cluster: str) -> tuple[Version, ...]:
    """Return the versions of a cluster's report, the oldest first; those without a day come last."""
    frame = dossier.tables.get("versions")
    if frame is None:
        return ()
    found = [
        Version(
            id=row["version_id"],
            stage=row.get("stage") or "",
            dated_on=row.get("dated_on"),
            sent_to=row.get("sent_to") or "",
            comments_due_on=row.get("comments_due_on"),
            signed_by=row.get("signed_by") or "",
            signed_for=row.get("signed_for") or "",
        )
        for row in frame.filter(pl.col("cluster_id") == cluster).iter_rows(named=True)
    ]
    # A version sent and made final on one day was sent first.
    stages = ("draft", "sent_for_comment", "final")
    rank = {stage: place for place, stage in enumerate(stages)}
    return tuple(sorted(found, key=lambda one: (one.dated_on or dt.date.max, rank.get(one.stage, 0))))


UNSIGNED = {
    "draft": N_("Projet ({day}), non signé"),
    "sent_for_comment": N_("Version envoyée pour commentaires ({day}), non signée"),
    "final": N_("Version finale ({day}), non signée"),
}


def status(versions: tuple[Version, ...], language: Language) -> str:
    """Say in a sentence what the latest version is, and whether someone signed it."""
    if not versions:
        return said(N_("Document de travail, non signé"), language)
    last = versions[-1]
    day = long_date(last.dated_on, language) if last.dated_on else said(N_("sans date"), language)
    if last.is_signed:
        words = N_("Version finale ({day}), signée par {who}")
        if last.signed_for:
            words = N_("Version finale ({day}), signée par {who} pour {whom}")
        return said(words, language, day=day, who=last.signed_by, whom=last.signed_for)
    if last.stage == "sent_for_comment" and last.comments_due_on:
        words = N_("Version envoyée pour commentaires ({day}), attendus jusqu’au {due} ; non signée")
        return said(words, language, day=day, due=long_date(last.comments_due_on, language))
    return said(UNSIGNED.get(last.stage, UNSIGNED["draft"]), language, day=day)


STEPS = (
    ("sent_for_comment", N_("Envoi pour commentaires")),
    ("final", N_("Version finale")),
)


def version_facts(versions: tuple[Version, ...], language: Language) -> list[tuple[str, str]]:
    """Return the days of the versions for the cover, term and words."""
    facts = []
    for stage, term in STEPS:
        days = [one.dated_on for one in versions if one.stage == stage and one.dated_on]
        if days:
            facts.append((said(term, language), long_date(days[-1], language)))
    return facts
