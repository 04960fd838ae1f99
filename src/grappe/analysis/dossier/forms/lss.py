"""The structure of a survey as LimeSurvey saves it: `.lss`, an XML of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.parsers import expat

from grappe.analysis.dossier.faults import Fault, Unreadable
from grappe.analysis.dossier.forms.limesurvey import Asked, Part, Structure, questionnaire_of, words_of
from grappe.analysis.dossier.forms.questionnaire import Questionnaire
from grappe.analysis.language.catalogues import N_

LARGEST = 64 * 2**20
"""Bytes beyond which no survey of people is a survey."""
Row = dict[str, str]
Tables = dict[str, list[Row]]
NO_LSS = N_("ce n’est pas une structure LimeSurvey (.lss), ou elle est incomplète. Exportez-la de nouveau.")


def read_lss(file: str, content: bytes) -> tuple[Questionnaire, list[Fault]]:
    """Read the questions of a survey.

    Raises Unreadable when the file is no such structure, is too large, or declares XML entities.
    """
    return questionnaire_of(_structure(_tables(file, content)))


class _Reader:
    """Gathers the rows of each table from the events of a parser."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.tables: Tables = {}
        self.languages: list[str] = []
        self._path: list[str] = []
        self._words: list[str] = []
        self._row: Row = {}

    def start(self, name: str, _: Mapping[str, str]) -> None:
        self._path.append(name)
        self._words = []
        if name == "row":
            self._row = {}

    def words(self, written: str) -> None:
        self._words.append(written)

    def end(self, name: str) -> None:
        path = self._path
        if len(path) >= 5 and path[-2] == "row":
            self._row[name] = "".join(self._words)
        elif name == "row" and len(path) >= 4:
            self.tables.setdefault(path[-3], []).append(self._row)
        elif name == "language" and path[-2:-1] == ["languages"]:
            self.languages.append("".join(self._words).strip())
        path.pop()

    def refuse(self, *_: object) -> None:
        raise Unreadable(
            self.file, N_("ce fichier déclare des entités XML : il n’est pas lu. Exportez-le de LimeSurvey.")
        )


def _tables(file: str, content: bytes) -> tuple[Tables, list[str]]:
    if len(content) > LARGEST:
        raise Unreadable(file, N_("ce fichier est trop grand pour la structure d’un questionnaire."))
    reader = _Reader(file)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.EntityDeclHandler = reader.refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003 -- expat takes no keyword
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Unreadable(file, NO_LSS) from error
    if not reader.tables.get("questions"):
        raise Unreadable(file, NO_LSS)
    return reader.tables, reader.languages


def _structure(read: tuple[Tables, list[str]]) -> Structure:
    tables, languages = read
    survey = tables.get("surveys", [{}])[0]
    own = survey.get("language", "").strip()
    names = [own, *survey.get("additional_languages", "").split(), *languages]
    structure = Structure(languages=list(dict.fromkeys(name for name in names if name)))
    settings = tables.get("surveys_languagesettings", [])
    titles = {row.get("surveyls_language", ""): words_of(row.get("surveyls_title", "")) for row in settings}
    structure.title = titles.get(own) or next(iter(titles.values()), "")
    groups = _groups(tables, structure)
    asked = _asked(tables, groups)
    for row in (*_worded(tables, "subquestions", "qid"), *_children(tables)):
        parent = asked.get(row.get("parent_qid", ""))
        if parent is not None:
            _add(parent.parts, row.get("title", ""), row, row.get("question", ""))
    for row in _worded(tables, "answers", "aid"):
        parent = asked.get(row.get("qid", ""))
        if parent is not None:
            _add(parent.answers, row.get("code", ""), row, row.get("answer", ""))
    structure.asked = list(asked.values())
    return structure


def _worded(tables: Tables, table: str, key: str) -> Iterator[Row]:
    """Yield the rows of a table by their order, once for each language: newer versions keep words apart."""
    apart: dict[str, list[Row]] = {}
    singular = {"answers": "answer", "groups": "group"}.get(table, "question")
    for row in tables.get(f"{singular}_l10ns", []):
        apart.setdefault(row.get(key, ""), []).append(row)
    order = {"answers": "sortorder", "groups": "group_order"}.get(table, "question_order")
    for row in sorted(tables.get(table, []), key=lambda row: _number(row.get(order, ""))):
        if row.get("language") or not apart:
            yield row
        else:
            yield from ({**row, **words} for words in apart.get(row.get(key, ""), [{}]))


def _number(written: str) -> int:
    return int(written) if written.strip().lstrip("-").isdecimal() else 0


def _groups(tables: Tables, structure: Structure) -> dict[str, tuple[int, str]]:
    """Return by number the place and the name of each group, and keep its words by language."""
    found: dict[str, tuple[int, str]] = {}
    for row in _worded(tables, "groups", "gid"):
        words = words_of(row.get("group_name", ""))
        _, name = found.setdefault(row.get("gid", ""), (len(found), words or row.get("gid", "")))
        structure.group_labels.setdefault(name, {})[row.get("language", "")] = words
    return found


def _asked(tables: Tables, groups: Mapping[str, tuple[int, str]]) -> dict[str, Asked]:
    """Return the questions by number, in the order in which they are put."""
    rows = [row for row in _worded(tables, "questions", "qid") if row.get("parent_qid", "0") in ("", "0")]
    found: dict[str, Asked] = {}
    for row in sorted(rows, key=lambda row: groups.get(row.get("gid", ""), (len(groups), ""))[0]):
        asked = found.setdefault(
            row.get("qid", ""),
            Asked(
                letter=row.get("type", "").strip(),
                code=row.get("title", "").strip(),
                group=groups.get(row.get("gid", ""), (0, ""))[1],
                other=row.get("other") == "Y",
                relevance=row.get("relevance", ""),
            ),
        )
        if words := words_of(row.get("question", "")):
            asked.labels[row.get("language", "")] = words
    return found


def _children(tables: Tables) -> list[Row]:
    return [row for row in _worded(tables, "questions", "qid") if row.get("parent_qid", "0") not in ("", "0")]


def _add(parts: list[Part], code: str, row: Row, words: str) -> None:
    """Add the words of a row to the part of its code and axis, or begin that part."""
    code, scale = code.strip(), row.get("scale_id", "0").strip() or "0"
    part = next((part for part in parts if (part.code, part.scale) == (code, scale)), None)
    if part is None:
        part = Part(code, {}, scale)
        parts.append(part)
    if said := words_of(words):
        part.labels[row.get("language", "")] = said
