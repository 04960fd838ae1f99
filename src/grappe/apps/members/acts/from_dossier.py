"""The members of a dossier, brought into a cluster's book."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.members.acts.bulk import Newcomer, Stay, enter_many
from grappe.apps.members.models import Organisation

Row = Mapping[str, Any]
"""One row of a dossier's table, typed: texts, days, numbers, booleans, None."""


@transaction.atomic
def bring_in(
    *,
    cluster: Cluster,
    members: Iterable[Row],
    establishments: Iterable[Row],
    by: str,
    on: dt.date,
    reason: str = "",
) -> list[Organisation]:
    """Write the members of a dossier into a cluster's book, under their own ids.

    A category of their statutes that the cluster does not have is made, with the rights of its base.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in members:
        rows[row["member_id"]].append(row)
    sites: dict[str, list[Row]] = defaultdict(list)
    for row in establishments:
        sites[row["member_id"]].append(row)
    categories = _categories(cluster, [row for some in rows.values() for row in some])
    language = cluster.languages[0]
    return enter_many(
        cluster=cluster,
        newcomers=[_newcomer(some, sites[code], categories, language) for code, some in rows.items()],
        by=by,
        on=on,
        reason=reason,
    )


def _newcomer(
    rows: list[Row], sites: list[Row], categories: dict[tuple[str, str], Category], language: str
) -> Newcomer:
    last = max(rows, key=lambda row: row["joined_on"])
    does = {language: last["activity"]} if last.get("activity") else {}
    nace = last.get("nace")
    return Newcomer(
        name=last["name"],
        code=last["member_id"],
        profile={"website": last.get("website") or "", "does": does},
        identity={
            "legal_name": last["name"],
            "enterprise_number": last.get("enterprise_number") or "",
            "postal_code": last.get("postal_code") or "",
            "country": last.get("country") or "BE",
        },
        stays=[
            Stay(
                joined_on=row["joined_on"],
                left_on=row.get("left_on"),
                category=categories[_named(row)],
                kind=row["kind"],
                founding=bool(row.get("founding")),
            )
            for row in sorted(rows, key=lambda row: row["joined_on"])
        ],
        activities=(
            [{"nace": nace, "nace_version": int(last.get("nace_version") or 2008), "main": True}]
            if nace
            else []
        ),
        sites=[
            {
                "postal_code": site.get("postal_code") or "",
                "country": site.get("country") or "BE",
                "fte": None if site.get("fte") is None else Decimal(str(site["fte"])),
                "self_employed_main": bool(site.get("self_employed_main")),
                "since": site.get("since"),
                "until": site.get("until"),
            }
            for site in sites
        ],
    )


def _named(row: Row) -> tuple[str, str]:
    base = row.get("category") or Category.Base.EFFECTIVE
    return base, row.get("statutory_category") or ""


def _categories(cluster: Cluster, rows: list[Row]) -> dict[tuple[str, str], Category]:
    """Return the category of each base and statutory name, made where the cluster lacks it."""
    there = list(cluster.categories.all())
    found: dict[tuple[str, str], Category] = {}
    for base, name in dict.fromkeys(_named(row) for row in rows):
        of_base = [one for one in there if one.base == base]
        usual = next(one for one in of_base if one.code == base)
        same = usual if not name else next((one for one in of_base if one.name == name), None)
        if same is None:
            taken = {one.code for one in there}
            code = slugify(name)[:36] or base
            while code in taken:
                code = f"{code[:36]}-{len(taken)}"
            same = Category.objects.create(
                cluster=cluster,
                code=code,
                name=name,
                base=base,
                votes=usual.votes,
                may_be_director=usual.may_be_director,
                in_region=usual.in_region,
            )
            there.append(same)
        found[base, name] = same
    return found
