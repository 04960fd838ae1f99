"""The server that sends e-mails, and in whose name they leave."""

from __future__ import annotations

import pytest

from grappe.apps.settings.installation import NOBODY, read_installation
from grappe.apps.settings.mail import MailServer, is_sender, read_mail_server
from grappe.apps.settings.refusals import BadSettings

GOOD_SERVERS = (
    "Sont admis : smtp://personne:motdepasse@machine:587 ou smtps://personne:motdepasse@machine:465. "
    "?tls=non après smtp:// laisse la voie ouverte : sur cette machine, ou sans mot de passe."
)
GOOD_SENDERS = (
    "Sont admis : grappe@example.be, ou un nom et une adresse : Cluster TWIST <contact@example.be>."
)
GOOD_ADDRESS = "Donnez une adresse que ce serveur peut employer, comme Grappe <grappe@example.be>."


@pytest.mark.parametrize(
    ("address", "server"),
    [
        (
            "smtp://anne:p%40ss@mail.example.be",
            MailServer("mail.example.be", 587, "anne", "p@ss", "starttls"),
        ),
        ("smtps://mail.example.be:2465", MailServer("mail.example.be", 2465, "", "", "tls")),
        ("smtps://mail.example.be", MailServer("mail.example.be", 465, "", "", "tls")),
        ("smtp://relay.lan:25?tls=non", MailServer("relay.lan", 25, "", "", "none")),
        ("smtp://a:b@localhost:25/?tls=NON", MailServer("localhost", 25, "a", "b", "none")),
    ],
)
def test_a_server_is_read(address: str, server: MailServer) -> None:
    assert read_mail_server(address) == server
    assert "p@ss" not in repr(read_mail_server(address))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("mail.example.be", "mail.example.be"),
        ("http://mail.example.be", "http://mail.example.be"),
        ("smtp://", "smtp://"),
        ("smtp://a:secret@machine:port", "smtp://a:…@machine:port"),
        ("smtp://machine/boite", "smtp://machine/boite"),
        ("smtp://machine?starttls=oui", "smtp://machine?starttls=oui"),
        ("smtp://machine?tls=parfois", "smtp://machine?tls=parfois"),
        ("smtps://machine?tls=non", "smtps://machine?tls=non"),
        ("smtp://a:secret@machine?tls=non", "smtp://a:…@machine?tls=non"),
    ],
)
def test_what_is_no_server_is_refused_with_the_good_ones_and_its_password_is_not_told(
    address: str, shown: str
) -> None:
    with pytest.raises(BadSettings) as told:
        read_installation({"GRAPPE_MAIL": address, "GRAPPE_MAIL_FROM": "a@b.be"})

    assert told.value.sentences("fr") == [
        f"GRAPPE_MAIL (le serveur qui envoie les e-mails) vaut « {shown} ». {GOOD_SERVERS}"
    ]


@pytest.mark.parametrize(
    ("written", "good"),
    [
        ("grappe@example.be", True),
        ("Cluster TWIST <contact@example.be>", True),
        ("« L’image » <a.b+c@sous.example.be>", True),
        ("grappe", False),
        ("grappe@", False),
        ("a@b.be, c@d.be", False),
        ("Grappe a@b.be", False),
        ("a@b.be\nBcc: c@d.be", False),
        ("<a@b.be> Grappe", False),
    ],
)
def test_a_sender_is_an_address_with_or_without_a_name(written: str, *, good: bool) -> None:
    assert is_sender(written) is good


def test_a_bad_sender_is_refused_with_the_good_ones() -> None:
    with pytest.raises(BadSettings) as told:
        read_installation({"GRAPPE_MAIL_FROM": "Grappe"})

    assert told.value.sentences("fr") == [
        f"GRAPPE_MAIL_FROM (l’expéditeur des e-mails) vaut « Grappe ». {GOOD_SENDERS}"
    ]


def test_a_server_asks_for_a_sender() -> None:
    with pytest.raises(BadSettings) as told:
        read_installation({"GRAPPE_MAIL": "smtps://mail.example.be"})

    assert told.value.sentences("fr") == [
        "GRAPPE_MAIL_FROM (l’expéditeur des e-mails) manque alors que GRAPPE_MAIL est donné. " + GOOD_ADDRESS
    ]


def test_without_a_server_e_mails_leave_in_nobody_s_name() -> None:
    read = read_installation({})

    assert (read.mail, read.mail_from, read.demo) == (None, NOBODY, False)
