"""Numbers in letters: six, vingt-cinq, zesendertig."""

from __future__ import annotations

from functools import cache

from grappe.analysis.language.catalogues import Language

UNITS: dict[Language, tuple[str, ...]] = {
    "fr": (
        *("zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
        *("onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
    ),
    "en": (
        *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
        "nineteen",
    ),
    "nl": (
        *("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
        *("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien"),
        "negentien",
    ),
}
TENS: dict[Language, tuple[str, ...]] = {
    "fr": ("vingt", "trente", "quarante", "cinquante", "soixante"),
    "en": ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
    "nl": ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"),
}
HUNDRED: dict[Language, str] = {"fr": "cent", "en": "hundred", "nl": "honderd"}
THOUSAND: dict[Language, str] = {"fr": "mille", "en": "thousand", "nl": "duizend"}


@cache
def number_words(language: Language) -> dict[str, int]:
    """Return the numbers from 2 as written in letters, without accents; one is also an article, and left out.

    Belgian and French names of 70, 80 and 90 are both known.
    """
    units = UNITS[language]
    found = {units[number]: number for number in range(2, 20)}
    for place, ten in enumerate(TENS[language]):
        value = 20 + 10 * place
        found[ten] = value
        for unit in range(1, 10):
            found[_joined(ten, units[unit], language)] = value + unit
    if language == "fr":
        found |= _of_france(units) | _of_belgium(units)
    hundred, thousand = HUNDRED[language], THOUSAND[language]
    if language == "en":
        return found | {
            f"{units[n]} {name}": n * size
            for n in range(1, 10)
            for name, size in ((hundred, 100), (thousand, 1000))
        }
    found |= {hundred: 100, thousand: 1000}
    gap, plural = (" ", "s") if language == "fr" else ("", "")
    for number in range(2, 10):
        found[f"{units[number]}{gap}{hundred}{plural}"] = number * 100
        found[f"{units[number]}{gap}{thousand}"] = number * 1000
    return found


def _joined(ten: str, unit: str, language: Language) -> str:
    if language == "nl":
        return f"{unit}en{ten}"
    if language == "fr" and unit == "un":
        return f"{ten} et un"
    return f"{ten}-{unit}"


def _of_france(units: tuple[str, ...]) -> dict[str, int]:
    found = {"quatre-vingts": 80}
    for number in range(10, 20):
        found[f"soixante-{units[number]}" if number != 11 else "soixante et onze"] = 60 + number
    for number in range(1, 20):
        found[f"quatre-vingt-{units[number]}"] = 80 + number
    return found


def _of_belgium(units: tuple[str, ...]) -> dict[str, int]:
    found = {}
    for ten, value in (("septante", 70), ("octante", 80), ("nonante", 90)):
        found[ten] = value
        for number in range(1, 10):
            found[_joined(ten, units[number], "fr")] = value + number
    return found
