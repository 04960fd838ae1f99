"""An organisation comes into the cluster's book, and says what it does."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import transaction

from grappe.analysis.language.catalogues import N_
from grappe.apps.clusters.models import Cluster
from grappe.apps.edits.changes import refuse_if_changed
from grappe.apps.journal.acts import record
from grappe.apps.journal.chain import Value
from grappe.apps.members.acts.finding import be_found
from grappe.apps.members.models import Organisation
from grappe.apps.members.rules.names import in_order
from grappe.apps.members.rules.refusals import RegisterRefusal

NUMBERED = re.compile(r"m(\d+)")
PROFILE = (
    "name",
    "website",
    "email",
    "phone",
    "does",
    "skills",
    "references",
    "certifications",
    "visibility",
)


class CodeTaken(RegisterRefusal):
    """Two organisations under one code."""

    sentence: ClassVar[str] = N_("Le code « {code} » est déjà pris ({name}). Choisissez-en un autre.")


@transaction.atomic
def enter(*, cluster: Cluster, name: str, by: str, on: dt.date, code: str = "", **told: Any) -> Organisation:
    """Write an organisation into a cluster's book; it is a member only once it is admitted.

    code: the next free one where none is given. told: other fields of its profile. Raises ValidationError
    where one is not what it should be, CodeTaken.
    """
    Cluster.objects.select_for_update().get(pk=cluster.pk)
    taken = cluster.organisations.filter(code=code).first() if code else None
    if taken is not None:
        raise CodeTaken(code=code, name=taken.name)
    made = Organisation(
        cluster=cluster, code=code or next_code(cluster), name=name.strip(), sort_name=in_order(name), **told
    )
    made.full_clean()
    made.save()
    be_found([made])
    record(
        act="organisation.entered",
        by=by,
        subject=f"organisation:{made.pk}",
        before=None,
        after=profile_of(made),
        on=on,
    )
    return made


@transaction.atomic
def describe(
    *, organisation: Organisation, by: str, on: dt.date, started_from: str | None = None, **told: Any
) -> Organisation:
    """Change what an organisation says of itself. What is as it was leaves no line in the journal.

    started_from: the fingerprint of the profile that was shown. Raises ChangedMeanwhile where it is another
    by now, ValidationError where a field is not what it should be.
    """
    known = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before, subject = profile_of(known), f"organisation:{known.pk}"
    refuse_if_changed(subject=subject, now=before, started_from=started_from)
    for name, value in told.items():
        if name not in PROFILE:
            raise ValueError(f"{name} is not of an organisation’s profile")
        setattr(known, name, value)
    known.sort_name = in_order(known.name)
    known.full_clean()
    after = profile_of(known)
    if after == before:
        return known
    known.save()
    be_found([known])
    record(act="organisation.described", by=by, subject=subject, before=before, after=after, on=on)
    return known


def next_code(cluster: Cluster) -> str:
    """Return the first code after the highest one in use: `m67` after `m66`."""
    used = numbers_in_use(cluster.organisations.values_list("code", flat=True))
    return f"m{max(used, default=0) + 1:02d}"


def numbers_in_use(codes: Iterable[str]) -> list[int]:
    """Return the numbers of the codes that have one: 66 of `m66`."""
    return [int(found[1]) for code in codes if (found := NUMBERED.fullmatch(code))]


def profile_of(organisation: Organisation) -> dict[str, Value]:
    """Return the profile as the journal keeps it."""
    return {"code": organisation.code, **{name: getattr(organisation, name) for name in PROFILE}}
