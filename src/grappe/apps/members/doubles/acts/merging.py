"""Two that are one become one: the winner has all of it, the loser stays and says which one it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.clusters.models import Cluster
from grappe.apps.journal.acts import Line, record_many
from grappe.apps.members.acts.books import IDENTITIES, MEMBERSHIPS, REPRESENTATIONS, Book
from grappe.apps.members.acts.finding import be_found
from grappe.apps.members.acts.membership import OfAnotherCluster
from grappe.apps.members.acts.organisations import describe
from grappe.apps.members.acts.writing import write
from grappe.apps.members.attached import all_attached
from grappe.apps.members.doubles.models import Merge
from grappe.apps.members.importing.queries.judged import first_language_of
from grappe.apps.members.models import (
    Activity,
    Contact,
    IdentityAct,
    MembershipAct,
    Organisation,
    RepresentationAct,
    RepresentationSpan,
    Site,
)
from grappe.apps.members.rules.names import in_order
from grappe.apps.members.rules.refusals import RegisterRefusal

PROFILE = ("name", "website", "email", "phone", "does", "skills", "references", "certifications")
MEMBERSHIP = "membership"
FIELDS = (*PROFILE, *IdentityAct.CONTENTS, MEMBERSHIP)
"""What is chosen field by field; the membership is one choice, with all of its acts."""


class MergedAlready(RegisterRefusal):
    """One of the two is a double that was merged already."""

    sentence: ClassVar[str] = N_("{name} a déjà été réunie avec une autre fiche : réunissez celle-là.")


class OneAlone(RegisterRefusal):
    """Merged with itself."""

    sentence: ClassVar[str] = N_("Il faut deux fiches pour n’en faire qu’une.")


class HandedOver(RegisterRefusal):
    """One passed its membership to the other: they were two."""

    sentence: ClassVar[str] = N_(
        "{name} a transmis son adhésion à l’autre : ce sont deux organisations, et non un doublon."
    )


@transaction.atomic
def merge(
    *,
    winner: Organisation,
    loser: Organisation,
    by: str,
    on: dt.date,
    chosen: Mapping[str, str] | None = None,
) -> Merge:
    """Make one organisation of two. chosen: whose a field of FIELDS is, `winner` or `loser`.

    A field that nobody chose is the winner's, or the loser's where the winner has none. The loser's acts are
    annulled, with a reason that names the winner; where its membership was chosen, they are told again of the
    winner. Activities, places and people go over, but for those that it has, and all that other rooms keep of
    the loser. Raises a RegisterRefusal.
    """
    if winner.pk == loser.pk:
        raise OneAlone
    if winner.cluster_id != loser.cluster_id:
        raise OfAnotherCluster(name=winner.name, what=loser.name)
    cluster = Cluster.objects.select_for_update().get(pk=winner.cluster_id)
    held = Organisation.objects.select_for_update().order_by("pk").in_bulk([winner.pk, loser.pk])
    winner, loser = held[winner.pk], held[loser.pk]
    for one in (winner, loser):
        if Merge.objects.filter(loser=one).exists():
            raise MergedAlready(name=one.name)
    work = _Merging(winner, loser, by, on, dict(chosen or {}), first_language_of(cluster))
    work.membership()
    work.identity()
    work.representation()
    work.profile()
    made = Merge.objects.create(
        winner=winner, loser=loser, by=by, at=timezone.now(), on=on, chosen=work.taken, moved=work.parts()
    )
    for attached in all_attached():
        attached.go_over(winner=winner, loser=loser, by=by, on=on)
    Organisation.objects.filter(pk=loser.pk).update(out_since=on)
    be_found(Organisation.objects.filter(pk__in=[winner.pk, loser.pk]))
    told: dict[str, Any] = {"double": loser.pk, "from": work.taken, "moved": made.moved}
    record_many(
        [
            Line(
                act="organisation.merged",
                by=by,
                subject=f"organisation:{winner.pk}",
                before=None,
                after=told,
                on=on,
            ),
            Line(
                act="organisation.merged_into",
                by=by,
                subject=f"organisation:{loser.pk}",
                before=None,
                after={"winner": winner.pk},
                on=on,
            ),
        ]
    )
    return made


class _Merging:
    def __init__(
        self,
        winner: Organisation,
        loser: Organisation,
        by: str,
        on: dt.date,
        chosen: dict[str, str],
        language: Any,
    ) -> None:
        self.winner, self.loser, self.by, self.on, self.chosen = winner, loser, by, on, chosen
        self.taken: dict[str, str] = {}
        self.gone = say(N_("Doublon de {called}"), language, called=f"{winner.code} {winner.name}")
        self.kept = say(N_("Réunie avec son doublon {called}"), language, called=f"{loser.code} {loser.name}")

    def membership(self) -> None:
        """Annul the loser's acts, and tell them again of the winner where they are the ones that count."""
        mine, theirs = _counting(MEMBERSHIPS, self.winner), _counting(MEMBERSHIPS, self.loser)
        pair = {self.winner.pk, self.loser.pk}
        for act in (*mine, *theirs):
            if act.counterpart_id in pair:
                raise HandedOver(name=(self.winner if act in mine else self.loser).name)
        takes_theirs = self._takes(MEMBERSHIP, bool(mine), bool(theirs))
        written: list[Any] = [self._annulled(act, self.gone) for act in theirs]
        if takes_theirs:
            written += [self._annulled(act, self.kept) for act in mine]
            written += [self._again(act) for act in theirs]
        write(MEMBERSHIPS, written)

    def identity(self) -> None:
        """Declare the winner anew where a field is the loser's, from the day of the merge on."""
        mine, theirs = _last_identity(self.winner), _last_identity(self.loser)
        written: list[Any] = [self._annulled(act, self.gone) for act in _counting(IDENTITIES, self.loser)]
        if theirs is not None:
            now = mine.contents if mine else dict.fromkeys(IdentityAct.CONTENTS, "")
            told = {
                name: theirs.contents[name]
                if self._takes(name, bool(now[name]), bool(theirs.contents[name]))
                else now[name]
                for name in IdentityAct.CONTENTS
            }
            if told != now:
                written.append(
                    IdentityAct(
                        organisation=self.winner,
                        kind=IdentityAct.Kind.DECLARED,
                        on=self.on if mine else theirs.on,
                        by=self.by,
                        reason=self.kept,
                        **told,
                    )
                )
        write(IDENTITIES, written)

    def representation(self) -> None:
        """Have whoever speaks for the loser speak for the winner, as far as one voter allows."""
        there = {span.person_id: span.part for span in _speaking(self.winner, self.on)}
        voter = RepresentationAct.Part.VOTER
        written: list[Any] = [
            self._annulled(act, self.gone) for act in _counting(REPRESENTATIONS, self.loser)
        ]
        for span in _speaking(self.loser, self.on):
            if span.person_id in there:
                continue
            part = (
                RepresentationAct.Part.EDITOR if span.part == voter and voter in there.values() else span.part
            )
            there[span.person_id] = part
            written.append(
                RepresentationAct(
                    organisation=self.winner,
                    kind=RepresentationAct.Kind.APPOINTED,
                    person_id=span.person_id,
                    part=part,
                    on=self.on,
                    by=self.by,
                    reason=self.kept,
                )
            )
        write(REPRESENTATIONS, written)

    def profile(self) -> None:
        """Write the fields that are the loser's."""
        told = {
            name: getattr(self.loser, name)
            for name in PROFILE
            if self._takes(name, bool(getattr(self.winner, name)), bool(getattr(self.loser, name)))
        }
        if told:
            describe(organisation=self.winner, by=self.by, on=self.on, **told)

    def parts(self) -> dict[str, list[int]]:
        """Have activities, sites and contacts go over, but for those that the winner has."""
        mains = set(self.winner.activities.filter(main=True).values_list("nace_version", flat=True))
        for activity in self.loser.activities.filter(main=True, nace_version__in=mains):
            activity.main = False
            activity.save(update_fields=["main"])
        return {
            "activities": self._move(Activity, lambda row: (row.nace, row.nace_version)),
            "sites": self._move(Site, lambda row: (row.postal_code, in_order(row.street))),
            "contacts": self._move(Contact, lambda row: in_order(str(row))),
        }

    def _move(self, kind: type[Model], key: Any) -> list[int]:
        rows: Any = kind._default_manager
        there = {key(row) for row in rows.filter(organisation=self.winner)}
        moving = [row.pk for row in rows.filter(organisation=self.loser) if key(row) not in there]
        rows.filter(pk__in=moving).update(organisation=self.winner)
        return moving

    def _takes(self, field: str, mine: bool, theirs: bool) -> bool:  # noqa: FBT001 - whether each has it
        """Tell whether a field is the loser's, and keep it in mind."""
        said = self.chosen.get(field)
        takes = theirs and (said == "loser" or (said is None and not mine))
        if theirs:
            self.taken[field] = "loser" if takes else "winner"
        return takes

    def _annulled(self, act: Any, reason: str) -> Any:
        return type(act)(
            organisation_id=act.organisation_id,
            kind="annulled",
            on=act.on,
            by=self.by,
            reason=reason,
            replaces_id=act.pk,
        )

    def _again(self, act: MembershipAct) -> MembershipAct:
        return MembershipAct(
            organisation=self.winner,
            kind=act.kind,
            on=act.on,
            by=self.by,
            reason=self.kept,
            category_id=act.category_id,
            member_kind=act.member_kind,
            founding=act.founding,
            counterpart_id=act.counterpart_id,
            decided_by=act.decided_by,
            decided_on=act.decided_on,
        )


def _counting(book: Book, organisation: Organisation) -> list[Any]:
    """Return the acts of a book that count: neither replaced nor annulling."""
    acts: list[Any] = list(book.acts._default_manager.filter(organisation=organisation).order_by("on", "pk"))
    replaced = {act.replaces_id for act in acts}
    return [act for act in acts if act.pk not in replaced and act.kind != "annulled"]


def _last_identity(organisation: Organisation) -> IdentityAct | None:
    return next(iter(reversed(_counting(IDENTITIES, organisation))), None)


def _speaking(organisation: Organisation, day: dt.date) -> list[RepresentationSpan]:
    """Return who speaks for an organisation on a day or from then on."""
    spans = RepresentationSpan.objects.filter(organisation=organisation, known_until__isnull=True)
    return list(spans.filter(Q(until__isnull=True) | Q(until__gt=day)).order_by("pk"))
