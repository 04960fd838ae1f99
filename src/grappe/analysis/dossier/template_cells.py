"""How the cells of the template look, and what they let in."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from grappe.analysis.dossier.columns import Column, Kind
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.dossier.template_words import choices_of, note
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.punctuation import colon

INK, SOFT, PLUM, GRAPE, MIST, OCHRE, WHITE = (
    "241B27", "6B606E", "4A1942", "7A3B73", "F3ECF1", "B86E00", "FFFFFF",
)  # fmt: skip
FACE = "Calibri"
"""On every desk; Inter is not, and a spreadsheet carries no fonts."""
TITLE_ROW, HEADER_ROW, FIRST_ROW, LAST_ROW = 1, 2, 3, 1_048_576
LISTS = "lists"
LONGEST_INLINE = 255
"""Characters that Excel takes in a list written inside the rule, or in the words beside a cell."""
YES_NO: dict[Language, tuple[str, str]] = {
    "fr": ("oui", "non"),
    "en": ("yes", "no"),
    "nl": ("ja", "nee"),
    "de": ("ja", "nein"),
}

FORMATS: dict[Kind, str] = {
    "identifier": "@",
    "text": "@",
    "nace": "@",
    "nace_list": "@",
    "list": "@",
    "choices": "@",
    "postal_code": "@",
    "enterprise_number": "@",
    "date": "yyyy-mm-dd",
    "month": "yyyy-mm",
    "year": "0",
    "integer": "#,##0",
    "number": "[>=10000]#,##0;[<=-10000]-#,##0;General",
    "share": "0.0##",
}
"""Text keeps the leading zeros that Excel would eat; large amounts are grouped, others shown as typed."""
WIDTHS: dict[Kind, int] = {"text": 28, "list": 26, "nace_list": 26, "date": 14, "enterprise_number": 18}


def words_font(*, size: int = 11, bold: bool = False, colour: str = INK) -> Font:
    """Return the font of words."""
    return Font(name=FACE, size=size, bold=bold, color=colour)


def fill(colour: str) -> PatternFill:
    """Return a plain fill."""
    return PatternFill("solid", start_color=colour, end_color=colour)


def header_style(*, required: bool) -> tuple[Font, PatternFill, Border, Alignment]:
    """Return the look of a header: a required one is darker, bold, underlined in ochre."""
    edge = Side(style="thick", color=OCHRE) if required else Side(style="thin", color=GRAPE)
    return (
        words_font(bold=required, colour=WHITE),
        fill(PLUM if required else GRAPE),
        Border(bottom=edge),
        Alignment(vertical="center", wrap_text=False),
    )


def width_of(column: Column) -> float:
    """Return the width of a column in characters: room for its name and for what it holds."""
    longest = max(map(len, column.choices or {}), default=0) + 3
    return max(len(column.name) + 4, WIDTHS.get(column.kind, 13), longest)


def comment(words: str) -> Comment:
    """Return a note with room for its words."""
    made = Comment(words, "Grappe")
    lines = sum(1 + len(line) // 46 for line in words.split("\n"))
    made.width, made.height = 320, 24 + 17 * lines
    return made


def rule(column: Column, language: Language, countries: str) -> DataValidation | None:
    """Return what the cells of a column let in; None where any text may stand.

    Closed lists, dates and bounds are held; countries, regions and identifiers of other sheets are only
    proposed, for there is more than the list knows. `countries` is the range of their codes.
    """
    made = _closed(column, language) or _proposed(column, countries) or _bounded(column)
    if made is None:
        return None
    made.allowBlank = True
    if made.errorStyle != "warning" and made.showErrorMessage:
        made.errorTitle = say(N_("Cette valeur n’est pas admise"), language)
        made.error = _short([note(column, language).replace("\n", " "), say(column.about, language)])
    if column.choices:
        labels = "\n".join(
            f"{code}{colon(language)}{label}" for code, label in choices_of(column, language).items()
        )
        made.showInputMessage = True
        made.promptTitle = column.name[:32]
        made.prompt = _short([labels, say(column.about, language)])
    return made


def _short(candidates: Iterable[str]) -> str:
    """Return the first of the wordings that Excel has room for."""
    return next((words for words in candidates if len(words) <= LONGEST_INLINE), "")


def _inline(values: Iterable[str]) -> DataValidation:
    return DataValidation(type="list", formula1=f'"{",".join(values)}"', showErrorMessage=True)


def _closed(column: Column, language: Language) -> DataValidation | None:
    if column.kind == "choice" and column.choices:
        return _inline(column.choices)
    if column.kind == "boolean":
        return _inline(YES_NO[language])
    if column.kind == "nace_version":
        return _inline(("2003", "2008", "2025"))
    return None


def _proposed(column: Column, countries: str) -> DataValidation | None:
    if column.kind == "country":
        return DataValidation(type="list", formula1=countries, showErrorMessage=False)
    if column.kind == "region":
        return DataValidation(type="list", formula1='"BE1,BE2,BE3"', showErrorMessage=False)
    if column.kind == "identifier" and column.refers:
        names = [known.name for known in TABLES[column.refers].columns]
        letter = get_column_letter(names.index(TABLES[column.refers].id_column or names[0]) + 1)
        sheet = quote_sheetname(column.refers)
        first = f"{sheet}!${letter}${FIRST_ROW}"
        # As many lines as are filled in, so that the list does not open on a thousand blanks.
        filled = f"COUNTA({first}:${letter}$20000)"
        return DataValidation(
            type="list", formula1=f"OFFSET({first},0,0,MAX(1,{filled}),1)", showErrorMessage=False
        )
    return None


def _bounded(column: Column) -> DataValidation | None:
    if column.kind in ("date", "month"):
        # Day 1 of Excel's calendar, which has none before 1900.
        return DataValidation(type="date", operator="greaterThanOrEqual", formula1="1", showErrorMessage=True)
    if column.kind == "year":
        return DataValidation(
            type="whole", operator="between", formula1="1000", formula2="2999", showErrorMessage=True
        )
    if column.kind not in ("integer", "number", "share"):
        return None
    low, high = (0.0, 1.0) if column.kind == "share" else (column.minimum, column.maximum)
    made = DataValidation(type="whole" if column.kind == "integer" else "decimal", showErrorMessage=True)
    if high is not None:
        made.operator, made.formula1, made.formula2 = "between", f"{low or 0:g}", f"{high:g}"
    else:
        made.operator = "greaterThanOrEqual"
        made.formula1 = f"{low:g}" if low is not None else "-1E+300"
    return made
