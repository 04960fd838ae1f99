"""The sentences of a report as data: what was written, what is printed today, on which figures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from grappe.analysis.audit.reading.sentences import sentences_of as sentences_in
from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.figures.catalogue import CHAPTERS
from grappe.analysis.figures.figure import figure_name
from grappe.analysis.figures.places import read_text
from grappe.analysis.figures.results import harmless
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.report.draft_box import wants_draft
from grappe.analysis.report.draft_rules import table_of
from grappe.analysis.report.drafts import drafted
from grappe.analysis.report.findings import findings_of
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.live_prose import live

FILES = ("sentences.csv", "sentences.json")
COLUMNS = ("cluster_id", "sentence_id", "kind", "chapter", "source", "language", "text", "printed", "figures")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a report."""

    cluster_id: str
    sentence_id: str
    """`f07.1`: the first sentence of a finding; `last_result[2009]`: what a rule drafted;
    `summary.members.joined.1`: a point of the summary; `outlook.maintien.reserves`: of the years to come."""
    kind: str
    """`finding`, `conclusion`, `recommendation`, `draft`, `summary` or `outlook`."""
    chapter: int
    source: str
    """The finding, the rule that drafted it, or what a sentence of the report's own is about."""
    language: Language
    """The report's."""
    text: str
    """As it was written, with its `{figures}`."""
    printed: str
    figures: dict[str, float | None]
    """What it prints, by name: unrounded, None where it is not known or not shown."""


def sentences_of(dossier: Dossier, lines: Lines, *, with_drafts: bool = True) -> list[Sentence]:
    """Return the sentences of one cluster's report, in its order."""
    findings = findings_of(dossier, lines.cluster)
    table = table_of(dossier)
    found: list[Sentence] = []
    for chapter in dict.fromkeys((*CHAPTERS, *findings)):
        own = findings.get(chapter, [])
        found += [sentence for row in own for sentence in _of_finding(row, chapter, lines)]
        has_findings = any(row.get("kind") not in ("conclusion", "recommendation") for row in own)
        if (
            with_drafts
            and chapter in CHAPTERS
            and wants_draft(dossier.settings.drafts, has_findings=has_findings)
        ):
            for one in drafted(chapter, lines, table):
                name = f"{one.rule}[{one.key}]" if one.key else one.rule
                name = f"{name}+coverage" if one.is_coverage else name
                found.append(_sentence(name, "draft", chapter, one.rule, one.text, lines, one.language))
    return found


def _of_finding(row: dict[str, Any], chapter: int, lines: Lines) -> Iterator[Sentence]:
    name, kind = str(row["finding_id"]), str(row.get("kind") or "finding")
    for place, text in enumerate(sentences_in(row["text"]) or [row["text"]], start=1):
        yield _sentence(f"{name}.{place}", kind, chapter, name, text, lines, lines.prose)


def _sentence(
    name: str, kind: str, chapter: int, source: str, text: str, lines: Lines, language: Language
) -> Sentence:
    figures: dict[str, float | None] = {}
    for place in read_text(text).places:
        result = lines.result(place.figure, place.key or "")
        figures[figure_name(place.figure, place.key)] = result.value if result.is_known else None
    return Sentence(
        cluster_id=lines.cluster,
        sentence_id=name,
        kind=kind,
        chapter=chapter,
        source=source,
        language=lines.language,
        text=text,
        printed="".join(run.text for run in live(text, lines, language)),
        figures=figures,
    )


def write_sentences(folder: Path, sentences: Iterable[Sentence]) -> None:
    """Write sentences.csv (figures as `name=value`, separated by `;`) and sentences.json, the same rows."""
    rows = [asdict(sentence) for sentence in sentences]
    flat = [
        {**row, "figures": ";".join(f"{k}={_value(v)}" for k, v in row["figures"].items())} for row in rows
    ]
    schema = {name: pl.Int64() if name == "chapter" else pl.String() for name in COLUMNS}
    harmless(pl.DataFrame(flat, schema=schema, orient="row")).write_csv(folder / FILES[0])
    written = json.dumps(rows, ensure_ascii=False, indent=1)
    (folder / FILES[1]).write_text(f"{written}\n", encoding="utf-8")


def _value(value: float | None) -> str:
    return "" if value is None else repr(value)


def read_sentences(folder: Path) -> list[Sentence] | None:
    """Read the sentences of an earlier result; None where it kept none. Unreadable for what is not ours."""
    file = folder / FILES[1]
    if not file.is_file():
        return None
    try:
        return [Sentence(**row) for row in json.loads(file.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError) as error:
        raise Unreadable(
            str(file),
            N_("ce ne sont pas les phrases d’un résultat. Refaites-le avec « grappe evaluate »."),
        ) from error


def sentence_resources() -> list[dict[str, Any]]:
    """Return how a data package describes the two files."""
    fields = [{"name": name, "type": "integer" if name == "chapter" else "string"} for name in COLUMNS]
    return [
        {
            "name": "sentences",
            "path": FILES[0],
            "format": "csv",
            "encoding": "utf-8",
            "schema": {"fields": fields, "primaryKey": ["cluster_id", "sentence_id"]},
        },
        {"name": "sentences-json", "path": FILES[1], "format": "json", "mediatype": "application/json"},
    ]
