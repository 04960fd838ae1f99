"""The register of any past day, as it was known on any day."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grappe.analysis.language.catalogues import Language
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.journal.acts import record
from grappe.apps.journal.queries import entries_of, first_broken
from grappe.apps.journal.reading import read_lines
from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.membership import (
    AlreadyCorrected,
    NoReason,
    OfAnotherCluster,
    UnknownKind,
    admit,
    annul,
    change_category,
    correct,
    end_membership,
    pass_on,
)
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import MembershipAct, MembershipSpan, Organisation
from grappe.apps.members.queries.register import register
from grappe.apps.members.queries.soundness import first_strange
from grappe.apps.members.rules.membership import AlreadyMember, NotAMember
from grappe.apps.people.models import Person

BY = "person:1"
Kind = MembershipAct.Kind


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@contextmanager
def recorded_on(text: str) -> Iterator[None]:
    """Have acts be recorded at noon of a day."""
    noon = timezone.make_aware(dt.datetime.combine(day(text), dt.time(12)))
    with patch("django.utils.timezone.now", return_value=noon):
        yield


def names(cluster: Cluster, on: str, known: str | None = None) -> list[str]:
    return [line.name for line in register(cluster, day=day(on), known=day(known) if known else None)]


def test_a_past_register_prints_the_same_text_whatever_is_corrected_later(
    twist: Cluster, forge: Organisation, effective: Category
) -> None:
    with recorded_on("2024-01-10"):
        admit(organisation=forge, category=effective, kind="enterprise", by=BY, on=day("2024-01-01"))
        declare(
            organisation=forge, by=BY, on=day("2024-01-01"), legal_name="Forge Été SA", postal_code="4020"
        )
    printed = register(twist, day=day("2024-06-30"), known=day("2024-06-30"))

    with recorded_on("2025-02-01"):
        wrong = forge.membership_acts.get()
        correct(act=wrong, by=BY, reason="Le conseil l’a admise en août.", on=day("2024-08-01"))
        correct(act=forge.identity_acts.get(), by=BY, reason="Faute de frappe.", legal_name="Forges d’Été SA")

    assert [(line.legal_name, str(line.joined_on)) for line in printed] == [("Forge Été SA", "2024-01-01")]
    assert register(twist, day=day("2024-06-30"), known=day("2024-06-30")) == printed
    assert register(twist, day=day("2024-06-30"), known=day("2025-01-31")) == printed
    assert names(twist, "2024-06-30") == []
    assert names(twist, "2024-06-30", "2025-02-01") == []
    now = register(twist, day=day("2024-12-31"))
    assert [(line.legal_name, str(line.joined_on)) for line in now] == [("Forges d’Été SA", "2024-08-01")]


def test_nobody_is_in_the_register_before_it_was_known(
    twist: Cluster, forge: Organisation, effective: Category
) -> None:
    with recorded_on("2024-03-10"):
        admit(organisation=forge, category=effective, kind="enterprise", by=BY, on=day("2024-01-01"))

    assert names(twist, "2024-02-01", "2024-03-09") == []
    assert names(twist, "2024-02-01", "2024-03-10") == ["Forge Été"]
    assert names(twist, "2023-12-31") == []


def test_a_member_gone_on_a_day_is_no_longer_in_the_register_of_that_day(
    twist: Cluster, forge: Organisation, effective: Category
) -> None:
    admit(organisation=forge, category=effective, kind="enterprise", by=BY, on=day("2020-01-01"))
    end_membership(organisation=forge, kind=Kind.RESIGNED, by=BY, on=day("2022-07-01"))

    assert names(twist, "2022-06-30") == ["Forge Été"]
    assert names(twist, "2022-07-01") == []


def test_each_state_shows_the_act_that_made_it(
    twist: Cluster, forge: Organisation, effective: Category, adherent: Category
) -> None:
    first = admit(organisation=forge, category=effective, kind="enterprise", by=BY, on=day("2020-01-01"))
    second = change_category(
        organisation=forge, category=adherent, kind="enterprise", by=BY, on=day("2022-01-01")
    )

    (before,) = register(twist, day=day("2021-12-31"))
    (after,) = register(twist, day=day("2022-01-01"))

    assert (before.membership_act, before.base, after.membership_act, after.base) == (
        first.pk,
        "effective",
        second.pk,
        "adherent",
    )
    assert after.joined_on == day("2020-01-01")


def test_names_are_in_order_whatever_their_accents_and_capitals(
    twist: Cluster, enters: Callable[[str], Organisation], effective: Category
) -> None:
    for name in ("Zinc", "élan", "Écho", "eau Vive"):
        admit(organisation=enters(name), category=effective, kind="enterprise", by=BY, on=day("2020-01-01"))

    assert names(twist, "2020-01-01") == ["eau Vive", "Écho", "élan", "Zinc"]


def test_the_register_of_one_cluster_holds_nothing_of_another(
    twist: Cluster, other: Cluster, effective: Category
) -> None:
    stranger = enter(cluster=other, name="Secret", by=BY, on=day("2020-01-01"))
    theirs = other.categories.get(code="effective")
    admit(organisation=stranger, category=theirs, kind="enterprise", by=BY, on=day("2020-01-01"))

    assert (names(twist, "2021-01-01"), names(other, "2021-01-01")) == ([], ["Secret"])
    with pytest.raises(OfAnotherCluster):
        admit(organisation=stranger, category=effective, kind="enterprise", by=BY, on=day("2021-01-01"))


def test_what_is_refused_leaves_nothing_behind(
    twist: Cluster, forge: Organisation, effective: Category
) -> None:
    admit(organisation=forge, category=effective, kind="enterprise", by=BY, on=day("2020-01-01"))
    lines = entries_of(f"organisation:{forge.pk}").count()

    with pytest.raises(AlreadyMember):
        admit(organisation=forge, category=effective, kind="enterprise", by=BY, on=day("2021-01-01"))
    with pytest.raises(NotAMember):
        end_membership(organisation=forge, kind=Kind.RESIGNED, by=BY, on=day("2019-01-01"))
    with pytest.raises(NoReason):
        annul(act=forge.membership_acts.get(), by=BY, reason=" ")
    changed = {"organisation": forge, "category": effective, "kind": "company", "by": BY}
    with pytest.raises(UnknownKind, match="n’est pas une nature de membre"):
        admit(**changed, on=day("2021-01-01"))  # type: ignore[arg-type]  # one type for all
    with pytest.raises(UnknownKind):
        change_category(**changed, on=day("2021-01-01"))  # type: ignore[arg-type]  # the same
    with pytest.raises(UnknownKind):
        correct(act=forge.membership_acts.get(), by=BY, reason="Faute.", member_kind="")

    assert (forge.membership_acts.count(), entries_of(f"organisation:{forge.pk}").count()) == (1, lines)
    assert names(twist, "2021-01-01") == ["Forge Été"]


def test_an_act_is_corrected_once_and_its_correction_again(
    twist: Cluster, forge: Organisation, effective: Category
) -> None:
    act = admit(organisation=forge, category=effective, kind="enterprise", by=BY, on=day("2020-01-01"))
    again = correct(act=act, by=BY, reason="Un an plus tard.", on=day("2021-01-01"))

    with pytest.raises(AlreadyCorrected):
        correct(act=act, by=BY, reason="Deux ans plus tard.", on=day("2022-01-01"))
    correct(act=again, by=BY, reason="Deux ans plus tard.", on=day("2022-01-01"))

    assert (names(twist, "2021-06-01"), names(twist, "2022-01-01")) == ([], ["Forge Été"])


def test_a_merger_gives_the_membership_to_a_successor_that_was_no_member(
    twist: Cluster, forge: Organisation, enters: Callable[[str], Organisation], effective: Category
) -> None:
    heir, old = enters("Aciérie"), enters("Bronzes")
    for one in (forge, old):
        admit(organisation=one, category=effective, kind="enterprise", by=BY, on=day("2020-01-01"))

    pass_on(organisation=forge, successor=heir, kind=Kind.MERGED, by=BY, on=day("2022-01-01"))
    pass_on(organisation=old, successor=heir, kind=Kind.MERGED, by=BY, on=day("2023-01-01"))

    assert names(twist, "2021-12-31") == ["Bronzes", "Forge Été"]
    assert names(twist, "2022-06-01") == ["Aciérie", "Bronzes"]
    assert names(twist, "2023-01-01") == ["Aciérie"]
    (line,) = register(twist, day=day("2023-01-01"))
    assert (line.joined_on, line.base) == (day("2022-01-01"), "effective")


def test_the_journal_tells_before_and_after(
    forge: Organisation, effective: Category, adherent: Category
) -> None:
    admit(organisation=forge, category=effective, kind="enterprise", by=BY, on=day("2020-01-01"))
    change_category(organisation=forge, category=adherent, kind="enterprise", by=BY, on=day("2022-01-01"))

    line = list(entries_of(f"organisation:{forge.pk}"))[-1]

    before, after = json.loads(line.told.before), json.loads(line.told.after)
    assert (line.act, str(line.on), line.told.by) == ("member.category_changed", "2022-01-01", BY)
    assert [(one["category"], one["until"]) for one in before] == [("effective", None)]
    assert [(one["category"], one["since"]) for one in after["holds"]] == [("adherent", "2022-01-01")]
    assert first_broken() is None


def read(forge: Organisation, language: Language = "fr") -> list[str]:
    lines = read_lines(entries_of(f"organisation:{forge.pk}"), language)
    return [" ".join(line.sentence.split()) for line in lines]


def test_a_correction_is_told_as_one_with_what_it_changes(
    forge: Organisation, effective: Category, adherent: Category
) -> None:
    Person.objects.create(pk=1, email="ada@example.org", first_name="Ada", last_name="Lourd")
    act = admit(organisation=forge, category=effective, kind="enterprise", by=BY, on=day("2020-01-01"))

    again = correct(act=act, by=BY, reason="Relu le PV", category=adherent, on=day("2020-03-01"))
    correct(act=again, by=BY, reason="Encore", founding=True)

    first, second = read(forge)[2:]
    assert first == (
        "Ada Lourd a corrigé l’admission de « Forge Été » "
        "(Jour de l’acte : 1er janvier 2020 → 1er mars 2020 ; Catégorie : Membre effectif → Membre adhérent)."
    )
    assert second == "Ada Lourd a corrigé l’admission de « Forge Été » (Membre fondateur : non → oui)."
    told = "Ada Lourd corrected the admission of “Forge Été” (Founding member: no → yes)."
    assert read(forge, "en")[-1] == told
    (line, _) = list(read_lines(entries_of(f"organisation:{forge.pk}"), "fr"))[2:]
    assert (line.reason, [change.field for change in line.changes]) == ("Relu le PV", ["act_day", "category"])


def test_a_correction_written_before_lines_told_what_they_correct_is_told_without(
    forge: Organisation,
) -> None:
    subject = f"organisation:{forge.pk}"
    with transaction.atomic():
        record(
            act="member.admitted",
            by="system:demo",
            subject=subject,
            before=[],
            after={"category": "effective", "replaces": 1, "reason": "Relu"},
            on=day("2020-01-01"),
        )

    assert read(forge)[-1] == "La démonstration a corrigé l’admission de « Forge Été »."


@pytest.mark.parametrize("members", [1, 30])
def test_a_register_asks_two_questions_whatever_its_size(
    twist: Cluster, enters: Callable[[str], Organisation], effective: Category, members: int
) -> None:
    for number in range(members):
        one = enters(f"Membre {number}")
        admit(organisation=one, category=effective, kind="enterprise", by=BY, on=day("2020-01-01"))
        declare(organisation=one, by=BY, on=day("2020-01-01"), legal_name=f"Membre {number} SA")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        lines = register(twist, day=day("2021-01-01"))

    assert (len(lines), len(asked)) == (members, 2)


def test_what_is_kept_is_what_the_acts_tell_and_a_change_behind_their_back_is_found(
    forge: Organisation, effective: Category
) -> None:
    admit(organisation=forge, category=effective, kind="enterprise", by=BY, on=day("2020-01-01"))
    assert first_strange() is None

    MembershipSpan.objects.update(since=day("2019-01-01"))

    assert first_strange() == forge
