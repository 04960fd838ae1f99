"""What a figure and its class are called, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.catalogue import figures, named
from grappe.analysis.figures.figure import Figure
from grappe.analysis.figures.scenario_names import scenario_name
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.vocabulary import classes, nace, places
from grappe.analysis.vocabulary.countries import country_name
from grappe.analysis.vocabulary.unknown import UnknownCodeError

ROLES = {
    "satisfaction.share": "satisfaction",
    "importance.share": "importance",
    "impact.share": "impact",
    "governance.share": "governance",
    "partnership.interest": "partnership",
}
GROUPS = {"kind": classes.MEMBER_KINDS, "size": classes.SIZE_CLASSES}


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
            "province": self._province,
            "country": lambda code: country_name(code, self._language),
            "nace": self._activity,
            "sector_nace": self._activity,
            "measure": lambda measure: self._listed(classes.MEASURES, measure),
            "layer": lambda layer: self._listed(classes.LAYERS, layer),
            "axis": lambda axis: self._listed(classes.OBJECTIVE_AXES, axis),
            "group": self._group,
            "plan": lambda name: scenario_name(name, self._language),
            "row": self._target if figure.id == "target.reached" else self._year,
        }
        return by_kind_of_key.get(figure.key or "", str)(key)

    def result(self, figure_id: str, key: str | None, cluster: str = "") -> str:
        """Return what one result is called: figure and class."""
        figure = figures()[figure_id]
        name = self.key(figure, key, cluster)
        return f"{self.figure(figure)} – {name}" if name else self.figure(figure)

    def _listed(self, labels: Mapping[str, str], key: str) -> str:
        return say(labels[key], self._language) if key in labels else key

    def _province(self, key: str) -> str:
        try:
            return places.province_label(key, self._language)
        except UnknownCodeError:
            return key

    def _activity(self, key: str) -> str:
        try:
            return f"{key} {nace.label(key, self._nace_version, self._language)}"
        except UnknownCodeError:
            return key

    def _group(self, key: str) -> str:
        kind, _, member = key.partition(":")
        return self._province(member) if kind == "province" else self._listed(GROUPS.get(kind, {}), member)

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
