"""The terms that a reader may not know: each with its meaning, and how to see that a text uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grappe.analysis.language.catalogues import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the trade."""

    name: str
    meaning: str
    seen: re.Pattern[str]
    """What betrays it in a text, in French, English, Dutch or German: an evaluator may write in another
    language than that of the report."""


def _term(name: str, meaning: str, seen: str) -> Term:
    return Term(name=name, meaning=meaning, seen=re.compile(seen, re.IGNORECASE))


TERMS = (
    _term(
        N_("asbl"),
        N_(
            "Association sans but lucratif, de droit belge : elle a des membres et ne partage pas de bénéfice."
        ),
        r"\basbl\b|\bvzw\b|\bVoG\b",
    ),
    _term(
        N_("Centralisation"),
        N_(
            "Mesure, de 0 à 1, de ce qu’un réseau tourne autour d’un seul : 1 quand tous ne sont liés que par lui (degré, d’après Freeman)."
        ),
        r"\bcentralisati|\bcentrali[sz]ation|\bzentralisierung",
    ),
    _term(
        N_("Composante"),
        N_("Groupe de membres que des liens relient de proche en proche, et que rien ne relie aux autres."),
        r"\bcomposantes?\b|\bcomponent|\bkomponente",
    ),
    _term(
        N_("Concentration"),
        N_(
            "Indice de Herfindahl : la somme des carrés des parts. Il vaut 1 quand tout est d’un même pays, et d’autant moins que les pays sont nombreux."
        ),
        r"\bherfindahl|\bconcentrati|\bkonzentration",
    ),
    _term(
        N_("Couverture"),
        N_("Part de ceux qui comptent pour un chiffre dont la valeur est connue : « 21 sur 36 »."),
        r"\bcouverture|\bcoverage|\bdekking|\babdeckung",
    ),
    _term(
        N_("Densité"),
        N_("Parmi tous les liens possibles entre membres, la part de ceux qui existent."),
        r"\bdensit|\bdichtheid|\bdichte\b",
    ),
    _term(
        N_("Écart type"),
        N_("Mesure de la dispersion autour de la moyenne, dans l’unité de celle-ci."),
        r"\bécarts? types?\b|\bstandard deviation|\bstandaardafwijking|\bstandardabweichung",
    ),
    _term(
        N_("Effet minimal détectable"),
        N_(
            "Le plus petit écart que la comparaison avait de bonnes chances de montrer : plus petit, il a pu passer inaperçu."
        ),
        r"minimal détectable|écart détectable|minimum detectable|detecteerbaar|aantoonba(?:ar|re)|nachweisbar",
    ),
    _term(
        N_("ETP"),
        N_("Équivalent temps plein : deux mi-temps en font un."),
        r"\bETP\b|\bFTE\b|\bVTE\b|\bVZÄ\b",
    ),
    _term(
        N_("Fonds de roulement"),
        N_(
            "Ce que les capitaux de longue durée laissent, une fois payés les biens durables, pour l’activité de tous les jours."
        ),
        r"fonds de roulement|working[ -]capital|bedrijfskapitaal|betriebskapital",
    ),
    _term(
        N_("Besoin en fonds de roulement"),
        N_(
            "Ce qu’il faut avancer pour l’activité : les créances et les stocks, moins les dettes de court terme."
        ),
        r"besoin en fonds de roulement|working[ -]capital need|behoefte aan bedrijfskapitaal|betriebskapitalbedarf",
    ),
    _term(
        N_("Groupe de référence"),
        N_(
            "Entreprises de la même activité qui ne sont pas membres, et auxquelles les membres sont comparés."
        ),
        r"entreprises comparables|groupe de (comparaison|référence)|peer group|comparable companies|vergelijkbare|referentiegroep|vergleichbare|vergleichs(?:unternehmen|gruppe)",
    ),
    _term(
        N_("Intervalle"),
        N_(
            "Valeurs entre lesquelles se tient, sauf 5 fois sur 100, le chiffre que l’on aurait si tous avaient répondu, pour autant que les absents ressemblent aux autres."
        ),
        r"\binterval",
    ),
    _term(
        N_("Médiane"),
        N_(
            "Valeur du milieu : la moitié est en dessous, la moitié au-dessus. Quelques grandes valeurs ne la déplacent pas."
        ),
        r"\bmédian|\bmedia(n|an)\b",
    ),
    _term(
        N_("Membre adhérent"),
        N_(
            "Membre dont les statuts fixent les droits : il ne vote à l’assemblée générale que s’ils le disent."
        ),
        r"membres? adhérents?|adherent members?|toegetreden (?:leden|lid)|angeschlossene[sn]? mitglied",
    ),
    _term(
        N_("Membre effectif"),
        N_("Membre qui vote à l’assemblée générale et a tous les droits que la loi donne aux membres."),
        r"membres? effectifs?|effective members?|effectieve leden|effektive mitglieder",
    ),
    _term(
        N_("NACE"),
        N_("Nomenclature européenne des activités économiques : 59.11 est la production de films."),
        r"\bNACE\b",
    ),
    _term(
        N_("p"),
        N_(
            "Chance d’un écart au moins aussi grand si le hasard seul jouait : sous 0,05, l’écart est tenu pour réel."
        ),
        r"\bp\b(?=\s?[:<=≤])|mann-whitney|\bvaleur p\b|\bp[ -]value|\bp-waarde|\bp-wert",
    ),
    _term(
        N_("Part propre"),
        N_("Ce qui reste des charges, toutes subventions déduites : le cluster le paie de ses ressources."),
        r"part propre|own share|eigen aandeel|eigenanteil",
    ),
    _term(
        N_("Quartile"),
        N_("Le premier laisse un quart des valeurs en dessous, le troisième un quart au-dessus."),
        r"\bquartile|\bkwartiel|\bquartil",
    ),
    _term(
        N_("Reconnaissance"),
        N_(
            "Décision de la Région qui fait d’un groupement un cluster, pour une durée, et lui ouvre la subvention."
        ),
        r"\breconnaissance|\brecognition|\berkenning|\banerkennung",
    ),
    _term(
        N_("Scénario"),
        N_("Suite d’hypothèses sur les années à venir, d’où sont tirées des prévisions."),
        r"\bscénario|\bscenario|\bszenari",
    ),
    _term(
        N_("Triennat"),
        N_("Période de trois ans d’une reconnaissance, sous le régime du décret de 2007."),
        r"\btriennat|\btrienni",
    ),
    _term(
        N_("Valeur ajoutée"),
        N_(
            "Ce que l’entreprise ajoute à ce qu’elle achète : de quoi payer le personnel, les capitaux et l’impôt."
        ),
        r"valeur ajoutée|value added|toegevoegde waarde|wertschöpfung",
    ),
)
