"""The cover: whose report, about what, for whom, and the key figures with what they rest on."""

from __future__ import annotations

import datetime as dt

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.report.document import Glance
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.typography import agreed, said
from grappe.analysis.report.versions import Version, version_facts

NAMED = ("cluster ", "le cluster ", "the cluster ", "de cluster ", "der cluster ")


def cluster_name(dossier: Dossier, cluster: str) -> str:
    """Return the cluster's name."""
    found = dossier.tables["cluster"].filter(pl.col("cluster_id") == cluster)["name"].to_list()
    return str(found[0] or cluster) if found else cluster


def title(name: str, language: Language) -> str:
    """Return `Évaluation du cluster TWIST`, were the name « Cluster TWIST »."""
    start = next((n for n in NAMED if name.casefold().startswith(n) and len(name) > len(n)), "")
    rest = name[len(start) :]
    words = said(N_("Évaluation du cluster {name}"), language, name=rest)
    # « inventé 00001 » is no name by itself: the word may go only where the sentence says it just before.
    if start and rest[0].islower() and not words.endswith(rest):
        return said(N_("Évaluation : {name}"), language, name=name)
    return words


def period_words(period: tuple[dt.date, dt.date] | None, language: Language) -> str:
    """Return a period in full, both ends."""
    if period is None:
        return said(N_("non précisée"), language)
    return said(
        N_("du {first} au {last}"),
        language,
        first=long_date(period[0], language),
        last=long_date(period[1], language),
    )


def cover_facts(
    dossier: Dossier, asked: Asked, cluster: str, versions: tuple[Version, ...], language: Language
) -> tuple[tuple[str, str], ...]:
    """Return what the cover says of the evaluation, term and words; what is unknown is left out."""
    settings = dossier.settings
    facts = [
        (N_("Référence"), settings.reference),
        (N_("Évaluateur"), settings.evaluator),
        (N_("Commanditaire"), settings.client),
        (N_("Jour de référence"), long_date(asked.as_of, language)),
        (N_("Période"), period_words(asked.periods.get(cluster), language)),
    ]
    told = [(said(term, language), words) for term, words in facts if words]
    return (*told, *version_facts(versions, language))


def glances(lines: Lines) -> tuple[Glance, ...]:
    """Return the key figures that can be shown, each with what it rests on."""
    found = (
        _members(lines),
        _employment(lines),
        _median(lines),
        _response(lines),
        _advantage(lines),
        _actions(lines),
        _partners(lines),
        _reserves(lines),
    )
    return tuple(glance for glance in found if glance is not None)


def _glance(line: Line, label: str, basis: str, lines: Lines) -> Glance:
    return Glance(value=lines.run(line), label=label, basis=basis)


def _plural(one: str, many: str, line: Line, lines: Lines) -> str:
    return agreed(one, many, line.value or 0, lines.language, count=lines.written(line))


def _answers(count: int, lines: Lines) -> str:
    return agreed(
        N_("{count} réponse"),
        N_("{count} réponses"),
        count,
        lines.language,
        count=amount(count, "count", lines.language),
    )


def _members(lines: Lines) -> Glance | None:
    line, firms = lines.known("members.total"), lines.known("members.by_kind", "enterprise")
    if line is None:
        return None
    basis = said(N_("au jour de référence"), lines.language)
    if firms:
        basis = (
            said(N_("dont {count} entreprises"), lines.language, count=lines.written(firms))
            if (firms.value or 0) > 1
            else basis
        )
    return _glance(line, _plural(N_("membre"), N_("membres"), line, lines), basis, lines)


def _employment(lines: Lines) -> Glance | None:
    line = lines.known("employment.total")
    if line is None:
        return None
    label = _plural(N_("emploi connu (ETP)"), N_("emplois connus (ETP)"), line, lines)
    return _glance(line, label, _of_firms(line, lines), lines)


def _median(lines: Lines) -> Glance | None:
    line = lines.known("employment.median")
    if line is None or line.n_used < 2:  # the median of one is that one
        return None
    return _glance(
        line, said(N_("ETP par entreprise, en médiane"), lines.language), _of_firms(line, lines), lines
    )


def _of_firms(line: Line, lines: Lines) -> str:
    one, many = N_("{basis} entreprise"), N_("{basis} entreprises")
    return agreed(one, many, line.n_eligible, lines.language, basis=lines.basis(line))


def _response(lines: Lines) -> Glance | None:
    line, answers, asked = (lines.known(f"survey.{n}") for n in ("response_rate", "responses", "invited"))
    if line is None or answers is None or asked is None:
        return None
    return _glance(
        line,
        said(N_("de réponse à l’enquête"), lines.language),
        said(
            N_("{answers} pour {asked}"),
            lines.language,
            answers=_answers(round(answers.value or 0), lines),
            asked=_plural(N_("{count} invité"), N_("{count} invités"), asked, lines),
        ),
        lines,
    )


def _advantage(lines: Lines) -> Glance | None:
    line = lines.known("advantage.share")
    if line is None:
        return None
    basis, interval = _answers(line.n_used, lines), lines.interval(line)
    if interval:
        basis = said(N_("{interval} ; {answers}"), lines.language, interval=interval, answers=basis)
    label = said(N_("voient un avantage concurrentiel à être membres"), lines.language)
    return _glance(line, label, basis, lines)


def _actions(lines: Lines) -> Glance | None:
    line, abroad = lines.known("actions.total"), lines.known("actions.by_scope", "international")
    if line is None:
        return None
    basis = said(N_("dans la période"), lines.language)
    if abroad:
        basis = said(
            N_("dans la période, dont {count} de portée internationale"),
            lines.language,
            count=lines.written(abroad),
        )
    return _glance(line, _plural(N_("action menée"), N_("actions menées"), line, lines), basis, lines)


def _partners(lines: Lines) -> Glance | None:
    line = lines.known("partners.total")
    if line is None:
        return None
    home = lines.known("partners.by_country", "BE")
    foreign = round((line.value or 0) - (home.value or 0)) if home else 0
    basis = (
        said(
            N_("dont {count} hors de Belgique"),
            lines.language,
            count=amount(foreign, "count", lines.language),
        )
        if foreign
        else said(N_("au jour de référence"), lines.language)
    )
    return _glance(line, _plural(N_("partenaire"), N_("partenaires"), line, lines), basis, lines)


def _reserves(lines: Lines) -> Glance | None:
    known = [line for line in lines.of("finance.reserves_last_until") if line.is_known]
    if not known:
        return None
    line = min(known, key=lambda one: one.value or 0)
    return _glance(
        line,
        said(N_("dernière année aux réserves positives"), lines.language),
        said(N_("scénario « {name} »"), lines.language, name=line.name) if line.name else "",
        lines,
    )
