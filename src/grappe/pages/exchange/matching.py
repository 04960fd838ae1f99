"""Which field each column is: guessed, then said by a person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.vocabulary import nace
from grappe.analysis.vocabulary.classes import MEMBER_KIND
from grappe.apps.members.importing.acts.mending import matched
from grappe.apps.members.importing.models import Import, ImportRow
from grappe.apps.members.importing.targets import TARGETS
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.showing import shown
from grappe.pages.exchange.found import import_of, way_to

EXAMPLES = 3
WHY = {
    "heading": N_("reconnue à son titre"),
    "like": N_("titre ressemblant : vérifiez"),
    "values": N_("reconnue à ce qu’elle contient : vérifiez"),
    "saved": N_("comme la dernière fois"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Choices under one heading."""

    label: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file."""

    position: int
    heading: str
    examples: list[str]
    groups: list[Group]
    why: str
    ignored: bool


@dataclass(frozen=True, slots=True)
class Matching:
    """The page."""

    title: str
    columns: list[Column]
    categories: list[Option]
    kinds: list[Option]
    versions: list[Option]
    joined_on: str
    others: str
    refused: list[str]


def matching(request: HttpRequest, desk: Desk, sent: int) -> HttpResponse:
    """Show the columns and what each seems to be; keep what a person says, and go on to the preview."""
    opened = import_of(desk, sent)
    if opened.stage != Import.Stage.OPEN:
        return HttpResponseRedirect(desk.address("import", sent=opened.pk))
    refused: list[str] = []
    if request.method == "POST":
        try:
            _matched(request, opened)
            return HttpResponseRedirect(desk.address("import", sent=opened.pk))
        except Refusal as refusal:
            refused = refusal.sentences(desk.language)
        except ValueError:
            refused = [say(N_("Ce choix n’existe pas : rechargez la page."), desk.language)]
    page = _page(request, desk, opened, refused)
    return shown(request, desk, "exchange/columns.html", page, way=way_to(desk, opened))


def _matched(request: HttpRequest, sent: Import) -> None:
    told = request.POST
    columns = {
        position: key for position in range(len(sent.headings)) if (key := told.get(f"column-{position}", ""))
    }
    joined_on = told.get("joined_on", "")
    category, kind, version = told.get("category", ""), told.get("kind", ""), told.get("nace_version", "2008")
    codes = set(sent.cluster.categories.values_list("code", flat=True))
    if category not in {"", *codes} or kind not in {"", *MEMBER_KIND} or version not in nace.VERSIONS:
        raise ValueError(f"{category}, {kind}, {version}")
    matched(
        sent=sent,
        columns=columns,
        category=category,
        kind=kind,
        joined_on=dt.date.fromisoformat(joined_on) if joined_on else None,
        nace_version=version,
    )


def _page(request: HttpRequest, desk: Desk, sent: Import, refused: list[str]) -> Matching:
    language = desk.language
    asked = request.POST if refused else None
    by_position = {position: key for key, position in sent.columns.items()}
    rows = list(ImportRow.objects.filter(of=sent).only("cells", "mended")[:30])
    columns = []
    for position, heading in enumerate(sent.headings):
        chosen = asked.get(f"column-{position}", "") if asked is not None else by_position.get(position, "")
        cells = dict.fromkeys(cell for row in rows if (cell := row.now()[position]))
        columns.append(
            Column(
                position=position,
                heading=heading or say(N_("Colonne {number}"), language, number=position + 1),
                examples=[cell[:60] for cell in list(cells)[:EXAMPLES]],
                groups=_groups(chosen, language),
                why=say(WHY[sent.guessed[chosen]], language) if chosen in sent.guessed else "",
                ignored=not chosen,
            )
        )
    return Matching(
        title=say(N_("Les colonnes de {file}"), language, file=sent.file),
        columns=columns,
        categories=[
            Option(one.code, one.name, one.code == sent.default_category)
            for one in sent.cluster.categories.all()
        ],
        kinds=[
            Option(code, say(label, language), code == sent.default_kind)
            for code, label in MEMBER_KIND.items()
        ],
        versions=[Option(version, version, version == sent.nace_version) for version in nace.VERSIONS],
        joined_on=sent.default_joined_on.isoformat() if sent.default_joined_on else "",
        others=", ".join(sent.others),
        refused=refused,
    )


def _groups(chosen: str, language: Language) -> list[Group]:
    groups: dict[str, list[Option]] = {}
    for key, target in TARGETS.items():
        options = groups.setdefault(say(target.part.value, language), [])
        options.append(Option(key, say(target.label, language), key == chosen))
    return [Group(label, options) for label, options in groups.items()]
