"""« Ma fiche »: what the cluster knows of a member, to who speaks for it; what lacks first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.language.called import WRITTEN_IN
from grappe.apps.members.models import Organisation
from grappe.apps.members.models.acts import Act
from grappe.apps.members.permissions import may_edit
from grappe.apps.members.queries.listing import lines
from grappe.apps.members.queries.member import Member, member
from grappe.apps.members.rules.visibility import CIRCLES, FIELDS, contact_level, level_of
from grappe.pages.members import words
from grappe.pages.members.lines import activity_in_words, identity_in_words, site_in_words, state_in_words
from grappe.pages.members.told import BODIES
from grappe.pages.space.entrance import Space, about_own, shown

Address = Callable[..., str]
"""From the name of a page of the record, its address; nothing where the reader may not."""
MadeBy = Callable[[str, int | None], str]
"""From a book and the number of one of its acts, that act in words."""
WITHIN: Mapping[str, str] = {
    "hidden": N_("L’équipe du cluster, ceux qui l’évaluent, et vous."),
    "members": N_("Les représentants des autres membres et les administrateurs du cluster le voient aussi."),
    "registered": N_("Toute personne qui a un compte le voit aussi."),
    "public": N_("N’importe qui le voit, sans compte."),
}
"""Who sees what is for each circle, the next with those before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One thing that lacks, and where it is filled in; no address for what the team alone writes."""

    label: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that the member says of itself, who sees it, and where it is changed."""

    label: str
    seen: str
    level: str
    lines: tuple[str, ...] = ()
    address: str = ""
    """Where a link of it leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A site, an activity, a person to write to."""

    name: str
    told: str
    seen: str = ""
    edit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list of them, who sees it, and where one more is added or all are changed."""

    name: str
    title: str
    seen: str
    items: tuple[Item, ...]
    empty: str
    change: str
    button: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks for the member, in which part, since when, by which act."""

    name: str
    part: str
    since: str
    act: str
    email: str
    is_you: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """All that the page shows."""

    title: str
    state: str
    state_act: str
    """The act that made it so."""
    category: str
    kind: str
    membership: str
    """Both together; empty: never a member."""
    founding: bool
    others: str
    """The address of the choice between several members; nothing for who speaks for one."""
    edits: bool
    edit: str
    todo: tuple[Todo, ...]
    said: tuple[Said, ...]
    logo: str
    logo_seen: str
    lists: tuple[Items, ...]
    circles: tuple[tuple[str, str], ...]
    """Each circle, and who is in it."""
    identity: tuple[tuple[str, str], ...]
    identity_act: str
    speakers: tuple[Speaker, ...]
    vote: str
    vote_act: str
    card: str
    """The address of the card, as the other members see it."""


@require_safe
@about_own
def show_record(request: HttpRequest, space: Space, one: Organisation) -> HttpResponse:
    """Show the page."""
    told = member(one, day=timezone.localdate())
    return shown(request, space, "space/record.html", record_page(space, told), room="record")


def record_page(space: Space, told: Member) -> RecordPage:
    """Put what is known of a member in words, for who speaks for it."""
    one, language, span = told.organisation, space.language, told.standing.span
    acts = {(moment.book, moment.act.pk): moment.act for moment in told.moments}
    edits = may_edit(one, by=space.person)

    def made_by(book: str, number: int | None) -> str:
        act = acts.get((book, number or 0))
        return act_in_words(act, language) if act else ""

    def address(name: str, **of: object) -> str:
        return space.address(name, code=one.code, **of) if edits else ""

    speakers = tuple(
        Speaker(
            name=str(part.person),
            part=say(words.PARTS[part.part], language),
            since=long_date(part.since, language),
            act=made_by("representative", part.act_id),
            email=part.person.email,
            is_you=part.person_id == space.person.pk,
        )
        for part in told.people
    )
    vote, vote_act = _vote(told, made_by, space)
    return RecordPage(
        title=one.name,
        state=state_in_words(told.standing, language),
        state_act=made_by("member", span.act_id if span else None),
        category=span.category.name if span else "",
        kind=say(words.KINDS.get(span.kind, span.kind), language) if span else "",
        membership=words.member_as(span.category.name, span.kind, language) if span else "",
        founding=bool(span and span.founding),
        others=space.home if len(space.own) > 1 else "",
        edits=edits,
        edit=address("edit"),
        todo=tuple(_todo(space, told, edits=edits)),
        said=tuple(_said(one, space)),
        logo=one.logo.url if one.logo else "",
        logo_seen=_who(level_of("logo", one.visibility), language),
        lists=tuple(_lists(told, address, language)),
        circles=tuple((say(CIRCLES[level], language), say(who, language)) for level, who in WITHIN.items()),
        identity=tuple(identity_in_words(told.identity.act, language)) if told.identity else (),
        identity_act=made_by("identity", told.identity.act_id if told.identity else None),
        speakers=speakers,
        vote=vote,
        vote_act=vote_act,
        card=space.address("card", code=one.code),
    )


def act_in_words(act: Act, language: Language) -> str:
    """Say an act of the register: which, of what day, decided by whom."""
    kind: str = act.kind  # type: ignore[attr-defined]  # each book's own choices
    said = say(
        N_("{act} du {day}"), language, act=say(words.ACTS[kind], language), day=long_date(act.on, language)
    )
    body, day = getattr(act, "decided_by", ""), getattr(act, "decided_on", None)
    if not body:
        return said
    decided = say(BODIES.get(body, body), language)
    return f"{said} ({decided}, {long_date(day, language)})" if day else f"{said} ({decided})"


DOES = N_("Ce que vous faites")
REMEDIES: Mapping[str, tuple[str, str]] = {
    "words": (N_("Dites ce que vous faites, en quelques phrases"), "edit"),
    "activity": (N_("Donnez le code de votre activité"), "edit_activities"),
    "site": (N_("Ajoutez un établissement"), "add_site"),
    "contact": (N_("Ajoutez une personne de contact"), "add_contact"),
    "identity": (N_("Votre numéro d’entreprise manque : donnez-le à l’équipe"), ""),
}
"""What a profile may lack, in the words of who fills it in, and the page where it is done."""


def _todo(space: Space, told: Member, *, edits: bool) -> Iterator[Todo]:
    (line,) = lines(space.cluster, [told.organisation.pk], day=told.day)
    for lack, (label, name) in REMEDIES.items():
        if lack in line.lacks:
            there = space.address(name, code=told.organisation.code) if name and edits else ""
            yield Todo(label=say(label, space.language), address=there)


def _said(one: Organisation, space: Space) -> Iterator[Said]:
    language = space.language
    does = [(code, text) for code, text in one.does.items() if text]
    told = {
        "does": [
            text if len(does) == 1 else f"{text} ({say(WRITTEN_IN[code], language)})" for code, text in does
        ],
        "skills": one.skills,
        "references": one.references,
        "certifications": one.certifications,
        "website": [one.website] if one.website else [],
        "email": [one.email] if one.email else [],
        "phone": [one.phone] if one.phone else [],
    }
    links = {"website": one.website, "email": f"mailto:{one.email}" if one.email else ""}
    for field, said in told.items():
        level = level_of(field, one.visibility)
        yield Said(
            label=say(DOES if field == "does" else FIELDS[field], language),
            seen=_who(level, language),
            level=level,
            lines=tuple(map(str, said)),
            address=links.get(field, ""),
        )


def _lists(told: Member, address: Address, language: Language) -> Iterator[Items]:
    one = told.organisation
    level = level_of("sites", one.visibility)
    yield Items(
        name="sites",
        title=say(FIELDS["sites"], language),
        seen=_who(level, language),
        items=tuple(
            Item(name=name, told=about, edit=address("edit_site", site=site.pk))
            for site in told.sites
            for name, about in (site_in_words(site, language),)
        ),
        empty=say(N_("Aucun établissement : dites où vous travaillez."), language),
        change=address("add_site"),
        button=say(N_("Ajouter un établissement"), language),
    )
    yield Items(
        name="activities",
        title=say(FIELDS["activities"], language),
        seen=_who(level_of("activities", one.visibility), language),
        items=tuple(
            Item(
                name=activity_in_words(activity.nace, str(activity.nace_version), language),
                told=f"{activity.nace} · NACE-BEL {activity.nace_version}",
            )
            for activity in one.activities.all()
        ),
        empty=say(N_("Aucun code d’activité : donnez au moins le principal."), language),
        change=address("edit_activities"),
        button=say(N_("Modifier les activités"), language),
    )
    yield Items(
        name="contacts",
        title=say(FIELDS["contacts"], language),
        seen="",
        items=tuple(
            Item(
                name=str(contact),
                told=" · ".join(part for part in (contact.function, contact.email, contact.phone) if part),
                seen=_who(contact_level(contact.visibility, one.visibility), language),
                edit=address("edit_contact", contact=contact.pk),
            )
            for contact in one.contacts.all()
        ),
        empty=say(N_("Personne : dites à qui l’on écrit chez vous."), language),
        change=address("add_contact"),
        button=say(N_("Ajouter une personne"), language),
    )


def _vote(told: Member, made_by: MadeBy, space: Space) -> tuple[str, str]:
    """Say who votes for the member, since when, and by which act."""
    one, language, span = told.organisation, space.language, told.standing.span
    if span is None or not span.category.votes:
        consultative = N_(
            "Les membres de la catégorie « {category} » ont une voix consultative : ils ne votent pas."
        )
        return say(consultative, language, category=span.category.name if span else ""), ""
    voter = next((part for part in told.people if part.part == "voter"), None)
    if voter is None:
        nobody = N_(
            "Personne n’est désigné pour voter au nom du membre {member}. L’équipe enregistre qui vous désignez."
        )
        return say(nobody, language, member=one.name), ""
    since, act = long_date(voter.since, language), made_by("representative", voter.act_id)
    if voter.person_id == space.person.pk:
        return say(
            N_("Vous votez au nom du membre {member} depuis le {day}."), language, member=one.name, day=since
        ), act
    other = N_("{name} vote au nom du membre {member} depuis le {day}.")
    return say(other, language, name=voter.person, member=one.name, day=since), act


def _who(level: str, language: Language) -> str:
    return say(CIRCLES[level], language)
