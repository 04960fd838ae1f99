"""The page of a member, and the acts that are done from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.analysis.registry.small_extract import STUDIO, full
from tests.pages.desk.members.conftest import Joins
from tests.visitors import signed_in

from grappe.analysis.language.numbers import long_date
from grappe.analysis.registry.build import build
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.edits.written import fingerprint, fingerprint_of
from grappe.apps.members.acts.identity import appoint, declare
from grappe.apps.members.acts.membership import admit, correct
from grappe.apps.members.acts.organisations import enter, profile_of
from grappe.apps.members.acts.parts import keep_part
from grappe.apps.members.models import Contact, MembershipAct, Organisation, Site
from grappe.apps.members.queries.register import register
from grappe.apps.members.queries.soundness import first_strange
from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation

DESK = "/bureau/grappes/twist/membres/"
TODAY = dt.date(2026, 11, 26)
Recorded = Callable[[str], AbstractContextManager[None]]


def of(one: Organisation, rest: str = "") -> str:
    return f"{DESK}fiches/{one.code}/{rest}"


def read(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_page_tells_what_it_said_before_who_corrected_it_and_why(
    team: Client, cast: dict[str, Person], forge: Organisation
) -> None:
    act = forge.membership_acts.get()
    lead = cast["lead"]
    correct(act=act, by=lead.named, reason="Le procès-verbal dit mars.", on=dt.date(2020, 3, 1))

    page = read(team, of(forge))

    assert "Membre depuis le 1er mars 2020" in page
    assert "<del>1er janvier 2020 · Admission" in page
    assert "lead@example.org" in page
    assert "« Le procès-verbal dit mars. »" in page


def test_whoever_applied_without_an_account_is_called_so_and_the_program_by_its_name(
    team: Client, forge: Organisation
) -> None:
    for by in ("system:adhesion", "system:import"):
        declare(organisation=forge, by=by, on=TODAY, legal_name=f"Forge {by}")

    page = read(team, of(forge))

    assert "par la personne qui a posé sa candidature" in page
    assert "par l’import d’un dossier" in page
    assert "par adhesion" not in page


def test_the_page_of_a_past_day_says_what_was_known_then(
    team: Client, forge: Organisation, recorded_on: Recorded, joins: Joins
) -> None:
    with recorded_on("2021-01-01"):
        late = joins("Atelier")
    with recorded_on("2022-01-01"):
        correct(
            act=late.membership_acts.get(), by="person:1", reason="Entré en 2022.", on=dt.date(2022, 1, 1)
        )

    assert "Pas encore membre" not in read(team, of(late), au="2021-06-01", connu="2021-06-01")
    assert "Membre à partir du 1er janvier 2022" in read(team, of(late), au="2021-06-01")
    old = read(team, of(late), au="2021-06-01", connu="2021-06-01")
    assert "Membre depuis le 1er janvier 2020" in old
    assert "Entré en 2022." not in old
    assert "corriger" not in old
    assert "corriger" in read(team, of(forge))


def test_the_page_asks_the_database_the_same_whatever_has_happened(
    team: Client,
    forge: Organisation,
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            read(team, of(forge))
        return len(statements)

    person = Person.objects.create_user("a@example.org")
    appoint(organisation=forge, person=person, part="reader", by="person:1", on=TODAY)  # type: ignore[arg-type]
    keep_part(part=Site(organisation=forge), told={"postal_code": "4000"}, by=person.named, on=TODAY)
    keep_part(part=Contact(organisation=forge), told={"last_name": "Un"}, by=person.named, on=TODAY)
    read(team, of(forge))
    before = asked()
    for number in range(5):
        keep_part(
            part=Contact(organisation=forge), told={"last_name": f"N{number}"}, by=person.named, on=TODAY
        )
        keep_part(part=Site(organisation=forge), told={"postal_code": "5000"}, by=person.named, on=TODAY)
        more = Person.objects.create_user(f"n{number}@example.org")
        appoint(organisation=forge, person=more, part="reader", by="person:1", on=TODAY)  # type: ignore[arg-type]

    assert asked() == before


def test_nothing_of_another_cluster_has_a_page_here(team: Client, other: Cluster) -> None:
    theirs = enter(cluster=other, name="Forge secrète", by="person:1", on=TODAY, code="z99")
    part = keep_part(part=Site(organisation=theirs), told={"postal_code": "4000"}, by="person:1", on=TODAY)

    for rest in ("", "fiche/", "admettre/", f"etablissements/{part.pk}/"):
        assert team.get(of(theirs, rest)).status_code == 404, rest


def test_a_site_of_another_member_is_not_this_ones(team: Client, joins: Joins, forge: Organisation) -> None:
    part = keep_part(
        part=Site(organisation=joins("Atelier")), told={"postal_code": "4000"}, by="person:1", on=TODAY
    )

    assert team.get(of(forge, f"etablissements/{part.pk}/")).status_code == 404
    assert team.post(of(forge, f"etablissements/{part.pk}/retirer/")).status_code == 302
    assert Site.objects.filter(pk=part.pk).exists()


ENTERED = {
    "legal_name": "Atelier Méandre SRL",
    "enterprise_number": "0406.798.006",
    "country": "BE",
    "postal_code": "4020",
    "category": "effective",
    "kind": "enterprise",
    "on": "2024-03-01",
    "decided_by": "board",
    "decided_on": "2024-02-20",
    "token": "once",
}


def test_a_member_is_added_once_however_often_the_form_comes(team: Client, twist: Cluster) -> None:
    for _ in range(2):
        assert team.post(f"{DESK}ajouter/", ENTERED).status_code == 302

    (line,) = register(twist, day=dt.date(2024, 3, 1))
    assert (line.name, line.enterprise_number, line.address) == ("Atelier Méandre SRL", "0406798006", "4020")
    assert MembershipAct.objects.get().decided_by == "board"
    assert first_strange() is None


def test_the_number_of_another_is_taken_once_it_is_said_that_they_are_two(
    team: Client, twist: Cluster
) -> None:
    team.post(f"{DESK}ajouter/", ENTERED)
    again = {**ENTERED, "legal_name": "Laboratoire Méandre", "token": "another"}

    refused = team.post(f"{DESK}ajouter/", again).content.decode()
    assert "Atelier Méandre SRL (m01) porte déjà ce numéro" in refused
    assert ('name="shares_number"' in refused, twist.organisations.count()) == (True, 1)

    assert team.post(f"{DESK}ajouter/", {**again, "shares_number": "on"}).status_code == 302
    lab = twist.organisations.get(name="Laboratoire Méandre")
    moved = {"legal_name": lab.name, "enterprise_number": "0406798006", "country": "BE", "on": "2024-04-01"}
    assert team.post(of(lab, "identite/"), {**moved, "place": "Liège", "token": "m"}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"enterprise_number": "0406.798.007"}, "échoue au contrôle modulo 97"),
        ({"enterprise_number": "douze"}, "« douze » n’est pas un numéro d’entreprise"),
        ({"legal_name": ""}, "Ce champ est demandé : remplissez-le."),
        ({"on": "hier"}, "date"),
        ({"category": "autre"}, "« autre » n’est pas parmi les réponses proposées"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(
    team: Client, twist: Cluster, wrong: dict[str, str], sentence: str
) -> None:
    answer = team.post(f"{DESK}ajouter/", {**ENTERED, **wrong, "place": "Bressoux"})
    page = answer.content.decode()

    assert answer.status_code == 200
    assert sentence in page
    assert 'value="Bressoux"' in page
    assert 'aria-invalid="true"' in page
    assert not twist.organisations.exists()


def test_the_register_refuses_in_its_own_words_and_a_corrected_form_passes(
    team: Client, forge: Organisation
) -> None:
    told = {"category": "effective", "kind": "enterprise", "on": "2024-01-01", "token": "t"}

    refused = team.post(of(forge, "categorie/"), told)
    assert refused.status_code == 200
    assert "Forge Été est déjà de cette catégorie le 1er janvier 2024" in refused.content.decode()

    assert team.post(of(forge, "categorie/"), {**told, "category": "adherent"}).status_code == 302
    assert forge.memberships.get(known_until__isnull=True, until__isnull=True).category.code == "adherent"


def test_an_exclusion_says_who_decided_it_and_why(team: Client, forge: Organisation) -> None:
    refused = team.post(of(forge, "sortie/"), {"kind": "excluded", "on": "2024-01-01"})

    assert refused.status_code == 200
    assert "Une exclusion dit quel organe l’a décidée." in refused.content.decode()
    assert "Une exclusion dit pourquoi." in refused.content.decode()
    assert not forge.membership_acts.filter(kind="excluded").exists()


@pytest.mark.parametrize(
    ("rest", "told", "kind"),
    [
        (
            "sortie/",
            {
                "kind": "excluded",
                "on": "2024-01-01",
                "decided_by": "general_assembly",
                "reason": "Deux ans de cotisations impayées.",
            },
            "excluded",
        ),
        ("transfert/", {"kind": "merged", "successor": "Atelier", "on": "2024-01-01"}, "merged"),
        ("transfert/", {"kind": "transferred", "successor": "m02", "on": "2024-01-01"}, "transferred"),
    ],
)
def test_a_membership_ends(
    team: Client, forge: Organisation, twist: Cluster, rest: str, told: dict[str, str], kind: str
) -> None:
    enter(cluster=twist, name="Atelier", by="person:1", on=TODAY)

    assert team.post(of(forge, rest), told).status_code == 302

    assert forge.membership_acts.order_by("pk").last().kind == kind  # type: ignore[union-attr]
    assert forge.memberships.get(known_until__isnull=True).until == dt.date(2024, 1, 1)


def test_a_successor_that_nobody_or_several_are_called_is_asked_again(
    team: Client, forge: Organisation, joins: Joins
) -> None:
    joins("Atelier du Bois")
    joins("Atelier du Fer")
    told = {"kind": "merged", "on": "2024-01-01"}

    none = team.post(of(forge, "transfert/"), {**told, "successor": "Personne"}).content.decode()
    several = team.post(of(forge, "transfert/"), {**told, "successor": "atelier"}).content.decode()

    assert "Aucune organisation du carnet ne s’appelle « Personne »" in none
    assert "Atelier du Bois (m02), Atelier du Fer (m03)" in several


def test_a_person_speaks_for_a_member_from_a_day_to_a_day(team: Client, forge: Organisation) -> None:
    person = Person.objects.create_user("marc@example.org", first_name="Marc", last_name="Mertens")
    told = {"email": "Marc@example.org ", "part": "voter", "on": "2022-01-01"}

    assert (
        "Aucun compte n’a l’adresse"
        in team.post(of(forge, "representant/"), {**told, "email": "x@example.org"}).content.decode()
    )
    team.post(of(forge, "representant/"), told)
    assert "Marc Mertens" in read(team, of(forge))

    team.post(of(forge, f"representants/{person.pk}/fin/"), {"on": "2023-01-01"})
    held = forge.representations.get(known_until__isnull=True)
    assert (held.since, held.until) == (dt.date(2022, 1, 1), dt.date(2023, 1, 1))


def test_an_act_is_corrected_and_annulled_with_a_reason(team: Client, forge: Organisation) -> None:
    act = forge.membership_acts.get()
    correction = of(forge, f"actes/member/{act.pk}/corriger/")
    told = {"on": "2020-02-01", "category": "adherent", "kind": "research"}
    assert 'value="2020-01-01"' in read(team, correction)

    assert team.post(correction, told).status_code == 200
    team.post(correction, {**told, "reason": "Relu le procès-verbal."})

    held = forge.memberships.get(known_until__isnull=True)
    assert (held.joined_on, held.category.code, held.kind) == (dt.date(2020, 2, 1), "adherent", "research")
    again = team.post(correction, {**told, "reason": "Encore."})
    assert "déjà été corrigé ou annulé" in again.content.decode()
    team.post(of(forge, f"actes/member/{held.act_id}/annuler/"), {"reason": "Jamais venu."})
    assert not forge.memberships.filter(known_until__isnull=True).exists()
    assert 'class="annulled"' in read(team, of(forge))


@pytest.mark.parametrize(
    ("was", "moved", "status"),
    [(-1, 30, 200), (0, 1, 200), (-1, 0, 302), (10, 30, 302), (10, -1, 302)],
)
def test_what_has_come_is_not_moved_to_a_day_to_come(
    team: Client, twist: Cluster, effective: Category, was: int, moved: int, status: int
) -> None:
    today = timezone.localdate()
    on, to = (today + dt.timedelta(days=days) for days in (was, moved))
    one = enter(cluster=twist, name="Forge", by="person:1", on=today)
    act = admit(organisation=one, category=effective, kind="enterprise", by="person:1", on=on)
    told = {"on": to.isoformat(), "category": "effective", "kind": "enterprise", "reason": "Relu."}

    answer = team.post(of(one, f"actes/member/{act.pk}/corriger/"), told)

    page = " ".join(answer.content.decode().split())
    held = one.memberships.get(known_until__isnull=True)
    assert (answer.status_code, held.since) == (status, to if status == 302 else on)
    said = f"L’acte est du {long_date(on, 'fr')}, et le {long_date(to, 'fr')} n’est pas encore venu."
    assert (said in page, 'aria-invalid="true"' in page) == (status == 200, status == 200)


def shown(one: Organisation) -> dict[str, str]:
    return {
        "name": one.name,
        "started_from": fingerprint(profile_of(Organisation.objects.get(pk=one.pk))),
        **{f"seen_{field}": "hidden" for field in ("fte",)},
        **{
            f"seen_{field}": "public"
            for field in (
                "does",
                "website",
                "logo",
                "activities",
                "skills",
                "references",
                "certifications",
            )
        },
        **{f"seen_{field}": "members" for field in ("phone", "contacts")},
        **{f"seen_{field}": "registered" for field in ("email", "sites", "enterprise_number")},
    }


def test_of_two_who_edit_the_second_sees_what_the_first_changed_and_chooses(
    team: Client, cast: dict[str, Person], forge: Organisation
) -> None:
    lead = signed_in(cast["lead"])
    typed = shown(forge)
    assert (
        lead.post(
            of(forge, "fiche/"), {**typed, "phone": "04 222", "website": "https://forge.example.be/"}
        ).status_code
        == 302
    )

    mine = {**typed, "phone": "081 33", "skills": "Soudure"}
    answer = team.post(of(forge, "fiche/"), mine)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "lead@example.org a remplacé «\u202f–\u202f», que vous changiez aussi." in page
    assert "https://forge.example.be/" in page
    now = Organisation.objects.get(pk=forge.pk)
    assert (now.phone, now.skills) == ("04 222", [])
    again = {**mine, "website": "https://forge.example.be/", "started_from": fingerprint(profile_of(now))}
    team.post(of(forge, "fiche/"), {**again, "choose_phone": "theirs", "theirs_phone": "04 222"})
    now = Organisation.objects.get(pk=forge.pk)
    assert (now.phone, now.website, now.skills) == ("04 222", "https://forge.example.be/", ["Soudure"])


def test_a_profile_says_who_sees_what_where_it_is_not_the_usual(team: Client, forge: Organisation) -> None:
    team.post(of(forge, "fiche/"), {**shown(forge), "seen_phone": "public", "does_fr": "Ferronnerie"})

    now = Organisation.objects.get(pk=forge.pk)
    assert (now.visibility, now.does) == ({"phone": "public"}, {"fr": "Ferronnerie"})


def test_sites_contacts_and_activities_are_kept_and_taken_away(team: Client, forge: Organisation) -> None:
    team.post(of(forge, "etablissements/nouveau/"), {"postal_code": "4000", "country": "BE", "fte": "3,5"})
    team.post(of(forge, "contacts/nouveau/"), {"last_name": "Dupont", "visibility": "members"})
    team.post(of(forge, "activites/"), {"codes": "59.120\n59.111", "version": "2008"})

    page = read(team, of(forge))
    assert [
        part in page
        for part in ("4000 Liège", "3,5 équivalents temps plein", "Dupont", "59.120 · NACE-BEL 2008")
    ] == [True] * 4
    assert '<svg class="map"' in page
    wrong = team.post(of(forge, "activites/"), {"codes": "99.999", "version": "2008"})
    assert "« 99.999 » n’est pas un code de la NACE-BEL 2008" in wrong.content.decode()
    site, contact = forge.sites.get(), forge.contacts.get()
    team.post(
        of(forge, f"etablissements/{site.pk}/"),
        {"postal_code": "5000", "country": "BE", "started_from": fingerprint_of(site)},
    )
    assert forge.sites.get().postal_code == "5000"
    team.post(of(forge, f"etablissements/{site.pk}/retirer/"))
    team.post(of(forge, f"contacts/{contact.pk}/retirer/"))
    assert (forge.sites.count(), forge.contacts.count()) == (0, 0)


def test_a_number_fills_the_form_from_the_registry_and_records_nothing(
    team: Client, twist: Cluster, installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Remplir" not in read(team, f"{DESK}ajouter/")
    build(full(tmp_path / "extract"), tmp_path / "store")
    monkeypatch.setattr(settings, "INSTALLATION", replace(installation, registry=tmp_path / "store"))
    typed = {"enterprise_number": STUDIO, "on": "2024-03-01", "reason": "Vu au salon", "fill": ""}

    page = team.post(f"{DESK}ajouter/", typed).content.decode()

    assert 'value="Studio Maas"' in page
    assert 'value="Quai 1"' in page
    assert "62.010 (2008)\n59.111 (2008)" in page
    assert "Vu au salon" in page
    assert "registre des entreprises du 30 août 2024" in page
    assert not twist.organisations.exists()
    unknown = team.post(f"{DESK}ajouter/", {**typed, "enterprise_number": "0406.798.006"}).content.decode()
    assert "ne connaît pas ce numéro" in unknown
    wrong = team.post(f"{DESK}ajouter/", {**typed, "enterprise_number": "0406.798.007"}).content.decode()
    assert "modulo 97" in wrong

    team.post(f"{DESK}ajouter/", {**ENTERED, "activities": "62.010 (2008)"})
    assert [one.nace for one in twist.organisations.get().activities.all()] == ["62.010"]
    refused = team.post(f"{DESK}ajouter/", {**ENTERED, "token": "", "activities": "62.010"})
    assert "« 62.010 » n’est pas un code de la NACE-BEL avec sa version" in refused.content.decode()
