"""What is odd in a survey, and lawful: said, so that nobody stumbles on it later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import polars as pl

from grappe.analysis.dossier.faults import Fault, shown
from grappe.analysis.dossier.forms.languages import UNSAID
from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import long_date
from grappe.analysis.survey.answers import Answers
from grappe.analysis.survey.changed_choices import Change, changed_choices
from grappe.analysis.survey.counted import Counted
from grappe.analysis.survey.few import few
from grappe.analysis.survey.frame import ID, Frame
from grappe.analysis.survey.items import Item, choice_label
from grappe.analysis.survey.tables import Tabulation
from grappe.analysis.survey.weighting import Weighting
from grappe.analysis.survey.wishes import Wishes

ODDITIES = {
    "check": pl.String,
    "question": pl.String,
    "count": pl.Int64,
    "rows": pl.String,
    "sentence": pl.String,
}
"""check: what was looked at; rows: of the answers' file, as a spreadsheet numbers them."""
MOST_ROWS = 20
"""Row numbers that a line lists; beyond it says how many there are."""
Odd = tuple[str, str | None, int, str | None, str]


def oddities(
    answers: Answers,
    found: Tabulation,
    counts: Counted,
    frame: Frame,
    weighting: Weighting | None,
    wishes: Wishes,
) -> pl.DataFrame:
    """Return what is odd, the gravest first, with the columns of ODDITIES.

    Where small groups are hidden, no row is named, nor an answer to a question that few answered.
    """
    language = wishes.language
    told: list[Odd] = [
        *_numbers(counts, frame, language),
        *_people(counts, frame, language),
        *_twice(counts, language, discreet=wishes.suppress_below > 1),
        *_at_once(counts, language),
        *_weights(weighting, language),
        *_off_the_list(found, counts, wishes),
        *_columns(answers, found, language),
        *_questions(found, wishes),
        *_languages(found, language),
    ]
    seen = {odd[1] for odd in told if odd[0] == "off_the_list"}
    discreet = wishes.suppress_below > 1
    faults = [fault for fault in answers.faults if fault.column not in seen]
    if discreet:
        few_said = _few_said(found, wishes)
        faults = [
            replace(fault, row=None, value="…" if fault.column in few_said else fault.value)
            for fault in faults
        ]
    told += [_fault(fault, language) for fault in faults]
    table = pl.DataFrame(told, schema=ODDITIES, orient="row")
    return table.with_columns(rows=pl.lit(None, pl.String)) if discreet else table


def _numbers(counts: Counted, frame: Frame, language: Language) -> Iterator[Odd]:
    if counts.read == 0:
        yield "no_answers", None, 0, None, say(N_("Le fichier des réponses n’en contient aucune."), language)
    elif counts.number == 0:
        words = N_("Aucune réponse ne compte : pas une ne remplit une question.")
        yield "no_answers", None, 0, None, say(words, language)
    elif counts.number == 1:
        words = N_("Une seule réponse : ses chiffres sont ceux d’une personne, non d’un groupe.")
        yield "one_answer", None, 1, None, say(words, language)
    if frame.size is not None and counts.number > frame.size:
        words = N_(
            "Il y a plus de réponses ({answered}) que de personnes interrogées ({asked}) : le taux de réponse n’est pas calculé, et les intervalles supposent une population sans fin."
        )
        values = {"answered": counts.number, "asked": frame.size}
        yield "more_answers", None, counts.number, None, say(words, language, **values)
    if frame.listed is not None and frame.size is not None and frame.size != frame.listed:
        words = N_(
            "La liste compte {listed} membres et {asked} personnes auraient été interrogées : le taux se rapporte aux {asked}, les classes à la liste."
        )
        values = {"listed": frame.listed, "asked": frame.size}
        yield "another_frame", None, frame.listed, None, say(words, language, **values)


def _people(counts: Counted, frame: Frame, language: Language) -> Iterator[Odd]:
    if (number := counts.empty.height) > 0:
        sentence = say_many(
            N_("{count} réponse ne remplit aucune question : elle n’en est pas une, et ne compte pas."),
            N_("{count} réponses ne remplissent aucune question : elles n’en sont pas, et ne comptent pas."),
            number,
            language,
        )
        yield "empty_answer", None, number, _rows(counts.empty), sentence
    if (number := counts.strangers.height) > 0:
        sentence = say_many(
            N_(
                "{count} réponse vient de quelqu’un qui n’est pas dans la liste des membres interrogés : elle compte parmi les réponses, pas dans les taux par classe ni dans la pondération."
            ),
            N_(
                "{count} réponses viennent de personnes qui ne sont pas dans la liste des membres interrogés : elles comptent parmi les réponses, pas dans les taux par classe ni dans la pondération."
            ),
            number,
            language,
        )
        yield "nobodys_member", None, number, _rows(counts.strangers), sentence
    if frame.members is not None and counts.anonymous > 0:
        sentence = say_many(
            N_("{count} réponse est anonyme : elle compte parmi les réponses, pas dans les taux par classe."),
            N_(
                "{count} réponses sont anonymes : elles comptent parmi les réponses, pas dans les taux par classe."
            ),
            counts.anonymous,
            language,
        )
        yield "anonymous", None, counts.anonymous, None, sentence


def _twice(counts: Counted, language: Language, *, discreet: bool) -> Iterator[Odd]:
    """Tell who answered more than once; how many did, where members are not to be named."""
    if discreet:
        if (number := counts.replaced.height) > 0:
            sentence = say_many(
                N_("{count} réponse a été remplacée par une réponse plus récente du même membre."),
                N_("{count} réponses ont été remplacées par une réponse plus récente du même membre."),
                number,
                language,
            )
            yield "two_answers", None, number, None, sentence
        return
    for member, rows in counts.replaced.group_by(ID, maintain_order=True):
        sentence = say(
            N_("Le membre « {member} » a répondu {times} fois : sa dernière réponse compte."),
            language,
            member=shown(member[0]),
            times=rows.height + 1,
        )
        yield "two_answers", None, rows.height, _rows(rows), sentence


def _at_once(counts: Counted, language: Language) -> Iterator[Odd]:
    if counts.tied > 0:
        sentence = say_many(
            N_(
                "{count} membre a plusieurs dernières réponses du même instant, ou sans date : l’ordre des lignes dit laquelle compte."
            ),
            N_(
                "{count} membres ont plusieurs dernières réponses du même instant, ou sans date : l’ordre des lignes dit laquelle compte."
            ),
            counts.tied,
            language,
        )
        yield "same_instant", None, counts.tied, None, sentence


def _weights(weighting: Weighting | None, language: Language) -> Iterator[Odd]:
    if weighting is None:
        return
    if weighting.reason is not None:
        yield "weights", ", ".join(weighting.by), 0, None, weighting.reason.sentence(language)
    elif (found := weighting.calibration) is not None and found.largest > found.smallest * 10:
        words = N_(
            "Les poids vont de {low} à {high} : quelques réponses parlent pour beaucoup de membres. Comparez au chiffre non pondéré."
        )
        values = {"low": f"{found.smallest:.2f}", "high": f"{found.largest:.2f}"}
        yield "weights", ", ".join(weighting.by), len(found.factors), None, say(words, language, **values)


def _off_the_list(found: Tabulation, counts: Counted, wishes: Wishes) -> Iterator[Odd]:
    strangers = found.answers.join(found.listed, on=["place", "answer"], how="anti", maintain_order="left")
    based = {place: (n, base) for place, n, base in _bases(found)}
    for item in found.items:
        if not item.is_closed or not item.question.choices:
            continue
        own = strangers.filter(place=item.place).sort("count", descending=True)
        n, base = based[item.place]
        if own.is_empty() or n < wishes.suppress_below:
            continue
        number, values = int(own["count"].sum()), few(own["answer"].to_list(), 3)
        yield (
            "off_the_list",
            item.question.name,
            number,
            None,
            _unlisted(item, number, values, base, wishes.language),
        )
        change = changed_choices(item, counts)
        if change is not None:
            yield (
                "choices_changed",
                item.question.name,
                number,
                None,
                _changed(item, change, wishes.language),
            )


def _bases(found: Tabulation) -> Iterator[tuple[int, int, int]]:
    """Yield by question how many people answered it, and the base of its favourable share."""
    people = pl.coalesce("respondents", "n")
    return found.bases.select("place", people, base=pl.col("positive") + pl.col("negative")).iter_rows()


def _unlisted(item: Item, number: int, values: str, base: int, language: Language) -> str:
    if not item.is_share:
        return say_many(
            N_(
                "« {question} » : {count} réponse n’est pas dans la liste ({values}). Elle est gardée comme écrite, dans une classe à part."
            ),
            N_(
                "« {question} » : {count} réponses ne sont pas dans la liste ({values}). Elles sont gardées comme écrites, dans une classe à part."
            ),
            number,
            language,
            question=item.question.name,
            values=values,
        )
    return say_many(
        N_(
            "« {question} » : {count} réponse n’est pas dans la liste ({values}). Elle est gardée comme écrite, dans une classe à part, et compte dans la base de la part favorable ({base} en tout) sans être favorable."
        ),
        N_(
            "« {question} » : {count} réponses ne sont pas dans la liste ({values}). Elles sont gardées comme écrites, dans une classe à part, et comptent dans la base de la part favorable ({base} en tout) sans être favorables."
        ),
        number,
        language,
        question=item.question.name,
        values=values,
        base=base,
    )


def _changed(item: Item, change: Change, language: Language) -> str:
    labels = {choice.name: choice_label(choice, language) for choice in item.question.choices}
    before, after = (
        " / ".join(shown(labels.get(name, name)) for name in names[:3]) + (" / …" if len(names) > 3 else "")
        for names in (change.before, change.after)
    )
    if isinstance(change.last, dt.date) and isinstance(change.first, dt.date):
        words = N_(
            "« {question} » : jusqu’au {last} « {before} », à partir du {first} « {after} » : les choix ont changé en cours d’enquête."
        )
        last, first = long_date(change.last, language), long_date(change.first, language)
    else:
        words = N_(
            "« {question} » : jusqu’à la ligne {last} « {before} », à partir de la ligne {first} « {after} » : les choix ont changé en cours d’enquête."
        )
        last, first = str(change.last), str(change.first)
    return say(
        words, language, question=item.question.name, last=last, first=first, before=before, after=after
    )


def _columns(answers: Answers, found: Tabulation, language: Language) -> Iterator[Odd]:
    absent = [item.question.name for item in found.items if not item.has_column]
    if absent:
        sentence = say_many(
            N_("{count} question du formulaire n’a pas de colonne dans les réponses ({names})."),
            N_("{count} questions du formulaire n’ont pas de colonne dans les réponses ({names})."),
            len(absent),
            language,
            names=few(absent),
        )
        yield "no_column", None, len(absent), None, sentence
    if answers.extra:
        sentence = say_many(
            N_("{count} colonne des réponses n’est pas une question du formulaire ({names})."),
            N_("{count} colonnes des réponses ne sont pas des questions du formulaire ({names})."),
            len(answers.extra),
            language,
            names=few(answers.extra),
        )
        yield "no_question", None, len(answers.extra), None, sentence


def _questions(found: Tabulation, wishes: Wishes) -> Iterator[Odd]:
    language = wishes.language
    said = dict(found.bases.select("place", "n").iter_rows())
    silent = [i.question.name for i in found.items if i.has_column and said.get(i.place) == 0]
    if silent and any(said.values()):
        sentence = say_many(
            N_("Personne n’a répondu à {count} question ({names})."),
            N_("Personne n’a répondu à {count} questions ({names})."),
            len(silent),
            language,
            names=few(silent),
        )
        yield "nobody_answered", None, len(silent), None, sentence
    equal = found.tables.filter(
        pl.col("count") == pl.col("n"), pl.col("n") > 1, pl.col("type") == "select_one"
    )
    few_said = _few_said(found, wishes)
    for row in equal.filter(~pl.col("question").is_in(list(few_said))).iter_rows(named=True):
        words = N_("« {question} » : les {count} réponses sont la même, « {answer} ».")
        sentence = say(
            words,
            language,
            question=row["question"],
            count=row["count"],
            answer=shown(row["answer_label"]),
        )
        yield "all_equal", row["question"], row["count"], None, sentence


def _languages(found: Tabulation, language: Language) -> Iterator[Odd]:
    """Tell which questions are shown in another language than the others."""
    there = [item for item in found.items if item.has_column]
    written = {
        item.question.name: [item.question.labels, *(choice.labels for choice in item.question.choices)]
        for item in there
    }
    if not any(language in labels for texts in written.values() for labels in texts):
        return
    # Words of which the form does not say the language may be in this one.
    lacking = [
        name
        for name, texts in written.items()
        if any(labels and not labels.get(language) and not labels.get(UNSAID) for labels in texts)
    ]
    if lacking:
        sentence = say_many(
            N_(
                "{count} question n’a pas tous ses mots dans la langue de la page ({language} ; {names}). Ils sont dans une autre langue du questionnaire."
            ),
            N_(
                "{count} questions n’ont pas tous leurs mots dans la langue de la page ({language} ; {names}). Ils sont dans une autre langue du questionnaire."
            ),
            len(lacking),
            language,
            language=language,
            names=few(lacking),
        )
        yield "language", None, len(lacking), None, sentence


def _few_said(found: Tabulation, wishes: Wishes) -> set[str]:
    """Return the questions that too few people answered for an answer to be repeated."""
    people = {place: number for place, number, _ in _bases(found)}
    return {i.question.name for i in found.items if people.get(i.place, 0) < wishes.suppress_below}


def _fault(fault: Fault, language: Language) -> Odd:
    rows = None if fault.row is None else str(fault.row)
    return "answers_file", fault.column, 1, rows, fault.sentence(language)


def _rows(rows: pl.DataFrame) -> str:
    numbers: list[Any] = rows["_row"].to_list()
    return "; ".join(map(str, numbers[:MOST_ROWS])) + (
        f"; … ({len(numbers)})" if len(numbers) > MOST_ROWS else ""
    )
