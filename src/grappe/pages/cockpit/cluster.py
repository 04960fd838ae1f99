"""One cluster for the authority: who it is, its recognitions with their terms, its days, its numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from grappe.analysis.figures.subsidies import terms, year_of_recognition
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import amount, decimal, long_date
from grappe.analysis.vocabulary import classes
from grappe.apps.clusters.models import Cluster, Recognition
from grappe.apps.clusters.rules.deadlines import LABELS, deadlines
from grappe.apps.members.queries.register_page import Days, counted
from grappe.pages.clusters.recognition import by_number, period_in_words
from grappe.pages.cockpit.clusters import current, state_in_words
from grappe.pages.cockpit.deadlines import Waiting, waiting
from grappe.pages.cockpit.entrance import Cockpit, about_cluster, shown
from grappe.pages.members.told import number_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One recognition: what it is, its facts, and whether it is that of today."""

    title: str
    is_current: bool
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterPage:
    """All that the page shows."""

    title: str
    state: str
    recognised: bool
    facts: tuple[tuple[str, str], ...]
    website: str
    object: str
    waiting: tuple[Waiting, ...]
    periods: tuple[Period, ...]
    counts: tuple[tuple[str, str], ...]
    """Members of each category."""
    register: str


@about_cluster
def show_cluster(request: HttpRequest, cockpit: Cockpit, cluster: Cluster) -> HttpResponse:
    """Show the page."""
    page = cluster_page(cluster, timezone.localdate(), cockpit.language)
    return shown(request, cockpit, "cockpit/cluster.html", page)


def cluster_page(one: Cluster, today: dt.date, language: Language) -> ClusterPage:
    """Gather what the authority reads of a cluster."""
    periods = list(one.recognitions.standing().order_by("number"))
    now = current(periods, today)
    days = by_number(deadlines(periods))
    counts = counted(one, Days(today))
    return ClusterPage(
        title=one.name,
        state=state_in_words(now, today, language),
        recognised=now.starts_on <= today <= now.ends_on,
        facts=tuple((say(label, language), value) for label, value in _identity(one, language) if value),
        website=one.website,
        object=one.object,
        waiting=waiting(periods, today, language),
        periods=tuple(
            Period(
                title=period_in_words(period, language),
                is_current=period.starts_on <= today <= period.ends_on,
                facts=tuple(
                    (say(label, language), value) for label, value in _terms(period, language) if value
                )
                + tuple(
                    (say(LABELS[found.kind], language, number=found.number), long_date(found.on, language))
                    for found in days.get(period.number, ())
                    if found.kind != "end"
                ),
            )
            for period in reversed(periods)
        ),
        counts=tuple(
            (category.name, decimal(counts[category.code], language))
            for category in one.categories.all()
            if counts.get(category.code)
        ),
        register=reverse("cockpit:register", kwargs={"cluster": one.slug}),
    )


def _identity(one: Cluster, language: Language) -> Iterator[tuple[str, str]]:
    yield N_("Dénomination"), f"{one.legal_name or one.name} {one.legal_form}".strip()
    yield N_("Numéro d’entreprise"), number_of(one.enterprise_number)
    yield N_("Constitué le"), long_date(one.constituted_on, language) if one.constituted_on else ""


def _terms(period: Recognition, language: Language) -> Iterator[tuple[str, str]]:
    yield N_("Régime"), say(classes.REGIMES[period.regime], language)
    decided = long_date(period.decided_on, language) if period.decided_on else ""
    yield N_("Décision"), ", ".join(part for part in (period.decision, decided) if part)
    told = {
        "number": period.number,
        "starts_on": period.starts_on,
        "regime": period.regime,
        "subsidy_rate": period.subsidy_rate,
        "eligible_cost_cap": period.eligible_cost_cap,
    }
    first, _ = year_of_recognition(told, period.starts_on)
    last, _ = year_of_recognition(told, period.ends_on)
    yearly = [terms(told, rank) for rank in range(first, last + 1)]
    own = N_("selon la décision")
    yield (
        N_("Taux de subvention"),
        _given(
            [rate for rate, _ in yearly], "share", own if period.subsidy_rate is not None else "", language
        ),
    )
    yield (
        N_("Plafond des dépenses admissibles, par an"),
        _given(
            [ceiling for _, ceiling in yearly],
            "eur",
            own if period.eligible_cost_cap is not None else "",
            language,
        ),
    )


def _given(values: list[float | None], unit: str, own: str, language: Language) -> str:
    """Say the values of the years of a recognition, each once; own: from where, if not from the law."""
    known = list(dict.fromkeys(value for value in values if value is not None))
    if not known:
        return say(N_("à lire dans la décision : la plateforme ne le connaît pas"), language)
    told = ", ".join(amount(value, unit, language) for value in known)
    return f"{told} ({say(own or N_('selon le décret'), language)})"
