"""E-mails that do not leave are read at `/mail/`, in a demonstration and nowhere else."""

from __future__ import annotations

import dataclasses
import re

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from tests.visitors import visitor

from grappe.apps.settings.installation import Installation
from grappe.apps.settings.mail import MailServer
from grappe.pages.framework.mail import mail_settings
from grappe.pages.mail.folder import folder_of, names, read

BACKEND = "grappe.pages.mail.folder.FolderBackend"


def write(subject: str, *, text: str = "Bonjour", html: str = "") -> None:
    message = EmailMultiAlternatives(
        subject, text, "Grappe <a@b.be>", ["anne@example.be"], connection=get_connection(BACKEND)
    )
    if html:
        message.attach_alternative(html, "text/html")
    message.send()


def test_an_e_mail_is_read_back_as_it_was_written(installation: Installation) -> None:
    write("Votre code : 1234 — « été »", text="Voici le code\n\n1234", html="<p>Voici</p>")

    folder = folder_of(installation)
    (name,) = names(folder)
    told = read(folder, name)
    assert told is not None
    assert (told.subject, told.to, told.sender) == (
        "Votre code : 1234 — « été »",
        "anne@example.be",
        "Grappe <a@b.be>",
    )
    assert (told.text.strip().split(), told.html.strip()) == (
        ["Voici", "le", "code", "1234"],
        "<p>Voici</p>",
    )
    assert oct(folder.stat().st_mode & 0o777) == "0o700"
    assert oct((folder / f"{name}.eml").stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize("page", ["/mail/", "/mail/{name}/", "/mail/{name}/page/"])
def test_outside_of_a_demonstration_no_e_mail_is_shown(installation: Installation, page: str) -> None:
    write("Secret", html="<p>Secret</p>")
    (name,) = names(folder_of(installation))

    answer = visitor().get(page.format(name=name))

    assert (answer.status_code, b"Secret" in answer.content) == (404, False)


@pytest.mark.usefixtures("demo")
def test_the_newest_comes_first_thirty_on_a_page() -> None:
    for number in range(31):
        write(f"Sujet {number:02d}")

    first, second = (visitor().get(f"/mail/?page={page}").content.decode() for page in (1, 2))

    assert re.findall(r"Sujet \d\d", first) == [f"Sujet {number:02d}" for number in range(30, 0, -1)]
    assert re.findall(r"Sujet \d\d", second) == ["Sujet 00"]


@pytest.mark.usefixtures("demo")
def test_an_empty_folder_says_what_will_be_there() -> None:
    assert "Aucun e-mail pour l’instant" in visitor().get("/mail/").content.decode()


def test_what_an_e_mail_holds_runs_nothing(demo: Installation) -> None:
    script = "<script>alert(1)</script>"
    write(script, text=f"{script} https://example.be/lien", html=f"<p>{script}</p>")
    (name,) = names(folder_of(demo))

    around, inside = visitor().get(f"/mail/{name}/"), visitor().get(f"/mail/{name}/page/")

    assert script not in around.content.decode()
    assert '<a href="https://example.be/lien" rel="nofollow">' in around.content.decode()
    assert 'sandbox="allow-top-navigation-by-user-activation"' in around.content.decode()
    assert inside["Content-Security-Policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "allow-scripts" not in inside["Content-Security-Policy"]
    assert inside["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "name", ["20260101T000000000000-00000000", "..", "secret-key", "20260101T000000000000-0000000g"]
)
def test_a_name_that_is_no_e_mail_s_is_not_found(name: str) -> None:
    assert visitor().get(f"/mail/{name}/").status_code == 404


def test_an_e_mail_leaves_by_the_server_named_but_never_from_a_demonstration(
    installation: Installation,
) -> None:
    server = MailServer("mail.example.be", 465, "anne", "secret", "tls")
    told = dataclasses.replace(installation, mail=server, mail_from="a@example.be")

    sent, kept = mail_settings(told), mail_settings(dataclasses.replace(told, demo=True))

    assert sent == {
        "DEFAULT_FROM_EMAIL": "a@example.be",
        "SERVER_EMAIL": "a@example.be",
        "EMAIL_TIMEOUT": 10,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example.be",
        "EMAIL_PORT": 465,
        "EMAIL_HOST_USER": "anne",
        "EMAIL_HOST_PASSWORD": "secret",
        "EMAIL_USE_TLS": False,
        "EMAIL_USE_SSL": True,
    }
    assert kept["EMAIL_BACKEND"] == BACKEND
