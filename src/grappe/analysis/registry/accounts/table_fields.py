"""What the columns of a plain table are, told by their titles, with their unit and year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from grappe.analysis.dossier.nearest import plain
from grappe.analysis.language.catalogues import LANGUAGES
from grappe.analysis.vocabulary.annual_accounts import measure_label, measure_unit, measures, rubrics

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "enterprise": ("enterprise_number", "numéro d'entreprise", "n° entreprise", "n° d'entreprise", "BCE", "KBO", "numéro BCE", "n° BCE", "ondernemingsnummer", "KBO-nummer", "Unternehmensnummer", "company number", "VAT number", "numéro de TVA", "n° TVA", "btw-nummer", "BTW nummer", "BvD ID number", "BvD ID", "numéro BvD ID", "BvD ID-nummer"),
        "year": ("année", "exercice", "exercice comptable", "jaar", "boekjaar", "Jahr", "Geschäftsjahr", "financial year"),
        "ended_on": ("date de clôture", "clôture", "fin d'exercice", "fin de l'exercice", "closing date", "year end", "afsluitdatum", "einddatum", "Abschlussdatum"),
        "started_on": ("début d'exercice", "début de l'exercice", "start date", "begindatum"),
        "months": ("mois", "nombre de mois", "number of months", "aantal maanden", "Monate"),
        "reference": ("référence", "referentie", "reference number"),
        "deposited_on": ("date de dépôt", "deposit date", "neerleggingsdatum"),
        "model": ("modèle", "schéma", "schema", "Modell", "model code"),
        "currency": ("monnaie", "devise", "munt", "Währung"),
        "consolidation": ("code de consolidation", "consolidation code", "consolidé", "consolidated", "consolidatiecode", "geconsolideerd", "konsolidiert", "Konsolidierung"),
        "turnover": ("chiffre d'affaires", "CA", "omzet", "Umsatz", "sales", "revenue"),
        "value_added": ("VA", "toegevoegde waarde", "Wertschöpfung", "added value"),
        "fte": ("ETP", "ETP moyen", "ETP moyens", "nombre d'ETP", "effectif moyen", "effectif moyen en ETP", "VTE", "gemiddeld aantal VTE", "average FTE", "durchschnittliche VZÄ", "effectif", "effectifs", "personnel", "employees", "number of employees", "VZÄ"),
        "total_assets": ("total bilan", "total du bilan", "balanstotaal", "Bilanzsumme", "total actif"),
        "equity": ("fonds propres", "eigen vermogen", "Eigenkapital", "shareholders funds"),
        "profit": ("bénéfice", "résultat net", "winst", "nettoresultaat", "net profit", "net income"),
        "gross_margin": ("brutomarge", "Bruttomarge"),
        "value_added_per_fte": ("valeur ajoutée par ETP", "VA par ETP", "VA/ETP", "toegevoegde waarde per VTE", "Wertschöpfung je VZÄ"),
    }
)  # fmt: skip
"""Names that exports give them, beside ours."""
OF_ONE_YEAR = frozenset(
    {"reference", "deposited_on", "started_on", "ended_on", "months", "model", "currency"}
)
"""What a title that ends with a year may tell of that year, measures and rubrics left out."""
SAID = ("enterprise", "year", "ended_on", "started_on", "months", "reference", "deposited_on", "model", "currency", "consolidation")  # fmt: skip
UNITS: tuple[tuple[float, re.Pattern[str]], ...] = (
    (1e6, re.compile(r"(?i)(m€|\b(mio|mln|millions?|miljoen|millionen)\b)")),
    (1e3, re.compile(r"(?i)(k€|\bk\s?eur|\bth\.?\s?eur|\b1[. ]?000\s?(eur|€)|milliers|duizend|tausend|thousand)")),
    (1.0, re.compile(r"(?i)(€|\beur\b|\beuros?\b)")),
)  # fmt: skip
"""How a title says its unit, the largest first."""
FACTORS: Mapping[float | None, str] = MappingProxyType({1000.0: "1000", 1e6: "1000000", 0.01: "0.01"})
PEOPLE = frozenset({"9086", "9087", "9088", "1003", "1013"})
"""Rubrics that are no amounts."""
YEAR = re.compile(r"(?<![0-9])(19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column is: a field, what its cells are multiplied by, and the year that its title ends with."""

    field: str
    factor: float | None = 1.0
    """None: an amount of which the title says no unit; EUR, unless the table says otherwise above it."""
    year: int | None = None

    @property
    def written(self) -> str:
        """As `--column` takes it: `turnover*1000`."""
        return self.field if self.factor in (None, 1.0) else f"{self.field}*{FACTORS[self.factor]}"


def fields() -> tuple[str, ...]:
    """Return what a column may be, rubric codes left out."""
    return (*SAID, *measures())


def told(written: str) -> Meaning | None:
    """Read what a person says that a column is: a field, a measure or a rubric, `*1000` in thousands.

    >>> told("turnover*1000")
    Meaning(field='turnover', factor=1000.0, year=None)
    """
    name, _, factor = written.strip().partition("*")
    known = name in fields() or name in rubrics()
    if not known or factor not in ("", *FACTORS.values()):
        return None
    return Meaning(name, float(factor or 1))


def guessed(title: str) -> Meaning | None:
    """Return what a column is by its title, None for one that says nothing known.

    >>> guessed("Chiffre d'affaires (milliers EUR) 2021")
    Meaning(field='turnover', factor=1000.0, year=2021)
    """
    written = " ".join(title.split())
    if written in rubrics():
        return Meaning(written, None if is_amount(written) else 1.0)
    years = years_in(written)
    if len(years) == 1:
        found = _undated(re.sub(r"\(\s*\)|\[\s*\]", " ", YEAR.sub(" ", written)).strip(" -_/,;:"))
        if found is None or not (found.field in OF_ONE_YEAR or is_value(found.field)):
            return None
        return Meaning(found.field, found.factor, years[0])
    return _undated(written)


def is_value(field: str) -> bool:
    """Tell whether a field is a measure or a rubric: a number."""
    return field in measures() or field in rubrics()


def is_amount(field: str) -> bool:
    """Tell whether a measure or a rubric is an amount of money."""
    return measure_unit(field) == "eur" if field in measures() else is_value(field) and field not in PEOPLE


def is_year(cell: str) -> bool:
    """Tell whether a cell is a year and nothing else."""
    return YEAR.fullmatch(cell.strip()) is not None


def years_in(title: str) -> list[int]:
    """Return the years that a title names."""
    return [int(match.group()) for match in YEAR.finditer(title)]


def unit_above(words: str) -> float:
    """Return the unit that the lines above a header give to the whole table, EUR; 1 where they say none."""
    return next((factor for factor, pattern in UNITS if pattern.search(words)), 1.0)


def _undated(title: str) -> Meaning | None:
    if title in rubrics():
        return Meaning(title, None if is_amount(title) else 1.0)
    factor = next((factor for factor, pattern in UNITS if pattern.search(title)), None)
    bare = title
    for _, pattern in UNITS:
        bare = pattern.sub(" ", bare)
    bare = re.sub(r"\(.*?\)|\[.*?\]", " ", bare).strip()
    bare = re.sub(r"(?i)([\s,:]+(en|in|x|of|de|d)?['’]?)+$", "", bare)
    field = _known().get(plain(bare))
    if field is None:
        return None
    if field in measures() and measure_unit(field) == "share":
        # 45,3 is a share of 45.3, or of 0.453: only a title with its sign, or ours, tells.
        return Meaning(field, 0.01) if "%" in title else Meaning(field) if bare == field else None
    return Meaning(field, factor if is_amount(field) else 1.0)


@cache
def _known() -> Mapping[str, str]:
    known = {plain(name): field for field, names in NAMES.items() for name in (field, *names)}
    for name in measures():
        known |= {plain(measure_label(name, language)): name for language in LANGUAGES}
        known[plain(name)] = name
    return known
