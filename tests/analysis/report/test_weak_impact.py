"""The word impact where the matched comparison found a weak effect, or none: refused, and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bench.worlds.made import WORLDS
from bench.worlds.made import made as rows_of
from tests.analysis.report.made import made, members, read

from grappe.analysis.language.catalogues import LANGUAGES, Language
from grappe.analysis.registry.dossiers.effects import Effects
from grappe.analysis.registry.effects.comparison import matched_comparison
from grappe.analysis.registry.effects.from_register import Drawn
from grappe.analysis.registry.effects.study import Outcome, Study
from grappe.analysis.registry.effects.verdict import Strength, Verdict
from grappe.analysis.registry.peers.group import group_of
from grappe.analysis.report.around import Around
from grappe.analysis.report.weak_impact import refusals

Hand = Callable[..., Path]
STUDY = Study(outcomes=(Outcome("fte"), Outcome("value_added_per_fte")))
SAID = {
    "fr": "Le cluster a un impact net sur l’emploi.",
    "en": "The cluster has a clear impact on jobs.",
    "nl": "De cluster heeft een duidelijke impact op de tewerkstelling.",
    "de": "Das Cluster hat eine klare Wirkung auf die Beschäftigung.",
}


@cache
def late() -> Verdict:
    """The verdict on a made world in which employment moves late, and value added with it."""
    return matched_comparison(rows_of(WORLDS["many members and late effect"], 2), STUDY)


def compared(verdict: Verdict) -> Around:
    """Return what a report hears of a comparison that gave a verdict."""
    drawn = Drawn(
        rows=rows_of(WORLDS["many members and late effect"], 2),
        group=group_of(codes=["59.11"], region="BE3", year=2017, years=15),
        day=dt.date(2025, 7, 25),
        sources=("Full.zip",),
        members=verdict.matched.members,
        absent={},
        completed=0,
    )
    return Around(effects=Effects(study=STUDY, drawn=drawn, verdict=verdict))


def judged(**strengths: Strength | None) -> Verdict:
    """Return that verdict with the strength of the evidence of each outcome as named; None: nothing found."""
    return replace(
        late(),
        findings=tuple(
            replace(
                one,
                state="found" if strengths[one.outcome.column] else "not_found",
                strength=strengths[one.outcome.column],
            )
            for one in late().findings
        ),
    )


WEAK = judged(fte="weak", value_added_per_fte="weak")
HALF = judged(fte="weak", value_added_per_fte="moderate")
NOTHING = judged(fte=None, value_added_per_fte=None)


def refused(text: str, verdict: Verdict | None, *proofs: str, language: Language = "fr") -> list[str]:
    return [
        words.replace("\u202f", " ").replace("\u00a0", " ")
        for words in refusals(text, proofs, verdict, language)
    ]


IS_WEAK = {
    "fr": "preuve est faible",
    "en": "evidence is weak",
    "nl": "zwakke bewijskracht",
    "de": "Belege schwach",
}
IS_UNSEEN = {
    "fr": "ne montre pas d’effet",
    "en": "shows no effect",
    "nl": "toont geen effect aan",
    "de": "zeigt keinen Effekt",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("verdict", "words"), [(WEAK, IS_WEAK), (NOTHING, IS_UNSEEN)])
def test_a_weak_effect_or_none_is_not_called_an_impact_in_any_language(
    verdict: Verdict, words: dict[str, str], language: Language
) -> None:
    (told,) = refused(SAID[language], verdict, language=language)

    assert words[language] in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_effect_that_is_not_weak_may_be_called_one_in_any_language(language: Language) -> None:
    assert not refused(SAID[language], judged(fte="moderate", value_added_per_fte="weak"), language=language)


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        ("L’impact sur l’emploi est réel.", True),
        ("L’impact sur la valeur ajoutée par ETP est réel.", False),
        ("L’impact sur la productivité est réel, celui sur l’emploi aussi.", True),
        # An impact on members at large stands by the outcome in which one was found.
        ("Le cluster a un impact sur ses membres.", False),
        ("Le cluster a un impact sur sa région.", False),
        ("L’emploi a crû. La visibilité du cluster a un impact.", False),
    ],
)
def test_each_outcome_is_held_to_its_own_evidence(text: str, is_refused: bool) -> None:  # noqa: FBT001 - a case of a table
    assert bool(refused(text, HALF)) is is_refused


@pytest.mark.parametrize(
    ("text", "proofs"),
    [
        ("Aucun impact sur l’emploi n’est établi.", ()),
        ("No impact on jobs can be shown.", ()),
        ("Een impact op de tewerkstelling is niet aangetoond.", ()),
        ("Eine Wirkung auf die Beschäftigung ist nicht belegt.", ()),
        ("L’emploi des membres croît.", ()),
        ("L’impact du cluster sur sa visibilité est net.", ()),
        (SAID["fr"], ("impact.share[jobs]",)),
        (SAID["fr"], ("doc:d1", "employment.total")),
        ("Les membres valent {impact.mean} sur l’emploi.", ()),
    ],
)
def test_what_denies_an_impact_or_rests_on_something_else_is_let_be(
    text: str, proofs: tuple[str, ...]
) -> None:
    assert refused(text, WEAK, *proofs) == []


def test_the_members_at_large_and_the_figures_of_an_outcome_name_it_too() -> None:
    (both,) = refused("Le cluster a un impact sur ses membres.", WEAK)
    (one,) = refused("L’impact est net.", WEAK, "employment.mean")

    assert both.count("équivalent") == 2
    assert one.count("équivalent") == 1


def test_nothing_is_refused_where_nothing_was_compared() -> None:
    assert refused(SAID["fr"], None) == []


def test_the_report_says_so_under_the_conclusion(dossier_of: Hand, tmp_path: Path) -> None:
    findings: list[dict[str, Any]] = [
        {"finding_id": name, "chapter": 3, "kind": "conclusion", "text": SAID["fr"], "evidence": evidence}
        for name, evidence in (("a", ""), ("b", "employment.mean"), ("c", "int:i1"), ("d", "peer.p_value"))
    ]
    folder = dossier_of(
        cluster=[{"cluster_id": "c", "name": "Mini"}],
        members=members(6),
        interviews=[{"interview_id": "i1", "held_on": "2010-01-05"}],
        findings=findings,
    )

    told = words_of(made(folder, tmp_path / "o", around=compared(WEAK)).source)

    assert told.count("trouve un écart dont la preuve est faible") == 2
    assert "Aucune preuve n’est citée. Le mot « impact » ne tient pas ici" in told
    assert told.count("une comparaison brute des membres et du secteur") == 1
    assert words_of(made(folder, tmp_path / "alone").source).count("ne tient pas ici") == 1


def words_of(source: str) -> str:
    return " ".join(read(source).replace("\u202f", " ").replace("\u00a0", " ").split())
