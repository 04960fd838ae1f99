"""A better version of the axes or missions of a legal regime takes the place of the last one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from grappe.analysis.language.catalogues import N_
from grappe.apps.clusters.models import Mission, MissionList
from grappe.apps.clusters.queries.missions import list_in_use
from grappe.apps.edits.at_field import at_field
from grappe.apps.edits.written import subject_of, written
from grappe.apps.journal.acts import record
from grappe.apps.journal.chain import Value


@transaction.atomic
def publish_missions(
    *,
    regime: str,
    labels: Mapping[str, str],
    wording: str,
    text_title: str,
    text_link: str = "",
    note: str = "",
    since: dt.date,
    by: str,
    on: dt.date,
) -> MissionList:
    """Publish a version of a regime's list: code to label. It is of no cluster: all of them use it.

    The codes are those of the version before, to which objectives are mapped. Raises ValidationError.
    """
    last = list_in_use(regime)
    if set(labels) != {mission.code for mission in last.missions.all()}:
        raise at_field(
            "labels",
            N_(
                "Une version nouvelle garde les codes de la précédente ({known}) : des objectifs y sont rattachés."
            ),
            known=", ".join(mission.code for mission in last.missions.all()),
        )
    made = MissionList(
        regime=regime,
        version=last.version + 1,
        since=since,
        text_title=text_title,
        text_link=text_link,
        wording=wording,
        note=note,
    )
    made.full_clean()
    made.save()
    missions = [Mission(list=made, code=code, label=label) for code, label in sorted(labels.items())]
    for mission in missions:
        mission.full_clean()
    Mission.objects.bulk_create(missions)
    record(
        act="missions.published",
        by=by,
        subject=subject_of(made),
        before=_told(last),
        after=_told(list_in_use(regime)),
        on=on,
    )
    return made


def _told(missions: MissionList) -> dict[str, Value]:
    labels: dict[str, Value] = {mission.code: mission.label for mission in missions.missions.all()}
    return {**written(missions), "labels": labels}
