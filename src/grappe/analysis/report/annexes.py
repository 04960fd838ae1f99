"""What stands after the chapters: the method, the sources, what was odd in the dossier."""

from __future__ import annotations

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.language.punctuation import semicolon
from grappe.analysis.report.document import Block, Cell, Column, Paragraph, Row, Run, Section, Table
from grappe.analysis.report.typography import agreed, said, typeset
from grappe.analysis.vocabulary.sources import sources

METHOD = (
    N_(
        "Chaque chiffre de ce rapport est calculé sur les tables d’un dossier, à un jour de référence. Sa définition est publique et ne change pas ; ses papiers disent les lignes sur lesquelles il repose, combien ont servi et combien l’auraient dû."
    ),
    N_(
        "Un membre compte au jour de référence s’il est entré ce jour-là ou avant et n’est pas sorti. Les actions, les réunions et les lettres comptent si elles tombent dans la période, ses deux bouts compris."
    ),
    N_(
        "Une part tirée de l’enquête porte sur ceux qui ont répondu à la question et qu’elle concernait. L’intervalle à {level} dit entre quelles valeurs se tiendrait la part si tous les membres avaient répondu, pour autant que ceux qui se sont tus ressemblent aux autres ; il tient compte de ce que la population est petite et finie."
    ),
    N_(
        "Une moyenne ne se lit jamais seule : la médiane, les quartiles et la couverture l’accompagnent. Les quartiles sont de type 7. Ce que le dossier ne permet pas de calculer est dit non disponible, avec ce qui manque ; rien n’est estimé à sa place."
    ),
    N_(
        "Avec le dossier, chacun peut refaire un chiffre à la main : « grappe explain » montre ses lignes et son calcul."
    ),
)
SUMMARY = (
    N_(
        "Dans la synthèse, une majorité (ou moins de la moitié) n’est dite que si l’intervalle entier est de ce côté ; une présence est forte à partir des deux tiers, faible sous la moitié ; un écart avec les entreprises comparables n’est dit que si le test de Mann-Whitney à 5 %, corrigé pour toutes les mesures, le montre ; les autres points lisent un chiffre du dossier, ou en comparent deux. De chaque côté, quatre points au plus sont retenus, dans l’ordre des règles (avantage concurrentiel, satisfaction, effets, pertes, réserves, croissance, entreprises comparables, cibles, puis la vie interne et les partenariats), et imprimés dans l’ordre des chapitres."
    ),
    N_(
        "L’appui d’un point est fort quand il repose sur 80 % au moins de ceux qui comptent, et sur cinq unités au moins ; modéré, sur la moitié au moins, ou quand l’intervalle entier est du même côté, ou quand c’est une prévision ; faible autrement, et toujours sur moins de trois unités. La force de l’appui d’une conclusion est dite par l’évaluateur."
    ),
)
HIDING = N_(
    "Dans cette version du rapport, les petits groupes sont masqués, ainsi que ce qui permettrait de les retrouver par soustraction."
)
MOST_WARNINGS = 60


def method_annex(language: Language, *, hides: bool, also: tuple[str, ...] = ()) -> Section:
    """Return the method, in half a page. also: what more a report must say of its own."""
    texts = [said(words, language, level=amount(0.95, "share", language)) for words in METHOD]
    texts += [said(words, language) for words in also]
    if hides:
        texts.append(said(HIDING, language))
    return Section(
        anchor="method",
        title=said(N_("La méthode"), language),
        blocks=tuple(Paragraph(runs=(Run(text),)) for text in texts),
    )


def sources_annex(language: Language) -> Section:
    """Return the sources and licences of the vocabulary, in one paragraph."""
    told = semicolon(language).join(dict.fromkeys(source.attribution for source in sources()))
    words = said(N_("Nomenclatures, lieux et formes : {sources}."), language, sources=told)
    return Section(
        anchor="sources",
        title=said(N_("Les sources"), language),
        blocks=(
            Paragraph(runs=(Run(words),)),
            Paragraph(
                runs=(
                    Run(
                        said(
                            N_("Rapport composé par Grappe, en Inter et Grappe Serif (licence SIL OFL 1.1)."),
                            language,
                        )
                    ),
                )
            ),
        ),
    )


def warnings_annex(dossier: Dossier, language: Language) -> Section | None:
    """Return the warnings of the dossier; None without any."""
    if not dossier.warnings:
        return None
    rows = []
    for warning in dossier.warnings[:MOST_WARNINGS]:
        sentence = warning.sentence(language).removeprefix(warning.place(language))
        where = ", ".join(
            part
            for part in (
                warning.table,
                said(N_("ligne {row}"), language, row=warning.row) if warning.row is not None else "",
                said(N_("colonne {column}"), language, column=warning.column) if warning.column else "",
            )
            if part
        )
        sentence = typeset(sentence.lstrip(" :\u00a0\u202f"), language)
        rows.append(Row(cells=(Cell(where), Cell(sentence[:1].upper() + sentence[1:]))))
    blocks: list[Block] = [
        Table(
            caption=said(N_("Permis, et bon à savoir"), language),
            columns=(
                Column(label=said(N_("Où"), language), numeric=False),
                Column(label=said(N_("Ce qui a été vu"), language), numeric=False),
            ),
            rows=tuple(rows),
        )
    ]
    rest = len(dossier.warnings) - MOST_WARNINGS
    if rest > 0:
        words = agreed(
            N_("Et {count} autre : « grappe check » les dit tous."),
            N_("Et {count} autres : « grappe check » les dit tous."),
            rest,
            language,
            count=amount(rest, "count", language),
        )
        blocks.append(Paragraph(runs=(Run(words),)))
    return Section(
        anchor="warnings", title=said(N_("Les avertissements du dossier"), language), blocks=tuple(blocks)
    )
