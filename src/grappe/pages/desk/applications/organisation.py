"""Who applies, as they declare it, beside what the registry of companies says of the same number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grappe.analysis.dossier.codes import dotted
from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.analysis.registry.card import Card, card_of
from grappe.apps.members.models import IdentityAct, Organisation
from grappe.pages.framework.starting import installed
from grappe.pages.members.told import number_of, seat_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One thing declared; what the registry says of it, where it says something else."""

    label: str
    declared: str
    registry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who applies. told: whether the registry knows them, as of which day; nothing without a registry."""

    facts: tuple[Known, ...]
    told: str
    differs: bool


def who_applies(organisation: Organisation, language: Language) -> Who:
    """Return the identity that holds, compared with the registry's where there is one."""
    span = organisation.identities.filter(known_until__isnull=True).select_related("act").last()
    act = span.act if span else None
    card, told = _card(act, language)
    facts = tuple(_facts(act, card, language)) if act else ()
    return Who(facts=facts, told=told, differs=any(fact.registry for fact in facts))


def _card(act: IdentityAct | None, language: Language) -> tuple[Card | None, str]:
    store, number = installed().registry, act.enterprise_number if act else ""
    if store is None or len(number) != 10 or not number.isdecimal():
        return None, ""
    try:
        card = card_of(store, number, language)
    except Refusal as refused:
        return None, " ".join(refused.sentences(language))
    if card is None:
        return None, say(N_("Le registre des entreprises ne connaît pas ce numéro."), language)
    day = long_date(card.day, language)
    return card, say(N_("Comparé au registre des entreprises du {day}."), language, day=day)


def _facts(act: IdentityAct, card: Card | None, language: Language) -> Iterator[Known]:
    seat = f"{card.street}, {card.postal_code} {card.place}".strip(" ,") if card else ""
    for label, declared, registered in (
        (N_("Dénomination"), act.legal_name, card.name if card else ""),
        (N_("Forme juridique"), act.legal_form, card.form if card else ""),
        (
            N_("Numéro d’entreprise"),
            number_of(act.enterprise_number),
            dotted(card.number) if card else "",
        ),
        (N_("Siège"), seat_of(act), seat),
    ):
        if declared or registered:
            same = _bare(declared) == _bare(registered)
            yield Known(
                label=say(label, language), declared=declared or "–", registry="" if same else registered
            )


def _bare(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())
