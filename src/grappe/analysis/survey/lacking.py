"""Why a cell of the survey's tables is empty."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.statistics.reason import Reason

REASONS: Mapping[str, Reason] = MappingProxyType(
    {
        code: Reason(message)
        for code, message in (
            ("nobody", N_("Personne n’a répondu à cette question : pas de part d’une base vide.")),
            (
                "unread",
                N_(
                    "Des réponses ne sont ni lues ni comptées : elles ne sont pas des nombres, ou pas des dates, comme la question le demande. Voyez l’audit."
                ),
            ),
            ("nobody_concerned", N_("Personne de concerné n’a répondu à cette question.")),
            ("not_concerned", N_("« Non concerné » est laissé hors de la base.")),
            ("absent", N_("La question n’a pas de colonne dans les réponses.")),
            ("repeated", N_("Plusieurs lignes par réponse, qui se ressemblent : pas d’intervalle.")),
            ("one", N_("Une seule réponse : ni écart-type ni intervalle.")),
            ("never_ranked", N_("Personne n’a classé ce choix.")),
            ("no_frame", N_("On ne sait pas combien de personnes ont été interrogées.")),
            ("more_answers", N_("Il y a plus de réponses que de personnes interrogées.")),
            ("empty_frame", N_("Personne n’a été interrogé.")),
            ("anonymous", N_("Les réponses sont anonymes : on ne sait pas qui a répondu.")),
            ("everybody", N_("Tous ont répondu : il n’y a rien à comparer.")),
            ("silence", N_("Personne n’a répondu : il n’y a rien à comparer.")),
            ("one_class", N_("Tous sont dans une même classe : il n’y a rien à comparer.")),
            ("empty_class", N_("Personne de cette classe n’a répondu à la question.")),
            ("no_positive", N_("Aucun choix n’est déclaré favorable dans le questionnaire.")),
            ("hidden", N_("Masqué : le groupe est plus petit que le seuil demandé.")),
            ("unweighted", N_("La pondération demandée n’a pu être calculée : voyez l’audit.")),
            ("ranked", N_("Un classement n’est pas pondéré.")),
            ("weighted_base", N_("Aucune réponse pondérée à cette question.")),
        )
    }
)
"""Code to sentence: the tables hold the code, what is written holds the sentence."""


def in_words(table: pl.DataFrame, language: Language) -> pl.DataFrame:
    """Return a table whose `missing` says in words what its codes mean."""
    sentences = {code: reason.sentence(language) for code, reason in REASONS.items()}
    columns = [name for name in ("missing", "weighted_missing") if name in table.columns]
    return table.with_columns(pl.col(columns).replace(sentences))
