"""What is known of a member, in the words of whoever reads."""

from __future__ import annotations

import datetime as dt

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.vocabulary import nace
from grappe.analysis.vocabulary.countries import country_names
from grappe.analysis.vocabulary.unknown import UnknownCodeError
from grappe.apps.members.models import IdentityAct, Site
from grappe.apps.members.queries.listing import Standing
from grappe.apps.members.rules.provinces import locality_of
from grappe.pages.members import words
from grappe.pages.members.told import number_of, seat_of


def state_in_words(standing: Standing, language: Language) -> str:
    """Say what an organisation is on a day, and since when or until when."""
    span = standing.span
    if span is None:
        return say(words.STATE["never"], language)
    if standing.state == "gone" and span.until is not None:
        return say(
            N_("Ancien membre, jusqu’au {day}"),
            language,
            day=long_date(span.until - dt.timedelta(days=1), language),
        )
    if standing.state == "coming":
        return say(N_("Membre à partir du {day}"), language, day=long_date(span.since, language))
    return say(N_("Membre depuis le {day}"), language, day=long_date(span.joined_on, language))


def identity_in_words(act: IdentityAct, language: Language) -> list[tuple[str, str]]:
    """Return what an act of identity tells: what each thing is called, and what it is."""
    country = act.country if act.country not in ("", "BE") else ""
    facts = [
        (N_("Dénomination"), act.legal_name),
        (N_("Forme juridique"), act.legal_form),
        (N_("Numéro d’entreprise"), number_of(act.enterprise_number)),
        (N_("Siège"), seat_of(act)),
        (N_("Pays"), country_names(language).get(country, country) if country else ""),
    ]
    return [(say(label, language), value) for label, value in facts if value]


def full_time_in_words(site: Site, language: Language) -> str:
    """Return how many work at a site, or nothing where nobody said."""
    if site.fte is None:
        return ""
    return say_many(
        "{fte} équivalent temps plein",
        "{fte} équivalents temps plein",
        int(site.fte),
        language,
        fte=amount(float(site.fte), "fte", language),
    )


def site_in_words(site: Site, language: Language, *, works: bool = True) -> tuple[str, str]:
    """Return where a site is, and what is told of it; works: how many work there too."""
    where = site.place or locality_of(site.postal_code, site.country)
    place = f"{site.postal_code} {where}".strip()
    told = [
        full_time_in_words(site, language) if works else "",
        say(N_("indépendant à titre principal"), language) if works and site.self_employed_main else "",
        say(N_("depuis le {day}"), language, day=long_date(site.since, language)) if site.since else "",
    ]
    name = ", ".join(
        part for part in (site.street, place, site.country if site.country != "BE" else "") if part
    )
    return name or site.country, " · ".join(part for part in told if part)


def activity_in_words(code: str, version: str, language: Language) -> str:
    """Return what an activity is called."""
    try:
        return nace.label(code, version, language)
    except (UnknownCodeError, ValueError):
        return say(N_("code inconnu de la nomenclature"), language)
