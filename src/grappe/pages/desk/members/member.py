"""The page of one member, with everything on it, on a day, as it was known on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.applications.acts.standing import named
from grappe.apps.applications.models import Application
from grappe.apps.edits.written import subject_of
from grappe.apps.journal.models import Entry
from grappe.apps.journal.reading import ReadLine, read_lines
from grappe.apps.members.models import Organisation, Site
from grappe.apps.members.queries.invited import unanswered_for
from grappe.apps.members.queries.member import Member, member
from grappe.apps.members.queries.register import end_of
from grappe.apps.members.rules.visibility import CIRCLES, USUAL, level_of
from grappe.pages.desk.days import AskedDays
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.members.act_forms import WAITS
from grappe.pages.desk.members.coming import coming, out_of_the_book
from grappe.pages.desk.members.map import drawn, is_on_map
from grappe.pages.desk.members.people import PersonLine, contacts, invited, representatives
from grappe.pages.desk.members.timeline import Event, anchor_of, events
from grappe.pages.desk.showing import Step, shown
from grappe.pages.desk.tasks.about import Tasks, tasks_about
from grappe.pages.members import words
from grappe.pages.members.lines import activity_in_words, identity_in_words, site_in_words, state_in_words

LAST_LINES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing known: what, and where it was told (an anchor of the page), who sees it."""

    label: str
    value: str
    act: str = ""
    seen: str = ""
    address: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A site or an activity."""

    name: str
    told: str
    edit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing that may be done."""

    label: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPage:
    """All that the page shows."""

    title: str
    code: str
    here: str
    state: str
    state_words: str
    state_act: str
    day: dt.date
    known: dt.date | None
    today: dt.date
    refused: tuple[str, ...]
    """What is wrong with the days that were asked."""
    past: str
    """What is said where another day than today is asked."""
    out: str
    """What is said of one that is out of the book."""
    instead: Action | None
    """The one that stands for it, of a double."""
    waits: str
    """That an application of its own is to be decided, in the place of an admission."""
    waiting: Action | None
    """That application."""
    identity: tuple[Fact, ...]
    identity_act: str
    membership: tuple[Fact, ...]
    events: tuple[Event, ...]
    representatives: tuple[PersonLine, ...]
    invited: tuple[PersonLine, ...]
    invite: str
    contacts: tuple[PersonLine, ...]
    sites: tuple[PartLine, ...]
    map: SafeString | None
    off_map: str
    activities: tuple[PartLine, ...]
    profile: tuple[Fact, ...]
    logo: str
    logo_seen: str
    journal: tuple[ReadLine, ...]
    actions: tuple[Action, ...]
    came_by: tuple[Action, ...]
    """The applications by which it asked to be a member."""
    tasks: Tasks
    edit: str
    add_site: str
    add_contact: str
    edit_activities: str


def organisation_of(desk: Desk, code: str) -> Organisation:
    """Return an organisation of the desk's cluster; what is no code of its own is no page."""
    found = desk.cluster.organisations.filter(code=code).first()
    if found is None:
        raise Http404
    found.cluster = desk.cluster
    return found


def show_member(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Show the page."""
    organisation = organisation_of(desk, code)
    today = timezone.localdate()
    asked = AskedDays(request.GET, today, desk.language)
    told = member(organisation, day=asked.day("au") or today, known=asked.known("connu"))
    way = (Step(say(N_("Membres"), desk.language), desk.address("members")),)
    page = member_page(desk, told, today=today, refused=tuple(asked.faults))
    status = 400 if page.refused else 200
    return shown(request, desk, "desk/members/member.html", page, way=way, status=status)


def member_page(desk: Desk, told: Member, *, today: dt.date, refused: tuple[str, ...] = ()) -> MemberPage:
    """Put what is known of a member in words."""
    one, language = told.organisation, desk.language
    span = told.standing.span
    settled = told.known is not None
    runs = desk.runs and not settled
    # Whoever only asks to be a member is the team's to know: their people are of no evaluation.
    known_to_all = desk.runs or one.memberships.exists()
    whom = list(one.contacts.all()) if known_to_all else []
    came_by = list(one.applications.order_by("received_on", "pk")) if desk.runs else []
    instead = Organisation.objects.filter(merges__loser=one).first() if one.out_since else None
    parts = [*map(subject_of, whom), *map(subject_of, told.sites), *map(named, came_by)]
    out = one.out_since is not None
    asking = next((each for each in came_by if each.is_open), None)
    waits = asking is not None and told.standing.state != "member" and not settled

    def address(name: str, **of: object) -> str:
        return desk.address(name, code=one.code, **of) if runs else ""

    def act(name: str, **of: object) -> str:
        return "" if out else address(name, **of)

    return MemberPage(
        title=one.name,
        code=one.code,
        here=desk.address("member", code=one.code),
        state=told.standing.state,
        state_words=say(N_("Hors du carnet"), language) if out else state_in_words(told.standing, language),
        state_act=anchor_of("member", span.act_id) if span else "",
        day=told.day,
        known=told.known,
        today=today,
        refused=refused,
        past=_past(told, today, language),
        out=out_of_the_book(one, instead, language),
        instead=Action(label=instead.name, address=desk.address("member", code=instead.code))
        if instead
        else None,
        waits=say(WAITS, language) if waits else "",
        waiting=_came_by(desk, asking) if asking is not None and waits else None,
        identity=tuple(
            Fact(label=label, value=value)
            for label, value in (identity_in_words(told.identity.act, language) if told.identity else ())
        ),
        identity_act=anchor_of("identity", told.identity.act_id) if told.identity else "",
        membership=tuple(_membership(told, language)),
        events=events(desk, one.code, told.moments, settled=settled or out),
        representatives=tuple(representatives(told.people, language, act)),
        invited=tuple(invited(unanswered_for(one), language, address, member=told.standing.state == "member"))
        if runs
        else (),
        invite=act("invite_representative") if told.standing.state == "member" else "",
        contacts=tuple(contacts(whom, language, address, _seen, out=out)),
        sites=tuple(
            PartLine(name=name, told=about, edit=act("edit_site", site=site.pk))
            for site in told.sites
            for name, about in (site_in_words(site, language),)
        ),
        map=drawn(told.sites, say(N_("Carte des établissements : {name}"), language, name=one.name)),
        off_map=_off_map(told.sites, language),
        activities=tuple(
            PartLine(
                name=activity_in_words(activity.nace, str(activity.nace_version), language),
                told=f"{activity.nace} · NACE-BEL {activity.nace_version}"
                + (f" · {say(N_('activité principale'), language)}" if activity.main else ""),
                edit="",
            )
            for activity in one.activities.all()
        ),
        profile=tuple(_profile(one, language)),
        logo=one.logo.url if one.logo else "",
        logo_seen=_seen(level_of("logo", one.visibility), language),
        journal=tuple(_journal(one, parts, told.known, language)),
        actions=tuple(_actions(desk, told, came_by, doubled=instead is not None)) if runs else (),
        came_by=tuple(_came_by(desk, application) for application in came_by),
        tasks=tasks_about(desk, one, today),
        edit=act("edit_member"),
        add_site=act("add_site"),
        add_contact=act("add_contact"),
        edit_activities=act("edit_activities"),
    )


def _past(told: Member, today: dt.date, language: Language) -> str:
    if told.known is not None:
        return say(
            N_(
                "Ce que le registre disait du {day}, tel qu’on le savait le {known}. Le profil, les contacts et les activités sont ceux d’aujourd’hui."
            ),
            language,
            day=long_date(told.day, language),
            known=long_date(told.known, language),
        )
    if told.day != today:
        return say(
            N_(
                "Ce que le registre dit du {day}. Le profil, les contacts et les activités sont ceux d’aujourd’hui."
            ),
            language,
            day=long_date(told.day, language),
        )
    return ""


def _membership(told: Member, language: Language) -> list[Fact]:
    span = told.standing.span
    if span is None:
        return []
    anchor = anchor_of("member", span.act_id)
    facts = [
        Fact(label=say(N_("Catégorie"), language), value=span.category.name, act=anchor),
        Fact(
            label=say(N_("Nature"), language),
            value=say(words.KINDS.get(span.kind, span.kind), language),
            act=anchor,
        ),
    ]
    if span.founding:
        facts.append(Fact(label=say(N_("Membre fondateur"), language), value=say(N_("Fondateur"), language)))
    then = coming(told, language)
    if then is not None:
        facts.append(Fact(label=say(N_("À venir"), language), value=then[0], act=then[1]))
    return facts


def _off_map(sites: tuple[Site, ...], language: Language) -> str:
    off = [site for site in sites if not is_on_map(site)]
    if not off:
        return ""
    named = ", ".join(f"{site.postal_code} {site.place} ({site.country})".strip() for site in off)
    return say(N_("La carte ne montre pas : {places}."), language, places=named)


def _seen(level: str, language: Language) -> str:
    return say(N_("visible : {who}"), language, who=say(CIRCLES.get(level, level), language))


def _profile(one: Organisation, language: Language) -> list[Fact]:
    does = tuple(f"{code.upper()} · {text}" for code, text in one.does.items() if text)
    told = [
        ("does", N_("Ce qu’il fait"), "", does),
        ("skills", N_("Savoir-faire"), ", ".join(map(str, one.skills)), ()),
        ("references", N_("Références"), "", tuple(map(str, one.references))),
        ("certifications", N_("Certifications"), ", ".join(map(str, one.certifications)), ()),
        ("website", N_("Site web"), one.website, ()),
        ("email", N_("Adresse e-mail"), one.email, ()),
        ("phone", N_("Téléphone"), one.phone, ()),
    ]
    return [
        Fact(
            label=say(label, language),
            value=value,
            lines=lines,
            seen=_seen(level_of(field, one.visibility), language),
            address=value if field == "website" else f"mailto:{value}" if field == "email" and value else "",
        )
        for field, label, value, lines in told
        if field in USUAL
    ]


def _journal(
    one: Organisation, parts: list[str], known: dt.date | None, language: Language
) -> list[ReadLine]:
    lines = Entry.objects.filter(subject__in=[f"organisation:{one.pk}", *parts])
    if known is not None:
        lines = lines.filter(at__lt=end_of(known))
    return read_lines(lines.select_related("told").order_by("-number")[:LAST_LINES], language)


def _came_by(desk: Desk, application: Application) -> Action:
    day = long_date(application.received_on, desk.language)
    return Action(
        label=say(N_("Candidature du {day}"), desk.language, day=day),
        address=desk.address("application", application=application.pk),
    )


def _actions(desk: Desk, told: Member, came_by: Sequence[Application], *, doubled: bool) -> list[Action]:
    code = told.organisation.code
    if told.organisation.out_since is not None:
        return [] if doubled else [_action(desk, code, "put_back", N_("Remettre dans le carnet"))]
    if told.standing.state == "member":
        offered = [
            ("change_category", N_("Changer la catégorie")),
            ("end_membership", N_("Mettre fin à l’adhésion")),
            ("pass_on", N_("Transférer ou fusionner")),
        ]
    else:
        offered = []
        if not any(one.is_open for one in came_by):
            offered.append(("admit", N_("Admettre comme membre")))
            offered.append(("enter_application_of", N_("Saisir une candidature papier")))
    offered += [("declare", N_("Déclarer l’identité")), ("appoint", N_("Désigner un représentant"))]
    if told.standing.state == "never" and not came_by:
        offered.append(("take_out", N_("Retirer du carnet")))
    return [_action(desk, code, name, label) for name, label in offered]


def _action(desk: Desk, code: str, name: str, label: str) -> Action:
    return Action(label=say(label, desk.language), address=desk.address(name, code=code))
