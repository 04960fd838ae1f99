"""A dossier whose members are in the store of fifteen companies, few enough for every figure by hand."""

from __future__ import annotations

from pathlib import Path

from tests.analysis.registry.peers.known_group import CODER, FIRST, SECOND, STRANGER
from tests.analysis.registry.small_extract import enterprise

AS_OF = "2024-12-31"
"""After the register's day, 30 August 2024."""
CLUSTER = "cluster_id,name,region,scope_nace,scope_nace_version\nc,Grappe,BE3,59.11;62.01,2008\n"
HEAD = "member_id,name,kind,joined_on,enterprise_number,postal_code,nace,nace_version\n"
MEMBERS = HEAD + "".join(
    f"{member},Membre {member},enterprise,2010-01-01,{number},4000,{nace},2008\n"
    for member, number, nace in (
        ("m1", enterprise(FIRST), "59.111"),
        ("m2", enterprise(SECOND), "59.111"),
        # A maker of programs in the register.
        ("m3", enterprise(CODER), "59.114"),
        ("m4", "", "59.114"),
        ("m5", enterprise(STRANGER), "62.010"),
    )
)
ACCOUNTS = "member_id,year,closed_on,fte,turnover,value_added\nm2,2023,2023-12-31,8,500000,200000\n"


def made_dossier(folder: Path) -> Path:
    """Write the dossier: only the second member gives its accounts."""
    folder.mkdir(parents=True)
    (folder / "cluster.csv").write_text(CLUSTER, "utf-8")
    (folder / "members.csv").write_text(MEMBERS, "utf-8")
    (folder / "accounts.csv").write_text(ACCOUNTS, "utf-8")
    (folder / "datapackage.json").write_text(
        f'{{"name": "known", "grappe": {{"as_of": "{AS_OF}", "period_from": "2024-01-01"}}}}', "utf-8"
    )
    return folder
