"""The e-mails of a demonstration, in a browser."""

from __future__ import annotations

import pytest
from tests.browser import PHONE, WIDE, Visitor
from tests.pages.mail.test_folder import write

HTML = """<!doctype html><html lang="fr"><title>Votre code</title><p style="color: #000">Votre code est
<a href="/sante/">1234</a>.</p><script>document.title = "joué"</script></html>"""


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"])
def test_an_e_mail_is_found_read_and_its_link_followed(
    visit: Visitor, size: dict[str, int], scheme: str
) -> None:
    visitor = visit(viewport=size, color_scheme=scheme)
    write("Une autre fois")
    write("Votre code pour entrer", text="Votre code est 1234", html=HTML)

    page = visitor.go("/mail/")
    visitor.shoot("mail-list")
    assert (visitor.axe(), visitor.beyond()) == ([], 0)
    page.get_by_role("link", name="Votre code pour entrer").click()
    inside = page.frame_locator("iframe")
    inside.get_by_text("Votre code est").wait_for()
    assert (visitor.axe(), visitor.beyond()) == ([], 0)
    visitor.shoot("mail-one")
    inside.get_by_role("link", name="1234").click()
    page.wait_for_url("**/sante/")

    assert page.title() != "joué"
    visitor.faults[:] = [one for one in visitor.faults if "Blocked script execution" not in one]
