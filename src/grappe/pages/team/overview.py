"""The page of the team: who is what to the cluster, who is invited, what was done about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.clusters.models import Role
from grappe.apps.clusters.queries.team import invitations_to, is_over, roles_around
from grappe.apps.edits.once import new_token
from grappe.apps.journal.models import Entry
from grappe.apps.journal.reading import ReadLine, read_lines
from grappe.apps.members.models import Organisation
from grappe.apps.members.queries.invited import unanswered_in
from grappe.apps.people.models import Invitation
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.showing import shown
from grappe.pages.members.words import PARTS
from grappe.pages.team.words import ROLES

LAST_LINES = 20
"""Those of the journal that the page tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One role of one person, and where it is changed."""

    name: str
    email: str
    role: str
    days: str
    coming: bool = False
    give: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Those who play like parts."""

    name: str
    title: str
    about: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An invitation that nobody has answered; the addresses of acts are empty for who may not."""

    email: str
    role: str
    member: str
    """The organisation for which one is invited to speak; nothing of a role in the cluster itself."""
    member_page: str
    sent: str
    past: bool
    renew: str
    withdraw: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPage:
    """All that the page shows."""

    title: str
    invite: str
    groups: tuple[Group, ...]
    waiting: tuple[Waiting, ...]
    asks: bool
    """Whether the reader is shown the invitations at all."""
    past: tuple[Line, ...]
    journal: tuple[ReadLine, ...]


GROUPS: tuple[tuple[str, str, str, tuple[Role.Kind, ...]], ...] = (
    (
        "team",
        N_("L’équipe"),
        N_("Elle fait vivre le cluster. Qui la dirige dit qui en est, et change l’identité du cluster."),
        (Role.Kind.TEAM_LEAD, Role.Kind.TEAM),
    ),
    (
        "directors",
        N_("Administrateurs du cluster"),
        N_("Ils siègent au conseil d’administration."),
        (Role.Kind.DIRECTOR,),
    ),
    (
        "evaluators",
        N_("Évaluateurs"),
        N_("Ils lisent le bureau, documents confidentiels exceptés, et n’y changent rien."),
        (Role.Kind.EVALUATOR,),
    ),
    (
        "installation",
        N_("De toute l’installation"),
        N_(
            "Ni l’autorité ni les gestionnaires ne sont nommés par le cluster : leurs rôles valent pour tous."
        ),
        Role.OF_NO_CLUSTER,
    ),
)


def show_team(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the page of the team."""
    return shown(request, desk, "team/overview.html", team_page(desk, timezone.localdate()))


def team_page(desk: Desk, today: dt.date) -> TeamPage:
    """Gather who is what."""
    roles = list(roles_around(desk.cluster))
    invitations = list(invitations_to(desk.cluster)) if desk.runs else []
    speakers = list(unanswered_in(desk.cluster)) if desk.runs else []
    members = desk.cluster.organisations.in_bulk({one.organisation for one in speakers})
    waiting = [(one.made_at, _to_play(desk, one)) for one in invitations]
    waiting += [(one.made_at, _to_speak(desk, one, members[one.organisation])) for one in speakers]
    return TeamPage(
        title=say(N_("Équipe et accès"), desk.language),
        invite=desk.address("invite") if desk.may("leads") else "",
        groups=tuple(_groups(desk, roles, today)),
        waiting=tuple(one for _, one in sorted(waiting, key=itemgetter(0), reverse=True)),
        asks=desk.runs,
        past=tuple(
            _line(desk, role, today, open_to_change=False)
            for role in sorted(roles, key=lambda role: role.until or today, reverse=True)
            if role.cluster_id and is_over(role, today)
        ),
        journal=tuple(_journal(desk, roles, [*invitations, *speakers])),
    )


def _groups(desk: Desk, roles: Iterable[Role], today: dt.date) -> Iterator[Group]:
    for name, title, about, kinds in GROUPS:
        theirs = [role for role in roles if role.kind in kinds and not is_over(role, today)]
        theirs.sort(key=lambda role: kinds.index(Role.Kind(role.kind)))
        yield Group(
            name=name,
            title=say(title, desk.language),
            about=say(about, desk.language),
            lines=tuple(_line(desk, role, today, open_to_change=bool(role.cluster_id)) for role in theirs),
        )


def _line(desk: Desk, role: Role, today: dt.date, *, open_to_change: bool) -> Line:
    may = open_to_change and desk.may("leads")
    return Line(
        name=str(role.person),
        # Who has no name yet is called by their address, which is told once.
        email=role.person.email if desk.runs and role.person.get_full_name() else "",
        role=say(ROLES[role.kind], desk.language),
        days=_days(desk, role),
        coming=role.since > today,
        give=desk.address("give_role", person=role.person_id) if may else "",
        end=desk.address("end_role", role=role.pk) if may and role.until is None else "",
    )


def _days(desk: Desk, role: Role) -> str:
    since = long_date(role.since, desk.language)
    if role.until is None:
        return say(N_("depuis le {since}"), desk.language, since=since)
    until = long_date(role.until, desk.language)
    return say(N_("depuis le {since}, sans ce rôle dès le {until}"), desk.language, since=since, until=until)


def _to_play(desk: Desk, invitation: Invitation) -> Waiting:
    may = desk.may("leads")
    return _waiting(
        desk,
        invitation,
        role=say(ROLES[invitation.grants[0]["role"]], desk.language),
        renew=desk.address("renew_invitation", invitation=invitation.pk) if may else "",
        withdraw=desk.address("withdraw_invitation", invitation=invitation.pk) if may else "",
    )


def _to_speak(desk: Desk, invitation: Invitation, member: Organisation) -> Waiting:
    of = {"code": member.code, "invitation": invitation.pk}
    part = say(PARTS[invitation.grants[0]["part"]], desk.language)
    return _waiting(
        desk,
        invitation,
        role=say(N_("représentant : {part}"), desk.language, part=part),
        member=member.name,
        member_page=desk.address("member", code=member.code),
        renew=desk.address("renew_representative", **of),
        withdraw=desk.address("withdraw_representative", **of),
    )


def _waiting(
    desk: Desk,
    invitation: Invitation,
    *,
    role: str,
    renew: str,
    withdraw: str,
    member: str = "",
    member_page: str = "",
) -> Waiting:
    made, ends = (
        long_date(timezone.localtime(at).date(), desk.language)
        for at in (invitation.made_at, invitation.expires_at)
    )
    past = not invitation.is_open(timezone.now())
    words = (
        N_("invité par {who} le {made}, sans réponse au {ends}")
        if past
        else N_("invité par {who} le {made}, peut répondre jusqu’au {ends}")
    )
    return Waiting(
        email=invitation.email,
        role=role,
        member=member,
        member_page=member_page,
        sent=say(words, desk.language, who=str(invitation.by), made=made, ends=ends),
        past=past,
        renew=renew,
        withdraw=withdraw,
        token=new_token(),
    )


def _journal(desk: Desk, roles: list[Role], invitations: list[Invitation]) -> list[ReadLine]:
    if not desk.runs:
        return []
    about = [f"role:{role.pk}" for role in roles if role.cluster_id]
    about += [f"invitation:{one.pk}" for one in invitations]
    found = Entry.objects.filter(subject__in=about).select_related("told").order_by("-number")
    return read_lines(found[:LAST_LINES], desk.language)
