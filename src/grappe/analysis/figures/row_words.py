"""The rows behind a figure as a reader reads them: what each column is called, what each cell says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from grappe.analysis.dossier.columns import Column, Kind
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.dossier.tables.column_words import COLUMN_WORDS
from grappe.analysis.figures.code_words import (
    activity_words,
    group_words,
    listed,
    province_words,
    region_words,
)
from grappe.analysis.figures.figure import Figure
from grappe.analysis.figures.redone import parts_of
from grappe.analysis.figures.scenario_names import scenario_name
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import decimal, long_date, long_month
from grappe.analysis.language.punctuation import colon
from grappe.analysis.vocabulary import classes
from grappe.analysis.vocabulary.countries import country_name

PLACES = 4
YES, NO = N_("oui"), N_("non")
TRUTHS = {"true": YES, "1": YES, "1.0": YES, "false": NO, "0": NO, "0.0": NO}
ONE = {
    ("members", "kind"): classes.MEMBER_KIND,
    ("members", "category"): classes.CATEGORY,
    ("documents", "kind"): classes.DOCUMENT_KIND,
}
"""What one of a table is, where the closed list of its column heads several."""
NO_ONE = {"survey_invited": N_("Nombre d’invités donné")}
"""Rows that stand for nobody in particular."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a column is called, and what its cells hold."""

    words: str
    kind: Kind
    choices: Mapping[str, str] | None = None


COMPUTED: Mapping[str, Told] = MappingProxyType(
    {
        **{line: Told(words, "number") for line, words in classes.LEDGER_LINES.items()},
        "above": Told(N_("Au-dessus de la médiane"), "boolean"),
        "active": Told(N_("Actif"), "boolean"),
        "answer": Told(N_("Réponse"), "text"),
        "answered": Told(N_("A répondu"), "boolean"),
        "attendance": Told(N_("Présence"), "number"),
        "below": Told(N_("Moins de 21 ETP"), "boolean"),
        "cash_over_need": Told(N_("Trésorerie au-delà du besoin"), "number"),
        "centralisation": Told(N_("Centralisation"), "number"),
        "components": Told(N_("Composantes"), "number"),
        "days_left": Told(N_("Jours restants"), "number"),
        "deadline": Told(N_("Date limite de la demande de renouvellement"), "date"),
        "density": Told(N_("Densité"), "number"),
        "event": Told(N_("Avec un événement"), "boolean"),
        "favourable": Told(N_("Favorable"), "number"),
        "gap": Told(N_("Reste à financer"), "number"),
        "group": Told(N_("Classe"), "text"),
        "in_region": Told(N_("Dans la région du cluster"), "boolean"),
        "invited": Told(N_("Invités"), "number"),
        "item": Told(N_("Objet de la question"), "text"),
        "measure": Told(N_("Mesure"), "choice", classes.MEASURES),
        "member": Told(N_("Membre"), "boolean"),
        "members": Told(N_("Membres"), "number"),
        "nodes": Told(N_("Acteurs du réseau"), "number"),
        "own_share": Told(N_("Part propre des charges"), "number"),
        "part": Told(N_("Part"), "number"),
        "partners": Told(N_("Partenaires"), "number"),
        "peers": Told(N_("Entreprises comparables"), "number"),
        "plan": Told(N_("Scénario"), "text"),
        "prospects": Told(N_("Membres possibles"), "number"),
        "province": Told(N_("Province"), "text"),
        "rank": Told(N_("Rang parmi les comparables"), "number"),
        "sector_nace": Told(N_("Activité (NACE)"), "nace"),
        "size": Told(N_("Classe de taille"), "choice", classes.SIZE_CLASSES),
        "stayed": Told(N_("Toujours membre"), "boolean"),
        "subsidy_due": Told(N_("Subvention due"), "number"),
        "taking_part": Told(N_("Participants"), "number"),
        "value": Told(N_("Valeur"), "number"),
        "voters": Told(N_("Avec droit de vote"), "number"),
        "was_sent": Told(N_("Transmise"), "boolean"),
        "was_won": Told(N_("Emportée"), "boolean"),
        "without_office": Told(N_("Composantes sans l’équipe"), "number"),
        "won_value": Told(N_("Valeur obtenue"), "number"),
    }
)
"""Columns that the bases of figures work out."""

BY_NAME: Mapping[str, Callable[[str, Language], str]] = MappingProxyType(
    {"group": group_words, "plan": scenario_name, "province": province_words}
)
BY_KIND: Mapping[Kind, Callable[[str, Language], str]] = MappingProxyType(
    {"country": country_name, "region": region_words}
)


class RowWords:
    """The words of the rows that one figure rests on."""

    def __init__(
        self, figure: Figure, language: Language, names: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        """names: by column, what codes are called that only a dossier names (axes, questions, answers)."""
        self._figure, self._language, self._names = figure, language, names or {}

    def column(self, name: str) -> str:
        """Return what a column is called; its name for one that nobody has named."""
        told = self._told(name)
        return say(told.words, self._language) if told else name

    def is_of_contract(self, name: str) -> bool:
        """Tell whether a column is one of the tables that the figure rests on, as their files name it."""
        return any(name == column.name for _, column in self._columns())

    def cell(self, name: str, written: str, row: Mapping[str, str] = MappingProxyType({})) -> str:
        """Return what a cell says. row: all that its row showed."""
        named = self._names.get(name, {}).get(written)
        if named is not None:
            return named
        told, language = self._told(name), self._language
        if told is None:
            return written
        if told.kind == "nace":
            version = row.get("nace_version", "")
            return activity_words(written, version, language) if version else written
        by_its_vocabulary = BY_NAME.get(name) or BY_KIND.get(told.kind)
        if by_its_vocabulary is not None:
            return by_its_vocabulary(written, language)
        if told.choices is not None:
            return listed(told.choices, written, language)
        return self._plain(told.kind, written)

    def row(self, name: str) -> str:
        """Return what a row is called: its identifier, or what the code means that it is named by."""
        if name in NO_ONE:
            return say(NO_ONE[name], self._language)
        column = self._figure.base.named_by
        if self._figure.key == "row":
            return self._names.get("row", {}).get(name, name)
        return self.cell(column, name) if column else name

    def part(self, seen: str) -> str:
        """Return one part of what a row showed: `fte=14.0` is `Emploi (ETP) : 14`."""
        said = (
            f"{self.column(name)}{colon(self._language)}{self.cell(name, written)}"
            for name, written in parts_of(seen).items()
        )
        return "".join(said) or seen

    def _told(self, name: str) -> Told | None:
        for table, column in self._columns():
            if column.name == name and name in COLUMN_WORDS:
                choices = ONE.get((table, name), column.choices)
                return Told(COLUMN_WORDS[name], column.kind, choices)
        told = COMPUTED.get(name)
        # A mean of what each row says is a share of its own; a share counts those that say yes.
        measure = self._figure.measure
        if told is not None and name == measure.column and measure.statistic == "share":
            return Told(told.words, "boolean")
        return told

    def _columns(self) -> Iterator[tuple[str, Column]]:
        for table in self._figure.base.tables:
            for column in TABLES[table].columns if table in TABLES else ():
                yield table, column

    def _plain(self, kind: Kind, written: str) -> str:
        """Return a value that no vocabulary names, as its kind is written; as it is where it is not of it."""
        language = self._language
        if kind == "boolean" and written in TRUTHS:
            return say(TRUTHS[written], language)
        try:
            if kind in ("date", "month"):
                day = dt.date.fromisoformat(written if kind == "date" else f"{written[:7]}-01")
                return long_date(day, language) if kind == "date" else long_month(day, language)
            if kind in ("number", "share", "integer", "boolean"):
                return decimal(float(written), language, PLACES, trimmed=True)
        except ValueError:
            return written
        return written
