"""Who answered and when, and to which submission the rows of a repeat belong."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import polars as pl

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.matching import form_of
from grappe.analysis.dossier.forms.questionnaire import Questionnaire
from grappe.analysis.dossier.forms.titles import DAYS, IDS, LINKS, MEMBERS, Titles, tool_form
from grappe.analysis.language.catalogues import N_
from grappe.analysis.survey.answers_days import days_of
from grappe.analysis.survey.answers_files import Sheet
from grappe.analysis.survey.answers_members import column_by_values, spelled_column

TABLE = "responses"


def key_column(sheet: Sheet, names: Iterable[str]) -> int | None:
    """Return the place of the first of these columns that the sheet has and fills."""
    forms: dict[str, int] = {}
    for place, title in enumerate(sheet.titles):
        for form in (tool_form(title), form_of(title.rpartition("/")[2]) if "/" in title else ""):
            if form and not _is_blank(sheet, place):
                forms.setdefault(form, place)
    return next((forms[name] for name in names if name in forms), None)


def _is_blank(sheet: Sheet, place: int) -> bool:
    return sheet.cells.height > 0 and sheet.cells[str(place)].null_count() == sheet.cells.height


@dataclass(frozen=True, slots=True)
class Keys:
    """Who sent each answer of a table, and when."""

    frame: pl.DataFrame
    """`_row`, `response_id`, `member_id` and `submitted_on`."""
    instants: pl.Series
    """When each was sent, to the second where the file tells it (Datetime)."""
    places: tuple[int, ...]
    """The places of the columns that say so."""


def keys_of(
    sheet: Sheet, titles: Titles, form: Questionnaire, members: Collection[str], faults: list[Fault]
) -> Keys:
    """Find the keys of each answer: under our own names, a form's words for them, or those of the tools.

    A file that numbers no answer has its rows' numbers in place of identifiers. members: those of the list,
    by which the column that names them is known when its title does not tell; may be empty.
    """
    own = _column_of(sheet, titles, "response_id", IDS)
    if own is None and sheet.titles[:1] == ("",) and _is_numbering(sheet.cells.to_series(0)):
        own = 0
    day = _column_of(sheet, titles, "submitted_on", DAYS)
    member = _column_of(sheet, titles, "member_id", MEMBERS)
    if member is None:
        member = spelled_column(sheet, titles, form, faults)
    if member is None and members:
        member = column_by_values(sheet, titles, form, members, faults)
    ids = sheet.rows.cast(pl.String) if own is None else sheet.cells[str(own)].str.strip_chars()
    ids = ids.fill_null(sheet.rows.cast(pl.String))
    named = _blank(sheet) if member is None else sheet.cells[str(member)].str.strip_chars()
    days, instants = days_of(None if day is None else sheet.cells[str(day)], sheet.rows, faults)
    _tell_twice(ids, sheet.rows, faults)
    frame = pl.DataFrame(
        {"_row": sheet.rows, "response_id": ids, "member_id": named.replace("", None), "submitted_on": days}
    )
    return Keys(frame, instants, tuple(place for place in (own, member, day) if place is not None))


def _column_of(sheet: Sheet, titles: Titles, key: str, names: tuple[str, ...]) -> int | None:
    """Return the column of a key: of our name, else of a form's words for it, else of a tool's name."""
    own = key_column(sheet, names[:1])
    if own is None:
        asked = (
            place
            for place, title in enumerate(sheet.titles)
            if title
            and (target := titles.question_of(title)) is not None
            and (target.kind, target.question) == ("whole", key)
            and not _is_blank(sheet, place)
        )
        own = next(asked, None)
    return key_column(sheet, names[1:]) if own is None else own


def _is_numbering(cells: pl.Series) -> bool:
    return len(cells) > 0 and cells.is_unique().all() and cells.null_count() == 0


def _blank(sheet: Sheet) -> pl.Series:
    return pl.Series([None] * sheet.cells.height, dtype=pl.String)


def _tell_twice(ids: pl.Series, rows: pl.Series, faults: list[Fault]) -> None:
    twice = pl.DataFrame({"id": ids, "row": rows}).filter(pl.col("id").is_duplicated())
    for (name,), of_one in twice.group_by("id", maintain_order=True):
        faults.append(
            Fault(
                table=TABLE,
                row=of_one["row"][1],
                column="response_id",
                value=str(name),
                what=N_("la réponse « {value} » est déjà à la ligne {first}."),
                expected=N_("Un identifiant par réponse est attendu ; les deux lignes sont lues."),
                values={"first": of_one["row"][0]},
                severity="warning",
            )
        )


def link_of(sheet: Sheet) -> tuple[int, str] | None:
    """Return the column of a repeat that names the submission, and what that column is called there."""
    for form, named in LINKS.items():
        place = key_column(sheet, (form,))
        if place is not None:
            return place, named
    return None


def linked_ids(sheet: Sheet, main: Sheet, ids: pl.Series, faults: list[Fault]) -> pl.Series:
    """Return the `response_id` of each row of a repeat; null, with a warning, where none is its own."""
    link = link_of(sheet)
    place = (
        None
        if link is None
        else key_column(main, (link[1], *(("meta instanceid",) if link[1] == "key" else ())))
    )
    if link is None or place is None:
        return _blank(sheet)
    names = sheet.cells[str(link[0])].str.strip_chars()
    names = names.str.replace(r"/.*$", "")  # ODK: the key of an instance begins with that of its submission
    of_main = pl.DataFrame({"name": main.cells[str(place)].str.strip_chars(), "id": ids}).unique(
        "name", keep="first", maintain_order=True
    )
    found = names.to_frame("name").join(of_main, on="name", how="left", maintain_order="left")["id"]
    lost = sheet.rows.filter(found.is_null())
    if len(lost):
        faults.append(
            Fault(
                table=sheet.name,
                row=int(lost[0]),
                column=sheet.titles[link[0]],
                what=N_("des lignes ne sont d’aucune réponse ({count}) ; elles sont laissées de côté."),
                values={"count": len(lost)},
                severity="warning",
            )
        )
    return found
