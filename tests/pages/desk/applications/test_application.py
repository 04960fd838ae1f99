"""The page of one application, and the acts that are done from it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.pages.desk.applications.conftest import Applies, at, fresh
from tests.visitors import signed_in

from grappe.analysis.language.numbers import long_date
from grappe.apps.applications.acts.documents import accept_document
from grappe.apps.applications.models import Application, ApplicationDocument
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.queries.register import register
from grappe.apps.people.models import Person


def read(client: Client, one: Application, rest: str = "") -> str:
    answer = client.get(at(one, rest))
    assert answer.status_code == 200, rest
    return re.sub("[\u00a0\u202f]", " ", answer.content.decode())


def post(client: Client, one: Application, rest: str, **told: Any) -> HttpResponse:
    """Send a form as it was shown, with what is told."""
    hidden = dict(
        re.findall(r'name="(token|seen)" value="([^"]*)"', client.get(at(one, rest)).content.decode())
    )
    return client.post(at(one, rest), {**hidden, **told})  # type: ignore[return-value]  # the test client's


def paper(one: Application, code: str) -> ApplicationDocument:
    return one.documents.exclude(state="refused").get(code=code)


def wrong(answer: HttpResponse) -> set[str]:
    return set(re.findall(r'name="(\w+)"[^>]*aria-invalid="true"', answer.content.decode()))


def test_the_page_says_what_came_what_lacks_and_what_to_do_now(team: Client, applies: Applies) -> None:
    page = read(team, applies(files=("identity",), message="Nous voulons apprendre."))

    assert "Nous voulons apprendre." in page
    assert "1 document attend d’être vérifié" in page
    assert "manque depuis le" in page
    assert "0406.798.006" in page
    assert "Établissement déclaré à 4000." in page
    assert "personne ne l’a encore vérifié" in page


def test_a_usual_document_asked_in_another_language_is_called_in_the_readers(
    team: Client, applies: Applies
) -> None:
    one = applies(files=("identity",), language="nl")

    assert "Uittreksel uit de Kruispuntbank" in paper(one, "identity").label
    page = read(team, one)
    assert ("Extrait de la Banque-Carrefour" in page, "Kruispuntbank" in page) == (True, False)


def test_a_document_is_accepted_or_refused_with_its_reason_and_asked_anew(
    team: Client, applies: Applies
) -> None:
    one = applies(files=("identity", "presence"))
    team.post(at(one, f"documents/{paper(one, 'identity').pk}/accepter/"))
    silent = post(team, one, f"documents/{paper(one, 'presence').pk}/refuser/", reason=" ")
    post(team, one, f"documents/{paper(one, 'presence').pk}/refuser/", reason="Il date de 2019.")

    post(team, one, f"documents/{paper(one, 'identity').pk}/revoir/")
    assert paper(one, "identity").state == "received"
    team.post(at(one, f"documents/{paper(one, 'identity').pk}/accepter/"))

    page = read(team, one)
    assert wrong(silent) == {"reason"}
    assert [row.state for row in one.documents.order_by("pk")] == ["accepted", "refused", "asked"]
    assert ("Il date de 2019." in page, "par team@example.org" in page) == (True, True)
    assert "Il manque : Preuve" in page


def test_a_document_is_asked_for_brought_by_the_team_and_no_longer_asked(
    team: Client, applies: Applies
) -> None:
    one = applies(files=("identity", "presence"))
    nothing = post(team, one, "documents/demander/", code="", label="")
    post(team, one, "documents/demander/", label="Bilan 2025")
    post(team, one, "documents/demander/", label="Attestation")
    brought = SimpleUploadedFile("bilan.pdf", b"%PDF-1.7 x")
    harm = post(
        team,
        one,
        f"documents/{paper(one, 'bilan-2025').pk}/deposer/",
        file=SimpleUploadedFile("x.docm", b"x"),
        received_on=timezone.localdate(),
    )
    post(
        team,
        one,
        f"documents/{paper(one, 'bilan-2025').pk}/deposer/",
        file=brought,
        received_on=timezone.localdate(),
    )
    post(team, one, f"documents/{paper(one, 'attestation').pk}/abandonner/")

    assert (wrong(nothing), wrong(harm)) == ({"label"}, {"file"})
    assert {row.code: row.state for row in one.documents.all()} == {
        "identity": "received",
        "presence": "received",
        "bilan-2025": "received",
    }


def test_a_file_is_saved_and_never_shown_as_a_page_of_ours(
    team: Client, cast: dict[str, Person], applies: Applies
) -> None:
    one = applies(files=("identity",))
    address = at(one, f"documents/{paper(one, 'identity').pk}/fichier/")

    answer = team.get(address)

    assert b"".join(answer.streaming_content) == b"%PDF-1.7 an extract"  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="identity.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert signed_in(cast["evaluator"]).get(address).status_code == 404
    assert team.get(at(one, f"documents/{paper(one, 'presence').pk}/fichier/")).status_code == 404


def test_a_condition_is_judged_by_dated_evidence_and_what_was_found_before_stays(
    team: Client, applies: Applies, today: dt.date
) -> None:
    one = applies(files=("presence",), site={"fte": None})
    condition = "conditions/person_at_work/"
    assert "à établir" in read(team, one)
    told = {"answer": "met", "source": "document", "as_of": today, "words": "Bilan social 2025 : 3,2 ETP"}

    without = post(team, one, condition, **told)
    tomorrow = post(team, one, condition, **{**told, "source": "registry", "as_of": today + dt.timedelta(1)})
    post(team, one, condition, **{**told, "answer": "not_met", "source": "statement", "words": "Visite"})
    post(team, one, condition, **told, document=paper(one, "presence").pk)

    assert (wrong(without), wrong(tomorrow)) == ({"document"}, {"as_of"})
    page = read(team, one)
    assert "Bilan social 2025 : 3,2 ETP" in page
    assert f"d’après : {paper(one, 'presence').label} · jugé le" in page
    assert "Avant : 1 constat" in page
    assert team.get(at(one, "conditions/x/")).status_code == 404


def test_the_board_admits_and_the_register_has_the_member_from_that_day(
    team: Client, complete: Application, twist: Cluster, today: dt.date
) -> None:
    assert "le conseil peut décider" in read(team, complete)

    post(
        team,
        complete,
        "decision/",
        outcome="admit",
        category="effective",
        decided_by="board",
        decided_on=today,
        reason="Séance du conseil, point 3",
    )

    (line,) = register(twist, day=today)
    one = fresh(complete)
    assert (line.name, one.state, one.admission_id) == ("Forge Été", "admitted", line.membership_act)
    page = read(team, one)
    assert ("Séance du conseil, point 3" in page, "Il reste à accueillir" in page) == (True, True)
    assert f"Admise le {long_date(today, 'fr')} par le conseil d’administration." in page
    member = team.get(f"/bureau/grappes/twist/membres/fiches/{one.organisation.code}/").content.decode()
    assert f'href="{at(one)}"' in member


def test_what_the_statutes_forbid_is_said_at_its_field_and_another_category_may_be_chosen(
    team: Client, applies: Applies, today: dt.date
) -> None:
    one = applies(files=("identity", "presence"), site={"postal_code": "1000", "place": "Bruxelles"})
    told = {"outcome": "admit", "category": "effective", "decided_by": "board", "decided_on": today}
    early = post(team, one, "decision/", **told)
    for document in one.documents.all():
        accept_document(document=document, by="person:1", on=today)
    against = post(team, one, "decision/", **told, reason="Gardé")
    old = post(team, one, "decision/", **{**told, "decided_on": "2020-01-01"})
    silent = post(team, one, "decision/", **{**told, "outcome": "refuse"})
    post(team, one, "decision/", **{**told, "category": "adherent"})

    assert [wrong(each) for each in (early, against, old, silent)] == [
        {"outcome"},
        {"category"},
        {"decided_on"},
        {"reason"},
    ]
    assert "le document « Extrait de la Banque-Carrefour" in early.content.decode().replace("\xa0", " ")
    assert "Gardé" in against.content.decode()
    assert (fresh(one).state, fresh(one).category.code) == ("admitted", "adherent")


def test_nobody_is_admitted_around_an_application_that_waits(team: Client, applies: Applies) -> None:
    code = applies().organisation.code

    refused = team.post(
        f"/bureau/grappes/twist/membres/fiches/{code}/admettre/",
        {"category": "effective", "kind": "enterprise", "on": "2026-11-01"},
    )

    assert refused.status_code == 200
    assert "Sa candidature attend" in refused.content.decode()
    assert Application.objects.get().is_open


def test_an_evaluator_is_not_told_who_speaks_for_an_applicant(
    team: Client, cast: dict[str, Person], applies: Applies
) -> None:
    page = f"/bureau/grappes/twist/membres/fiches/{applies().organisation.code}/"
    search = "/bureau/grappes/twist/recherche/?q=lourd"
    evaluator = signed_in(cast["evaluator"])

    assert "ada@example.org" in team.get(page).content.decode()
    assert "ada@example.org" not in evaluator.get(page).content.decode()
    assert "Ada" in team.get(search).content.decode()
    assert "Ada" not in evaluator.get(search).content.decode()


def test_a_form_sent_twice_acts_once(team: Client, applies: Applies) -> None:
    one = applies()
    told = {"token": "t" * 32, "label": "Bilan 2025", "code": ""}

    answers = [team.post(at(one, "documents/demander/"), told).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert one.documents.filter(label="Bilan 2025").count() == 1


def test_the_second_of_two_sees_what_the_first_did_and_confirms(
    team: Client, cast: dict[str, Person], applies: Applies, today: dt.date
) -> None:
    one = applies(files=("identity",))
    shown = read(team, one, "retrait/")
    hidden = dict(re.findall(r'name="(token|seen)" value="([^"]*)"', shown))
    accept_document(document=paper(one, "identity"), by=cast["lead"].named, on=today)

    told = team.post(at(one, "retrait/"), {**hidden, "reason": "Plus le temps"}).content.decode()

    assert "lead@example.org a accepté un document" in told
    assert "Plus le temps" in told
    assert fresh(one).state == "incomplete"
    again = dict(re.findall(r'name="(token|seen)" value="([^"]*)"', told))
    team.post(at(one, "retrait/"), {**again, "reason": "Plus le temps"})
    assert (fresh(one).state, fresh(one).reason) == ("withdrawn", "Plus le temps")


def test_nothing_is_offered_of_what_is_over_and_another_cluster_has_no_such_page(
    team: Client, applies: Applies, cast: dict[str, Person]
) -> None:
    one = applies()
    post(team, one, "retrait/", reason="")

    page = read(team, one)

    assert "Demander un document" not in page
    assert team.get(at(one, "decision/")).status_code == 302
    assert (
        "n’a plus de candidature ouverte"
        in team.post(at(one, "documents/demander/"), {"label": "X"}).content.decode()
    )
    stranger = f"/bureau/grappes/eau/candidatures/{one.pk}/"
    assert signed_in(cast["other_lead"]).get(stranger).status_code == 404


def test_what_was_closed_by_mistake_is_opened_again_from_its_page(team: Client, applies: Applies) -> None:
    one = applies(files=("identity", "presence"))
    assert "reouverture/" not in read(team, one)
    post(team, one, "retrait/", reason="Erreur de ligne")

    assert "reouverture/" in read(team, one)
    silent = post(team, one, "reouverture/", reason=" ")
    answer = post(team, one, "reouverture/", reason="C’était une autre organisation")

    assert (wrong(silent), answer.status_code, fresh(one).state) == ({"reason"}, 302, "received")
    page = read(team, one)
    assert ("Documents à vérifier" in page, "reouverture/" in page) == (True, False)
    assert ("a rouvert la candidature" in page, "C’était une autre organisation" in page) == (True, True)


def test_the_link_is_taken_back(team: Client, applies: Applies) -> None:
    one = applies()
    post(team, one, "lien/reprendre/")

    assert fresh(one).link == ""
    assert "lien de suivi : repris" in read(team, one)
