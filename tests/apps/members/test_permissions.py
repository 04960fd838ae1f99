"""Who sees which field of a member, and acts in its name: one answer, whichever way it is asked."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.cast import cast, other, prepared, twist

from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.permissions import may_read_desk
from grappe.apps.members import permissions
from grappe.apps.members.acts.identity import appoint, dismiss
from grappe.apps.members.acts.membership import admit, annul, end_membership
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import MembershipAct, Organisation, RepresentationAct
from grappe.apps.members.rules.visibility import LEVELS, USUAL, contact_level, level_of
from grappe.apps.people.models import Person

__all__ = ["cast", "other", "prepared", "twist"]
BY, DAY = "person:1", dt.date(2020, 1, 1)
TWINS = [
    ("may_read", "readable_organisations"),
    ("may_edit", "editable_organisations"),
    ("may_vote_for", "votable_organisations"),
    ("may_represent", "represented_organisations"),
]
Everybody = dict[str, Person | None]


@pytest.fixture
def forge(twist: Cluster) -> Organisation:
    one = enter(cluster=twist, name="Forge", by=BY, on=DAY)
    effective = twist.categories.get(code="effective")
    admit(organisation=one, category=effective, kind="enterprise", by=BY, on=DAY)
    return one


@pytest.fixture
def everybody(twist: Cluster, other: Cluster, cast: dict[str, Person], forge: Organisation) -> Everybody:
    """The cast, and those who speak for the forge, did once, or speak for somebody else."""

    def speaks(name: str, part: str, of: Organisation) -> Person:
        person = Person.objects.create_user(f"{name}@example.org")
        appoint(organisation=of, person=person, part=RepresentationAct.Part(part), by=BY, on=DAY)
        return person

    adherent = enter(cluster=twist, name="Atelier", by=BY, on=DAY)
    admit(
        organisation=adherent,
        category=twist.categories.get(code="adherent"),
        kind="enterprise",
        by=BY,
        on=DAY,
    )
    candidate = enter(cluster=twist, name="Candidat", by=BY, on=DAY)
    gone = enter(cluster=twist, name="Parti", by=BY, on=DAY)
    admit(
        organisation=gone, category=twist.categories.get(code="effective"), kind="enterprise", by=BY, on=DAY
    )
    end_membership(
        organisation=gone, kind=MembershipAct.Kind.RESIGNED, by=BY, on=DAY + dt.timedelta(days=365)
    )
    strange = enter(cluster=other, name="Source", by=BY, on=DAY)
    admit(
        organisation=strange,
        category=other.categories.get(code="effective"),
        kind="enterprise",
        by=BY,
        on=DAY,
    )
    told: Everybody = {
        **cast,
        "visitor": None,
        "reader": speaks("reader", "reader", forge),
        "editor": speaks("editor", "editor", forge),
        "voter": speaks("voter", "voter", forge),
        "former": speaks("former", "editor", forge),
        "adherent": speaks("adherent", "voter", adherent),
        "candidate": speaks("candidate", "voter", candidate),
        "gone": speaks("gone", "voter", gone),
        "stranger": speaks("stranger", "voter", strange),
    }
    former = told["former"]
    assert former is not None
    dismiss(organisation=forge, person=former, by=BY, on=DAY + dt.timedelta(days=365))
    return told


@pytest.mark.parametrize(("one", "all_of_them"), TWINS)
def test_twins_agree_of_every_organisation_for_the_whole_cast(
    one: str, all_of_them: str, everybody: Everybody
) -> None:
    may, which = getattr(permissions, one), getattr(permissions, all_of_them)

    for name, person in everybody.items():
        told = {organisation for organisation in Organisation.objects.all() if may(organisation, by=person)}
        assert told == set(which(by=person)), name


def test_the_parts_of_a_representative_are_rights_over_their_own_member_and_no_other(
    everybody: Everybody, forge: Organisation
) -> None:
    def who(may: str) -> set[str]:
        return {name for name, by in everybody.items() if getattr(permissions, may)(forge, by=by)}

    assert who("may_read") == {
        *("team", "lead", "evaluator", "administrator"),
        *("reader", "editor", "voter"),
    }
    assert who("may_edit") == {"team", "lead", "administrator", "editor", "voter"}
    assert who("may_vote_for") == {"voter"}
    assert who("may_represent") == {"reader", "editor", "voter"}
    atelier = Organisation.objects.get(name="Atelier")
    assert permissions.may_edit(atelier, by=everybody["adherent"])
    assert not permissions.may_vote_for(atelier, by=everybody["adherent"])


def test_members_show_themselves_to_each_other_to_the_board_and_to_the_desk(
    everybody: Everybody, twist: Cluster, other: Cluster
) -> None:
    for name, person in everybody.items():
        met = {cluster for cluster in (twist, other) if permissions.may_meet(cluster, by=person)}
        assert met == set(permissions.clusters_to_meet(by=person)), name

    assert {name for name, by in everybody.items() if permissions.may_meet(twist, by=by)} == {
        *("team", "lead", "evaluator", "administrator", "director"),
        *("reader", "editor", "voter", "adherent"),
    }


def test_every_question_of_the_room_about_one_organisation_is_among_the_twins() -> None:
    asked = {
        name
        for name, one in vars(permissions).items()
        if name.startswith("may_") and one.__module__ == permissions.__name__
    }

    assert asked == {one for one, _ in TWINS} | {"may_see", "may_meet"}


def test_a_membership_that_ends_takes_its_representatives_rights_away_and_its_correction_gives_them_back(
    everybody: Everybody, forge: Organisation
) -> None:
    voter = everybody["voter"]
    ended = end_membership(
        organisation=forge, kind=MembershipAct.Kind.RESIGNED, by=BY, on=DAY + dt.timedelta(days=400)
    )
    assert not permissions.may_read(forge, by=voter)
    assert not permissions.may_vote_for(forge, by=voter)

    annul(act=ended, by=BY, reason="La lettre parlait d’un autre cluster.")

    assert permissions.may_vote_for(forge, by=voter)


def test_representatives_read_every_field_of_their_own_member(
    everybody: Everybody, forge: Organisation, twist: Cluster
) -> None:
    for name in ("reader", "adherent"):
        own = name == "reader"
        assert permissions.may_see(forge, "fte", by=everybody[name]) is own
        showing = permissions.organisations_showing(twist, "fte", by=everybody[name])
        assert (forge in showing) is own


def test_no_representative_gets_at_the_desk(everybody: Everybody, twist: Cluster) -> None:
    for name in ("reader", "editor", "voter", "former", "adherent"):
        assert not may_read_desk(twist, by=everybody[name]), name


@pytest.mark.parametrize("field", ["phone", "website", "fte", "contacts"])
@pytest.mark.parametrize("told", [None, *LEVELS, "nonsense"])
def test_both_ways_of_asking_agree_for_the_whole_cast(
    twist: Cluster, cast: dict[str, Person], field: str, told: str | None
) -> None:
    one = enter(cluster=twist, name="Forge", by=BY, on=DAY, visibility={field: told} if told else {})
    speaks = enter(cluster=twist, name="Atelier", by=BY, on=DAY)
    admit(organisation=speaks, category=twist.categories.all()[0], kind="enterprise", by=BY, on=DAY)
    member = Person.objects.create_user("member@example.org")
    appoint(organisation=speaks, person=member, part=RepresentationAct.Part.READER, by=BY, on=DAY)

    everybody: dict[str, Person | None] = {**cast, "member": member, "visitor": None}
    sees = {name for name, person in everybody.items() if permissions.may_see(one, field, by=person)}

    assert sees == {
        name
        for name, person in everybody.items()
        if permissions.organisations_showing(twist, field, by=person).filter(pk=one.pk).exists()
    }
    team = {"team", "lead", "evaluator", "administrator"}
    level = level_of(field, {field: told} if told else {})
    assert (
        sees
        == {
            "hidden": team,
            "members": team | {"member", "director"},
            "registered": set(everybody) - {"visitor"},
            "public": set(everybody),
        }[level]
    )


@pytest.mark.parametrize(
    ("own", "of_all", "level"),
    [
        ("public", "members", "members"),
        ("hidden", "public", "hidden"),
        ("registered", "public", "registered"),
        ("public", None, "members"),
        ("nonsense", "public", "hidden"),
    ],
)
def test_a_contact_is_seen_by_the_narrower_of_its_circle_and_its_organisations(
    own: str, of_all: str | None, level: str
) -> None:
    assert contact_level(own, {"contacts": of_all} if of_all else {}) == level


def test_a_field_without_a_word_of_its_member_is_at_its_usual_level() -> None:
    assert (level_of("phone", {}), level_of("website", {}), level_of("fte", {})) == (
        "members",
        "public",
        "hidden",
    )
    assert set(USUAL.values()) == set(LEVELS)
