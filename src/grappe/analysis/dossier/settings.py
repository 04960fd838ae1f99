"""What an evaluation is asked about: the reference day, the period, who and for whom."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from grappe.analysis.dossier.columns import Column
from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.dossier.values import PATIENT, Wrong
from grappe.analysis.language.catalogues import N_

FILE = "datapackage.json"
DRAFTS = ("replace", "complete", "none")
"""Where drafted sentences stand: only in chapters without findings, beside them too, nowhere."""
PUBLIC_LANGUAGES = ("fr", "en", "nl", "de")
"""The languages of the public contract, whether or not Grappe already speaks them."""
NAMES = (
    "as_of",
    "period_from",
    "period_to",
    "language",
    "reference",
    "evaluator",
    "client",
    "survey_invited",
    "drafts",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings under `grappe` in datapackage.json. Both ends of the period count."""

    as_of: tuple[dt.date, ...] = ()
    """Reference days; several give a series. Empty: not said."""
    period_from: dt.date | None = None
    period_to: dt.date | None = None
    language: str | None = None
    reference: str | None = None
    evaluator: str | None = None
    client: str | None = None
    drafts: str = DRAFTS[0]
    survey_invited: Mapping[str, int] | int | None = None
    """How many were asked, when not the members on the reference day (by cluster in a campaign)."""


def read_settings(given: object) -> tuple[Settings, list[Fault]]:
    """Read the settings of a dossier; each bad one is a fault and counts as not said."""
    if given is None:
        return Settings(), []
    if not isinstance(given, Mapping):
        return Settings(), [
            _fault(
                None,
                given,
                N_("les réglages ne sont pas un objet JSON."),
                N_('Écrivez {{"as_of": "2010-03-01", …}}.'),
            )
        ]
    faults: list[Fault] = []
    found: dict[str, object] = {}
    for name in given:
        if name not in NAMES:
            guess = nearest(name, NAMES)
            faults.append(
                Fault(
                    table=FILE,
                    column=f"grappe.{name}",
                    what=N_("ce réglage n’existe pas ; il est ignoré."),
                    remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
                    values={"guess": guess or ""},
                    severity="warning",
                )
            )
    for name in ("period_from", "period_to"):
        found[name] = _day(name, given.get(name), faults)
    days = given.get("as_of")
    days = days if isinstance(days, list) else [days]
    found["as_of"] = tuple(sorted({d for d in (_day("as_of", each, faults) for each in days) if d}))
    for name in ("reference", "evaluator", "client"):
        found[name] = None if given.get(name) is None else str(given[name])
    language = given.get("language")
    if language is not None and language not in PUBLIC_LANGUAGES:
        faults.append(
            _fault(
                "language",
                language,
                N_("« {value} » n’est pas une langue de Grappe."),
                N_("Langues : {languages}."),
                languages=", ".join(PUBLIC_LANGUAGES),
            )
        )
        language = None
    found["language"] = language
    found["drafts"] = _drafts(given.get("drafts"), faults)
    found["survey_invited"] = _invited(given.get("survey_invited"), faults)
    start, end = found["period_from"], found["period_to"]
    if isinstance(start, dt.date) and isinstance(end, dt.date) and end < start:
        faults.append(
            _fault(
                "period_to",
                end.isoformat(),
                N_("la période finit ({value}) avant de commencer ({start})."),
                N_("La fin ne peut précéder le début."),
                start=start.isoformat(),
            )
        )
    return Settings(**found), faults  # type: ignore[arg-type]  # each value was given its type just above


def _drafts(given: object, faults: list[Fault]) -> str:
    if given is None or given == "":
        return DRAFTS[0]
    if given not in DRAFTS:
        guess = nearest(str(given), DRAFTS)
        faults.append(
            _fault(
                "drafts",
                given,
                N_("« {value} » ne dit pas où vont les phrases que Grappe propose."),
                N_("Valeurs : {known}."),
                N_("Vouliez-vous dire « {guess} » ?") if guess else None,
                known=", ".join(DRAFTS),
                guess=guess or "",
            )
        )
        return DRAFTS[0]
    return str(given)


def _day(name: str, given: object, faults: list[Fault]) -> dt.date | None:
    if given is None or given == "":
        return None
    try:
        day = PATIENT["date"](str(given).strip(), Column(name=name, kind="date", about=""))
    except Wrong as wrong:
        faults.append(_fault(name, given, wrong.what, wrong.expected, wrong.remedy, **dict(wrong.values)))
        return None
    return day if isinstance(day, dt.date) else None


def _invited(given: object, faults: list[Fault]) -> Mapping[str, int] | int | None:
    if given is None or given == "":
        return None
    if isinstance(given, Mapping):
        read = {str(cluster): _number_invited(each, faults) for cluster, each in given.items()}
        return {cluster: each for cluster, each in read.items() if each is not None}
    return _number_invited(given, faults)


def _number_invited(given: object, faults: list[Fault]) -> int | None:
    if given is None or given == "":
        return None
    if isinstance(given, int | str) and re.fullmatch("[0-9]{1,9}", str(given).strip()):
        return int(given)
    faults.append(
        _fault(
            "survey_invited",
            given,
            N_("« {value} » n’est pas un nombre d’invités."),
            N_("Un nombre entier est attendu."),
        )
    )
    return None


def _fault(
    name: str | None, value: object, what: str, expected: str, remedy: str | None = None, **values: object
) -> Fault:
    column = "grappe" if name is None else f"grappe.{name}"
    return Fault(
        table=FILE,
        column=column,
        value=str(value),
        what=what,
        expected=expected,
        remedy=remedy,
        values=values,
    )
