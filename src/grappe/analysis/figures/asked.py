"""What is asked of a dossier: which day, which period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.recognitions import covering


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The reference day and, by cluster, the period. Both ends of a period count."""

    as_of: dt.date
    periods: Mapping[str, tuple[dt.date, dt.date] | None]
    invited: Mapping[str, int] | None = None
    """How many were asked in the survey, where it was not the members on the day."""

    def frame(self) -> pl.DataFrame:
        """Return one row per cluster: period_from, period_to, days (both ends), invited."""
        clusters = list(self.periods)
        periods = [self.periods[cluster] for cluster in clusters]
        return pl.DataFrame(
            {
                "cluster_id": pl.Series(clusters, dtype=pl.String),
                "period_from": pl.Series([p and p[0] for p in periods], dtype=pl.Date),
                "period_to": pl.Series([p and p[1] for p in periods], dtype=pl.Date),
                "period_days": pl.Series([p and (p[1] - p[0]).days + 1 for p in periods], dtype=pl.Int64),
                "survey_invited": pl.Series([(self.invited or {}).get(c) for c in clusters], dtype=pl.Int64),
            }
        )


def asked_alone(asked: Asked, cluster: str) -> Asked:
    """Return what is asked of one cluster of a campaign, as if it had come alone."""
    invited = None if asked.invited is None else {k: n for k, n in asked.invited.items() if k == cluster}
    return replace(asked, periods={cluster: asked.periods.get(cluster)}, invited=invited)


def asked_of(dossier: Dossier, as_of: dt.date | None = None, *, today: dt.date) -> Asked:
    """Return what a dossier's settings ask, on one reference day.

    Without a reference day: the end of the period, else `today`. Without a period: from the start of
    the recognition that covers the day, to the day; without a recognition, no period is made up. A period
    never goes beyond the reference day: what comes after it does not count on it.
    """
    settings = dossier.settings
    day = as_of or max(settings.as_of, default=None) or settings.period_to or today
    end = min(settings.period_to or day, day)
    starts = _recognition_starts(dossier, day) if settings.period_from is None else {}
    periods: dict[str, tuple[dt.date, dt.date] | None] = {}
    for cluster in dossier.clusters:
        start = settings.period_from or starts.get(cluster)
        periods[cluster] = (start, end) if start is not None and start <= end else None
    return Asked(as_of=day, periods=periods, invited=_invited(dossier))


def _recognition_starts(dossier: Dossier, day: dt.date) -> dict[str, dt.date]:
    recognitions = dossier.tables.get("recognitions")
    if recognitions is None or not {"starts_on", "ends_on"} <= set(recognitions.columns):
        return {}
    return dict(covering(recognitions, day).select("cluster_id", "starts_on").iter_rows())


def _invited(dossier: Dossier) -> Mapping[str, int] | None:
    invited = dossier.settings.survey_invited
    if isinstance(invited, int):
        return dict.fromkeys(dossier.clusters, invited)
    return invited
