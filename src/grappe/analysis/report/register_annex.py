"""The register that a report rests on: which one, by what rule, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from grappe.analysis.dossier.from_registry import FromRegistry, OfCluster
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.report.document import Block, Cell, Column, Paragraph, Row, Run, Section, Table
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import agreed, said

ANCHOR = "register"
RULE = N_(
    "L’activité d’une entreprise est son activité principale au sens de la sécurité sociale (groupe 006), à défaut de la TVA (groupe 001), puis des autres groupes, dans la version de la NACE du cluster ; elle peut en avoir plusieurs, et compte alors dans chacune. Son lieu est celui de son siège ; une personne physique, qui n’en a pas, est là où est son premier établissement."
)
LICENCE = N_(
    "La licence de l’extrait interdit d’en tirer du démarchage auprès de personnes physiques : la liste des entreprises qui pourraient devenir membres (prospects.csv) n’en contient aucune."
)


def register_annex(
    told: FromRegistry | None, language: Language, cluster: str | None = None
) -> Section | None:
    """Return what a report says of its register; None without one. cluster: None for all of a campaign."""
    if told is None:
        return None
    texts = [_which(told, language), *_of_series(told, language), said(RULE, language)]
    own = told.clusters.get(cluster) if cluster is not None else None
    if own is not None:
        texts += [scope_words(own, language), *_peers(told, own, language), *_members(own, language)]
    else:
        texts += _members(told.all_clusters, language)
    if not told.has_accounts:
        texts.append(said(N_("Le registre n’a pas de comptes annuels."), language))
    if told.unused:
        texts.append(
            said(
                N_("Tables du dossier qui n’ont pas servi, le registre les remplace : {tables}."),
                language,
                tables=", ".join(told.unused),
            )
        )
    if told.lists_prospects:
        texts.append(said(LICENCE, language))
    blocks: list[Block] = [Paragraph(runs=(Run(text),)) for text in texts]
    if own is not None and own.elsewhere:
        blocks.append(_elsewhere(own, language))
    return Section(
        anchor=ANCHOR, title=said(N_("Le registre des entreprises"), language), blocks=tuple(blocks)
    )


def papers_words(told: FromRegistry, figure: str, lines: Lines) -> str:
    """Return what the papers of a figure say of the register."""
    own, language = told.clusters.get(lines.cluster, OfCluster()), lines.language
    words = [_which(told, language)]
    if figure.startswith("peer."):
        words += _peers(told, own, language)
    else:
        words += [said(RULE, language), scope_words(own, language)]
    return " ".join(words)


def scope_words(own: OfCluster, language: Language) -> str:
    """Say how many enterprises the scope of a cluster has in its region."""
    words = agreed(
        N_(
            "Champ et région : {companies} entreprise au registre, dont personnes physiques : {natural}, en dissolution ou en faillite : {ending}."
        ),
        N_(
            "Champ et région : {companies} entreprises au registre, dont personnes physiques : {natural}, en dissolution ou en faillite : {ending}."
        ),
        own.companies,
        language,
        companies=amount(own.companies, "count", language),
        natural=amount(own.natural, "count", language),
        ending=amount(own.ending, "count", language),
    )
    if own.in_scope is None:
        return words
    return f"{words} " + said(
        N_("Membres parmi elles, reconnus par leur numéro : {count}."),
        language,
        count=amount(own.in_scope, "count", language),
    )


def _which(told: FromRegistry, language: Language) -> str:
    words = said(
        N_(
            "Registre : Banque-Carrefour des Entreprises, données ouvertes du SPF Économie, extrait n° {number} du {day}."
        ),
        language,
        number=told.number,
        day=long_date(told.day, language),
    )
    if not told.is_later:
        return words
    return f"{words} " + said(
        N_(
            "Il est postérieur au jour de référence ({as_of}) et ne contient que les entreprises actives de son propre jour : celles qui ont disparu entre les deux y manquent, et ce qui en est tiré ne vaut que pour celles qui ont survécu."
        ),
        language,
        as_of=long_date(told.as_of, language),
    )


def _of_series(told: FromRegistry, language: Language) -> Iterator[str]:
    if told.later_for:
        yield said(
            N_(
                "D’autres jours de la série précèdent le plus ancien extrait ({days}) : c’est lui qui a servi, et ce qui en est dit ne vaut que pour les entreprises qui ont survécu jusqu’à lui."
            ),
            language,
            days=", ".join(long_date(day, language) for day in told.later_for),
        )


def _peers(told: FromRegistry, own: OfCluster, language: Language) -> Iterator[str]:
    if not told.has_accounts:
        return
    # The companies of the group are known to anyone: those that are no members tell the members.
    yield said(
        N_(
            "Entreprises comparables, au nombre de {peers} : les personnes morales de la région, des classes (quatre chiffres) des entreprises membres que comprend le champ du cluster (de toutes, s’il n’en comprend aucune), qui ne sont ni membres, ni en dissolution ou en faillite. Comptes, des membres comme des autres : les derniers connus depuis la troisième année avant l’année de référence. Écartés : exercices qui n’ont pas douze mois, {months} ; exercices suivis d’un autre clos la même année, {earlier} ; valeurs ajoutées par ETP parmi les 3 % les plus basses ou les plus hautes de leur année, {tails}."
        ),
        language,
        peers="–" if own.is_few else amount(own.peers, "count", language),
        months=amount(own.other_lengths, "count", language),
        earlier=amount(own.earlier, "count", language),
        tails=amount(own.tails, "count", language),
    )
    if own.borrowed:
        yield agreed(
            N_(
                "{count} membre n’a pas dans le dossier de comptes qui comptent : ceux du registre servent à cette comparaison, et à elle seule."
            ),
            N_(
                "{count} membres n’ont pas dans le dossier de comptes qui comptent : ceux du registre servent à cette comparaison, et à elle seule."
            ),
            own.borrowed,
            language,
            count=amount(own.borrowed, "count", language),
        )


def _members(own: OfCluster, language: Language) -> Iterator[str]:
    if own.unnumbered:
        yield agreed(
            N_(
                "{count} membre n’a pas de numéro d’entreprise : le registre ne peut le reconnaître, et il peut être compté aussi parmi les entreprises comparables ou celles qui ne sont pas membres."
            ),
            N_(
                "{count} membres n’ont pas de numéro d’entreprise : le registre ne peut les reconnaître, et ils peuvent être comptés aussi parmi les entreprises comparables ou celles qui ne sont pas membres."
            ),
            own.unnumbered,
            language,
            count=amount(own.unnumbered, "count", language),
        )
    if own.unknown:
        yield agreed(
            N_("{count} membre a un numéro que le registre de ce jour ne connaît pas."),
            N_("{count} membres ont un numéro que le registre de ce jour ne connaît pas."),
            own.unknown,
            language,
            count=amount(own.unknown, "count", language),
        )
    if own.elsewhere:
        yield agreed(
            N_("{count} membre : le registre lui donne une autre activité que le dossier."),
            N_("{count} membres : le registre leur donne une autre activité que le dossier."),
            len(own.elsewhere),
            language,
            count=amount(len(own.elsewhere), "count", language),
        )


def _elsewhere(own: OfCluster, language: Language) -> Table:
    heads = (N_("Membre"), N_("Activité dans le dossier"), N_("Au registre"))
    return Table(
        caption=said(N_("Membres à qui le registre donne une autre activité"), language),
        columns=tuple(Column(label=said(head, language), numeric=False) for head in heads),
        rows=tuple(Row(cells=tuple(Cell(cell) for cell in row)) for row in own.elsewhere),
    )
