"""A plain table, as databases export it: one row per company and year, columns told by their names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import polars as pl

from grappe.analysis.dossier.columns import Column
from grappe.analysis.dossier.faults import Unreadable, shown
from grappe.analysis.dossier.grids import LOOKED_AT, is_blank, read_csv, read_workbook
from grappe.analysis.dossier.nearest import plain
from grappe.analysis.dossier.values import typed
from grappe.analysis.language.catalogues import LANGUAGES, N_
from grappe.analysis.registry.accounts.filing import Apart, Filing, NotTaken, day
from grappe.analysis.vocabulary.annual_accounts import measure_label, measures, model_of, rubrics

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "enterprise": ("enterprise_number", "numéro d'entreprise", "n° entreprise", "BCE", "KBO", "numéro BCE", "ondernemingsnummer", "Unternehmensnummer", "company number", "VAT number", "numéro de TVA", "btw-nummer"),
        "year": ("année", "exercice", "jaar", "boekjaar", "Jahr", "Geschäftsjahr", "financial year"),
        "ended_on": ("date de clôture", "clôture", "fin d'exercice", "closing date", "year end", "afsluitdatum", "Abschlussdatum"),
        "started_on": ("début d'exercice", "start date", "begindatum"),
        "months": ("mois", "nombre de mois", "number of months", "aantal maanden", "Monate"),
        "reference": ("référence", "referentie", "reference number"),
        "deposited_on": ("date de dépôt", "deposit date", "neerleggingsdatum"),
        "model": ("modèle", "schéma", "schema", "Modell", "model code"),
        "currency": ("monnaie", "devise", "munt", "Währung"),
        "turnover": ("chiffre d'affaires", "CA", "omzet", "Umsatz", "sales", "revenue"),
        "value_added": ("VA", "toegevoegde waarde", "Wertschöpfung", "added value"),
        "fte": ("ETP", "VTE", "effectif", "personnel", "employees", "number of employees", "VZÄ"),
        "total_assets": ("total bilan", "total du bilan", "balanstotaal", "Bilanzsumme", "total actif"),
        "equity": ("fonds propres", "eigen vermogen", "Eigenkapital", "shareholders funds"),
        "profit": ("bénéfice", "résultat net", "winst", "nettoresultaat", "net profit", "net income"),
        "gross_margin": ("brutomarge", "Bruttomarge"),
    }
)  # fmt: skip
"""Names that exports give them, beside ours."""
THOUSANDS = re.compile(r"(?i)(k€|k\s?eur|\bth\.?\s?eur|milliers|duizend|tausend|thousand)")
MODELS = MappingProxyType({"complet": "m02", "full": "m02", "volledig": "m02", "abrege": "m01", "abridged": "m01", "verkort": "m01", "micro": "m07"})  # fmt: skip


def fields() -> tuple[str, ...]:
    """Return what a column may be, rubric codes left out."""
    return tuple(dict.fromkeys((*list(NAMES)[:9], *measures())))


def is_field(name: str) -> bool:
    """Tell whether a column may be called that: a field, a measure or a rubric, in thousands with `*1000`."""
    bare = name.removesuffix("*1000")
    return bare in fields() or bare in rubrics()


def guessed(header: str) -> str | None:
    """Return what a column is by its name, None for one that says nothing known.

    >>> guessed("Chiffre d'affaires (milliers EUR)")
    'turnover*1000'
    """
    bare = re.sub(r"\(.*?\)|\[.*?\]", " ", header)
    bare = THOUSANDS.sub(" ", re.sub(r"(?i)\beur\b|€", " ", bare) if not THOUSANDS.search(bare) else bare)
    found = header.strip() if header.strip() in rubrics() else _known().get(plain(bare))
    return f"{found}*1000" if found in measures() and found != "fte" and THOUSANDS.search(header) else found


def read_plain(path: Path, columns: Mapping[str, str]) -> tuple[list[Filing | Apart], dict[str, str]]:
    """Read a table; return its filings, and what each column was taken for.

    columns: what is said of them, before what their names tell. Unreadable: no enterprise, year or measure.
    """
    told = {plain(name): field for name, field in columns.items()}

    def of(name: str) -> str | None:
        return told.get(plain(name)) or guessed(name)

    if path.suffix.lower() in (".xlsx", ".xlsm"):
        grids = read_workbook(path.name, path)
    else:
        grids = [read_csv(path.name, path, lambda row: sum(of(cell) is not None for cell in row))]
    best: tuple[int, list[list[str]], int] = (0, [], 0)
    for grid in grids:
        for place, row in enumerate(grid.cells[:LOOKED_AT]):
            best = max(
                best, (sum(of(cell) is not None for cell in row), grid.cells, place), key=lambda one: one[0]
            )
    _score, cells, place = best
    header = cells[place] if cells else next((grid.cells[0] for grid in grids if grid.cells), [])
    meant = {name.strip(): field for name in header if (field := of(name)) is not None}
    bare = {field.removesuffix("*1000") for field in meant.values()}
    if (
        "enterprise" not in bare
        or not bare & {"year", "ended_on"}
        or not bare & (set(measures()) | rubrics())
    ):
        raise Unreadable(
            path.name,
            N_(
                "ce n’est aucun des fichiers de comptes connus (XBRL, JSON et CSV de la Banque nationale), ni un tableau où se reconnaissent un numéro d’entreprise, une année et une mesure. Colonnes lues : {columns}. Dites ce qu’elles sont : --column « Titre=enterprise »."
            ),
            columns=shown(", ".join(cell for cell in header if cell.strip())),
        )
    rows = [row for row in enumerate(cells[place + 1 :], place + 2) if not is_blank(row[1])]
    return [
        _row(path.name, number, dict(zip((cell.strip() for cell in header), row, strict=False)), meant)
        for number, row in rows
    ], meant


def _row(name: str, number: int, cells: Mapping[str, str], meant: Mapping[str, str]) -> Filing | Apart:
    said = {field: cells.get(column, "").strip() for column, field in meant.items()}
    written = f"{name} {number} : {' '.join(said.values())}"
    try:
        given: dict[str, float] = {}
        of_rubrics: dict[str, float] = {}
        for field, value in said.items():
            bare = field.removesuffix("*1000")
            if value and (bare in measures() or bare in rubrics()):
                into = given if bare in measures() else of_rubrics
                into[bare] = _amount(value) * (1000 if field.endswith("*1000") else 1)
        end = day(said.get("ended_on")) or _year_end(said.get("year", ""))
        return Filing(
            enterprise=said.get("enterprise", "").removesuffix(".0"),
            reference=said.get("reference") or None,
            deposited_on=day(said.get("deposited_on")),
            model=model_of(MODELS.get(plain(said.get("model", "")), said.get("model", ""))),
            started_on=day(said.get("started_on")) or _start(end, said.get("months", "")),
            ended_on=end,
            currency=said.get("currency") or "EUR",
            rubrics=of_rubrics,
            given=given,
            written=written,
        )
    except NotTaken as error:
        return Apart(error.reason, f"{written} · {error.seen}")


def _year_end(written: str) -> dt.date | None:
    return dt.date(int(written), 12, 31) if re.fullmatch(r"(19|20)\d\d", written) else day(written)


def _start(end: dt.date | None, months: str) -> dt.date | None:
    """Return the day on which a year of so many months began."""
    if end is None or not re.fullmatch(r"[1-9]\d?", months):
        return None
    after = end + dt.timedelta(days=1)
    turned = after.year * 12 + after.month - 1 - int(months)
    return dt.date(turned // 12, turned % 12 + 1, min(after.day, 28))


def _amount(written: str) -> float:
    read = typed(
        pl.Series("amount", [written], dtype=pl.String), Column(name="amount", kind="number", about="")
    )
    if read.wrong or read.values[0] is None:
        raise NotTaken("value", shown(written))
    return float(read.values[0])


def _known() -> dict[str, str]:
    known = {plain(name): field for field, names in NAMES.items() for name in (field, *names)}
    for name in measures():
        known |= {plain(measure_label(name, language)): name for language in LANGUAGES}
        known[plain(name)] = name
    return known
