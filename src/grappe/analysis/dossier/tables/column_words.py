"""What people call the columns of the contract that the rows behind a figure show: once for each name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import classes

COLUMN_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "axis": N_("Axe du décret"),
        "axis_id": N_("Axe stratégique"),
        "category": N_("Catégorie"),
        "closed_on": N_("Clôture de l’exercice"),
        "companies": N_("Entreprises actives"),
        "country": N_("Pays"),
        "dated_on": N_("Date"),
        "ended_on": N_("Dernier jour"),
        "ends_on": N_("Dernier jour"),
        "entitled": N_("Avec droit de vote"),
        "event_attached": N_("Avec un événement"),
        "form": N_("Forme"),
        "fte": classes.MEASURES["fte"],
        "held_on": N_("Jour"),
        "joined_on": N_("Entrée"),
        "kind": N_("Nature"),
        "label": N_("Intitulé"),
        "layer": N_("Nature du lien"),
        "left_on": N_("Sortie"),
        "member_id": N_("Membre"),
        "month": N_("Mois"),
        "nace": N_("Activité (NACE)"),
        "nace_version": N_("Version de la NACE"),
        "name": N_("Nom"),
        "news": N_("Actualités publiées"),
        "number": N_("Rang"),
        "portal_items": N_("Entrées reprises sur le portail"),
        "postal_code": N_("Code postal"),
        "present": N_("Présents"),
        "published_on": N_("Jour de la publication"),
        "region": N_("Région"),
        "scope": N_("Portée"),
        "sent_on": N_("Jour de l’envoi"),
        "since": N_("Depuis"),
        "started_on": N_("Premier jour"),
        "submitted_on": N_("Jour de la réponse"),
        "text": N_("Texte"),
        "title": N_("Intitulé"),
        "value": N_("Valeur"),
        "visits": N_("Visites"),
        "year": N_("Année"),
    }
)
"""Column to French (translated when shown)."""
