"""A right of reply goes forward: a version is sent, commented, answered, made final."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grappe.analysis.dossier.reading import inspect_dossier

Writer = Callable[..., Path]
HEAD = {
    "versions.csv": "version_id,stage,dated_on,comments_due_on,signed_by\n",
    "comments.csv": "comment_id,version_id,made_on,answered_on\n",
}
SENT = "v1,sent_for_comment,2010-05-03,2010-05-17,\n"


def told(write: Writer, plain: dict[str, str], versions: str, comments: str = "") -> list[str]:
    """What is said of the two tables, faults and warnings."""
    files = {"versions.csv": HEAD["versions.csv"] + versions}
    if comments:
        files["comments.csv"] = HEAD["comments.csv"] + comments
    _, faults = inspect_dossier(write(plain | files))
    return [fault.sentence() for fault in faults if fault.table in ("versions", "comments")]


def test_an_exchange_in_its_order_is_no_fault_even_within_one_day(
    write: Writer, plain: dict[str, str]
) -> None:
    versions = "v1,sent_for_comment,2010-05-03,2010-05-03,\nv2,final,2010-05-03,,Anne\n"

    assert told(write, plain, versions, "k1,v1,2010-05-03,2010-05-03\n") == []


def test_days_that_are_not_given_are_not_asked(write: Writer, plain: dict[str, str]) -> None:
    assert told(write, plain, "v1,sent_for_comment,,,\nv2,final,,,\n", "k1,v1,,2010-05-03\n") == []


@pytest.mark.parametrize(
    ("versions", "comments", "sentence"),
    [
        (
            SENT,
            "k1,v1,2010-05-02,\n",
            (
                "comments, ligne 2, colonne made_on : le commentaire est du 2010-05-02, avant la version « v1 » qu’il"
                " commente (2010-05-03). Un commentaire est du jour de la version (versions.dated_on) ou d’un jour qui"
                " suit."
            ),
        ),
        (
            SENT,
            "k1,v1,2010-05-10,2010-05-09\n",
            (
                "comments, ligne 2, colonne answered_on : la réponse est du 2010-05-09, avant le commentaire"
                " (2010-05-10). Une réponse est du jour du commentaire (made_on) ou d’un jour qui suit."
            ),
        ),
        (
            SENT,
            "k1,v1,,2010-05-02\n",
            (
                "comments, ligne 2, colonne answered_on : la réponse est du 2010-05-02, avant la version « v1 » qui est"
                " commentée (2010-05-03). Une réponse est du jour de la version (versions.dated_on) ou d’un jour qui"
                " suit."
            ),
        ),
        (
            SENT + "v2,final,2010-05-02,,\n",
            "",
            (
                "versions, ligne 3, colonne dated_on : la version finale est du 2010-05-02, avant la version « v1 »,"
                " envoyée pour commentaires le 2010-05-03. Une version finale suit celles qui ont été envoyées pour"
                " commentaires."
            ),
        ),
        (
            "v1,sent_for_comment,2010-05-03,2010-05-02,\n",
            "",
            (
                "versions, ligne 2, colonne comments_due_on : les commentaires sont attendus pour le 2010-05-02, avant"
                " le jour de la version (2010-05-03). Le délai doit finir le jour de l’envoi (dated_on) ou plus tard."
            ),
        ),
        (
            "v1,draft,2010-05-03,,Anne\n",
            "",
            (
                "versions, ligne 2, colonne signed_by : « Anne » signe une version qui n’est pas finale : le rapport"
                " n’imprime pas cette signature."
            ),
        ),
    ],
)
def test_what_comes_before_what_it_follows_is_told(
    write: Writer, plain: dict[str, str], versions: str, comments: str, sentence: str
) -> None:
    assert told(write, plain, versions, comments) == [sentence]


def test_a_comment_on_a_version_that_is_not_there_names_the_nearest(
    write: Writer, plain: dict[str, str]
) -> None:
    (sentence,) = told(write, plain, SENT, "k1,v11,2010-05-04,\n")

    assert "« v11 » n’est pas dans la table versions." in sentence
    assert "Vouliez-vous dire « v1 » ?" in sentence


def test_each_cluster_of_a_campaign_has_its_own_order(write: Writer) -> None:
    campaign = {
        "cluster.csv": "cluster_id,name\nc1,Un\nc2,Deux\n",
        "members.csv": "cluster_id,member_id,name,kind,joined_on\nc1,m1,A,enterprise,2007-01-01\nc2,m1,B,enterprise,2007-01-01\n",
        "versions.csv": "cluster_id,version_id,stage,dated_on\nc1,v1,sent_for_comment,2010-05-03\nc2,v1,final,2010-04-01\n",
    }

    _, faults = inspect_dossier(write(campaign))

    assert [fault.sentence() for fault in faults if fault.severity == "fault"] == []


@pytest.mark.parametrize(
    ("final", "comment", "sentences"),
    [
        ("2010-05-31", "k1,v1,2010-05-11,2010-05-20,Oui.\n", []),
        (
            "2010-05-10",
            "k1,v1,2010-05-11,2010-05-20,Oui.\n",
            [
                "les commentaires étaient attendus jusqu’au 2010-05-17, et la version finale est du 2010-05-10.",
                "le commentaire est du 2010-05-11, après la version finale (2010-05-10).",
            ],
        ),
        (
            "2010-05-18",
            "k1,v1,2010-05-11,2010-05-20,Oui.\n",
            ["la réponse est du 2010-05-20, après la version finale (2010-05-18)."],
        ),
        (
            "2010-05-31",
            "k1,v1,2010-05-11,,\n",
            ["la version finale est du 2010-05-31, et ce commentaire n’a pas de réponse."],
        ),
        ("2010-05-31", "k1,v1,2010-05-11,,Oui.\n", ["la réponse ne porte pas de jour."]),
    ],
)
def test_a_final_version_that_did_not_wait_is_told(
    write: Writer, plain: dict[str, str], final: str, comment: str, sentences: list[str]
) -> None:
    files = {
        "versions.csv": f"{HEAD['versions.csv']}{SENT}v2,final,{final},,Anne\n",
        "comments.csv": f"comment_id,version_id,made_on,answered_on,answer\n{comment}",
    }
    _, faults = inspect_dossier(write(plain | files))
    own = [fault for fault in faults if fault.table in ("versions", "comments")]

    assert {fault.severity for fault in own} <= {"warning"}
    assert [said for said, fault in zip(sentences, own, strict=True) if said not in fault.sentence()] == []
