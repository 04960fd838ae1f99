"""The two parts of an application that are judged: its documents, and the conditions of the statutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.applications.models import Application, ApplicationDocument, Evidence
from grappe.apps.applications.rules.eligibility import CRITERIA, Verdict
from grappe.pages.desk.applications import words
from grappe.pages.desk.entrance import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document asked for: where it stands, what may be done with it; empty addresses: it may not."""

    label: str
    state: str
    tag: str
    told: tuple[str, ...]
    """When it came, who said what of it."""
    named: str
    file: str
    accept: str
    refuse: str
    reopen: str
    bring: str
    drop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What somebody found on a condition: on what it rests, of which day, by whom and when."""

    answer: str
    tag: str
    why: str
    told: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of the statutes: how it stands, since what, and what counted before."""

    name: str
    now: Finding
    earlier: tuple[Finding, ...]
    judge: str


def papers(
    desk: Desk, one: Application, documents: Sequence[ApplicationDocument], names: Mapping[str, str]
) -> Iterator[Paper]:
    """Yield the documents: what lacks first, then what is to be read, then what was judged."""
    order = ("asked", "received", "accepted", "refused")
    for document in sorted(documents, key=lambda document: order.index(document.state)):
        state, tag = _standing(document, desk.language)

        def act(name: str, *states: str, of: ApplicationDocument = document) -> str:
            may = one.is_open and of.state in states
            return desk.address(name, application=one.pk, paper=of.pk) if may else ""

        yield Paper(
            label=words.label_of(document, one, desk.language),
            state=state,
            tag=tag,
            told=tuple(_told(document, names, desk.language)),
            named=document.named,
            file=file_address(desk, document),
            accept=act("accept_document", "received"),
            refuse=act("refuse_document", "received"),
            reopen=act("reopen_document", "accepted"),
            bring=act("bring_document", "asked"),
            drop=act("drop_document", "asked"),
        )


def file_address(desk: Desk, document: ApplicationDocument | None) -> str:
    """Return where the file of a document is opened; nothing where there is none."""
    if document is None or not document.file:
        return ""
    return desk.address("application_file", application=document.application_id, paper=document.pk)


def conditions(
    desk: Desk,
    one: Application,
    verdicts: Sequence[Verdict],
    evidence: Sequence[Evidence],
    names: Mapping[str, str],
) -> Iterator[Condition]:
    """Yield the conditions of the category that is asked for."""
    by_number = {found.pk: found for found in evidence}
    for verdict in verdicts:
        found = by_number.get(verdict.evidence or 0)
        before = [other for other in evidence if other.criterion == verdict.criterion and other != found]
        address = desk.address("judge_condition", application=one.pk, criterion=verdict.criterion)
        yield Condition(
            name=say(CRITERIA[verdict.criterion], desk.language),
            now=_found(desk, found, names) if found else _declared(verdict, desk.language),
            earlier=tuple(_found(desk, other, names) for other in reversed(before)),
            judge=address if one.is_open else "",
        )


def _standing(document: ApplicationDocument, language: Language) -> tuple[str, str]:
    if document.state == "asked":
        day = long_date(document.asked_on, language)
        return say(N_("manque depuis le {day}"), language, day=day), "care"
    told = {
        "received": (N_("à vérifier"), ""),
        "accepted": (N_("accepté"), "well"),
        "refused": (N_("refusé"), "lost"),
    }
    sentence, tag = told[document.state]
    return say(sentence, language), tag


def _told(document: ApplicationDocument, names: Mapping[str, str], language: Language) -> Iterator[str]:
    if document.received_on:
        yield say(N_("reçu le {day}"), language, day=long_date(document.received_on, language))
    if document.judged_on:
        said = (
            N_("accepté le {day} par {who}")
            if document.state == "accepted"
            else N_("refusé le {day} par {who}")
        )
        day, who = long_date(document.judged_on, language), names.get(document.judged_by, "–")
        yield say(said, language, day=day, who=who)
    if document.reason:
        yield f"« {document.reason} »"


def _found(desk: Desk, found: Evidence, names: Mapping[str, str]) -> Finding:
    answer, tag = words.ANSWERS[found.answer]
    language = desk.language
    source = (
        words.label_of(found.document, found.document.application, language)
        if found.document
        else say(words.SOURCES[found.source], language)
    )
    told = say(
        N_("au {as_of}, d’après : {source} · jugé le {day} par {who}"),
        language,
        as_of=long_date(found.as_of, language),
        source=source,
        day=long_date(found.on, language),
        who=names.get(found.by, "–"),
    )
    return Finding(
        answer=say(answer, language),
        tag=tag,
        why=found.words,
        told=told,
        file=file_address(desk, found.document),
    )


def _declared(verdict: Verdict, language: Language) -> Finding:
    answer, tag = words.ANSWERS[verdict.answer]
    told = say(
        N_("au {as_of}, d’après ce que l’organisation déclare ; personne ne l’a encore vérifié"),
        language,
        as_of=long_date(verdict.as_of, language),
    )
    why = say(verdict.why, language, place=verdict.place) if verdict.place else say(verdict.why, language)
    return Finding(answer=say(answer, language), tag=tag, why=why, told=told, file="")
