"""The pages of the cluster: read by those who may, changed by acts, once, and not over another’s change."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.browser import PHONE, Visitor
from tests.forms import hidden
from tests.visitors import signed_in

from grappe.analysis.language.numbers import long_date
from grappe.apps.clusters.acts.documents import file_document
from grappe.apps.clusters.acts.identity import change_identity
from grappe.apps.clusters.acts.objectives import set_objective
from grappe.apps.clusters.acts.recognitions import record_recognition
from grappe.apps.clusters.acts.statutes import adopt_statutes
from grappe.apps.clusters.models import Cluster, Objective
from grappe.apps.journal.queries import entries_of
from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation

PAGE = "/bureau/grappes/twist/cluster/"
BY = "system:tests"
LONG_AGO = dt.date(2020, 1, 1)


@pytest.fixture
def objective(twist: Cluster) -> Objective:
    return set_objective(cluster=twist, code="b01", text="Former", by="system:tests", on=LONG_AGO)


def test_the_page_tells_each_deadline_of_a_recognition(twist: Cluster, cast: dict[str, Person]) -> None:
    record_recognition(
        cluster=twist,
        number=1,
        starts_on=dt.date(2024, 9, 1),
        ends_on=dt.date(2028, 8, 31),
        by="system:tests",
        on=LONG_AGO,
    )

    page = signed_in(cast["team"]).get(PAGE).content.decode()

    assert "1er septembre 2024" in page
    assert "Évaluation à mi-parcours de la reconnaissance 1" in page
    assert "Demande de renouvellement de la reconnaissance 1, au plus tard : 30 avril 2028" in page


def test_recognitions_that_share_days_are_told_on_both_lines(twist: Cluster, cast: dict[str, Person]) -> None:
    periods = (("2007-07-01", "2010-07-01"), ("2010-07-01", "2013-06-30"), ("2013-07-01", "2016-06-30"))
    for number, (first, last) in enumerate(periods, start=1):
        record_recognition(
            cluster=twist,
            number=number,
            starts_on=dt.date.fromisoformat(first),
            ends_on=dt.date.fromisoformat(last),
            by="system:tests",
            on=LONG_AGO,
        )

    page = signed_in(cast["team"]).get(PAGE).content.decode()

    assert re.findall(r"Ces jours sont aussi ceux de la reconnaissance (\d)\.", page) == ["1", "2"]


def test_statutes_and_a_recognition_noted_by_mistake_are_withdrawn_for_a_reason(
    twist: Cluster, cast: dict[str, Person]
) -> None:
    statutes = adopt_statutes(cluster=twist, title="De la grappe Eau", adopted_on=LONG_AGO, by=BY)
    period = record_recognition(
        cluster=twist, number=4, starts_on=LONG_AGO, ends_on=dt.date(2032, 1, 1), by=BY, on=LONG_AGO
    )
    team = signed_in(cast["team"])

    for where in (f"statuts/{statutes.pk}/", f"reconnaissances/{period.pk}/"):
        address = f"{PAGE}{where}retirer/"
        asked = team.get(address).content.decode()
        silent = team.post(address, {**hidden(team, address), "reason": ""})
        done = team.post(address, {**hidden(team, address), "reason": "Saisi au mauvais endroit"})
        assert (silent.status_code, done.status_code, 'name="on"' in asked) == (200, 302, False)
        assert team.get(f"{PAGE}{where}")["Location"] == PAGE

    first = long_date(LONG_AGO, "fr")
    assert f"<strong>Reconnaissance 4 : du {first} au 1er janvier 2032</strong>" in asked
    page = team.get(PAGE).content.decode()
    assert ("De la grappe Eau" in page, "Évaluation à mi-parcours" in page) == (False, False)
    assert list(entries_of(f"recognition:{period.pk}").values_list("act", flat=True)) == [
        "recognition.recorded",
        "recognition.withdrawn",
    ]


def test_an_empty_page_says_how_to_begin(cast: dict[str, Person]) -> None:
    page = signed_in(cast["team"]).get(PAGE).content.decode()

    assert page.count("Commencez par") == 2
    assert "/cluster/objectifs/ajouter/" in page


def test_an_evaluator_reads_and_is_offered_nothing_to_change(
    objective: Objective, cast: dict[str, Person]
) -> None:
    client = signed_in(cast["evaluator"])

    page = client.get(PAGE).content.decode()

    assert objective.text in page
    assert "Modifier" not in page
    assert client.get(f"{PAGE}objectifs/{objective.pk}/").status_code == 404


def test_the_identity_is_changed_by_who_leads_and_only_read_by_the_team(
    twist: Cluster, cast: dict[str, Person]
) -> None:
    told = {"name": "TWIST", "main": "fr", "colour": "#003366", "second_colour": "#7A3B73"}

    answers = [signed_in(cast[name]).post(f"{PAGE}identite/", told).status_code for name in ("team", "lead")]

    assert answers == [403, 302]
    assert Cluster.objects.get(pk=twist.pk).name == "TWIST"
    (_, line) = entries_of(f"cluster:{twist.pk}")
    assert (line.act, line.told.by) == ("cluster.changed", cast["lead"].named)


IDENTITY = {"name": "TWIST", "main": "fr", "colour": "#003366", "second_colour": "#7A3B73"}


def test_who_leads_says_under_which_name_the_cluster_is_visited(
    twist: Cluster, cast: dict[str, Person], installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = dataclasses.replace(installation, hosts=("grappe.example.be", ".example.be"))
    monkeypatch.setattr(settings, "INSTALLATION", answered)
    client = signed_in(cast["lead"])

    answer = client.post(f"{PAGE}identite/", {**IDENTITY, "domain": " Twist.Example.be. "})

    assert answer.status_code == 302
    assert Cluster.objects.get(pk=twist.pk).domain == "twist.example.be"
    assert "twist.example.be" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("https://twist.example.be", "n’est pas un nom de machine"),
        ("192.0.2.1", "n’est pas un nom de machine"),
        ("localhost", "n’est pas un nom de machine"),
        ("twist.example.com", "l’ajouter à GRAPPE_HOSTS"),
        ("grappe.example.be", "est le nom de l’installation elle-même"),
        ("EAU.example.be", "« eau.example.be » est déjà pris"),
    ],
)
def test_a_name_that_cannot_be_the_clusters_is_refused_at_its_field(
    twist: Cluster,
    other: Cluster,
    cast: dict[str, Person],
    installation: Installation,
    monkeypatch: pytest.MonkeyPatch,
    written: str,
    told: str,
) -> None:
    answered = dataclasses.replace(installation, hosts=("grappe.example.be", ".example.be"))
    monkeypatch.setattr(settings, "INSTALLATION", answered)
    change_identity(other, by="system:test", on=LONG_AGO, domain="eau.example.be")

    answer = signed_in(cast["lead"]).post(f"{PAGE}identite/", {**IDENTITY, "domain": written})

    page = answer.content.decode()
    assert (answer.status_code, told in page, f'value="{written}"' in page) == (200, True, True)
    assert other.name not in page
    assert Cluster.objects.get(pk=twist.pk).domain == ""


def test_a_name_that_is_no_longer_answered_hinders_no_other_change(
    twist: Cluster, cast: dict[str, Person]
) -> None:
    change_identity(twist, by="system:test", on=LONG_AGO, domain="twist.example.be")

    answer = signed_in(cast["lead"]).post(f"{PAGE}identite/", {**IDENTITY, "domain": "twist.example.be"})

    assert (answer.status_code, Cluster.objects.get(pk=twist.pk).name) == (302, "TWIST")


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(cast: dict[str, Person]) -> None:
    told = {"title": "Statuts de 2008", "adopted_on": "2008-03-01", "in_force_on": "2008-02-01"}

    answer = signed_in(cast["team"]).post(f"{PAGE}statuts/ajouter/", told)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Des statuts n’entrent pas en vigueur avant leur adoption" in page
    assert 'value="Statuts de 2008"' in page


def test_a_form_sent_twice_does_its_act_once(twist: Cluster, cast: dict[str, Person]) -> None:
    client = signed_in(cast["team"])
    told = {**hidden(client, f"{PAGE}axes/ajouter/"), "code": "x1", "label": "Visibilité"}

    answers = [client.post(f"{PAGE}axes/ajouter/", told)["Location"] for _ in range(2)]

    assert answers == [PAGE, PAGE]
    assert [axis.label for axis in twist.axes.all()] == ["Visibilité"]


def test_a_new_objective_is_not_written_over_another_of_its_code(
    objective: Objective, cast: dict[str, Person]
) -> None:
    answer = signed_in(cast["team"]).post(f"{PAGE}objectifs/ajouter/", {"code": "b01", "text": "Autre"})

    assert "« b01 » est déjà pris" in answer.content.decode()
    assert Objective.objects.get(pk=objective.pk).text == "Former"


@pytest.mark.parametrize(
    ("where", "told", "field", "said"),
    [
        (
            "reconnaissances",
            {"number": "1", "starts_on": "2030-01-01", "ends_on": "2032-12-31", "regime": "decree_2024"},
            "number",
            "La reconnaissance 1 est déjà notée : corrigez-la, ou donnez un autre numéro.",
        ),
        (
            "statuts",
            {"title": "Encore", "adopted_on": "2008-03-01"},
            "in_force_on",
            "Une autre version des statuts est en vigueur depuis le 1er mars 2008 :",
        ),
        ("documents", {"code": "d01", "title": "Autre"}, "code", "« d01 » est déjà pris."),
    ],
)
def test_what_another_thing_has_already_is_refused_at_its_field(
    twist: Cluster, cast: dict[str, Person], where: str, told: dict[str, str], field: str, said: str
) -> None:
    first, last = dt.date(2024, 9, 1), dt.date(2028, 8, 31)
    record_recognition(cluster=twist, number=1, starts_on=first, ends_on=last, by=BY, on=LONG_AGO)
    adopt_statutes(cluster=twist, title="Statuts", adopted_on=dt.date(2008, 3, 1), by=BY)
    file_document(cluster=twist, code="d01", by=BY, on=LONG_AGO)

    page = signed_in(cast["team"]).post(f"{PAGE}{where}/ajouter/", told).content.decode()

    at_it = page.partition(f'id="id_{field}_error"')[2].partition("</ul>")[0]
    assert said in re.sub(r"[\u202f\u00a0]", " ", at_it)
    assert "existe déjà" not in page
    assert [twist.recognitions.count(), twist.statutes.count(), twist.documents.count()] == [1, 1, 1]


def test_an_objective_is_mapped_to_the_law_with_its_words(
    objective: Objective, cast: dict[str, Person]
) -> None:
    client = signed_in(cast["team"])
    address = f"{PAGE}objectifs/{objective.pk}/"
    page = client.get(address).content.decode()
    (mission,) = re.findall(r'name="to_decree_2024".*?<option value="(\w+)"', page, re.DOTALL)[:1]

    client.post(address, {**hidden(client, address), "text": "Former", "to_decree_2024": mission})

    assert [(to.regime, to.code) for to in objective.missions.all()] == [("decree_2024", mission)]


def test_the_second_of_two_people_sees_what_the_first_changed_and_may_insist(
    objective: Objective, cast: dict[str, Person]
) -> None:
    address = f"{PAGE}objectifs/{objective.pk}/"
    first, second = signed_in(cast["lead"]), signed_in(cast["team"])
    begun = {"first": hidden(first, address), "second": hidden(second, address)}
    first.post(address, {**begun["first"], "text": "Former les jeunes"})

    refused = second.post(address, {**begun["second"], "text": "Former partout"})
    page = refused.content.decode()

    assert refused.status_code == 200
    assert "« Former » par « Former les jeunes »" in page
    assert "Former partout" in page
    assert Objective.objects.get(pk=objective.pk).text == "Former les jeunes"
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert second.post(address, {**again, "text": "Former partout"}).status_code == 302
    assert Objective.objects.get(pk=objective.pk).text == "Former partout"


def test_a_confidential_file_opens_to_the_team_alone(cast: dict[str, Person], twist: Cluster) -> None:
    sent = SimpleUploadedFile("audit.pdf", b"%PDF-1.7 chiffres")
    told = {"code": "d01", "title": "Audit", "confidential": "on", "file": sent}
    signed_in(cast["team"]).post(f"{PAGE}documents/ajouter/", told)
    address = f"{PAGE}fichiers/document/{twist.documents.get().pk}/"

    opened = signed_in(cast["team"]).get(address)

    assert b"".join(opened.streaming_content) == b"%PDF-1.7 chiffres"  # type: ignore[attr-defined, arg-type]
    assert opened["Content-Disposition"] == 'attachment; filename="audit.pdf"'
    assert signed_in(cast["evaluator"]).get(address).status_code == 404


@pytest.mark.parametrize("name", ["audit.docm", "audit.exe", "audit.pdf"])
def test_a_file_that_may_do_harm_is_refused_at_its_field_and_the_rest_is_kept(
    name: str, cast: dict[str, Person], twist: Cluster
) -> None:
    told = {"code": "d01", "title": "Audit de mars", "file": SimpleUploadedFile(name, b"MZ rien de tel")}

    page = signed_in(cast["team"]).post(f"{PAGE}documents/ajouter/", told).content.decode()

    assert f"« {name} »" in page
    assert "Audit de mars" in page
    assert not twist.documents.exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_phone(
    scheme: str, objective: Objective, cast: dict[str, Person], visit: Visitor
) -> None:
    window = visit(viewport=PHONE, color_scheme=scheme)
    mark = signed_in(cast["lead"]).cookies["sessionid"].value
    window.page.context.add_cookies([{"name": "sessionid", "value": mark, "url": window.address}])
    paths = (PAGE, f"{PAGE}objectifs/{objective.pk}/", f"{PAGE}identite/", f"{PAGE}documents/ajouter/")

    found = {}
    for path in paths:
        window.go(path).wait_for_load_state("networkidle")
        found[path] = (window.axe(), window.beyond())

    assert found == dict.fromkeys(paths, ([], 0))
