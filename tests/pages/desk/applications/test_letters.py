"""The letters to an applicant: in their language, read over, changed, sent once, with what goes with them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from tests.pages.account.test_entering import mails
from tests.pages.desk.applications.conftest import Applies, at, fresh
from tests.visitors import visitor

from grappe.apps.applications.acts.deciding import decide_to_admit, decide_to_refuse, withdraw
from grappe.apps.applications.acts.documents import ask_for_document, refuse_document
from grappe.apps.applications.models import Application
from grappe.apps.members.models import RepresentationSpan
from grappe.apps.people.models import Invitation, Person
from grappe.apps.settings.installation import Installation

SEND = "django.core.mail.message.EmailMessage.send"


def shown(page: str) -> dict[str, str]:
    """All that the form of a letter brings back as it is shown."""
    told = dict(re.findall(r'<input type="hidden" name="(token|seen|mark)" value="([^"]*)"', page))
    subject = re.search(r'name="subject" value="([^"]*)"', page)
    text = re.search(r'<textarea name="text"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL)
    part = re.search(r'<option value="(\w*)" selected', page)
    assert subject is not None
    assert text is not None
    return {**told, "subject": subject[1], "text": text[1], "part": part[1] if part else ""}


def letter(client: Client, one: Application, kind: str, **told: Any) -> HttpResponse:
    page = client.get(at(one, f"{kind}/")).content.decode()
    return client.post(at(one, f"{kind}/"), {**shown(page), **told})  # type: ignore[return-value]  # the client's


@pytest.fixture
def admitted(complete: Application, today: dt.date) -> Application:
    return decide_to_admit(application=complete, decided_on=today, by="person:1", on=today)


def test_the_letter_says_what_lacks_and_why_in_the_applicants_language(
    team: Client, applies: Applies, installation: Installation, today: dt.date
) -> None:
    one = applies(files=("identity",), language="nl")
    refuse_document(document=one.documents.get(code="identity"), reason="Te oud", by="person:1", on=today)
    ask_for_document(application=one, code="more", label="Jaarrekening", by="person:1", on=today)

    page = team.get(at(one, "lettre/")).content.decode()
    answer = letter(team, one, "lettre")

    (mail,) = mails(installation)
    assert answer.status_code == 302
    assert (mail.to, mail.subject) == (
        "ada@example.org",
        "Uw kandidatuur bij Cluster TWIST: er ontbreken 3 documenten",
    )
    for told in ("Te oud", "– Jaarrekening", "Mijn kandidatuur opvolgen of aanvullen"):
        assert told in mail.text, told
        assert told in page, told
    found = re.search(r"http://localhost(?::\d+)?(/twist/adhesion/suivi/\?cle=\S+)", mail.text)
    assert found is not None
    assert visitor().get(found[1]).status_code == 200


def test_a_letter_takes_the_place_of_the_link_before_and_the_former_one_says_so(
    team: Client, applies: Applies, installation: Installation
) -> None:
    one = applies()
    for _ in range(2):
        letter(team, one, "lettre")
    new, old = (re.search(r"/twist/adhesion/suivi/\?cle=\S+", mail.text) for mail in mails(installation))
    assert new is not None
    assert old is not None

    answers = [visitor().get(found[0]) for found in (old, new)]

    assert [answer.status_code for answer in answers] == [404, 200]
    assert "Ce lien ne sert plus" in answers[0].content.decode()


def test_a_letter_that_was_changed_is_shown_again_before_it_leaves(
    team: Client, applies: Applies, installation: Installation
) -> None:
    one = applies()
    changed = letter(team, one, "lettre", text="Bonjour,\r\n\r\nEncore un effort.").content.decode()

    assert "la voici telle qu’elle partira" in changed
    assert "<p>Encore un effort.</p>" in changed
    assert mails(installation) == []
    team.post(at(one, "lettre/"), shown(changed))
    (mail,) = mails(installation)
    assert mail.text.startswith("Bonjour,\n\nEncore un effort.\n\nSuivre ou compléter")


def test_nobody_is_written_to_about_what_is_over(
    team: Client, applies: Applies, installation: Installation, today: dt.date
) -> None:
    one = applies()
    told = shown(team.get(at(one, "lettre/")).content.decode())
    withdraw(application=one, by="person:1", on=today)
    unseen = team.post(at(one, "lettre/"), told).content.decode()

    again = dict(re.findall(r'name="(token|seen|mark)" value="([^"]*)"', unseen))
    page = team.post(at(one, "lettre/"), {**told, **again}).content.decode()

    assert "retire sa candidature" in unseen
    assert ("n’a plus de candidature ouverte" in page, mails(installation)) == (True, [])


def test_a_letter_sent_twice_leaves_once(team: Client, applies: Applies, installation: Installation) -> None:
    one = applies()
    told = shown(team.get(at(one, "lettre/")).content.decode())

    answers = [team.post(at(one, "lettre/"), told).status_code for _ in range(2)]

    assert (answers, len(mails(installation))) == ([302, 302], 1)


def test_where_the_letter_cannot_leave_the_act_stands_and_the_letter_is_sent_again_as_it_was_written(
    team: Client, admitted: Application, installation: Installation, today: dt.date
) -> None:
    locked = []

    def fail(_: object) -> None:
        locked.append(connection.in_atomic_block)
        raise ConnectionRefusedError

    told = shown(letter(team, admitted, "accueil", text="Bonjour,").content.decode())
    with patch(SEND, fail):
        page = team.post(at(admitted, "accueil/"), told).content.decode()

    assert ("n’est pas partie" in page, "seule la lettre repart" in page, locked) == (True, True, [False])
    assert fresh(admitted).welcomed_on == today
    assert shown(page)["text"] == "Bonjour,"
    team.post(at(admitted, "accueil/"), shown(page))
    (mail,) = mails(installation)
    assert mail.text.startswith("Bonjour,\n\nAccepter l’invitation")
    # Of the two invitations the one that left is open.
    assert Invitation.objects.filter(revoked_at=None).count() == 1


def test_a_link_that_no_letter_brought_is_renewed_by_the_next_one(
    team: Client, applies: Applies, installation: Installation
) -> None:
    one = applies()
    with patch(SEND, side_effect=TimeoutError):
        page = letter(team, one, "lettre").content.decode()
    assert "n’est pas partie" in page
    assert mails(installation) == []

    team.post(at(one, "lettre/"), shown(page))

    found = re.search(r"/twist/adhesion/suivi/\?cle=\S+", mails(installation)[0].text)
    assert found is not None
    assert visitor().get(found[0]).status_code == 200


def test_the_welcome_is_one_letter_that_invites_to_speak_for_the_member(
    team: Client, cast: dict[str, Person], admitted: Application, installation: Installation, today: dt.date
) -> None:
    page = team.get(at(admitted, "accueil/")).content.decode()
    assert "représentant du membre Forge Été, qui modifie sa fiche et vote en son nom" in page

    letter(team, admitted, "accueil")

    (mail,) = mails(installation)
    assert (mail.to, mail.subject) == ("ada@example.org", "Cluster TWIST vous souhaite la bienvenue")
    assert "«\u202fMembre effectif\u202f»" in mail.text
    assert "a admis Forge Été comme membre de Cluster TWIST, catégorie" in mail.text
    assert fresh(admitted).welcomed_on == today
    found = re.search(r"http://localhost(?::\d+)?(/invitation/\?cle=\S+)", mail.text)
    assert found is not None
    visitor().post(found[1], {"first_name": "Ada", "last_name": "Lourd"})
    held = RepresentationSpan.objects.get(person__email="ada@example.org")
    assert (held.organisation, held.part) == (admitted.organisation, "voter")
    assert "Renvoyer la lettre d’accueil" in team.get(at(admitted)).content.decode()
    assert "seule la lettre repart" in team.get(at(admitted, "accueil/")).content.decode()
    assert cast["team"].invitations_made.count() == 1


def test_a_welcome_goes_without_an_invitation_or_without_a_letter(
    team: Client, admitted: Application, installation: Installation
) -> None:
    page = team.get(at(admitted, "accueil/")).content.decode()
    again = team.post(at(admitted, "accueil/"), {**shown(page), "part": "", "preview": ""}).content.decode()
    assert "Accepter l’invitation" not in again
    team.post(at(admitted, "accueil/"), {**shown(page), "unsent": ""})

    assert (fresh(admitted).welcomed_on is not None, mails(installation)) == (True, [])
    assert not Invitation.objects.exists()


def test_a_refusal_is_told_politely_with_its_reason(
    team: Client, applies: Applies, installation: Installation, today: dt.date
) -> None:
    one = applies(language="de")
    decide_to_refuse(
        application=one, reason="Außerhalb unseres Bereichs.", decided_on=today, by="person:1", on=today
    )
    assert "Il reste à l’annoncer" in team.get(at(one)).content.decode()

    letter(team, one, "refus")

    (mail,) = mails(installation)
    assert (mail.subject, "Außerhalb unseres Bereichs." in mail.text) == (
        "Ihre Bewerbung bei Cluster TWIST",
        True,
    )
    assert fresh(one).told_on == today
    assert "Annoncée le" in team.get(at(one)).content.decode()


def test_nobody_is_written_to_where_there_is_no_address(
    team: Client, admitted: Application, installation: Installation
) -> None:
    assert admitted.contact is not None
    admitted.contact.delete()

    page = team.get(at(admitted, "accueil/")).content.decode()
    team.post(at(admitted, "accueil/"), shown(page))
    assert "personne à qui écrire" in page
    assert (fresh(admitted).welcomed_on, mails(installation)) == (None, [])
    assert (
        "accueil est noté"
        in team.post(at(admitted, "accueil/"), {"unsent": ""}, follow=True).content.decode()
    )
