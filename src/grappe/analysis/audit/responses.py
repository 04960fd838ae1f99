"""The answers behind the figures: those of one member counted twice, or more than were asked."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from grappe.analysis.audit.verdict import Judgement, Verdict
from grappe.analysis.figures.prose import Found
from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import amount

TWICE, TOO_MANY = "two_answers", "more_answers_than_invited"


def audited_responses(
    responses: pl.DataFrame, cluster: str, language: Language, figures: Found
) -> Iterator[Verdict]:
    """Yield what is odd in the table `responses` of one cluster. Nobody is named: an audit may be shown."""
    if "member_id" in responses.columns:
        yield from _twice(responses, cluster, language)
    answers, invited = (figures.get((f"survey.{name}", "")) for name in ("responses", "invited"))
    if not answers or not invited or not answers["value"] or not invited["value"]:
        return
    if answers["value"] > invited["value"]:
        words = N_(
            "{answers} réponses pour {invited} invités : c’est plus qu’il n’y en a. Le taux de réponse et les intervalles ne sont pas donnés."
        )
        sentence = say(
            words,
            language,
            answers=amount(answers["value"], "count", language),
            invited=amount(invited["value"], "count", language),
        )
        yield _verdict(TOO_MANY, "impossible", cluster, sentence, f"{answers['value']:g}")


def _twice(responses: pl.DataFrame, cluster: str, language: Language) -> Iterator[Verdict]:
    """Yield one verdict for all the members who answered more than once."""
    times = responses.drop_nulls("member_id").group_by("member_id").len().filter(pl.col("len") > 1)
    if times.is_empty():
        return
    left = int(times["len"].sum()) - times.height
    sentence = say_many(
        N_("{count} membre a répondu plus d’une fois : sa dernière réponse compte, les autres ({left}) non."),
        N_(
            "{count} membres ont répondu plus d’une fois : la dernière réponse de chacun compte, les autres ({left}) non."
        ),
        times.height,
        language,
        left=left,
    )
    yield _verdict(TWICE, "consistent", cluster, sentence, str(left))


def _verdict(check: str, verdict: Judgement, cluster: str, sentence: str, found: str) -> Verdict:
    return Verdict(cluster=cluster, check=check, claims=(), verdict=verdict, found=found, sentence=sentence)
