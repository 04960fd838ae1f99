"""Whether what is kept of the register is what its acts tell, and whether the database still guards them."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby

from grappe.apps.journal.only_added import guards_of
from grappe.apps.members.acts.books import BOOKS, Book
from grappe.apps.members.models import Organisation
from grappe.apps.members.models.only_added import ONLY_ADDED
from grappe.apps.members.rules.refusals import RegisterRefusal

REGISTER_GUARDS = {
    vendor: tuple(name for table in ONLY_ADDED for name in guards_of(table, vendor))
    for vendor in ("sqlite", "postgresql")
}
AT_ONCE = 500


def first_strange() -> Organisation | None:
    """Return the first organisation of which the register says now what its acts do not tell, or None."""
    organisations = Organisation.objects.select_related("cluster").order_by("pk").iterator(chunk_size=AT_ONCE)
    for _, some in groupby(enumerate(organisations), lambda pair: pair[0] // AT_ONCE):
        known = {organisation.pk: organisation for _, organisation in some}
        for book in BOOKS:
            for number in _strange(book, known):
                return known[number]
    return None


def _strange(book: Book, known: dict[int, Organisation]) -> list[int]:
    acts, kept = defaultdict(list), defaultdict(set)
    for act in book.acts._default_manager.filter(organisation__in=known).order_by("pk"):
        acts[act.organisation_id].append(act)
    for span in book.spans._default_manager.filter(organisation__in=known, known_until__isnull=True):
        kept[span.organisation_id].add(book.held(span))
    found = []
    for number, organisation in known.items():
        try:
            told = set(book.read(acts[number], organisation.name, None))
        except RegisterRefusal:
            found.append(number)
            continue
        if told != kept[number]:
            found.append(number)
    return found
