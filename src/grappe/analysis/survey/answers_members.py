"""Which column of the answers names the member who gave them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import polars as pl

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.matching import form_of
from grappe.analysis.dossier.forms.questionnaire import Question, Questionnaire
from grappe.analysis.dossier.forms.titles import CODED, Titles, is_passed, tool_form
from grappe.analysis.language.catalogues import N_
from grappe.analysis.survey.answers_files import Sheet

TABLE = "responses"
SURE = frozenset(
    f"{kind}{of}{member}"
    for kind in ("id", "code", "identifiant", "numero", "num", "n", "ref", "reference")
    for of in ("", "de", "du", "d", "del")
    for member in ("membre", "adherent")
) | frozenset(
    (
        *("membreid", "membrecode", "adherentid", "adherentcode"),
        *("memberid", "idmember", "membercode", "codemember", "memberno", "membernumber", "memberref"),
        *("memberidentifier", "membershipid", "membershipcode", "membershipno", "membershipnumber"),
        *(
            "lidid",
            "idlid",
            "lidcode",
            "codelid",
            "lidnummer",
            "lidnr",
            "ledennummer",
            "ledencode",
            "ledenid",
        ),
    )
)
"""Usual titles of the column, without accents, case and spaces, in French, English and Dutch."""
SHORT = frozenset({"membre", "adherent", "member", "lid"})
"""Titles that may name the member, or ask whether one is: taken only where no question has them."""
TYPES = ("text", "barcode", "hidden", "calculate", "select_one")
"""Types of the questions whose values may be those of members; a number that is one may count anything."""
LINK = "token"
"""A mark of LimeSurvey's own that tells who was invited."""
MOST_PART = 0.9
"""Part of a column's values that are members of the list, from which it is taken for their column."""
FIRST_LOOK = 100
"""Values of a column among which there must be a member, for the others to be looked at."""
FEWEST = 2
"""Different values without which nothing is guessed."""


def spelled_column(sheet: Sheet, titles: Titles, form: Questionnaire, faults: list[Fault]) -> int | None:
    """Return the first filled column that has a usual title of the member's, with a warning that says so."""
    questions = {question.name: question for question in form.questions}
    for place, title in enumerate(sheet.titles):
        if not title:
            continue
        target = titles.question_of(title)
        asked = None if target is None else questions.get(target.question)
        if asked is not None and (asked.choices or asked.type not in (*TYPES, "integer")):
            continue
        named = {form_of(words).replace(" ", "") for words in _words(title, asked)}
        is_named = named & SURE or (asked is None and named & SHORT)
        # Its name first: to look at the values of every column would take as long as to read them.
        if is_named and not _filled(sheet, place).is_empty():
            faults.append(_told(title, N_("la colonne « {value} » est lue comme celle des membres.")))
            return place
    return None


def _words(title: str, asked: Question | None) -> Iterator[str]:
    """Yield what a column is called: its title, the pieces of it that a tool glues, its question's words."""
    yield title
    yield title.rpartition("/")[2]
    if coded := CODED.fullmatch(title):
        yield from (coded["code"], coded["words"])
    if asked is not None:
        yield from (asked.name.rpartition("/")[2], *asked.labels.values())


def column_by_values(
    sheet: Sheet, titles: Titles, form: Questionnaire, members: Collection[str], faults: list[Fault]
) -> int | None:
    """Return the one column whose values are members of the list, nearly all; always with a warning.

    None when none is, or several: which one names the members is then for the reader to say.
    """
    questions = {question.name: question for question in form.questions}
    ids = pl.Series(list(members), dtype=pl.String).unique().implode()
    fitting: dict[int, tuple[int, int]] = {}
    for place, title in enumerate(sheet.titles):
        target = titles.question_of(title) if title else None
        asked = None if target is None else questions[target.question]
        if not title or (asked is None and is_passed(title) and tool_form(title) != LINK):
            continue
        if target is not None and (target.kind != "whole" or asked is None or asked.type not in TYPES):
            continue
        values = _filled(sheet, place)
        if not values.head(FIRST_LOOK).is_in(ids).any():
            continue  # most columns: not worth a look at the whole
        known, different = int(values.is_in(ids).sum()), values.n_unique()
        often = 2 * len(values) >= sheet.cells.height and 2 * different >= len(values)
        if different >= FEWEST and often and known >= MOST_PART * len(values):
            fitting[place] = known, len(values)
    if len(fitting) == 1:
        place, (known, filled) = next(iter(fitting.items()))
        what = N_(
            "aucune colonne ne s’appelle member_id ; « {value} » en tient lieu : {known} de ses {filled} valeurs sont dans la liste des membres."
        )
        faults.append(_told(sheet.titles[place], what, known=known, filled=filled))
        return place
    if fitting:
        what = N_(
            "plusieurs colonnes pourraient nommer les membres ({value}) ; aucune n’est prise. Appelez member_id celle qui le fait."
        )
        faults.append(_told(", ".join(sheet.titles[place] for place in fitting), what))
    return None


def _filled(sheet: Sheet, place: int) -> pl.Series:
    """Return the cells of a column that hold something."""
    cells = sheet.cells[str(place)].str.strip_chars()
    return cells.filter((cells != "").fill_null(value=False))


def _told(title: str, what: str, **values: object) -> Fault:
    return Fault(table=TABLE, column="member_id", value=title, what=what, values=values, severity="warning")
