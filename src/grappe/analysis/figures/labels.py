"""What a figure and its class are called, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.catalogue import figures, named
from grappe.analysis.figures.code_words import activity_words, group_words, listed, province_words
from grappe.analysis.figures.figure import Figure
from grappe.analysis.figures.scenario_names import scenario_name
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.vocabulary import classes
from grappe.analysis.vocabulary.countries import country_name

ROLES = {
    "satisfaction.share": "satisfaction",
    "importance.share": "importance",
    "impact.share": "impact",
    "governance.share": "governance",
    "partnership.interest": "partnership",
}


class Labels:
    """The names of figures and of their classes for one dossier, in one language."""

    def __init__(self, dossier: Dossier, language: Language) -> None:
        self._language = language
        self._questions = {
            (question.role.kind, question.role.key): question.words(language)
            for question in (dossier.questionnaire.questions if dossier.questionnaire else ())
            if question.role is not None
        }
        axes = dossier.tables.get("axes")
        self._axes: dict[tuple[str, str], str] = {}
        if axes is not None and "label" in axes.columns:
            self._axes = {
                (c, a): label
                for c, a, label in axes.select("cluster_id", "axis_id", "label").iter_rows()
                if label
            }
        versions = dossier.tables["cluster"]
        self._nace_version = "2008"
        if "scope_nace_version" in versions.columns:
            self._nace_version = str(versions["scope_nace_version"].drop_nulls().first() or "2008")

    def figure(self, figure: Figure) -> str:
        """Return what a figure is called."""
        return say(figure.label, self._language)

    def key(self, figure: Figure, key: str | None, cluster: str = "") -> str:
        """Return what a class is called; empty for a figure without classes."""
        if not key:
            return ""
        if figure.classes is not None:
            return say(figure.classes[key], self._language) if key in figure.classes else key
        if figure.id in ROLES:
            return self._questions.get((ROLES[figure.id], key), key)
        if figure.key == "axis_id":
            return self._axes.get((cluster, key), key)
        by_kind_of_key: dict[str, Callable[[str], str]] = {
            "province": lambda code: province_words(code, self._language),
            "country": lambda code: country_name(code, self._language),
            "nace": self._activity,
            "sector_nace": self._activity,
            "measure": lambda measure: listed(classes.MEASURES, measure, self._language),
            "layer": lambda layer: listed(classes.LAYERS, layer, self._language),
            "axis": lambda axis: listed(classes.OBJECTIVE_AXES, axis, self._language),
            "group": lambda group: group_words(group, self._language),
            "plan": lambda name: scenario_name(name, self._language),
            "row": self._target if figure.id == "target.reached" else self._year,
        }
        return by_kind_of_key.get(figure.key or "", str)(key)

    def result(self, figure_id: str, key: str | None, cluster: str = "") -> str:
        """Return what one result is called: figure and class."""
        figure = figures()[figure_id]
        name = self.key(figure, key, cluster)
        return f"{self.figure(figure)} – {name}" if name else self.figure(figure)

    def _activity(self, key: str) -> str:
        return activity_words(key, self._nace_version, self._language)

    def _year(self, key: str) -> str:
        year, _, scenario = key.partition("|")
        return (
            say(
                N_("{year}, scénario {scenario}"),
                self._language,
                year=year,
                scenario=scenario_name(scenario, self._language),
            )
            if scenario
            else year
        )

    def _target(self, key: str) -> str:
        found = named(key)
        if found is None or found[0] not in figures():
            return key
        return self.result(found[0], found[1])


def labelled(results: pl.DataFrame, dossier: Dossier, language: Language) -> pl.DataFrame:
    """Add the column `label` to results, in a language."""
    labels = Labels(dossier, language)
    by_cluster = pl.when(pl.col("figure") == "actions.by_axis").then("cluster_id").otherwise(pl.lit(""))
    asked = results.select("figure", "key", by_cluster.alias("of")).unique()
    names = asked.with_columns(
        pl.Series("label", [labels.result(f, k, c) for f, k, c in asked.iter_rows()], dtype=pl.String)
    )
    return (
        results.with_columns(by_cluster.alias("of"))
        .join(names, on=["figure", "key", "of"], how="left", nulls_equal=True, maintain_order="left")
        .drop("of")
    )
