"""What is to be done next with an application, in words and as buttons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import long_date
from grappe.apps.applications.models import Application, ApplicationDocument
from grappe.apps.applications.rules.eligibility import CRITERIA, Verdict
from grappe.pages.desk.applications import words
from grappe.pages.desk.entrance import Desk

AFTERWARDS = {
    words.TO_WELCOME: N_("La décision est enregistrée. Il reste à accueillir ce nouveau membre."),
    words.TO_TELL: N_("La décision est enregistrée. Il reste à l’annoncer."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing that may be done; `first`: the one to do now."""

    label: str
    address: str
    first: bool = False


def next_step(
    one: Application,
    documents: Sequence[ApplicationDocument],
    verdicts: Sequence[Verdict],
    language: Language,
    *,
    member_since: dt.date | None,
) -> tuple[str, str]:
    """Say what is to be done now, and of which kind the note is; nothing where nothing is.

    member_since: of an organisation that is a member today, since when.
    """
    if not one.is_open:
        told = AFTERWARDS.get(words.standing(one, member=member_since is not None))
        return (say(told, language), "care") if told else ("", "")
    if member_since is not None:
        sentence = N_(
            "{name} est déjà membre depuis le {day} : il n’y a plus d’admission à décider. Pour clore la candidature, enregistrez son retrait, ou son refus."
        )
        day = long_date(member_since, language)
        return say(sentence, language, name=one.organisation.name, day=day), "care"
    lacking = [words.label_of(row, one, language) for row in documents if row.state == "asked"]
    unread = sum(row.state == "received" for row in documents)
    open_ones = [verdict for verdict in verdicts if verdict.answer != "met"]
    tag = "care"
    if unread:
        told = say_many(
            "{count} document attend d’être vérifié : ouvrez-le, puis acceptez-le ou refusez-le.",
            "{count} documents attendent d’être vérifiés : ouvrez-les, puis acceptez-les ou refusez-les.",
            unread,
            language,
        )
    elif lacking:
        sentence = N_("Il manque : {documents}. Écrivez à qui a posé la candidature.")
        told = say(sentence, language, documents=", ".join(lacking))
    elif open_ones:
        criterion = say(CRITERIA[open_ones[0].criterion], language)
        told = say(N_("Condition à établir avant de décider : {criterion}."), language, criterion=criterion)
    else:
        tag = "well"
        told = say(N_("Tout est là, et les statuts le permettent : le conseil peut décider."), language)
    return told, tag


def actions(desk: Desk, one: Application, verdicts: Sequence[Verdict], *, member: bool) -> Iterator[Action]:
    """Yield what may be done with an application, the letter and the decision first.

    member: whether its organisation is one today; the application is then only to be closed.
    """

    def action(label: str, name: str, *, first: bool = False) -> Action:
        return Action(
            label=say(label, desk.language), address=desk.address(name, application=one.pk), first=first
        )

    if one.is_open:
        ready = (
            not member and one.state == "complete" and all(verdict.answer == "met" for verdict in verdicts)
        )
        lacking = not member and one.state == "incomplete"
        yield action(N_("Écrire au contact"), "write_applicant", first=lacking)
        yield action(N_("Enregistrer la décision"), "decide", first=ready)
        yield action(N_("Enregistrer un retrait"), "withdraw_application", first=member)
    elif one.state == "admitted" and one.welcomed_on is None:
        yield action(N_("Accueillir le membre"), "welcome", first=True)
    elif one.state == "refused" and one.told_on is None:
        yield action(N_("Annoncer le refus"), "tell_refusal", first=True)
    elif one.state == "admitted":
        yield action(N_("Renvoyer la lettre d’accueil"), "welcome")
    elif one.state == "refused":
        yield action(N_("Renvoyer la lettre de refus"), "tell_refusal")
    if one.state in ("refused", "withdrawn") and not member:
        yield action(N_("Rouvrir la candidature"), "reopen_application")
