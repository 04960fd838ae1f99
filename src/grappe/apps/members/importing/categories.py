"""What people call a category of member, and the nature of one, in four languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from grappe.analysis.dossier.nearest import nearest, plain
from grappe.analysis.language.catalogues import LANGUAGES, N_, say
from grappe.analysis.vocabulary.classes import MEMBER_KIND, MEMBER_KINDS
from grappe.apps.members.importing.read import Read, wrong

_MEMBER = re.compile(r"\b(membres?|members?|leden|lid|mitglieder|mitglied)\b", re.IGNORECASE)
_BASES = {
    "effective": "effective, effectif, effectifs, effective, effectives, werkend, werkende, volwaardig, gewoon, effektiv, "
    "effektives, ordentlich, ordentliches, ordentliche, vollmitglied, full, voting, votant",
    "adherent": "adherent, adhérent, adhérents, adhérente, adhérentes, toegetreden, aangesloten, geassocieerd, assoziiert, "
    "assoziiertes, außerordentlich, außerordentliches, angeschlossen, associate, associated, associé, associés, "
    "affiliate, sympathisant",
}
_KINDS = {
    "enterprise": "enterprise, entreprise, entreprises, société, pme, tpe, grande entreprise, startup, start-up, "
    "indépendant, company, firm, sme, bedrijf, bedrijven, kmo, onderneming, ondernemingen, zelfstandige, "
    "unternehmen, firma, kmu, selbstständiger",
    "research": "research, recherche, acteur de la recherche, acteurs de la recherche, centre de recherche, "
    "université, laboratoire, research centre, research center, university, laboratory, onderzoek, "
    "onderzoekscentrum, onderzoekscentra, onderzoeksinstelling, universiteit, forschung, forschungszentrum, "
    "forschungseinrichtung, universität, labor",
    "education": "education, éducation, formation, enseignement, éducation et formation, centre de formation, "
    "haute école, école, training, school, training centre, onderwijs, opleiding, onderwijs en opleiding, "
    "hogeschool, school, bildung, ausbildung, hochschule, schule, bildungseinrichtung",
    "association_public": "association public, association, asbl, aisbl, association et entité publique, "
    "associations et entités publiques, fédération, organisme public, pouvoir public, public, commune, "
    "intercommunale, non-profit, ngo, federation, public body, vereniging, vzw, overheid, federatie, "
    "verein, vog, verband, öffentliche einrichtung, behörde",
}


def _forms(written: dict[str, str]) -> MappingProxyType[str, str]:
    return MappingProxyType(
        {plain(word): code for code, words in written.items() for word in words.split(",")}
    )


BASES, KINDS = _forms(_BASES), _forms(_KINDS)


@dataclass(frozen=True, slots=True)
class Choice:
    """One category that a cluster's statutes define."""

    code: str
    name: str
    base: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Those of one cluster."""

    all: tuple[Choice, ...]

    def named(self, code: str) -> str:
        """Return how people call a category by its code."""
        return next((choice.name for choice in self.all if choice.code == code), code)

    def category(self, written: str) -> Read:
        """Read a category: its code, its name, or its base where it is the only one of it."""
        bare = plain(_MEMBER.sub(" ", written))
        for choice in self.all:
            if plain(written) in (plain(choice.code), plain(choice.name)) or bare == plain(
                _MEMBER.sub(" ", choice.name)
            ):
                return Read(choice.code, choice.name)
        base = BASES.get(bare) or BASES.get(plain(written))
        of_base = [choice for choice in self.all if base and choice.base == base]
        if len(of_base) == 1:
            return Read(of_base[0].code, of_base[0].name)
        known = " ; ".join(choice.name for choice in of_base or self.all)
        if of_base:
            return wrong(
                written,
                N_("« {value} » peut être plusieurs catégories de vos statuts."),
                N_("Écrivez laquelle : {choices}."),
                choices=known,
            )
        guess = nearest(written, [choice.name for choice in self.all])
        return wrong(
            written,
            N_("« {value} » n’est pas une catégorie de vos statuts."),
            N_("Valeurs attendues : {choices}."),
            N_("Vouliez-vous dire « {guess} » ?") if guess else None,
            choices=known,
            guess=guess or "",
        )


def member_kind(written: str, labels: Iterable[tuple[str, str]]) -> Read:
    """Read the nature of a member. labels: code and name of each, in the language of who reads."""
    named = dict(labels)
    code = KINDS.get(plain(written)) or _labels_of_kinds().get(plain(written))
    if code is not None:
        return Read(code, named.get(code, code))
    return wrong(
        written,
        N_("« {value} » n’est pas une nature de membre."),
        N_("Valeurs attendues : {choices}."),
        choices=" ; ".join(named.values()),
    )


@cache
def _labels_of_kinds() -> dict[str, str]:
    """Return the natures by what our own pages and files call them, in every language."""
    return {
        plain(say(label, language)): code
        for labels in (MEMBER_KINDS, MEMBER_KIND)
        for code, label in labels.items()
        for language in LANGUAGES
    }
