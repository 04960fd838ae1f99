"""An import is taken back: by acts that annul its acts, since the register forgets nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any, ClassVar, cast

from django.db import models, transaction
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.edits.written import fingerprint, written
from grappe.apps.journal.acts import Line, record, record_many
from grappe.apps.journal.models import Entry
from grappe.apps.members.acts.books import IDENTITIES, MEMBERSHIPS, Book
from grappe.apps.members.acts.finding import be_found
from grappe.apps.members.acts.taking_out import kept_in, take_all_out
from grappe.apps.members.acts.writing import write
from grappe.apps.members.importing.models import Import
from grappe.apps.members.importing.queries.judged import first_language_of
from grappe.apps.members.importing.targets import TARGETS, Part
from grappe.apps.members.importing.verdicts import Message
from grappe.apps.members.models import Activity, Contact, Organisation, Site
from grappe.apps.members.rules.names import in_order
from grappe.apps.members.rules.refusals import RegisterRefusal

AT_ONCE = 500
PARTS: dict[str, type[models.Model]] = {"activity": Activity, "site": Site, "contact": Contact}
OF_PART = {"site": Part.SITE, "contact": Part.CONTACT}
TAKEN_BACK = {
    "memberships": N_("Ce que l’import disait de son adhésion est annulé."),
    "identities": N_("Ce que l’import disait de son identité légale est annulé."),
    "profiles": N_("Des champs que l’import avait remplis sont redevenus ce qu’ils étaient."),
    "parts": N_(
        "Des activités, des établissements ou des contacts que l’import avait ajoutés ou changés sont retirés, "
        "ou redevenus ce qu’ils étaient."
    ),
}
"""What an undo does of one organisation, as people read it, by what it counts of them."""
OUT = "out"
"""Counts the organisations that left the book."""


class NotWritten(RegisterRefusal):
    """There is nothing to take back, or it is too late."""

    sentence: ClassVar[str] = N_(
        "Cet import ne peut être annulé : il n’a rien écrit, il l’est déjà, ou trente jours sont passés."
    )


@transaction.atomic
def undo(*, sent: Import, by: str) -> Import:
    """Take back what an import wrote, but for what changed since: that is told, and left. All or nothing.

    Its acts are annulled by others; the fields of profiles get back what they were; the activities, sites and
    contacts that it brought go. An organisation that it wrote into the book leaves it, where nothing else has
    happened to it: its acts and those that annul them stay, and it may come back. Raises NotWritten.
    """
    sent = Import.objects.select_for_update().select_related("cluster").get(pk=sent.pk)
    if sent.stage != Import.Stage.WRITTEN or sent.forgotten_at is not None:
        raise NotWritten
    reason = say(N_("Import annulé : « {file} »"), first_language_of(sent.cluster), file=sent.file)
    work, touched = _Undoing(sent, by, reason), _touched_since(sent)
    work.profiles()
    for name in PARTS:
        work.parts(name)
    record_many(work.lines)
    work.acts(IDENTITIES, sent.wrote["identity_acts"])
    work.acts(MEMBERSHIPS, sent.wrote["membership_acts"])
    work.be_found()
    work.leave_the_book(touched)
    sent.stage, sent.undone_at = Import.Stage.UNDONE, timezone.now()
    sent.told, sent.counts = work.told(), {**sent.counts, "undone": work.counts()}
    sent.save()
    record(
        act="members.import_undone",
        by=by,
        subject=f"import:{sent.pk}",
        before=None,
        after={"file": sent.file, "left": sum(map(len, work.left.values()))},
        on=timezone.localdate(),
    )
    return sent


@dataclass(slots=True)
class _Undoing:
    sent: Import
    by: str
    reason: str
    lines: list[Line] = field(default_factory=list)
    done: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """The organisations of which each kind of thing was taken back: see TAKEN_BACK, OUT."""
    left: dict[int, list[Message]] = field(default_factory=dict)
    """What stays of an organisation, and why."""

    def counts(self) -> dict[str, int]:
        """Count organisations by what was done of them."""
        return {kind: len(self.done[kind]) for kind in (OUT, *TAKEN_BACK)}

    def told(self) -> list[list[Any]]:
        """Return, of each organisation of which something stays, what was taken back of it and what stays."""
        return [
            Message(words, values).as_row()
            for number, staying in self.left.items()
            for words, values in (
                *(
                    (words, {"called": staying[0].values["called"]})
                    for kind, words in TAKEN_BACK.items()
                    if number in self.done[kind]
                ),
                *((message.words, message.values) for message in staying),
            )
        ]

    def acts(self, book: Book, numbers: list[int]) -> None:
        """Annul acts, but for those of organisations about which others were recorded after."""
        mine, made = set(numbers), cast("type[Any]", book.acts)
        annulling: list[Any] = []
        for acts in self._by_organisation(book, mine):
            own = [act for act in acts if act.pk in mine]
            if any(act.pk not in mine and act.pk > own[0].pk for act in acts):
                words = {
                    "member": N_("Son adhésion a changé depuis l’import : elle reste telle quelle."),
                    "identity": N_("Son identité légale a changé depuis l’import : elle reste telle quelle."),
                }[book.name]
                self._leave(words, own[0].organisation)
                continue
            kind = {"member": "memberships", "identity": "identities"}[book.name]
            self.done[kind].add(own[0].organisation_id)
            annulling += [
                made(
                    organisation_id=act.organisation_id,
                    kind="annulled",
                    on=act.on,
                    by=self.by,
                    reason=self.reason,
                    replaces_id=act.pk,
                )
                for act in own
            ]
        write(book, annulling)

    def _by_organisation(self, book: Book, mine: set[int]) -> Iterator[list[Any]]:
        rows = book.acts._default_manager
        owners = sorted({owner for some in _parts(sorted(mine)) for owner in _owners(rows, some)})
        for some in _parts(owners):
            acts = defaultdict(list)
            told = rows.filter(organisation__in=some).select_related("organisation").order_by("pk")
            for act in told:
                acts[act.organisation_id].append(act)
            yield from acts.values()

    def leave_the_book(self, touched: set[int]) -> None:
        """Take out the organisations that came, but for those to which something else has happened."""
        leaving: list[int] = []
        for some in _parts(sorted(self.sent.wrote["organisations"])):
            kept = kept_in(some)
            touched |= {
                *_owners(Site.objects, some, "organisation"),
                *_owners(Activity.objects, some, "organisation"),
            }
            for one in Organisation.objects.filter(pk__in=some, out_since__isnull=True):
                if one.pk in kept:
                    self._leave(N_("L’organisation reste dans le carnet."), one)
                    self._leave(kept[one.pk], one)
                elif one.pk in self.left:
                    self._leave(N_("L’organisation reste donc dans le carnet."), one)
                elif one.pk in touched:
                    words = N_("L’organisation reste dans le carnet : sa fiche a changé depuis l’import.")
                    self._leave(words, one)
                else:
                    leaving.append(one.pk)
        self.done[OUT].update(leaving)
        take_all_out(leaving, reason=self.reason, by=self.by, on=timezone.localdate())

    def be_found(self) -> None:
        """Have the organisations be found by what they are again."""
        touched = sorted({int(line.subject.partition(":")[2]) for line in self.lines})
        for some in _parts(touched):
            be_found(Organisation.objects.filter(pk__in=some))

    def profiles(self) -> None:
        """Give fields of organisations back what they were."""
        kept = self.sent.wrote["profiles"]
        changed, names = [], {"sort_name"}
        for some in _parts(sorted(map(int, kept))):
            for one in Organisation.objects.select_for_update().filter(pk__in=some):
                back = self._back(Part.ORGANISATION, one, one, kept[str(one.pk)])
                if not back:
                    continue
                before = {name: getattr(one, name) for name in back}
                for name, value in back.items():
                    setattr(one, name, value)
                one.sort_name = in_order(one.name)
                changed.append(one)
                names |= set(back)
                self.done["profiles"].add(one.pk)
                self._line(one.pk, before, back, act="organisation.described")
        Organisation.objects.bulk_update(changed, sorted(names), batch_size=AT_ONCE)

    def parts(self, name: str) -> None:
        """Take away the activities, sites or contacts that came; give the others back what they were."""
        kind = PARTS[name]
        added, kept = self.sent.wrote["added"].get(name, {}), self.sent.wrote["changed"].get(name, {})
        gone = []
        for some in _parts(sorted(map(int, added))):
            rows = kind._default_manager.select_for_update(of=("self",)).select_related("organisation")
            for row in rows.filter(pk__in=some):
                if fingerprint(written(row)) == added[str(row.pk)]:
                    gone.append(row.pk)
                    self.done["parts"].add(_owner(row).pk)
                    self._line(
                        _owner(row).pk,
                        _told(row),
                        None,
                        act={
                            "activity": "activity.removed",
                            "site": "site.removed",
                            "contact": "contact.removed",
                        }[name],
                    )
                else:
                    words = N_("« {what} » a changé depuis l’import et reste tel quel.")
                    self._leave(words, _owner(row), what=str(row))
        for some in _parts(gone):
            kind._default_manager.filter(pk__in=some).delete()
        changed, names = [], set()
        for some in _parts(sorted(map(int, kept))):
            rows = kind._default_manager.select_for_update(of=("self",)).select_related("organisation")
            for row in rows.filter(pk__in=some):
                back = self._back(OF_PART.get(name), row, _owner(row), kept[str(row.pk)])
                before = _told(row)
                for field_name, value in back.items():
                    setattr(row, field_name, _typed(row, field_name, value))
                if back:
                    changed.append(row)
                    self.done["parts"].add(_owner(row).pk)
                    names |= set(back)
                    self._line(
                        _owner(row).pk,
                        before,
                        _told(row),
                        act={
                            "activity": "activity.changed",
                            "site": "site.changed",
                            "contact": "contact.changed",
                        }[name],
                    )
        # Of two activities of which one becomes the main one, the other stops being it first.
        changed.sort(key=lambda row: bool(getattr(row, "main", False)))
        for row in changed:
            row.save(update_fields=sorted(names))

    def _back(
        self, part: Part | None, row: Any, owner: Organisation, changes: dict[str, list[Any]]
    ) -> dict[str, Any]:
        """Return the fields that are still as the import wrote them, with what they were; tell the others."""
        back = {}
        for name, (before, after) in changes.items():
            if _plain(getattr(row, name)) == _plain(after):
                back[name] = before
            else:
                words = N_("« {label} » a changé depuis l’import et reste tel quel.")
                self._leave(words, owner, label=_label(part, name))
        return back

    def _leave(self, words: str, owner: Organisation, **values: str) -> None:
        self.left.setdefault(owner.pk, []).append(Message(words, {"called": _called(owner), **values}))

    def _line(self, organisation: int, before: Any, after: Any, *, act: str) -> None:
        self.lines.append(
            Line(
                act=act,
                by=self.by,
                subject=f"organisation:{organisation}",
                before=before,
                after=after,
                on=timezone.localdate(),
            )
        )


def _touched_since(sent: Import) -> set[int]:
    """Return which of the organisations that came the journal has told something of since."""
    lines = Entry.objects.filter(number__gt=sent.last_line)
    subjects = (f"organisation:{number}" for number in sent.wrote["organisations"])
    told: set[int] = set()
    while some := list(islice(subjects, AT_ONCE)):
        found = lines.filter(subject__in=some).values_list("subject", flat=True)
        told |= {int(subject.partition(":")[2]) for subject in found}
    return told


def _label(part: Part | None, field_name: str) -> str:
    """Return what people call a field; those that no column names are of an activity."""
    named = (one.label for one in TARGETS.values() if (one.part, one.field) == (part, field_name))
    return next(named, N_("Activité principale"))


def _called(organisation: Organisation) -> str:
    return f"{organisation.code} {organisation.name}"


def _owner(row: Any) -> Organisation:
    owner: Organisation = row.organisation
    return owner


def _told(row: Any) -> dict[str, Any]:
    """Return a part as the journal keeps it: of a person, which one and no word about them."""
    return {"contact": row.pk} if isinstance(row, Contact) else written(row)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) or hasattr(value, "isoformat") else value


def _typed(row: Any, name: str, value: Any) -> Any:
    return row._meta.get_field(name).to_python(value)


def _owners(rows: Any, numbers: list[int], by: str = "pk") -> list[int]:
    return list(rows.filter(**{f"{by}__in": numbers}).values_list("organisation_id", flat=True))


def _parts(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]
