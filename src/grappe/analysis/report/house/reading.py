"""Read house.toml: what a house asks for, checked, with a remedy for what cannot be done.

[colours]
main = "#0B4F6C"
second = "#1B7F8C"

[fonts]
titles = "Lato"
text = "Lora"
files = ["Lato-Regular.ttf", "Lora-Regular.ttf"]

[cover]
logo = "logo.svg"
logo_words = "Service public de Wallonie"
words = "Place de la Wallonie 1, 5100 Jambes"
emblem = false
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from grappe.analysis.dossier.faults import DossierRefused, Fault
from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.language.catalogues import N_
from grappe.analysis.report.house.colours import GRAPE, HEX, PLUM, on_grounds, readable, whole
from grappe.analysis.report.house.fonts import FONT_SUFFIXES, read_fonts
from grappe.analysis.report.house.pictures import is_picture
from grappe.analysis.report.house.style import TEXT, TITLES, Font, HouseStyle, Picture

FILE = "house.toml"
SETTINGS: dict[str, tuple[str, ...]] = {
    "colours": ("main", "second"),
    "fonts": ("titles", "text", "files"),
    "cover": ("logo", "logo_words", "words", "emblem"),
}
Files = Callable[[str], bytes | None]
"""From the name of a file beside house.toml to its bytes; None when there is none."""


@dataclass(slots=True)
class _Reading:
    """A house.toml being read."""

    given: Mapping[str, Any]
    files: Files
    faults: list[Fault] = field(default_factory=list)

    def at(self, section: str, name: str) -> Any:
        """Return what is written, None where nothing is."""
        written = self.given.get(section)
        return written.get(name) if isinstance(written, Mapping) else None

    def fault(
        self,
        place: str | None,
        value: object,
        what: str,
        expected: str = "",
        remedy: str = "",
        *,
        severity: str = "fault",
        **values: object,
    ) -> None:
        """Note what is wrong, or only worth saying."""
        self.faults.append(
            Fault(
                table=FILE,
                column=place,
                value=str(value),
                what=what,
                expected=expected or None,
                remedy=remedy or None,
                severity="warning" if severity == "warning" else "fault",
                values=values,
            )
        )


def read_house(content: bytes, files: Files) -> tuple[HouseStyle, list[Fault]]:
    """Return the style that a house.toml asks for, and what is to be said of it.

    Raises DossierRefused with every fault, each with its place.
    """
    reading = _Reading(_parsed(content), files)
    _unknown_names(reading)
    fonts, families = _fonts(reading)
    style = HouseStyle(
        main=_colour(reading, "main", PLUM),
        second=_second(reading),
        titles=_family(reading, "titles", TITLES, families),
        text=_family(reading, "text", TEXT, families),
        fonts=fonts,
        logo=_logo(reading),
        words=_text(reading, "cover", "words"),
        emblem=_emblem(reading),
    )
    faults = [fault for fault in reading.faults if fault.severity == "fault"]
    if faults:
        raise DossierRefused(faults)
    return style, reading.faults


def _parsed(content: bytes) -> Mapping[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        fault = Fault(
            table=FILE,
            value=str(error)[:200],
            what=N_("ce fichier n’est pas du TOML : {value}."),
            expected=N_('Un texte en UTF-8 est attendu, où chaque ligne se lit « main = "#0B4F6C" ».'),
        )
        raise DossierRefused([fault]) from error


def _unknown_names(reading: _Reading) -> None:
    for section, written in reading.given.items():
        if section not in SETTINGS or not isinstance(written, Mapping):
            guess = nearest(section, list(SETTINGS))
            reading.fault(
                section,
                section,
                N_("la partie « {value} » n’existe pas."),
                N_("Parties : [colours], [fonts], [cover]."),
                N_("Vouliez-vous dire « {guess} » ?") if guess else "",
                guess=guess or "",
            )
            continue
        for name in written:
            if name not in SETTINGS[section]:
                guess = nearest(name, SETTINGS[section])
                reading.fault(
                    f"{section}.{name}",
                    name,
                    N_("le réglage « {value} » n’existe pas."),
                    N_("Réglages de cette partie : {names}."),
                    N_("Vouliez-vous dire « {guess} » ?") if guess else "",
                    guess=guess or "",
                    names=", ".join(SETTINGS[section]),
                )


def _colour(reading: _Reading, name: str, default: str) -> str:
    written = reading.at("colours", name)
    if written is None:
        return default
    if not isinstance(written, str) or not HEX.fullmatch(written.strip()):
        reading.fault(
            f"colours.{name}",
            written,
            N_("« {value} » n’est pas une couleur."),
            N_("Un dièse et six chiffres hexadécimaux sont attendus, comme #4A1942."),
        )
        return default
    colour = whole(written.strip())
    dark = readable(colour)
    if dark != colour:
        reading.fault(
            f"colours.{name}",
            colour,
            N_(
                "la couleur {value} est trop claire pour du texte (contraste de {ratio} sur son fond, et il en faut 4,5) : {dark} la remplace."
            ),
            severity="warning",
            ratio=f"{on_grounds(colour):.1f}".replace(".", ","),
            dark=dark,
        )
    return dark


def _second(reading: _Reading) -> str:
    """The second colour; without one, the main colour serves twice."""
    if reading.at("colours", "second") is None and reading.at("colours", "main") is not None:
        written = str(reading.at("colours", "main")).strip()
        return readable(whole(written)) if HEX.fullmatch(written) else GRAPE
    return _colour(reading, "second", GRAPE)


def _fonts(reading: _Reading) -> tuple[tuple[Font, ...], set[str]]:
    written = reading.at("fonts", "files")
    if written is None:
        return (), set()
    if not isinstance(written, list) or not all(isinstance(name, str) for name in written):
        reading.fault(
            "fonts.files",
            written,
            N_("« {value} » n’est pas une liste de fichiers."),
            N_('Une liste est attendue, comme ["Lora-Regular.ttf"].'),
        )
        return (), set()
    found: dict[str, bytes] = {}
    for name in written:
        if not name.lower().endswith(FONT_SUFFIXES):
            reading.fault(
                "fonts.files",
                name,
                N_("« {value} » n’est pas une police que le rapport peut porter."),
                N_("Un fichier .otf ou .ttf est attendu."),
            )
            continue
        content = reading.files(name)
        if content is None:
            reading.fault(
                "fonts.files",
                name,
                N_("le fichier « {value} » manque : sa police est remplacée."),
                severity="warning",
            )
        else:
            found[name] = content
    fonts = read_fonts(found)
    for name in found:
        if not any(font.name == name for font in fonts):
            reading.fault(
                "fonts.files",
                name,
                N_("« {value} » n’est pas une police, ou elle est abîmée."),
                N_("Un fichier .otf ou .ttf entier est attendu."),
            )
    return fonts, {font.family for font in fonts}


def _family(reading: _Reading, name: str, default: str, families: set[str]) -> str:
    written = _text(reading, "fonts", name)
    if not written or written in (TITLES, TEXT) or written in families:
        return written or default
    guess = nearest(written, sorted(families))
    reading.fault(
        f"fonts.{name}",
        written,
        N_("la police « {value} » n’est pas parmi les fichiers donnés : « {default} » la remplace."),
        remedy=N_("Vouliez-vous dire « {guess} » ?")
        if guess
        else N_("Ajoutez ses fichiers à « files », sous [fonts]."),
        severity="warning",
        default=default,
        guess=guess or "",
    )
    return default


def _logo(reading: _Reading) -> Picture | None:
    name = _text(reading, "cover", "logo")
    if not name:
        return None
    content = reading.files(name)
    if content is None:
        reading.fault(
            "cover.logo",
            name,
            N_("le fichier « {value} » manque."),
            N_("Posez-le à côté de house.toml, ou ôtez cette ligne."),
        )
        return None
    if not is_picture(content):
        reading.fault(
            "cover.logo",
            name,
            N_("« {value} » n’est pas une image, ou elle est abîmée."),
            N_("Une image PNG, JPEG ou SVG est attendue."),
        )
        return None
    return Picture(name, content, _text(reading, "cover", "logo_words") or name.rpartition(".")[0])


def _text(reading: _Reading, section: str, name: str) -> str:
    written = reading.at(section, name)
    if written is None:
        return ""
    if not isinstance(written, str):
        reading.fault(
            f"{section}.{name}",
            written,
            N_("« {value} » n’est pas un texte."),
            N_("Un texte entre guillemets droits est attendu."),
        )
        return ""
    return " ".join(written.split())


def _emblem(reading: _Reading) -> bool:
    written = reading.at("cover", "emblem")
    if written is None or isinstance(written, bool):
        return written is not False
    reading.fault(
        "cover.emblem", written, N_("« {value} » n’est ni true, ni false."), N_("Écrivez true ou false.")
    )
    return True
