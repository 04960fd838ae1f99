"""The closed lists that LimeSurvey knows by itself, with the words that its exports give them."""

from __future__ import annotations

from grappe.analysis.dossier.forms.questionnaire import Choice


def _choice(name: str, en: str, fr: str, nl: str, de: str) -> Choice:
    return Choice(name, {"en": en, "fr": fr, "nl": nl, "de": de})


YES_NO = (_choice("Y", "Yes", "Oui", "Ja", "Ja"), _choice("N", "No", "Non", "Nee", "Nein"))
UNCERTAIN = _choice("U", "Uncertain", "Incertain", "Onzeker", "Unsicher")
GENDER = (
    _choice("F", "Female", "Féminin", "Vrouw", "weiblich"),
    _choice("M", "Male", "Masculin", "Man", "männlich"),
)
CHANGE = (
    _choice("I", "Increase", "Augmenter", "Verhogen", "Zunahme"),
    _choice("S", "Same", "Sans changement", "Gelijk", "Gleich"),
    _choice("D", "Decrease", "Diminuer", "Verlagen", "Abnahme"),
)
OTHER = _choice("-oth-", "Other", "Autre", "Anders", "Sonstiges")
OTHER_TICKED = Choice("other", OTHER.labels)
"""In a question of several answers, « other » is a column of its own, under this name."""


def scale(last: int) -> tuple[Choice, ...]:
    """Return the points of a scale from 1."""
    return tuple(Choice(str(point), {}) for point in range(1, last + 1))


LISTS_OF_TYPE = {
    "5": scale(5),
    "A": scale(5),
    "B": scale(10),
    "Y": YES_NO,
    "C": (YES_NO[0], UNCERTAIN, YES_NO[1]),
    "G": GENDER,
    "E": CHANGE,
}
"""By LimeSurvey's letter, the list of a question whose list nobody writes."""
