"""What is missing, in words: the tokens of the papers as a person reads them."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_, Language, say

WORDS = {
    "period": N_("la période (period_from et period_to dans datapackage.json)"),
    "questionnaire": N_("le questionnaire"),
    "members_invited": N_("la liste des invités (l’enquête n’a pas été adressée aux membres)"),
    "registry_accounts": N_("les comptes annuels du registre (grappe registry accounts)"),
    "rows": N_("aucune ligne ne compte ici"),
    "more_members": N_(
        "il y a plus de membres que d’entreprises du secteur : les deux ne sont pas comptés de la même façon, ou le champ est trop étroit ; accordez l’activité, la région et l’année des membres et du secteur, ou élargissez scope_nace"
    ),
}
TABLE = N_("la table {table}")
COLUMN = N_("la colonne {column} de la table {table}")
ROLE = N_("une question de rôle « {role} »")
EITHER = N_(" ou ")


def missing_words(missing: str | None, language: Language) -> str:
    """Return what a figure lacks, in words: from `accounts.fte;period`, the column and the period."""
    return ", ".join(_word(token, language) for token in (missing or "").split(";") if token)


def _word(token: str, language: Language) -> str:
    if token in WORDS:
        return say(WORDS[token], language)
    if token.startswith("role "):
        return say(ROLE, language, role=token.removeprefix("role "))
    if "|" in token:
        return say(EITHER, language).join(_word(one, language) for one in token.split("|"))
    table, _, column = token.partition(".")
    return say(COLUMN, language, column=column, table=table) if column else say(TABLE, language, table=table)
