"""What the authority reads of the clusters: recognitions, days, registers; and nothing else of them."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from html import unescape
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.addresses import routes
from tests.pages.cockpit.conftest import Recognises
from tests.visitors import signed_in, visitor

from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.acts.identity import change_identity
from grappe.apps.clusters.acts.roles import end
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.membership import admit, end_membership
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import Contact, MembershipAct, Organisation, Site
from grappe.apps.people.models import Person

BY, DAY = "person:1", dt.date(2020, 1, 1)
TODAY = dt.date(2028, 1, 10)
HIDDEN = "mirabelle"


@pytest.fixture(autouse=True)
def _today() -> object:
    with patch("django.utils.timezone.localdate", return_value=TODAY):
        yield


@pytest.fixture
def recognised(twist: Cluster, recognises: Recognises) -> Cluster:
    recognises(twist, 1, "2021-07-01", "2024-06-30")
    recognises(
        twist,
        2,
        "2024-07-01",
        "2028-06-30",
        decision="Arrêté du 3 juin 2024",
        decided_on=dt.date(2024, 6, 3),
        subsidy_rate=Decimal("0.6"),
        eligible_cost_cap=Decimal(200000),
    )
    return twist


def read(person: Person, address: str) -> str:
    """The words of a page, without its marks."""
    page = signed_in(person).get(address).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    words = unescape(re.sub(r"<[^>]+>", " ", main)).replace("\u202f", " ").replace("\xa0", " ")
    return " ".join(words.split())


def join(cluster: Cluster, name: str, category: str = "effective") -> Organisation:
    one = enter(cluster=cluster, name=name, by=BY, on=DAY)
    held = cluster.categories.get(code=category)
    admit(organisation=one, category=held, kind="enterprise", by=BY, on=DAY)
    return one


@pytest.mark.parametrize("address", ["/autorite/", "/autorite/twist/", "/autorite/twist/registre/"])
def test_the_pages_open_to_the_authority_alone(
    cast: dict[str, Person], recognised: Cluster, address: str
) -> None:
    answers = {name: signed_in(one).get(address).status_code for name, one in cast.items()}

    assert answers == {name: 200 if name in {"authority", "administrator"} else 404 for name in cast}
    assert visitor().get(address)["Location"] == f"/compte/login/?next={address}"
    assert signed_in(cast["authority"]).post(address).status_code == 405
    assert recognised.pk


def test_a_role_that_is_over_closes_the_pages(cast: dict[str, Person], recognised: Cluster) -> None:
    end(role=cast["authority"].roles.get(), by=BY, on=TODAY)

    assert signed_in(cast["authority"]).get("/autorite/").status_code == 404
    assert recognised.pk


def test_clusters_stand_in_the_order_of_their_next_day_with_what_waits(
    cast: dict[str, Person], recognised: Cluster, other: Cluster, recognises: Recognises
) -> None:
    recognises(other, 1, "2026-01-01", "2029-12-31")
    found(slug="autre", name="Jamais reconnu", by=BY, on=DAY)
    join(recognised, "Forge")

    page = read(cast["authority"], "/autorite/")

    assert "Jamais reconnu" not in page
    assert page.index("Cluster TWIST") < page.index("Cluster de l’eau")
    for said in (
        "Cluster de l’eau reconnu 0 membre",
        "Demande de renouvellement de la reconnaissance 1, au plus tard 31 août 2029 dans 599 jours",
        "Cluster TWIST reconnu 1 membre",
        "Reconnaissance 2 : du 1er juillet 2024 au 30 juin 2028",
        "Demande de renouvellement de la reconnaissance 2, au plus tard 29 février 2028 dans 50 jours",
    ):
        assert said in page, said


def test_one_cluster_tells_its_terms_and_the_text_that_sets_each_day(
    cast: dict[str, Person], recognised: Cluster
) -> None:
    change_identity(recognised, by=BY, on=DAY, legal_name="TWIST", legal_form="ASBL", object="Relier.")

    page = read(cast["authority"], "/autorite/twist/")

    for said in (
        "Régime Décret du 11 avril 2024",
        "Décision Arrêté du 3 juin 2024, 3 juin 2024",
        "Taux de subvention 60 % (selon la décision)",
        "Plafond des dépenses admissibles, par an 200 000 € (selon la décision)",
        "Taux de subvention 100 % (selon le décret)",
        "Plafond des dépenses admissibles, par an 160 000 € (selon le décret)",
        "Dénomination TWIST ASBL",
        "Objet Relier.",
        "en cours",
    ):
        assert said in page, said
    assert page.index("Reconnaissance 2") < page.index("Reconnaissance 1 :")


@pytest.mark.parametrize(
    ("number", "first", "last", "said"),
    [
        (1, "2008-01-01", "2010-12-31", "100 % (selon le décret)"),
        (2, "2011-01-01", "2013-12-31", "80 % (selon le décret)"),
        (3, "2014-01-01", "2016-12-31", "50 % (selon le décret)"),
        (1, "2025-01-01", "2028-12-31", "à lire dans la décision"),
    ],
)
def test_a_rate_that_the_decision_does_not_give_is_that_of_the_law_for_the_years_of_recognition(
    cast: dict[str, Person],
    twist: Cluster,
    recognises: Recognises,
    number: int,
    first: str,
    last: str,
    said: str,
) -> None:
    recognises(twist, number, first, last)

    assert f"Taux de subvention {said}" in read(cast["authority"], "/autorite/twist/")


@pytest.mark.parametrize(
    ("first", "last", "state"),
    [
        ("2024-07-01", "2028-06-30", "reconnu"),
        ("2020-07-01", "2028-01-09", "reconnaissance échue"),
        ("2028-01-11", "2032-01-10", "reconnu bientôt"),
        ("2024-01-11", "2028-01-10", "reconnu"),
    ],
)
def test_a_cluster_says_how_its_recognition_stands(
    cast: dict[str, Person], twist: Cluster, recognises: Recognises, first: str, last: str, state: str
) -> None:
    recognises(twist, 1, first, last)

    assert f"Cluster TWIST {state}" in read(cast["authority"], "/autorite/")
    assert f"Cluster TWIST {state}" in read(cast["authority"], "/autorite/twist/")


def test_the_register_of_a_day_holds_what_the_law_lists_and_no_private_word(
    cast: dict[str, Person], recognised: Cluster
) -> None:
    one = join(recognised, f"Usage {HIDDEN}")
    declare(
        organisation=one,
        by=BY,
        on=DAY,
        legal_name="Forge Été",
        legal_form="SA",
        enterprise_number="0406798006",
        street="rue du Fer 3",
        postal_code="4000",
        place="Liège",
    )
    private = {"email": f"{HIDDEN}@example.org", "phone": HIDDEN, "website": f"https://{HIDDEN}.be/"}
    Organisation.objects.filter(pk=one.pk).update(**private, does={"fr": HIDDEN}, skills=[HIDDEN])
    Contact.objects.create(organisation=one, last_name=HIDDEN, visibility="public")
    Site.objects.create(organisation=one, street=HIDDEN, place=HIDDEN)
    gone = join(recognised, "Parti")
    end_membership(organisation=gone, kind=MembershipAct.Kind.RESIGNED, by=BY, on=dt.date(2024, 1, 1))

    now, then = (
        read(cast["authority"], f"/autorite/twist/registre/{asked}") for asked in ("", "?au=2023-06-01")
    )

    line = "Forge Été SA 0406.798.006 rue du Fer 3, 4000 Liège Membre effectif 1er janvier 2020"
    assert (line in now, line in then) == (True, True)
    assert ("1 membre" in now, "Parti" in now) == (True, False)
    assert ("2 membres" in then, "Parti" in then, "Registre des membres au 1er juin 2023" in then) == (
        True,
        True,
        True,
    )
    assert "ne compte aucun membre" in read(cast["authority"], "/autorite/twist/registre/?au=2019-01-01")
    for _, pattern in routes():
        if pattern.startswith("autorite/"):
            asked = f"/{pattern.replace('<slug:cluster>', 'twist')}?q={HIDDEN[:5]}&au=2023-06-01"
            assert HIDDEN not in signed_in(cast["authority"]).get(asked).content.decode(), pattern


def test_a_day_or_a_page_that_means_nothing_is_today_and_the_first(
    cast: dict[str, Person], recognised: Cluster
) -> None:
    join(recognised, "Forge")

    for odd in ("au=hier", "au=2023-02-31", "page=0", "page=x", "page=²", "page=999999999999"):
        page = read(cast["authority"], f"/autorite/twist/registre/?{odd}")
        assert ("1 membre" in page, "10 janvier 2028" in page) == (True, True), odd


def test_the_pages_ask_the_database_the_same_for_one_as_for_thirty(
    cast: dict[str, Person], recognised: Cluster, recognises: Recognises
) -> None:
    client = signed_in(cast["authority"])

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as statements:
            client.get(address)
        return len(statements)

    ways = ("/autorite/", "/autorite/twist/", "/autorite/twist/registre/")
    join(recognised, "Forge")
    for way in ways:
        asked(way)
    join(recognised, "Atelier")
    before = [asked(way) for way in ways]
    for number in range(30):
        join(recognised, f"Membre {number}")
        more = found(slug=f"c{number}", name=f"Cluster {number}", by=BY, on=DAY)
        recognises(more, 1, "2025-01-01", "2028-12-31")

    assert [asked(way) for way in ways] == before


def test_under_the_name_of_a_cluster_there_is_that_cluster_alone(
    cast: dict[str, Person],
    recognised: Cluster,
    other: Cluster,
    recognises: Recognises,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recognises(other, 1, "2026-01-01", "2029-12-31")
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["twist.example.be"])
    change_identity(recognised, by=BY, on=DAY, domain="twist.example.be")
    client = signed_in(cast["authority"])

    page = client.get("/autorite/", headers={"host": "twist.example.be"}).content.decode()

    assert ("Cluster TWIST" in page, "Cluster de l’eau" in page) == (True, False)
    assert client.get("/autorite/eau/", headers={"host": "twist.example.be"}).status_code == 404
    assert client.get("/autorite/twist/", headers={"host": "twist.example.be"}).status_code == 200


def test_without_a_recognised_cluster_the_page_says_what_will_be_there(cast: dict[str, Person]) -> None:
    assert "Aucun cluster de cette installation n’est encore reconnu." in read(
        cast["authority"], "/autorite/"
    )
