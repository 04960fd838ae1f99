"""The setting of the store of companies, by which members are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.catalogue import FILE
from grappe.apps.settings.refusals import Misset

REGISTRY = "GRAPPE_REGISTRY"


def read_store(given: Mapping[str, str], faults: list[Misset]) -> Path | None:
    """Return the folder of the store, or None; whether it is whole is seen when it is asked."""
    written = given.get(REGISTRY)
    if written is None:
        return None
    store = Path(written).expanduser().absolute()
    if not (store / FILE).is_file():
        faults.append(
            Misset(
                N_(
                    "GRAPPE_REGISTRY (le registre des entreprises) vaut « {value} », où il n’y a pas de registre. "
                    "Donnez le dossier que fait grappe registry build EXTRAIT --store DOSSIER."
                ),
                {"value": written},
            )
        )
    return store
