"""One table in a file of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.dossier.one_table import read_table


def written(folder: Path, name: str, words: str) -> Path:
    path = folder / name
    path.write_text(words, encoding="utf-8")
    return path


def test_a_table_alone_is_typed_as_in_a_dossier(tmp_path: Path) -> None:
    path = written(tmp_path, "ours.csv", "claim_id;value;decimals;level\nc1;12,5;1;0,75\n")

    frame, faults = read_table(path, "claims")

    assert faults == []
    assert frame is not None
    assert frame.select("cluster_id", "claim_id", "value", "decimals", "level").rows() == [
        ("", "c1", 12.5, 1, 0.75)
    ]


def test_every_fault_of_a_table_alone_is_told(tmp_path: Path) -> None:
    path = written(
        tmp_path, "claims.csv", "claim_id,statistic,value,of\nc1,shar,ten,\nc1,share,3,\nc2,count,1,c9\n"
    )

    frame, faults = read_table(path, "claims")

    assert frame is None
    assert [(fault.row, fault.column, fault.value) for fault in faults] == [
        (2, "statistic", "shar"),
        (2, "value", "ten"),
        (3, "claim_id", "c1"),
        (4, "of", "c9"),
    ]


@pytest.mark.parametrize("name", ["absent.csv", "claims.pdf"])
def test_what_is_no_table_is_refused_by_its_name(tmp_path: Path, name: str) -> None:
    if name.endswith("pdf"):
        written(tmp_path, name, "%PDF")

    with pytest.raises(Unreadable) as refused:
        read_table(tmp_path / name, "claims")

    assert name in refused.value.sentences()[0]
