"""What the files of an evaluation cite and its day does not have: told as the platform knows it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.base import ContentFile

from grappe.analysis.dossier.faults import DossierRefused
from grappe.analysis.language.catalogues import LANGUAGES
from grappe.apps.clusters.acts.axes import set_axis, withdraw_axis
from grappe.apps.clusters.acts.documents import file_document, withdraw_document
from grappe.apps.clusters.models import Cluster
from grappe.apps.evaluation.acts.making import attach_file, make_evaluation
from grappe.apps.evaluation.acts.running import run
from grappe.apps.evaluation.assembling import dossier_of
from grappe.apps.evaluation.checking import checked
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.members.acts.organisations import enter

BY, DAY = "system:tests", dt.date(2010, 3, 1)
FINDING = "finding_id,chapter,kind,text,evidence\nf1,2,finding,Le plan avance.,{proof}\n"
ACTION = "action_id,held_on,title,kind,axis_id\na1,2009-05-12,Rencontre,plenary,{axis}\n"


def told(evaluation: Evaluation, name: str, content: str) -> list[str]:
    """What is wrong with an evaluation once a file is joined to it."""
    attach_file(evaluation, name=name, file=ContentFile(content.encode()), by=BY, on=DAY)
    names = [one.name for one in evaluation.files.all()]
    with dossier_of(evaluation.cluster, evaluation.as_of, attached=evaluation) as folder:
        try:
            checked(folder, evaluation.cluster, evaluation.as_of, names)
        except DossierRefused as refused:
            return refused.sentences()[:-1]
    return []


@pytest.fixture
def papers(small: Evaluation) -> Evaluation:
    """The small evaluation, whose cluster has a document and an axis of that day, and some of other days."""
    cluster = small.cluster
    file_document(cluster=cluster, code="d01", title="Statuts", dated_on=dt.date(2007, 6, 11), by=BY, on=DAY)
    file_document(
        cluster=cluster,
        code="d06",
        title="Rapport d’activités 2010",
        dated_on=dt.date(2011, 3, 3),
        by=BY,
        on=DAY,
    )
    file_document(cluster=cluster, code="d07", dated_on=dt.date(2011, 4, 1), by=BY, on=DAY)
    replaced = file_document(cluster=cluster, code="d08", title="Plan", by=BY, on=DAY)
    withdraw_document(replaced, reason="Remplacé", by=BY, on=dt.date(2010, 2, 1))
    set_axis(cluster=cluster, code="ax1", label="Image", by=BY, on=DAY)
    set_axis(cluster=cluster, code="ax2", label="Export", since=dt.date(2011, 1, 1), by=BY, on=DAY)
    ended = set_axis(cluster=cluster, code="ax3", label="Formation", by=BY, on=DAY)
    withdraw_axis(ended, by=BY, on=dt.date(2010, 1, 1))
    return small


@pytest.mark.parametrize(
    ("proof", "words"),
    [
        ("doc:d01", []),
        (
            "doc:d06",
            [
                "findings.csv, ligne 2, colonne evidence : cite le document d06 (« Rapport d’activités 2010 »), daté du 3 mars 2011, après le jour de référence (1er mars 2010). Choisissez un jour plus tardif, ou retirez-le de cette ligne du fichier."
            ],
        ),
        (
            "doc:d07",
            [
                "findings.csv, ligne 2, colonne evidence : cite le document d07 (« sans titre »), daté du 1er avril 2011, après le jour de référence (1er mars 2010). Choisissez un jour plus tardif, ou retirez-le de cette ligne du fichier."
            ],
        ),
        (
            "doc:d08",
            [
                "findings.csv, ligne 2, colonne evidence : cite le document d08 (« Plan »), retiré le 1er février 2010 : il ne compte plus. Citez celui qui le remplace, ou retirez-le de cette ligne du fichier."
            ],
        ),
        (
            "doc:d99",
            ["findings.csv, ligne 2, colonne evidence : « doc:d99 » n’est pas dans la table documents."],
        ),
    ],
)
def test_a_document_that_the_day_does_not_have_is_told_by_its_title_and_its_date(
    papers: Evaluation, proof: str, words: list[str]
) -> None:
    said = told(papers, "findings.csv", FINDING.format(proof=proof))

    assert [one.partition(" Vouliez-vous")[0] for one in said] == words


@pytest.mark.parametrize(
    ("axis", "words"),
    [
        ("ax1", []),
        (
            "ax2",
            [
                "actions.csv, ligne 2, colonne axis_id : cite l’axe ax2 (« Export »), qui n’a cours qu’à partir du 1er janvier 2011, après le jour de référence (1er mars 2010). Choisissez un jour plus tardif, ou retirez-le de cette ligne du fichier."
            ],
        ),
        (
            "ax3",
            [
                "actions.csv, ligne 2, colonne axis_id : cite l’axe ax3 (« Formation »), qui n’a plus cours depuis le 1er janvier 2010 : le jour de référence est le 1er mars 2010. Choisissez un jour plus ancien, ou retirez-le de cette ligne du fichier."
            ],
        ),
    ],
)
def test_an_axis_that_does_not_hold_on_the_day_is_told_with_the_days_on_which_it_does(
    papers: Evaluation, axis: str, words: list[str]
) -> None:
    assert told(papers, "actions.csv", ACTION.format(axis=axis)) == words


def test_a_member_who_joined_later_is_known_and_one_who_never_did_is_told(small: Evaluation) -> None:
    earlier = make_evaluation(cluster=small.cluster, as_of=dt.date(2008, 6, 1), like=small, by=BY, on=DAY)
    never = enter(cluster=small.cluster, name="Atelier Trois", by=BY, on=DAY).code

    known = told(earlier, "participations.csv", "action_id,member_id\na1,m2\n")
    said = told(earlier, "participations.csv", f"action_id,member_id\na1,{never}\n")

    assert known == []
    assert said == [
        f"participations.csv, ligne 2, colonne member_id : cite {never}, qui a une fiche et n’est pas encore membre. Inscrivez d’abord son adhésion, ou retirez-le de cette ligne du fichier."
    ]


def test_what_another_cluster_keeps_is_not_told(papers: Evaluation, other: Cluster) -> None:
    file_document(cluster=other, code="x1", title="Secret", dated_on=dt.date(2011, 1, 1), by=BY, on=DAY)

    said = told(papers, "findings.csv", FINDING.format(proof="doc:x1"))

    assert "Secret" not in said[0]


def test_an_evaluation_that_a_worker_refuses_says_so_in_each_language(papers: Evaluation) -> None:
    content = ContentFile(FINDING.format(proof="doc:d06").encode())
    attach_file(papers, name="findings.csv", file=content, by=BY, on=DAY)

    refused = run(papers, by=BY)

    assert refused.state == Evaluation.State.REFUSED
    assert "d06 (« Rapport d’activités 2010 »)" in refused.refusals["fr"][0]
    assert len({refused.refusals[language][0] for language in LANGUAGES}) == 4
