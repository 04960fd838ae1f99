"""The page of one application, with everything on it, and what to do next."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.applications.models import Application, ApplicationDocument
from grappe.apps.applications.queries.alike import alike
from grappe.apps.applications.queries.eligibility import eligibility
from grappe.apps.journal.queries import entries_of
from grappe.apps.journal.reading import ReadLine, read_lines
from grappe.apps.language.called import CALLED
from grappe.apps.members.models import Site
from grappe.apps.members.queries.invited import invitations_for
from grappe.apps.members.queries.register import member_since
from grappe.pages.desk.applications import words
from grappe.pages.desk.applications.likeness import Likeness, likenesses
from grappe.pages.desk.applications.next_step import Action, actions, next_step
from grappe.pages.desk.applications.organisation import Who, who_applies
from grappe.pages.desk.applications.parts import Condition, Paper, conditions, papers
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.members.people import how_it_stands
from grappe.pages.desk.showing import Step, shown
from grappe.pages.desk.tasks.about import Tasks, tasks_about
from grappe.pages.files.answering import saved
from grappe.pages.members.lines import full_time_in_words
from grappe.pages.members.words import KINDS

DECIDED = {
    (True, "board"): N_("Admise le {day} par le conseil d’administration."),
    (True, "general_assembly"): N_("Admise le {day} par l’assemblée générale."),
    (False, "board"): N_("Refusée le {day} par le conseil d’administration."),
    (False, "general_assembly"): N_("Refusée le {day} par l’assemblée générale."),
}
"""What was decided, by whether it was admitted and by whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to write to."""

    name: str
    function: str
    email: str
    phone: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationPage:
    """All that the page shows."""

    title: str
    state: str
    tag: str
    came: str
    category: str
    kind: str
    message: str
    next: str
    """What is to be done now; nothing where nothing is."""
    next_tag: str
    alike: tuple[Likeness, ...]
    """Others that wait, and may be the same one."""
    papers: tuple[Paper, ...]
    conditions: tuple[Condition, ...]
    decision: tuple[str, ...]
    reason: str
    who: Who
    sites: tuple[str, ...]
    contact: Contact | None
    member: str
    declare: str
    link: str
    invited: str
    """What became of the invitation to represent the member."""
    journal: tuple[ReadLine, ...]
    actions: tuple[Action, ...]
    ask: str
    revoke: str
    tasks: Tasks
    token: str
    seen: int
    """The last line of its journal that the page shows."""


def application_of(desk: Desk, number: int) -> Application:
    """Return an application of the desk's cluster; another one is no page."""
    found = desk.cluster.applications.select_related("organisation", "category", "contact", "admission")
    one = found.filter(pk=number).first()
    if one is None:
        raise Http404
    one.cluster = one.organisation.cluster = desk.cluster
    return one


def paper_of(application: Application, number: int) -> ApplicationDocument:
    """Return a document of an application. Raises LookupError."""
    found = application.documents.filter(pk=number).first()
    if found is None:
        raise LookupError(number)
    found.application = application
    return found


def show_application(request: HttpRequest, desk: Desk, application: int) -> HttpResponse:
    """Show the page."""
    page = application_page(desk, application_of(desk, application), today=timezone.localdate())
    way = (Step(say(N_("Candidatures"), desk.language), desk.address("applications")),)
    return shown(request, desk, "desk/applications/application.html", page, way=way)


def open_file(request: HttpRequest, desk: Desk, application: int, paper: int) -> FileResponse:  # noqa: ARG001 - Django's
    """Answer with the file that somebody sent: to be saved, never shown by the browser as a page of ours."""
    try:
        document = paper_of(application_of(desk, application), paper)
    except LookupError as absent:
        raise Http404 from absent
    if not document.file:
        raise Http404
    return saved(document.file, document.named)


def application_page(desk: Desk, one: Application, *, today: dt.date) -> ApplicationPage:
    """Put what is known of an application in words."""
    language = desk.language
    documents = list(one.documents.all())
    evidence = list(one.evidence.select_related("document"))
    for found in evidence:
        if found.document is not None:
            found.document.application = one
    names = words.called({*(row.judged_by for row in documents), *(row.by for row in evidence)})
    verdicts = eligibility(one, day=one.decided_on or today)
    lines = list(entries_of(f"application:{one.pk}"))
    since = member_since(one.organisation, today)
    state, tag = words.standing(one, member=since is not None)
    following, following_tag = next_step(one, documents, verdicts, language, member_since=since)

    def act(name: str) -> str:
        return desk.address(name, application=one.pk)

    return ApplicationPage(
        title=one.organisation.name,
        state=say(state, language),
        tag=tag,
        came=_came(one, today, language),
        category=one.category.name,
        kind=say(KINDS[one.member_kind], language),
        message=one.message,
        next=following,
        next_tag=following_tag,
        alike=likenesses(desk, alike(desk.cluster)[one.pk], one) if one.is_open else (),
        papers=tuple(papers(desk, one, documents, names)),
        conditions=tuple(conditions(desk, one, verdicts, evidence, names)),
        decision=tuple(_decision(one, language)),
        reason=one.reason,
        who=who_applies(one.organisation, language),
        sites=tuple(_site(site, language) for site in one.organisation.sites.all()),
        contact=_contact(one, language),
        member=desk.address("member", code=one.organisation.code),
        declare=desk.address("declare", code=one.organisation.code),
        link=say(N_("actif"), language) if one.link else say(N_("repris"), language),
        invited=_invited(one, language),
        journal=tuple(reversed(read_lines(lines, language))),
        actions=tuple(actions(desk, one, verdicts, member=since is not None)),
        ask=act("ask_document") if one.is_open else "",
        revoke=act("revoke_link") if one.link else "",
        tasks=tasks_about(desk, one, today),
        token=secrets.token_urlsafe(16),
        seen=lines[-1].number if lines else 0,
    )


def _came(one: Application, today: dt.date, language: Language) -> str:
    day = long_date(one.received_on, language)
    if not one.is_open:
        return say(N_("reçue le {day}"), language, day=day)
    waits = words.age(one.received_on, today, language)
    return say(N_("reçue le {day}, attend {age}"), language, day=day, age=waits)


def _decision(one: Application, language: Language) -> Iterator[str]:
    if one.decided_on is None:
        return
    sentence = DECIDED[one.state == "admitted", one.decided_by]
    yield say(sentence, language, day=long_date(one.decided_on, language))
    if one.admission is not None:
        yield say(
            N_("Membre depuis ce jour, catégorie « {category} »."), language, category=one.category.name
        )
        if one.admission.reason:
            yield f"« {one.admission.reason} »"
        if hasattr(one.admission, "replaced_by"):
            yield say(N_("L’acte d’admission a été corrigé ou annulé depuis : voyez la fiche."), language)
    if one.welcomed_on is not None:
        yield say(N_("Accueil le {day}."), language, day=long_date(one.welcomed_on, language))
    if one.told_on is not None:
        yield say(N_("Annoncée le {day}."), language, day=long_date(one.told_on, language))


def _invited(one: Application, language: Language) -> str:
    last = invitations_for(one.organisation).first() if one.state == "admitted" else None
    return f"{last.email} : {how_it_stands(last, language)}" if last else ""


def _site(site: Site, language: Language) -> str:
    where = ", ".join(part for part in (site.street, f"{site.postal_code} {site.place}".strip()) if part)
    abroad = site.country if site.country != "BE" else ""
    alone = say(N_("indépendant à titre principal"), language) if site.self_employed_main else ""
    return " · ".join(part for part in (where, abroad, full_time_in_words(site, language), alone) if part)


def _contact(one: Application, language: Language) -> Contact | None:
    contact = one.contact
    if contact is None:
        return None
    return Contact(
        name=str(contact),
        function=contact.function,
        email=contact.email,
        phone=contact.phone,
        language=say(CALLED[one.language], language),
    )
