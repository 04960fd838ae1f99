"""`grappe survey`: a form and its answers become tables and a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.dossier.refusal import OneSentence, Refusal
from grappe.analysis.language.catalogues import LANGUAGES, N_, Language, say, say_many
from grappe.cli.asking import WARNINGS_SHOWN, asked_days, read_days, read_for_figures
from grappe.cli.overwriting import (
    WouldOverwrite,
    refuse_a_file,
    refuse_a_package,
    refuse_inputs,
    refuse_overwriting,
)
from grappe.cli.progress import Progress
from grappe.cli.refusals import language_option, spoken

if TYPE_CHECKING:
    from grappe.analysis.dossier.faults import Fault
    from grappe.analysis.dossier.forms.questionnaire import Questionnaire
    from grappe.analysis.survey.answers import Answers
    from grappe.analysis.survey.survey import Survey
    from grappe.analysis.survey.wishes import Wishes


class NotOneSurvey(OneSentence):
    """What is given does not make one survey."""

    exit_code = 2


class FilesRefused(Refusal):
    """The form, the answers or the list of members have faults; nothing was written."""

    exit_code = 10

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults")

    def sentences(self, language: Language = "fr") -> list[str]:
        """Return every fault, then how many there are."""
        count = say_many(
            N_("Rien n’a été écrit : {count} faute à corriger."),
            N_("Rien n’a été écrit : {count} fautes à corriger."),
            len(self.faults),
            language,
        )
        return [*(fault.sentence(language) for fault in self.faults), count]


@click.command("survey")
@click.argument("form", required=False, type=click.Path(path_type=Path))
@click.argument("answers", required=False, type=click.Path(path_type=Path))
@click.option(
    "--dossier",
    type=click.Path(path_type=Path),
    help="L’enquête d’un dossier, à la place de FORM et ANSWERS.",
)
@click.option("--members", type=click.Path(path_type=Path), help="La liste de ceux qui ont été interrogés.")
@click.option("--invited", type=click.IntRange(min=0), metavar="N", help="Combien ont été interrogés.")
@click.option(
    "--weight-by", multiple=True, metavar="COLONNE,…", help="Pondérer pour que ces classes aient leur part."
)
@click.option(
    "--by", multiple=True, metavar="COLONNE", help="Croiser avec une classe de membres ou une question."
)
@click.option(
    "--as-of", metavar="JJ/MM/AAAA", help="Le jour où ils étaient membres (celui de la dernière réponse)."
)
@click.option(
    "--suppress-below",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Masquer les groupes de moins de N personnes.",
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Où écrire les résultats.")
@language_option
def command(  # noqa: PLR0913 - click passes each option by its name
    *,
    form: Path | None,
    answers: Path | None,
    dossier: Path | None,
    members: Path | None,
    invited: int | None,
    weight_by: tuple[str, ...],
    by: tuple[str, ...],
    as_of: str | None,
    suppress_below: int,
    out: Path,
    language: str | None,
) -> None:
    """Dépouiller une enquête : FORM (XLSForm ou LimeSurvey) et ANSWERS (Kobo, ODK, LimeSurvey, CSV).

    Chaque question sur sa propre base, avec ses intervalles ; qui a répondu et qui s’est tu ; tableaux
    croisés, textes, et ce qui est étrange. Les fichiers paraissent tous ou pas du tout.

    Codes : 10 formulaire ou liste refusés, 11 fichier illisible.
    """
    from grappe.analysis.dossier.whole import written_whole
    from grappe.analysis.survey.files import OURS, write_survey
    from grappe.analysis.survey.weighting import NO_LIST
    from grappe.analysis.survey.wishes import Wishes

    day = next(iter(read_days((as_of,) if as_of else (), spoken(language))), None)
    wishes = Wishes(
        by=_names(by), weight_by=_names(weight_by), language=spoken(language), suppress_below=suppress_below
    )
    if (dossier is None) == (form is None and answers is None) or (dossier is None and answers is None):
        raise NotOneSurvey(N_("Donnez FORM et ANSWERS, ou un dossier avec --dossier."))
    if dossier is not None:
        if members is not None or invited is not None:
            raise NotOneSurvey(
                N_("Un dossier a déjà ses membres : --members et --invited n’ont pas d’objet.")
            )
        refuse_overwriting(dossier, out)
        with Progress() as progress:
            found = _of_dossier(dossier, day, wishes, language)
            progress(say(N_("Dépouillement"), wishes.language))
    elif form is not None and answers is not None:
        if weight_by and members is None:
            raise NotOneSurvey(NO_LIST)
        _refuse_a_dossier(out)
        refuse_inputs([path for path in (form, answers, members) if path is not None], out, OURS)
        with Progress() as progress:
            progress.soon(say(N_("Lecture des réponses"), wishes.language))
            found = _of_files(form, answers, members, invited, day, wishes, language)
    with written_whole(out, instead_of=OURS) as stage:
        write_survey(stage, found)
        written = sorted(file.relative_to(stage) for file in stage.rglob("*") if file.is_file())
    _tell_oddities(found, out)
    for file in written:
        click.echo(out / file)


def _names(written: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for words in written for name in words.split(",") if name.strip())


def _of_files(
    form_file: Path,
    answers_file: Path,
    members_file: Path | None,
    invited: int | None,
    day: dt.date | None,
    wishes: Wishes,
    language: str | None,
) -> Survey:
    """Read the files and tabulate. Raises Unreadable, FilesRefused, UnknownColumn."""
    from grappe.analysis.dossier.faults import DossierRefused
    from grappe.analysis.dossier.forms.languages import missing_language
    from grappe.analysis.survey.answers import read_answers
    from grappe.analysis.survey.frame import ID, frame_of
    from grappe.analysis.survey.members_file import read_members
    from grappe.analysis.survey.survey import survey

    form, told = _form(form_file)
    untold = missing_language(form, language) if language else None
    if untold is not None:
        # Its words are shown in a language that it has: the answers are the same.
        told = [*told, replace(untold, severity="warning")]
    try:
        members, odd = (None, []) if members_file is None else read_members(members_file)
        ids = () if members is None else [str(member) for member in members[ID].drop_nulls()]
        answers = read_answers(answers_file, form, members=ids)
    except DossierRefused as refused:
        raise FilesRefused(refused.faults) from refused
    frame = frame_of(members, invited=invited, day=day or _last_day(answers))
    titled = form if form.title else replace(form, title=form_file.stem)
    return survey(replace(answers, faults=(*told, *odd, *answers.faults)), titled, frame, wishes)


def _form(file: Path) -> tuple[Questionnaire, list[Fault]]:
    from grappe.analysis.dossier.faults import Unreadable
    from grappe.analysis.dossier.forms.reading import read_form

    if not file.exists():
        raise Unreadable(str(file), N_("ce fichier n’existe pas. Vérifiez le chemin."))
    form, told = read_form(file.name, file)
    wrong = [fault for fault in told if fault.severity == "fault"]
    if form is None or wrong:
        raise FilesRefused(wrong or told)
    return form, told


def _last_day(answers: Answers) -> dt.date | None:
    """Return the day of the last answer: those who were members then could answer."""
    day = answers.frame["submitted_on"].max()
    return day if isinstance(day, dt.date) else None


def _of_dossier(path: Path, day: dt.date | None, wishes: Wishes, language: str | None) -> Survey:
    """Read a dossier of one cluster and tabulate its survey."""
    from grappe.analysis.survey.of_dossier import survey_of

    read = read_for_figures(path, () if day is None else (day,))
    if read.is_campaign:
        raise NotOneSurvey(
            N_("Le dossier compte {count} clusters : donnez un dossier d’un seul cluster."),
            count=len(read.clusters),
        )
    if language is None and read.settings.language in LANGUAGES:
        wishes = replace(wishes, language=spoken(read.settings.language))
    return survey_of(read, asked_days(read)[-1], wishes)


def _refuse_a_dossier(out: Path) -> None:
    """Raise WouldOverwrite when `out` is a file, another's package, or holds the tables of a dossier."""
    from grappe.analysis.dossier.files import TABLE_SUFFIXES

    refuse_a_file(out)
    refuse_a_package(out)
    names = [f"{name}{suffix}" for name in ("cluster", "members") for suffix in TABLE_SUFFIXES]
    if all(
        any((out / name).exists() for name in names if name.startswith(table))
        for table in ("cluster", "members")
    ):
        raise WouldOverwrite(
            out,
            N_(
                "« {folder} » est un dossier d’évaluation : rien n’a été écrit. Donnez un autre dossier à --out."
            ),
        )


def _tell_oddities(found: Survey, out: Path) -> None:
    """Say the first oddities on the error stream, and where to read the others."""
    from grappe.analysis.survey.remarks import remarks

    sentences = [remark.sentence for remark in remarks(found.tables["audit"], found.language)]
    for sentence in sentences[:WARNINGS_SHOWN]:
        click.echo(f"⚠ {sentence}", err=True)
    left = len(sentences) - WARNINGS_SHOWN
    if left > 0:
        words = say_many(
            N_("⚠ Encore {count} remarque : {file}"),
            N_("⚠ Encore {count} remarques : {file}"),
            left,
            found.language,
            file=out / "audit.csv",
        )
        click.echo(words, err=True)
