"""What the template says of each table and column, for the person who fills it in."""

from __future__ import annotations

from grappe.analysis.dossier.columns import Column, Kind
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.punctuation import colon

LAST = ("claims", "findings", "versions", "comments")
"""What the evaluator writes stands after what the cluster gives."""

HOW: dict[Kind, str] = {
    "identifier": N_("Identifiant, tel que vous l’avez choisi."),
    "text": N_("Texte libre."),
    "integer": N_("Nombre entier."),
    "number": N_("Nombre, sans unité."),
    "share": N_("Part de 0 à 1 (0,8 pour 80 %)."),
    "boolean": N_("oui ou non."),
    "date": N_("Jour : 2010-03-01 ou 01/03/2010."),
    "year": N_("Année, comme 2010."),
    "month": N_("Mois, comme 2010-03."),
    "choice": N_("Une valeur de la liste."),
    "choices": N_("Valeurs de la liste, séparées par des points-virgules."),
    "list": N_("Une ou plusieurs valeurs, séparées par des points-virgules."),
    "nace": N_("Code NACE, comme 59.11."),
    "nace_list": N_("Codes NACE séparés par des points-virgules, comme 59.11;59.12."),
    "nace_version": N_("2003, 2008 ou 2025."),
    "postal_code": N_("Code postal ; quatre chiffres en Belgique."),
    "country": N_("Pays en deux lettres, comme BE ou FR (feuille « lists »)."),
    "region": N_("Code NUTS 1 : BE1 Bruxelles, BE2 Flandre, BE3 Wallonie."),
    "enterprise_number": N_("Dix chiffres, comme 0123.456.749."),
}

USES = {
    "cluster": N_("Tous les chiffres ; le champ (NACE) sert aux membres possibles."),
    "recognitions": N_("La reconnaissance en cours, son renouvellement, la subvention due."),
    "members": N_("Les membres par nature, catégorie et lieu ; les entrées, les départs, la fidélité."),
    "accounts": N_("L’emploi des membres ; leurs résultats face aux entreprises comparables."),
    "establishments": N_("L’emploi là où il se trouve, quand un membre a plusieurs sites."),
    "peers": N_("La place des membres parmi des entreprises comparables."),
    "sector": N_("La part du secteur que le cluster rassemble ; les membres face à la médiane."),
    "responses": N_("La satisfaction, les effets, la notoriété de la stratégie, les besoins."),
    "interviews": N_("Le nombre d’entretiens et de membres rencontrés."),
    "codings": N_("Ce que les entretiens disent, par chapitre et par thème."),
    "documents": N_("Les documents sur lesquels l’évaluation repose."),
    "objectives": N_("Les objectifs, par axe du décret."),
    "targets": N_("Ce qui a été atteint, face à ce qui était promis."),
    "axes": N_("Les axes stratégiques, et les actions menées pour chacun."),
    "actions": N_("Les actions par nature, portée, pays et axe."),
    "participations": N_("Les membres actifs, la participation moyenne."),
    "projects": N_("Les projets par nature."),
    "project_members": N_("Les membres engagés dans des projets."),
    "letters": N_("Les lettres envoyées, par nature."),
    "opportunities": N_("Les opportunités repérées et transmises."),
    "opportunity_members": N_("Les opportunités envoyées, gagnées, et leur valeur."),
    "site": N_("Les visites et les actualités par mois."),
    "ties": N_("Le réseau : densité, composantes, ce qu’il devient sans l’équipe."),
    "mandates": N_("Le nombre d’administrateurs."),
    "meetings": N_("La fréquence des conseils, la présence aux réunions."),
    "partners": N_("Les partenaires par nature et par pays."),
    "ledger": N_("Le résultat, la part propre, les réserves et ce qu’elles permettent."),
    "levers": N_("Ce que chaque levier ferait des réserves, année par année."),
    "claims": N_("L’audit : ce qu’un rapport affirme tient-il ?"),
    "findings": N_("Les constats, les conclusions et les recommandations de la synthèse."),
    "versions": N_("L’état du rapport, ses dates et sa signature."),
    "comments": N_("Le droit de réponse du cluster, imprimé en annexe."),
    "matrix": N_("Chiffres, documents et entretiens côte à côte, question par question."),
}

STEPS = (
    N_(
        "Remplissez d’abord les feuilles cluster (une ligne) et members (une ligne par période d’affiliation) : elles sont obligatoires."
    ),
    N_(
        "Toutes les autres feuilles sont facultatives. Une feuille laissée vide compte comme une table absente : les chiffres qui en dépendent sont dits non disponibles, avec ce qui leur manque."
    ),
    N_(
        "Écrivez sous l’en-tête, une ligne par objet. L’en-tête des colonnes à remplir sur chaque ligne est foncé, gras et souligné d’ocre. La note de chaque en-tête explique la colonne."
    ),
    N_(
        "Gardez les noms des feuilles et des colonnes. Vous pouvez ajouter des colonnes : elles sont gardées, et ignorées des calculs."
    ),
    N_(
        "Un membre garde le même identifiant dans toutes les feuilles, de même une action, un projet, un axe."
    ),
    N_(
        "Enquête : adaptez questionnaire.xlsx, puis ajoutez à la feuille responses une colonne par question, du nom de la question."
    ),
    N_(
        "Plusieurs clusters ? Donnez une ligne à chacun dans la feuille cluster, et ajoutez une colonne cluster_id aux autres feuilles."
    ),
    N_("Écrivez le jour de référence et la période dans datapackage.json, sous « grappe »."),
    N_("Vérifiez : grappe check. Évaluez : grappe evaluate."),
)


def table_names() -> list[str]:
    """Return the tables in the order of the contract."""
    return [*(name for name in TABLES if name not in LAST), *LAST]


def choices_of(column: Column, language: Language) -> dict[str, str]:
    """Return the closed list of a column, code to label; empty where there is none."""
    return {code: say(label, language) for code, label in (column.choices or {}).items()}


def note(column: Column, language: Language) -> str:
    """Return the note of a column: what it means, whether it is required, how to write it, its list."""
    lines = [say(column.about, language)]
    if column.required:
        lines.append(say(N_("À remplir sur chaque ligne."), language))
    lines.append(say(HOW[column.kind], language))
    if column.kind not in ("share", "boolean"):
        lines.extend(_bounds(column, language))
    if column.refers:
        lines.append(say(N_("Reprend un identifiant de la feuille {table}."), language, table=column.refers))
    if column.also:
        lines.append(say(N_("Ou encore : {values}."), language, values=", ".join(column.also)))
    lines.extend(f"• {code}{colon(language)}{label}" for code, label in choices_of(column, language).items())
    return "\n".join(lines)


def _bounds(column: Column, language: Language) -> list[str]:
    low, high = column.minimum, column.maximum
    if low is not None and high is not None:
        return [say(N_("De {low} à {high}."), language, low=f"{low:g}", high=f"{high:g}")]
    if low is not None:
        return [say(N_("Au moins {low}."), language, low=f"{low:g}")]
    return [] if high is None else [say(N_("Au plus {high}."), language, high=f"{high:g}")]
