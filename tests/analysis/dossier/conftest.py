"""A small dossier in plain CSV, and the ways to write it down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from grappe.analysis.dossier.reading import read_dossier

PLAIN = {
    "cluster.csv": (
        "cluster_id,name,constituted_on,region,scope_nace,scope_nace_version,office_fte\n"
        "c1,Cluster d’été,2007-06-11,BE3,59.11;62.01,2008,2.5\n"
    ),
    "members.csv": (
        "member_id,name,enterprise_number,kind,category,joined_on,left_on,founding,postal_code,country,nace,nace_version\n"
        "m1,Forêt & Cie,0123.456.749,enterprise,effective,2007-06-11,,true,4000,BE,59.11,2008\n"
        "m2,Élan,,research,adherent,2008-02-01,2009-12-31,false,5000,BE,,\n"
    ),
    "accounts.csv": (
        "member_id,year,closed_on,months,fte,turnover,exports\n"
        "m1,2008,2008-12-31,12,12.5,1234567.89,\n"
        "m1,2009,2009-12-31,12,14,1250000,0\n"
        "m2,2009,,,3.25,-1200.5,10\n"
    ),
    "site.csv": "month,visits\n2010-02,1200\n2010-03,900\n",
    "recognitions.csv": "number,starts_on,ends_on,subsidy_rate\n1,2007-07-01,2010-06-30,0.8\n",
    "interviews.csv": "interview_id,held_on,form,member_ids\ni1,2010-02-24,group,m1;m2\ni2,2010-02-25,team,\n",
}

Writer = Callable[..., Path]
Tables = dict[str, pl.DataFrame]


@pytest.fixture
def plain() -> dict[str, str]:
    """The files of the plain dossier."""
    return dict(PLAIN)


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    """Write files (text in UTF-8, or bytes) as a folder and return it."""

    def writer(files: dict[str, str | bytes], name: str = "dossier") -> Path:
        folder = tmp_path / name
        for file, content in files.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return writer


@pytest.fixture(scope="session")
def plain_tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """What the plain dossier says."""
    folder = tmp_path_factory.mktemp("plain")
    for file, content in PLAIN.items():
        (folder / file).write_text(content, "utf-8")
    return dict(read_dossier(folder).tables)
