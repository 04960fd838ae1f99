"""From what people write in a cell to what the book would hold; each distinct writing is read once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

from grappe.analysis.dossier.codes import CHECKS, enterprise_number
from grappe.analysis.dossier.columns import Column
from grappe.analysis.dossier.columns import Kind as DossierKind
from grappe.analysis.dossier.faults import shown
from grappe.analysis.dossier.values import PATIENT, Wrong
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import nace, places
from grappe.analysis.vocabulary.countries import HOME
from grappe.apps.members.importing.categories import Choices, member_kind
from grappe.apps.members.importing.long_days import long_day
from grappe.apps.members.importing.read import NOTHING, Read, wrong
from grappe.apps.members.importing.targets import Target
from grappe.apps.members.importing.verdicts import Message
from grappe.apps.members.rules.phones import NO_PHONE, is_phone

BLANKS = frozenset({"", "-", "–", "—", "/", "n/a", "N/A", "#N/A", "#N/D", "NULL", "null", "néant", "nihil"})
GUARDED = re.compile(r"'(?=[=+\-@\t\r])")
"""The apostrophe that an export puts before what a spreadsheet would compute."""
EMAIL = EmailValidator()
WEBSITE = URLValidator(schemes=["http", "https"])
FULL_NAME = re.compile(r"(?P<first>\S+)\s+(?P<last>.+)")


@dataclass(slots=True)
class Reader:
    """Reads the cells of one import. The versions of the NACE and the categories are its cluster's."""

    choices: Choices
    kinds: tuple[tuple[str, str], ...]
    """Code and name of each nature of member."""
    nace_version: str
    _read: dict[tuple[str, str, str], Read] = field(default_factory=dict)

    def named(self, key: str, code: str) -> str:
        """Return how people call a category or the nature of a member."""
        return self.choices.named(code) if key == "category" else dict(self.kinds).get(code, code)

    def read(self, target: Target, written: str, *, country: str = HOME, version: str = "") -> Read:
        """Read one cell. country, version: those of its row, for what depends on them."""
        written = GUARDED.sub("", written.strip(), count=1)
        if written in BLANKS:
            return NOTHING
        beside = version if target.kind == "nace" else country
        key = (target.key, written, beside)
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = _not_too_long(target, self._patient(target, written, beside))
        return found

    def _patient(self, target: Target, written: str, beside: str) -> Read:
        if target.kind == "category":
            return self.choices.category(written)
        if target.kind == "member_kind":
            return member_kind(written, self.kinds)
        if target.kind == "nace":
            return _nace(written, beside or self.nace_version)
        if target.kind in ("enterprise_number", "postal_code"):
            return {"enterprise_number": _number, "postal_code": _postal_code}[target.kind](written, beside)
        return READERS[target.kind](written)


def _not_too_long(target: Target, read: Read) -> Read:
    length = len(str(read.value)) if read.value is not None else 0
    if not target.longest or length <= target.longest:
        return read
    words = N_("« {value} » compte {length} caractères ; {most} au plus sont gardés. Raccourcissez-le.")
    told = {"value": shown(read.value), "length": length, "most": target.longest}
    return Read(shown=read.shown, wrong=(Message(words, told),))


def _text(written: str) -> Read:
    words = " ".join(written.split()) if "\n" not in written else written
    return Read(words, words)


def _code(written: str) -> Read:
    if re.fullmatch(r"[-a-zA-Z0-9_]+", written):
        return Read(written, written)
    return wrong(
        written,
        N_("« {value} » n’est pas un code : des lettres sans accent, des chiffres, - et _ sont admis."),
    )


def _list(written: str) -> Read:
    mark = ";" if ";" in written else "\n" if "\n" in written else ","
    parts = list(dict.fromkeys(part.strip() for part in written.split(mark) if part.strip()))
    return Read(parts, " ; ".join(parts))


def _typed(kind: DossierKind) -> Callable[[str], Read]:
    column = Column(name=kind, kind=kind, about="", minimum=0 if kind == "number" else None)

    def read(written: str) -> Read:
        try:
            value = PATIENT[kind](written, column)
        except Wrong as found:
            return wrong(written, found.what, found.expected, found.remedy, **dict(found.values))
        return Read(value, value.isoformat() if isinstance(value, dt.date) else _plainly(value))

    return read


def _plainly(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _number(written: str, country: str) -> Read:
    found = enterprise_number(written, country)
    if isinstance(found, tuple):
        what, expected, remedy, values = found
        return wrong(written, what, expected, remedy, **values)
    return Read(re.sub(r"\D", "", found) if country == HOME else found, found)


def _postal_code(written: str, country: str) -> Read:
    if country != HOME:
        return Read(written, written)
    code = re.sub(r"(?i)^B(?:E)?\s*-?\s*(?=[0-9])", "", written).removesuffix(".0")
    if not re.fullmatch(r"[1-9][0-9]{3}", code):
        return wrong(
            written,
            N_("« {value} » n’est pas un code postal belge."),
            N_("Quatre chiffres sont attendus, comme 4000."),
            N_("Pour une adresse à l’étranger, remplissez la colonne du pays."),
        )
    if code not in _postal_codes():
        words = N_("Le code postal {value} n’est pas connu de la poste : vérifiez-le.")
        return Read(code, code, told=(Message(words, {"value": code}),))
    return Read(code, code)


@cache
def _postal_codes() -> frozenset[str]:
    return frozenset(places.postal_codes()["postal_code"])


def _country(written: str) -> Read:
    found = CHECKS["country"](written, HOME)
    if isinstance(found, tuple):
        what, expected, remedy, values = found
        return wrong(written, what, expected, remedy, **values)
    return Read(found, found)


def _nace_version(written: str) -> Read:
    found = CHECKS["nace_version"](written, HOME)
    if isinstance(found, tuple):
        what, expected, remedy, values = found
        return wrong(written, what, expected, remedy, **values)
    return Read(found, found)


def _nace(written: str, version: str) -> Read:
    """Read one code or several, the main one first."""
    codes: list[str] = []
    for part in re.split(r"[;\n]|,(?![0-9])", written):
        if not part.strip():
            continue
        code = nace.canonical(part, version)
        if code is None:
            other = next((v for v in reversed(nace.VERSIONS) if v != version and nace.canonical(part, v)), "")
            return wrong(
                part.strip(),
                N_("« {value} » n’existe pas dans la NACE {version}."),
                N_("Un code de cette version est attendu, comme 59.11."),
                N_("Il existe dans la NACE {other} : est-ce la bonne version ?") if other else None,
                version=version,
                other=other,
            )
        codes.append(code)
    codes = list(dict.fromkeys(codes))
    return Read([(code, int(version)) for code in codes], " ; ".join(codes))


def _email(written: str) -> Read:
    address = written.removeprefix("mailto:").strip().lower()
    try:
        EMAIL(address)
    except ValidationError:
        several = len(re.findall("@", written)) > 1
        return wrong(
            written,
            N_("« {value} » n’est pas une adresse e-mail."),
            N_("Une seule adresse est attendue : gardez-en une.")
            if several
            else N_("Une adresse est attendue, comme nom@exemple.be."),
        )
    return Read(address, address)


def _website(written: str) -> Read:
    """Read an address as people say it: `www.exemple.be` is `https://www.exemple.be`."""
    address = written if "://" in written else f"https://{written}"
    try:
        WEBSITE(address)
    except ValidationError:
        return wrong(
            written,
            N_("« {value} » n’est pas une adresse de site."),
            N_("Une adresse est attendue, comme https://exemple.be."),
        )
    parts = urlsplit(address)
    address = parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl()
    return Read(address, address)


def _phone(written: str) -> Read:
    return Read(written, written) if is_phone(written) else wrong(written, NO_PHONE)


def _day(written: str) -> Read:
    """Read a day in figures, or written out in one of our languages."""
    found = long_day(written)
    return _typed("date")(written) if found is None else Read(found, found.isoformat())


def _full_name(written: str) -> Read:
    """Read a person's whole name: capitals are the family's (`DUPONT Marie`), else the last words are."""
    words = " ".join(written.replace(",", " ").split()).split(" ")
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if 0 < len(capitals) < len(words):
        first = " ".join(word for word in words if word not in capitals)
        return Read((first, " ".join(capitals)), " ".join(words))
    found = FULL_NAME.fullmatch(" ".join(words))
    return Read((found["first"], found["last"]) if found else ("", words[0]), " ".join(words))


READERS: Mapping[str, Callable[[str], Read]] = {
    "text": _text,
    "code": _code,
    "list": _list,
    "date": _day,
    "boolean": _typed("boolean"),
    "number": _typed("number"),
    "country": _country,
    "nace_version": _nace_version,
    "email": _email,
    "website": _website,
    "phone": _phone,
    "full_name": _full_name,
}
