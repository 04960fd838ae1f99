"""The members beside comparable companies: what the draft may say, as the data change."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.analysis.report.made import TODAY

from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.labels import labelled
from grappe.analysis.figures.suppression import suppressed
from grappe.analysis.report.drafts import draft, drafted
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.live_prose import live

Values = dict[str, list[float]]
Write = Callable[..., Path]


def lines_of(write: Write, ours: Values, theirs: Values, below: int = 0) -> Lines:
    """The lines of members and peers with the values given, measure by measure."""

    def rows(owner: str, values: Values) -> list[dict[str, object]]:
        size = max(map(len, values.values()), default=0)
        return [
            {owner: f"{owner[0]}{place}", "year": 2008}
            | {name: column[place] if place < len(column) else "" for name, column in values.items()}
            for place in range(size)
        ]

    accounts, peers = rows("member_id", ours), rows("peer_id", theirs)
    members = [
        {
            "member_id": row["member_id"],
            "name": row["member_id"],
            "kind": "enterprise",
            "joined_on": "2008-01-01",
        }
        for row in accounts
    ]
    given = {"cluster": [{"cluster_id": "c", "name": "C"}], "members": members, "accounts": accounts}
    dossier = read_dossier(write(**given, **({"peers": peers} if peers else {})))
    results = suppressed(evaluate(dossier, asked_of(dossier, today=TODAY)), below)
    return Lines(labelled(results, dossier, "fr"), dossier, "c", "fr")


def peer_sentences(lines: Lines) -> list[str]:
    """What the rules on peers say."""
    return [one.text for one in drafted(3, lines) if one.rule.startswith("peers_")]


def told(lines: Lines) -> str:
    """What a reader reads, with plain spaces."""
    text = "".join(run.text for run in live(" ".join(peer_sentences(lines)), lines))
    return re.sub(r"\s+", " ", text)


def spread(size: int, shift: float = 0.0) -> list[float]:
    return [10.0 * place + shift for place in range(1, size + 1)]


def test_five_members_conclude_nothing_and_the_draft_says_so(dossier_of: Write) -> None:
    words = told(lines_of(dossier_of, {"turnover": spread(5, 150)}, {"turnover": spread(40)}))

    assert words == (
        "Face aux entreprises comparables, rien ne peut être conclu pour « Chiffre d’affaires » : au mieux, avec "
        "5 entreprises membres face à 40 entreprises comparables, aucun écart de moins de 1,36 écart type ne se "
        "verrait huit fois sur dix."
    )


def test_a_strong_shift_of_enough_members_is_above(dossier_of: Write) -> None:
    words = told(lines_of(dossier_of, {"turnover": spread(30, 1000)}, {"turnover": spread(60)}))

    assert words.startswith(
        "Les valeurs des entreprises membres comparées sont supérieures à celles des entreprises comparables pour "
        "« Chiffre d’affaires » (30 entreprises membres sur 30, face à 60 entreprises comparables)"
    )
    assert "0,63 écart type" in words
    assert "rien ne peut être conclu" not in words
    assert "inférieures" not in words


def test_the_same_shift_reversed_is_below(dossier_of: Write) -> None:
    words = told(lines_of(dossier_of, {"turnover": spread(30)}, {"turnover": spread(60, 1000)}))

    assert "sont inférieures à celles" in words
    assert "supérieures" not in words


def test_values_that_are_all_equal_conclude_nothing(dossier_of: Write) -> None:
    words = told(lines_of(dossier_of, {"fte": [7.0] * 30}, {"fte": [7.0] * 60}))

    assert "rien ne peut être conclu pour « Emploi (ETP) »" in words
    assert "supérieures" not in words


def test_ties_that_hide_the_shift_leave_the_direction_to_the_ranks(dossier_of: Write) -> None:
    # Most differences are nil, yet no member is under a peer.
    ours, theirs = [1.0] * 40, [0.0] * 50 + [1.0] * 50

    words = told(lines_of(dossier_of, {"fte": ours}, {"fte": theirs}))

    assert "sont supérieures à celles" in words


def test_a_measure_above_and_another_of_which_nothing_is_known_are_told_apart(dossier_of: Write) -> None:
    ours = {"turnover": spread(30, 1000), "fte": spread(30), "cash": spread(30)}
    theirs = {"turnover": spread(60), "fte": spread(30), "cash": spread(30)}

    words = told(lines_of(dossier_of, ours, theirs))

    assert "supérieures à celles des entreprises comparables pour « Chiffre d’affaires » (30" in words
    _, of_which_nothing = words.split("rien ne peut être conclu pour")
    assert sorted(re.findall(r"« (.*?) »", of_which_nothing)) == ["Emploi (ETP)", "Trésorerie"]


def test_a_gap_that_only_one_measure_alone_would_show_is_not_claimed_among_several(
    dossier_of: Write, tmp_path: Path
) -> None:
    ours, theirs = {"turnover": spread(12, 115)}, {"turnover": spread(24)}
    alike = {"cash": spread(24), "equity": spread(24)}
    alone = lines_of(dossier_of, ours, theirs)
    (tmp_path / "dossier").rename(tmp_path / "first")
    several = lines_of(dossier_of, ours | {name: spread(12, 60) for name in alike}, theirs | alike)

    p = [lines.known("peer.p_value", "turnover") for lines in (alone, several)]

    assert [line.value < 0.05 for line in p if line and line.value] == [True, True]
    assert "supérieures" in told(alone)
    assert "supérieures" not in told(several)
    assert "rien ne peut être conclu" in told(several)


def test_nothing_is_said_without_peers_nor_of_what_is_hidden(dossier_of: Write, tmp_path: Path) -> None:
    hidden = lines_of(dossier_of, {"turnover": spread(4, 1000)}, {"turnover": spread(60)}, below=5)
    (tmp_path / "dossier").rename(tmp_path / "first")
    without = lines_of(dossier_of, {"turnover": spread(30)}, {})

    assert told(hidden) == ""
    assert told(without) == ""


def test_the_draft_of_the_third_chapter_holds_the_sentence(dossier_of: Write) -> None:
    lines = lines_of(dossier_of, {"turnover": spread(5)}, {"turnover": spread(40)})

    assert draft(3, lines).endswith(" ".join(peer_sentences(lines)))
    assert " ".join(peer_sentences(lines)) != ""
