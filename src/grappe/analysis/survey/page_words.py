"""The words of a survey's page."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_, Language, say

WORDS = {
    "eyebrow": N_("Résultats d’enquête"),
    "untitled": N_("Enquête"),
    "skip": N_("Aller au texte"),
    "contents": N_("Sommaire"),
    "odd": N_("À savoir d’abord"),
    "who": N_("Qui a répondu"),
    "who_lead": N_("Taux de réponse, en tout et par classe de membres."),
    "compared": N_("Ceux qui ont répondu à côté de ceux qui ont été interrogés"),
    "favourable": N_("Parts favorables"),
    "favourable_lead": N_(
        "Point : part des réponses favorables parmi les personnes concernées. Trait : intervalle à 95 %. Bande claire : ce que serait la part si tous les silencieux disaient non, ou oui."
    ),
    "favourable_plain": N_(
        "Point : part des réponses favorables parmi les personnes concernées. Trait : intervalle à 95 %."
    ),
    "answers": N_("Réponses, question par question"),
    "answers_lead": N_(
        "Chaque question sur sa propre base : les blancs et les « non concerné » n’y sont pas. Barre : part des réponses. Trait : intervalle à 95 %."
    ),
    "crossed": N_("Tableaux croisés"),
    "crossed_lead": N_(
        "Part des réponses dans chaque classe, avec l’effectif. p tient compte du nombre de tableaux (Benjamini et Hochberg)."
    ),
    "verbatims": N_("En leurs propres mots"),
    "methods": N_("Méthode"),
    "class": N_("Classe"),
    "asked": N_("Interrogés"),
    "answered": N_("Ont répondu"),
    "rate": N_("Taux"),
    "difference": N_("Écart"),
    "standardised": N_("Écart réduit"),
    "answer": N_("Réponse"),
    "share": N_("Part"),
    "interval": N_("Intervalle à 95 %"),
    "count": N_("Nombre"),
    "bar": N_("Barre"),
    "question": N_("Question"),
    "weighted": N_("pondéré"),
    "mean": N_("Moyenne"),
    "median": N_("Médiane"),
    "quartiles": N_("Quartiles"),
    "ends": N_("Du plus petit au plus grand"),
    "sd": N_("Écart-type"),
    "period": N_("Du premier au dernier jour"),
    "favourable_share": N_("Part favorable"),
    "mean_rank": N_("Rang moyen"),
    "first_place": N_("Mis en premier"),
    "unlisted": N_("hors liste"),
    "footer": N_(
        "Page écrite par Grappe ; les mêmes chiffres, non arrondis, sont dans les fichiers CSV à côté."
    ),
}
METHODS = {
    "counted": N_(
        "Une réponse qui ne remplit aucune question n’en est pas une. D’un membre qui a répondu deux fois, la dernière réponse compte. Une réponse est complète quand elle remplit au moins quatre questions sur cinq."
    ),
    "hypergeometric": N_(
        "L’intervalle d’une part est exact (hypergéométrique) : il dit entre quelles parts se trouve vraisemblablement l’ensemble des {asked} personnes interrogées, si celles qui se sont tues ressemblent aux autres."
    ),
    "wilson": N_(
        "Le nombre de personnes interrogées n’est pas connu, ou il est dépassé : l’intervalle d’une part est celui de Wilson, comme si la population était sans fin."
    ),
    "bounds": N_(
        "Les silencieux peuvent différer des autres, et aucun intervalle ne le sait : les bornes disent la plus petite et la plus grande part possibles chez tous les interrogés."
    ),
    "weights": N_(
        "Les réponses sont pondérées pour que leurs marges ({by}) soient celles des interrogés (calage itératif) ; l’erreur est linéarisée. Le chiffre non pondéré est à côté."
    ),
    "tests": N_(
        "p : probabilité qu’un écart aussi grand vienne du hasard seul, par un test exact quand il peut être calculé, par le chi carré sinon (marqué ≈ quand les effectifs sont trop petits pour s’y fier)."
    ),
    "hidden": N_(
        "Les groupes de moins de {below} sont masqués, et ceux qui les révéleraient. Les textes sont par ordre alphabétique, sans la réponse dont ils viennent."
    ),
}


def words(language: Language) -> dict[str, str]:
    """Return the words of the page in a language."""
    return {name: say(message, language) for name, message in WORDS.items()}
