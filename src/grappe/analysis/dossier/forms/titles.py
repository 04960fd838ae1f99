"""What each column of an export is: a question, one choice of it, a mark of the survey tool, or a stranger.

The titles are those that Kobo, ODK Central and Briefcase, and LimeSurvey write, and our own table's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from grappe.analysis.dossier.forms.limesurvey_lists import OTHER_TICKED
from grappe.analysis.dossier.forms.matching import form_of
from grappe.analysis.dossier.forms.other import other_choice
from grappe.analysis.dossier.forms.questionnaire import Question, Questionnaire

Kind = Literal["whole", "choice", "rank", "passed"]
CODED = re.compile(r"(?P<code>\w+(?:\[[^\]]*\]){0,2})\.\s(?P<words>.*)", re.DOTALL)
"""LimeSurvey's title: the code, a point, the words, and those of the part in brackets."""
PART_WORDS = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\s*$")
INSTANCE = re.compile(r"\[([0-9]+)\](?=/)")
IDS = ("response id", "key", "id", "uuid", "meta instanceid", "instanceid", "id de la reponse", "index")
DAYS = (
    *("submitted on", "submitdate", "date submitted", "submission time", "submissiondate"),
    *("date de soumission", "datestamp", "date last action", "endtime", "end"),
)
MEMBERS = ("member id",)
LINKS = {
    "submission id": "id",
    "submission uuid": "uuid",
    "parent key": "key",
    "parent index": "index",
}
"""Columns of a repeat that name the submission, and the column of the submission that they name."""
OF_A_PLACE = re.compile(r"(.+) (?:latitude|longitude|altitude|precision|accuracy|url)")
"""Columns that a tool adds for the parts of a place, or for where a picture is kept."""
STARTS = ("group time", "question time", "submission ", "set of", "meta ")
PASSED = (
    *("meta instanceid", "meta rootuuid", "formhub uuid", "validation status", "submitted by", "last page"),
    *("parent table name", "xform id string", "derniere page", "start language", "langue de depart"),
    *("date started", "date de lancement", "date last action", "ip address", "adresse ip", "referrer url"),
    *("total time", "laatste pagina", "key", "id", "uuid", "index", "instanceid", "rootuuid", "version"),
    *("tags", "notes", "status", "submitterid", "submittername", "attachmentspresent", "deletedat"),
    *("attachmentsexpected", "reviewstate", "deviceid", "edits", "formversion", "instancename"),
    *("simserial", "subscriberid", "phonenumber", "username", "today", "start", "end", "starttime"),
    *("endtime", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "refurl", "token"),
    *("interviewtime", "geolocation", "submitdate", "date submitted", "submissiondate", "submission time"),
)
"""Columns that survey tools add by themselves: they are no question, and nothing is lost without them."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a column is: the whole of a question, one of its choices or ranks, or a mark of the tool."""

    kind: Kind
    question: str = ""
    choice: str = ""
    """The name of the choice, the place of the rank, or the words of a choice that is not on the list."""
    instance: int = 0
    """The instance of a repeat that stands in the row of its submission; 0 elsewhere."""


@dataclass(slots=True)
class Titles:
    """The titles that a questionnaire lets one expect."""

    exact: dict[str, Target] = field(default_factory=dict)
    loose: dict[str, Target | None] = field(default_factory=dict)
    """By pieces of the title, without accents and case; None: it may stand for several things."""
    words: dict[str, Target | None] = field(default_factory=dict)
    """By the words of the question, and of the choice."""
    prefixes: dict[str, str] = field(default_factory=dict)
    """Beginnings of the columns of a question of several answers, and its name."""

    def score(self, row: list[str]) -> int:
        """Count the cells of a row that are a question or a choice of it."""
        return sum(self.question_of(cell.strip()) is not None for cell in row if cell.strip())

    def target(self, title: str) -> Target | None:
        """Tell what a column is by its title; None: nothing that is known."""
        if found := self.question_of(title):
            return found
        of_place = OF_A_PLACE.fullmatch(form_of(title))
        if is_passed(title) or (of_place and self.loose.get(of_place[1])):
            return Target("passed")
        return None

    def question_of(self, title: str) -> Target | None:
        """Tell which question, or which part of one, a column is by its title."""
        if found := self.exact.get(title):
            return found
        coded = CODED.fullmatch(title)
        if coded and (found := self._of_code(coded["code"], coded["words"])):
            return found
        form = form_of(title)
        found = self.loose.get(form) or self.words.get(form)
        if found is None and INSTANCE.search(title):
            found = self._instance(title)
        if found is None and not coded:
            found = self._by_its_end(title) or self._unlisted(title)
        return found

    def _of_code(self, code: str, words: str) -> Target | None:
        found = self.exact.get(code) or self.loose.get(form_of(code))
        part = PART_WORDS.search(words)
        if found is None and part and "[" in code:
            base = code.partition("[")[0]
            found = self.loose.get(f"{form_of(base)} {form_of(part[1])}")
            if found is None and base in self.prefixes.values():
                return Target("choice", base, part[1].strip())
        return found

    def _instance(self, title: str) -> Target | None:
        numbers = INSTANCE.findall(title)
        found = self.exact.get(INSTANCE.sub("", title))
        return found and Target(found.kind, found.question, found.choice, int(numbers[-1]))

    def _by_its_end(self, title: str) -> Target | None:
        """Find a question by the last piece of a path, when its groups are not those of the form."""
        for mark in ("/", "-"):
            if mark in title and (found := self.exact.get(title.rpartition(mark)[2])):
                return found
        # Kobo writes the words of the groups, too, before those of the question.
        rest = title.partition("/")[2]
        while rest:
            if found := self.words.get(form_of(rest)):
                return found
            rest = rest.partition("/")[2]
        return None

    def _unlisted(self, title: str) -> Target | None:
        """Tell a choice that the list no longer has by the question before it."""
        for mark in ("/", "["):
            before, _, rest = title.rpartition(mark)
            if rest and before in self.prefixes:
                return Target("choice", self.prefixes[before], rest.rstrip("]"))
        return None


def is_passed(title: str) -> bool:
    """Tell whether a column is one that a survey tool adds by itself."""
    form = tool_form(title)
    return form in PASSED or form in LINKS or form.startswith(STARTS)


def tool_form(title: str) -> str:
    """Return the pieces of a title that a tool writes; of `submitdate. Date submitted`, the code's."""
    coded = CODED.fullmatch(title)
    return form_of(coded["code"] if coded else title)


def titles_of(form: Questionnaire) -> Titles:
    """Prepare the titles of every question of a form, of each of its choices and of its ranks."""
    titles = Titles()
    for question in form.questions:
        whole = Target("whole", question.name)
        for path in _paths(question):
            titles.exact.setdefault(path, whole)
            _add(titles.loose, form_of(path), whole)
        for words in question.labels.values():
            _add(titles.words, form_of(words), whole)
    for question in form.questions:
        if question.type == "select_multiple":
            _add_choices(titles, question)
        elif question.type == "rank":
            for place in range(1, len(question.choices) + 1):
                _add_part(titles, question, str(place), Target("rank", question.name, str(place)))
        _add_other(titles, question)
    return titles


def _paths(question: Question) -> Iterator[str]:
    """Yield the name of a question, then with its groups, as each tool writes them."""
    yield question.name
    bare = question.name.rpartition("/")[2]
    for mark in ("/", "-", ".", ":"):
        if question.groups:
            yield mark.join((*question.groups, bare))


def _add_choices(titles: Titles, question: Question) -> None:
    for path in _paths(question):
        titles.prefixes.setdefault(path, question.name)
    for choice in question.choices:
        target = Target("choice", question.name, choice.name)
        _add_part(titles, question, choice.name, target)
        for words in choice.labels.values():
            _add(titles.loose, f"{form_of(question.name)} {form_of(words)}", target)
            for asked in question.labels.values():
                _add(titles.words, f"{form_of(asked)} {form_of(words)}", target)


def _add_other(titles: Titles, question: Question) -> None:
    """Add LimeSurvey's titles of the column that holds the words of « other »."""
    choice = other_choice(question)
    if choice is None:
        return
    several = question.type == "select_multiple"
    target = Target("choice", question.name, choice.name) if several else Target("whole", question.other)
    for path in _paths(question):
        titles.exact.setdefault(f"{path}[{OTHER_TICKED.name}]", target)
    for asked in question.labels.values():
        for words in OTHER_TICKED.labels.values():
            titles.words.setdefault(f"{form_of(asked)} {form_of(words)}", target)


def _add_part(titles: Titles, question: Question, part: str, target: Target) -> None:
    for path in _paths(question):
        titles.exact.setdefault(f"{path}/{part}", target)
        titles.exact.setdefault(f"{path}[{part}]", target)
        _add(titles.loose, f"{form_of(path)} {form_of(part)}", target)


def _add(titles: dict[str, Target | None], form: str, target: Target) -> None:
    """Add a title; one that stands for two things stands for neither."""
    if form and titles.setdefault(form, target) != target:
        titles[form] = None
