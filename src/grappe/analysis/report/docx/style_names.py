"""What the styles are called: those of Word by their own names, ours in the reader's language."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.report.typography import said

BUILT_IN = {
    "Normal": "Normal",
    "BodyText": "Body Text",
    "Title": "Title",
    "Subtitle": "Subtitle",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "TOCHeading": "TOC Heading",
    "TOC1": "toc 1",
    "TOC2": "toc 2",
    "Caption": "caption",
    "ListBullet": "List Bullet",
    "Header": "header",
    "Footer": "footer",
    "DefaultParagraphFont": "Default Paragraph Font",
    "Hyperlink": "Hyperlink",
    "TableNormal": "Normal Table",
    "NoList": "No List",
}
"""Word knows these, and shows them under the names of its own language."""
OURS = {
    "CoverLogo": N_("Couverture – logo"),
    "CoverMention": N_("Couverture – mention"),
    "CoverEyebrow": N_("Couverture – commanditaire"),
    "CoverStatus": N_("Couverture – version"),
    "CoverPicture": N_("Couverture – image"),
    "CoverPictureWords": N_("Couverture – légende de l’image"),
    "CoverTerm": N_("Couverture – rubrique"),
    "CoverWords": N_("Couverture – contenu"),
    "CoverSpace": N_("Couverture – espace"),
    "CoverEnd": N_("Ligne vide"),
    "GlanceNote": N_("Chiffre clé – appel de papiers"),
    "GlanceLink": N_("Chiffre clé – lien"),
    "SummaryText": N_("Synthèse – texte"),
    "SummaryBullet": N_("Synthèse – point"),
    "SummaryHeading": N_("Synthèse – titre"),
    "LayoutTable": N_("Mise en page"),
    "GlanceValue": N_("Chiffre clé"),
    "GlanceLabel": N_("Chiffre clé – libellé"),
    "GlanceBasis": N_("Chiffre clé – base"),
    "Conclusion": N_("Conclusion"),
    "Recommendation": N_("Recommandation"),
    "Draft": N_("Projet de texte"),
    "Remark": N_("Remarque"),
    "BoxTitle": N_("{role} – titre"),
    "BoxFoot": N_("{role} – pied"),
    "Picture": N_("Graphique"),
    "PictureSubtitle": N_("Graphique – sous-titre"),
    "PictureNote": N_("Graphique – note"),
    "ReportTable": N_("Tableau du rapport"),
    "TableText": N_("Tableau – texte"),
    "TableNumber": N_("Tableau – nombre"),
    "TableInside": N_("Tableau – texte en retrait"),
    "TableHead": N_("Tableau – tête"),
    "TableHeadNumber": N_("Tableau – tête d’un nombre"),
    "TableGroup": N_("Tableau – groupe"),
    "TableNote": N_("Tableau – note"),
    "SmallText": N_("Petit tableau – texte"),
    "SmallNumber": N_("Petit tableau – nombre"),
    "SmallInside": N_("Petit tableau – texte en retrait"),
    "SmallHead": N_("Petit tableau – tête"),
    "SmallHeadNumber": N_("Petit tableau – tête d’un nombre"),
    "SmallGroup": N_("Petit tableau – groupe"),
    "LackTitle": N_("Non disponible – titre"),
    "LackReason": N_("Non disponible – raison"),
    "LackFigures": N_("Non disponible – chiffres"),
    "EntryTitle": N_("Papiers – titre"),
    "EntryText": N_("Papiers – texte"),
    "EntryFacts": N_("Papiers – repères"),
    "Figure": N_("Chiffre"),
    "FigureInTable": N_("Chiffre d’un tableau"),
    "NoteReference": N_("Appel de papiers"),
    "Numeral": N_("Numéro"),
    "PapersTable": N_("Tableau des papiers"),
    "Under": N_("Sous la valeur"),
    "Softer": N_("Plus discret"),
    "FigureId": N_("Identifiant d’un chiffre"),
}
ROLES = ("Conclusion", "Recommendation", "Draft", "Remark")


def style_name(identifier: str, language: Language) -> str:
    """Return what Word shows a style as; `ConclusionTitle` is the title of a conclusion.

    No name holds a comma: Word reads one as the start of another name.
    """
    if identifier in BUILT_IN:
        return BUILT_IN[identifier]
    if identifier in OURS:
        return said(OURS[identifier], language)
    role = next(role for role in ROLES if identifier.startswith(role))
    part = f"Box{identifier.removeprefix(role)}"
    return said(OURS[part], language, role=said(OURS[role], language))
