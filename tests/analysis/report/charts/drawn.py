"""Charts before they are pictures, and the marks that stand in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.analysis.report.made import TODAY

from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.labels import labelled
from grappe.analysis.figures.readings import Readings, readings_of
from grappe.analysis.figures.suppression import suppressed
from grappe.analysis.language.catalogues import Language
from grappe.analysis.report.charts.clear_places import Box
from grappe.analysis.report.charts.convert import converted
from grappe.analysis.report.charts.drawing import Drawing
from grappe.analysis.report.charts.letter_widths import width
from grappe.analysis.report.lines import Lines

Twist = tuple[Lines, Readings]


def study(folder: Path, language: Language = "fr", *, below: int = 0) -> tuple[Lines, Readings]:
    """Return what the charts of a dossier of one cluster start from."""
    dossier = read_dossier(folder)
    asked = asked_of(dossier, today=TODAY)
    results = labelled(suppressed(evaluate(dossier, asked), below), dossier, language)
    readings = readings_of(dossier.tables, asked, dossier.questionnaire)
    return Lines(results, dossier, dossier.clusters[0], language), readings


def marks(drawing: Drawing | None, name: str) -> list[dict[str, Any]]:
    """Return the marks of one layer of a chart."""
    assert drawing is not None
    found = [layer for layer in drawing.picture["layer"] if layer.get("name") == name]
    assert len(found) == 1, [layer.get("name") for layer in drawing.picture["layer"]]
    rows: list[dict[str, Any]] = found[0]["data"]["values"]
    return rows


def names(drawing: Drawing) -> set[str]:
    """Return the names of the layers that have marks."""
    return {layer["name"] for layer in drawing.picture["layer"]}


def words(svg: str) -> list[str]:
    """Return what is written in a picture, line by line."""
    return re.findall(r"<(?:text|tspan)[^>]*>([^<]+)<", svg)


def fits(drawing: Drawing) -> list[str]:
    """Return the words of a picture that begin or end outside it, by the widths of the packaged letters."""
    chart = converted(drawing)
    out = []
    for layer in drawing.picture["layer"]:
        if layer["mark"]["type"] != "text":
            continue
        size, align = layer["mark"]["fontSize"], layer["mark"]["align"]
        for row in layer["data"]["values"]:
            for number, line in enumerate(str(row["text"]).split("\n")):
                wide = width(line, size, bold="fontWeight" in layer["mark"])
                left = row["x"] - {"left": 0, "center": wide / 2, "right": wide}[align]
                y = row["y"] + 15 * number
                if left < -2 or left + wide > chart.width + 2 or not 0 <= y <= chart.height:
                    out.append(line)
    return out


def boxes(drawing: Drawing, layers: tuple[str, ...]) -> list[Box]:
    """Return the boxes of the words of some layers."""
    found = []
    for layer in drawing.picture["layer"]:
        if layer.get("name") in layers:
            size, align = layer["mark"]["fontSize"], layer["mark"]["align"]
            for row in layer["data"]["values"]:
                wide = width(row["text"], size, bold="fontWeight" in layer["mark"])
                left = row["x"] - {"left": 0, "center": wide / 2, "right": wide}[align]
                found.append((left, row["y"] - 6, left + wide, row["y"] + 6))
    return found
