"""Codes as a reader reads them: places, classes of a closed list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from grappe.analysis.language.catalogues import Language, say
from grappe.analysis.vocabulary import classes, nace, places
from grappe.analysis.vocabulary.unknown import UnknownCodeError

GROUPS = {"kind": classes.MEMBER_KINDS, "size": classes.SIZE_CLASSES}


def listed(labels: Mapping[str, str], code: str, language: Language) -> str:
    """Return the class of a closed list; the code where the list lacks it."""
    return say(labels[code], language) if code in labels else code


def province_words(code: str, language: Language) -> str:
    """Return the name of a province; the code where it is none of Belgium."""
    return _known(places.province_label, code, language)


def region_words(code: str, language: Language) -> str:
    """Return the name of a region; the code where it is none of Belgium."""
    return _known(places.region_label, code, language)


def activity_words(code: str, version: str, language: Language) -> str:
    """Return a code of activity with what it means; the code alone where its version lacks it."""
    try:
        return f"{code} {nace.label(code, version, language)}"
    except UnknownCodeError:
        return code


def group_words(group: str, language: Language) -> str:
    """Return the name of a group of members: `size:0-9`, `province:BE33`."""
    kind, _, code = group.partition(":")
    return (
        province_words(code, language) if kind == "province" else listed(GROUPS.get(kind, {}), code, language)
    )


def _known(label: Callable[[str, str], str], code: str, language: Language) -> str:
    try:
        return label(code, language)
    except UnknownCodeError:
        return code
