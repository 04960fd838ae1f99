"""Pictures of a document in the colours and letters of a house."""

from __future__ import annotations

import copy
import re
from html import escape
from typing import Any

from grappe.analysis.report.house.colours import palette, recoloured
from grappe.analysis.report.house.style import TITLES, HouseStyle

LETTERS = re.compile(r'font-family="Inter[^"]*"')


def dressed(told: dict[str, Any], house: HouseStyle) -> dict[str, Any]:
    """Return a document in plain data, its pictures as the house wants them."""
    if house == HouseStyle():
        return told
    told = copy.deepcopy(told)
    for part in parts(told):
        for block in part["blocks"]:
            if block["kind"] == "chart":
                block["svg"] = in_house(block["svg"], house)
    told["emblem"] = in_house(told["emblem"], house)
    return told


def parts(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Return everything that holds blocks, in the order of reading."""
    sections = (told["summary"], *told["chapters"], told["closing"], *told["annexes"])
    return [part for part in sections if part]


def in_house(svg: str, house: HouseStyle) -> str:
    """Return one picture in the colours and letters of a house."""
    return relettered(recoloured(svg, palette(house.main, house.second)), house.titles)


def relettered(svg: str, family: str) -> str:
    """Return a picture with its words in another family."""
    if family == TITLES:
        return svg
    return LETTERS.sub(lambda _: f'font-family="{escape(family)}"', svg)
