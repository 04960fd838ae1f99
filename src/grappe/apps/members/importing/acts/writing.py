"""What an import writes: new organisations, and what changes of those that the book has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from grappe.apps.clusters.models import Category
from grappe.apps.edits.written import fingerprint, written
from grappe.apps.journal.acts import Line, record_many
from grappe.apps.members.acts import bulk
from grappe.apps.members.acts.books import IDENTITIES, MEMBERSHIPS
from grappe.apps.members.acts.finding import be_found
from grappe.apps.members.acts.taking_out import put_all_back
from grappe.apps.members.acts.writing import write
from grappe.apps.members.importing.intents import Intent
from grappe.apps.members.importing.models import Import
from grappe.apps.members.models import Activity, Contact, IdentityAct, MembershipAct, Organisation, Site
from grappe.apps.members.rules.names import in_order

AT_ONCE = 500
Kind = MembershipAct.Kind
Changes = dict[str, dict[str, list[Any]]]
"""By number of the thing, by field: before and after."""


@dataclass(slots=True)
class Wrote:
    """What an import wrote, by number: what an undo takes back."""

    organisations: list[int] = field(default_factory=list)
    """Those that it wrote into the book."""
    membership_acts: list[int] = field(default_factory=list)
    identity_acts: list[int] = field(default_factory=list)
    profiles: Changes = field(default_factory=dict)
    added: dict[str, dict[str, str]] = field(default_factory=dict)
    """Activities, sites and contacts: the fingerprint of each as it was written."""
    changed: dict[str, Changes] = field(default_factory=dict)


@dataclass(slots=True)
class Writing:
    """One import being written."""

    sent: Import
    by: str
    reason: str
    wrote: Wrote = field(default_factory=Wrote)
    categories: dict[str, Category] = field(default_factory=dict)

    def new(self, intents: Iterable[Intent]) -> None:
        """Enter the organisations that the book does not have."""
        told = list(intents)
        made = bulk.enter_many(
            cluster=self.sent.cluster,
            newcomers=[self._newcomer(intent) for intent in told],
            by=self.by,
            on=self.sent.on,
            reason=self.reason,
        )
        numbers, blank = [one.pk for one in made], Organisation()
        self.wrote.organisations = numbers
        for intent, one in zip(told, made, strict=True):
            if intent.profile:
                self.wrote.profiles[str(one.pk)] = {
                    name: [getattr(blank, name), getattr(one, name)] for name in intent.profile
                }
        self.wrote.membership_acts += _of(MembershipAct, numbers)
        self.wrote.identity_acts += _of(IdentityAct, numbers)
        for kind in (Activity, Site, Contact):
            self._keep_added(kind, [row for some in _parts(numbers) for row in _rows(kind, some)])

    def known(self, intents: Iterable[Intent]) -> None:
        """Write what changes of the organisations that the book has."""
        told = {intent.known.pk: intent for intent in intents if intent.known is not None}
        out = [number for number, intent in told.items() if intent.known is not None and intent.known.out]
        put_all_back(out, by=self.by, on=self.sent.on)
        self.wrote.organisations += out
        held: dict[int, Organisation] = {}
        for some in _parts(sorted(told)):
            held |= Organisation.objects.select_for_update().order_by("pk").in_bulk(some)
        record_many(self._described(told, held))
        record_many([*self._activities(told), *self._pieces(told, Site), *self._pieces(told, Contact)])
        identities = [self._identity(intent) for intent in told.values() if intent.identity]
        self.wrote.identity_acts += [act.pk for act in write(IDENTITIES, identities)]
        memberships = [act for intent in told.values() for act in self._memberships(intent)]
        self.wrote.membership_acts += [act.pk for act in write(MEMBERSHIPS, memberships)]
        be_found(held.values())

    def _newcomer(self, intent: Intent) -> bulk.Newcomer:
        identity = dict(intent.identity)
        if identity:
            identity.setdefault("country", "BE")
        return bulk.Newcomer(
            name=intent.name,
            code=intent.code,
            profile=self._profile(intent),
            identity=identity,
            stays=[
                bulk.Stay(
                    joined_on=stay.joined_on,
                    left_on=stay.left_on,
                    category=self.categories[stay.category],
                    kind=stay.kind,
                    founding=stay.founding,
                )
                for stay in sorted(intent.stays, key=lambda stay: stay.joined_on)
            ],
            activities=[
                {"nace": code, "nace_version": version, "main": main}
                for code, version, main in intent.activities
            ],
            sites=[fields for _, fields in intent.sites],
            contacts=[fields for _, fields in intent.contacts],
        )

    def _profile(self, intent: Intent, held: Organisation | None = None) -> dict[str, Any]:
        told = dict(intent.profile)
        if "does" in told:
            languages = self.sent.cluster.languages or ["fr"]
            told["does"] = {**(held.does if held else {}), languages[0]: told["does"]}
        return told

    def _described(self, told: Mapping[int, Intent], held: Mapping[int, Organisation]) -> list[Line]:
        lines, changed = [], []
        for number, intent in told.items():
            if not intent.profile:
                continue
            one = held[number]
            profile = self._profile(intent, one)
            before = {name: getattr(one, name) for name in profile}
            for name, value in profile.items():
                setattr(one, name, value)
            one.sort_name = in_order(one.name)
            one.clean_fields(exclude=["cluster", "logo"])
            changed.append(one)
            self.wrote.profiles[str(number)] = {
                name: [before[name], value] for name, value in profile.items()
            }
            lines.append(self._line(number, before, profile, act="organisation.described"))
        if changed:
            names = sorted({name for change in self.wrote.profiles.values() for name in change})
            Organisation.objects.bulk_update(changed, [*names, "sort_name"], batch_size=AT_ONCE)
        return lines

    def _identity(self, intent: Intent) -> IdentityAct:
        known = intent.known
        assert known is not None  # noqa: S101 - `known` gathers no other
        contents = {"legal_name": known.name, **known.identity, **intent.identity}
        contents["country"] = contents.get("country") or "BE"
        return IdentityAct(
            organisation_id=known.pk,
            kind=IdentityAct.Kind.DECLARED,
            on=self.sent.on,
            by=self.by,
            reason=self.reason,
            **contents,
        )

    def _memberships(self, intent: Intent) -> list[MembershipAct]:
        known = intent.known
        assert known is not None  # noqa: S101 - `known` gathers no other
        told: dict[str, Any] = {"organisation_id": known.pk, "by": self.by, "reason": self.reason}
        acts = []
        if intent.becomes is not None:
            category, kind = intent.becomes
            acts.append(
                MembershipAct(
                    kind=Kind.CATEGORY_CHANGED,
                    category=self.categories[category],
                    member_kind=kind,
                    on=self.sent.on,
                    **told,
                )
            )
        if intent.leaves_on is not None:
            acts.append(MembershipAct(kind=Kind.LEFT, on=intent.leaves_on, **told))
        for stay in intent.stays:
            acts.append(
                MembershipAct(
                    kind=Kind.ADMITTED,
                    category=self.categories[stay.category],
                    member_kind=stay.kind,
                    founding=stay.founding,
                    on=stay.joined_on,
                    **told,
                )
            )
            if stay.left_on is not None:
                acts.append(MembershipAct(kind=Kind.LEFT, on=stay.left_on, **told))
        return acts

    def _activities(self, told: Mapping[int, Intent]) -> list[Line]:
        """Add activities; one that becomes the main one takes the place of that of its version."""
        touched = {number: intent.activities for number, intent in told.items() if intent.activities}
        held: dict[tuple[int, str, int], Activity] = {
            (row.organisation_id, row.nace, row.nace_version): row
            for some in _parts(sorted(touched))
            for row in _rows(Activity, some)
        }
        before = {key: row.main for key, row in held.items()}
        added: list[Activity] = []
        lines: list[Line] = []
        for number, activities in touched.items():
            for code, version, main in activities:
                if main:
                    for (owner, _, of_version), row in held.items():
                        row.main = row.main and not (owner == number and of_version == version)
                row = held.get((number, code, version)) or Activity(
                    organisation_id=number, nace=code, nace_version=version
                )
                row.main = main
                if row.pk is None:
                    added.append(row)
                held[number, code, version] = row
                lines.append(
                    self._line(
                        number, None, {"nace": code, "version": version, "main": main}, act="activity.told"
                    )
                )
        changed = [row for key, row in held.items() if key in before and row.main != before[key]]
        # Those that are no longer the main one first: one version has but one.
        for main in (False, True):
            some = [row for row in changed if row.main is main]
            Activity.objects.bulk_update(some, ["main"], batch_size=AT_ONCE)
        self.wrote.changed["activity"] = {str(row.pk): {"main": [not row.main, row.main]} for row in changed}
        self._keep_added(Activity, Activity.objects.bulk_create(added, batch_size=AT_ONCE))
        return lines

    def _pieces(self, told: Mapping[int, Intent], kind: type[Site | Contact]) -> list[Line]:
        """Add or change sites or contacts. Of a person the journal keeps which one, and no word."""
        name = kind._meta.model_name or ""
        added: list[Any] = []
        changes: dict[int, tuple[int, Mapping[str, Any]]] = {}
        for number, intent in told.items():
            for pk, fields in intent.sites if kind is Site else intent.contacts:
                if pk is None:
                    added.append(kind(organisation_id=number, **fields))
                else:
                    changes[pk] = (number, {**changes[pk][1], **fields} if pk in changes else fields)
        for row in added:
            row.clean_fields(exclude=["organisation", "person"])
        made: list[Any] = kind._default_manager.bulk_create(added, batch_size=AT_ONCE)
        self._keep_added(kind, made)
        lines = [
            self._line(
                row.organisation_id,
                None,
                self._told(row),
                act="site.added" if kind is Site else "contact.added",
            )
            for row in made
        ]
        kept: Changes = {}
        rows: dict[int, Any] = {}
        for some in _parts(sorted(changes)):
            rows |= kind._default_manager.select_for_update().in_bulk(some)
        for pk, row in rows.items():
            number, fields = changes[pk]
            before = self._told(row)
            kept[str(pk)] = {key: [_plain(getattr(row, key)), _plain(value)] for key, value in fields.items()}
            for key, value in fields.items():
                setattr(row, key, value)
            row.clean_fields(exclude=["organisation", "person"])
            lines.append(
                self._line(
                    number, before, self._told(row), act="site.changed" if kind is Site else "contact.changed"
                )
            )
        names = sorted({key for fields in kept.values() for key in fields})
        if names:
            kind._default_manager.bulk_update(rows.values(), names, batch_size=AT_ONCE)
        self.wrote.changed[name] = kept
        return lines

    def _told(self, row: Any) -> dict[str, Any]:
        return {"contact": row.pk} if isinstance(row, Contact) else written(row)

    def _keep_added(self, kind: type[Model], rows: Iterable[Any]) -> None:
        kept = self.wrote.added.setdefault(kind._meta.model_name or "", {})
        fresh = [row.pk for row in rows]
        for some in _parts(fresh):
            # As the database has them: a number is written there in one way only.
            for row in kind._default_manager.filter(pk__in=some):
                kept[str(row.pk)] = fingerprint(written(row))

    def _line(self, organisation: int, before: Any, after: Any, *, act: str) -> Line:
        subject = f"organisation:{organisation}"
        return Line(act=act, by=self.by, subject=subject, before=before, after=after, on=self.sent.on)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | bool) else str(value)


def _of(kind: type[MembershipAct | IdentityAct], organisations: list[int]) -> list[int]:
    return [
        pk
        for some in _parts(organisations)
        for pk in kind._default_manager.filter(organisation__in=some)
        .order_by("pk")
        .values_list("pk", flat=True)
    ]


def _rows(kind: type[Any], organisations: list[int]) -> list[Any]:
    return list(kind._default_manager.filter(organisation__in=organisations).order_by("pk"))


def _parts(numbers: list[int]) -> Iterable[list[int]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]
