"""One table of the contract in a file of its own, without a dossier around it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from grappe.analysis.dossier.codes import checked_codes
from grappe.analysis.dossier.faults import Fault, Unreadable
from grappe.analysis.dossier.files import TABLE_SUFFIXES
from grappe.analysis.dossier.headers import CLUSTER_ID
from grappe.analysis.dossier.integrity import checked_integrity
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.dossier.taking import Taken, take_file
from grappe.analysis.language.catalogues import N_


def read_table(path: Path, name: str) -> tuple[pl.DataFrame | None, list[Fault]]:
    """Read the table `name` from a CSV, XLSX or Parquet file; None when it has faults, with all of them.

    The rows are typed and checked as in a dossier, references to tables that are not there apart. A
    file without `cluster_id` is of one cluster, which has no name.
    Raises Unreadable when there is no such file, or when it is not what its name says.
    """
    if path.suffix.lower() not in TABLE_SUFFIXES:
        raise Unreadable(path.name, N_("ce n’est ni un CSV, ni un classeur XLSX, ni un fichier Parquet."))
    if not path.is_file():
        raise Unreadable(str(path), N_("ce fichier n’existe pas. Vérifiez le chemin."))
    taken = Taken()
    take_file(taken, TABLES[name], path.name, path)
    frame = taken.tables.get(name)
    if frame is not None:
        if CLUSTER_ID not in frame.columns:
            frame = frame.with_columns(pl.lit("").alias(CLUSTER_ID))
        tables = {name: frame}
        checked_codes(tables, taken.faults)
        checked_integrity(tables, taken.faults)
        frame = tables[name]
    refused = any(fault.severity == "fault" for fault in taken.faults)
    return (None if refused else frame), taken.faults
