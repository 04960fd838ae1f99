"""The styles of the document, each defined once: changing `Heading 1` in Word changes all."""

from __future__ import annotations

from functools import partial

from grappe.analysis.language.catalogues import Language
from grappe.analysis.report.docx.look import BESIDE_PROSE, TWIPS, WIDTH, Look
from grappe.analysis.report.docx.namespaces import DECLARED
from grappe.analysis.report.docx.style_names import BUILT_IN, ROLES, style_name
from grappe.analysis.report.docx.style_parts import letters, shape

LOCALES = {"fr": "fr-BE", "en": "en-GB", "nl": "nl-BE", "de": "de-BE"}
"""What the text is written in, so that Word checks its spelling as that."""
QUICK = {"Heading1", "Heading2", "Heading3", "BodyText", "Title", "ListBullet", "Caption", *ROLES}
"""Shown first in Word's gallery."""


def styles_part(look: Look, language: Language, *, summary: float = 11) -> str:
    """Return the styles of a document, as XML. summary: the size of the summary's letters, in points."""
    locale = LOCALES[language]
    base = letters(look, font=look.serif, size=11, colour=look.ink, locale=locale)
    defaults = (
        f"<w:docDefaults><w:rPrDefault>{base}</w:rPrDefault>"
        f"<w:pPrDefault>{shape(line=1.16)}</w:pPrDefault></w:docDefaults>"
    )
    latent = (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
    )
    made = [
        *_plain(),
        *_prose(look),
        *_summary(look, summary),
        *_headings(look),
        *_cover(look),
        *_boxes(look),
        *_pictures(look),
        *_tables(look),
        *_papers(look),
        *_characters(look),
    ]
    told = "".join(_style(language, *one) for one in made)
    return f"<w:styles {DECLARED}>{defaults}{latent}{told}{_table_styles(look, language)}</w:styles>"


Style = tuple[str, str, str, str, str]
"""Identifier, what it is based on, what follows it (`character`: none), shape of the paragraph, letters."""


def _style(language: Language, identifier: str, based: str, after: str, paragraphs: str, runs: str) -> str:
    kind = "character" if after == "character" else "paragraph"
    default = ' w:default="1"' if identifier in {"Normal", "DefaultParagraphFont"} else ""
    custom = "" if identifier in BUILT_IN else ' w:customStyle="1"'
    name = style_name(identifier, language)
    return (
        f'<w:style w:type="{kind}"{default}{custom} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f'<w:next w:val="{after}"/>' if after and kind == "paragraph" else "")
        + f'<w:uiPriority w:val="{9 if identifier in QUICK else 39}"/>'
        + ("<w:qFormat/>" if identifier in QUICK else "")
        + f"{paragraphs}{runs}</w:style>"
    )


def _plain() -> list[Style]:
    return [
        ("Normal", "", "", "", ""),
        ("DefaultParagraphFont", "", "character", "", ""),
    ]


def _prose(look: Look) -> list[Style]:
    small = letters(look, font=look.sans, size=7.5, colour=look.soft)
    foot = shape(tabs=((WIDTH, "right"),), line=1.1)
    hanging = shape(before=2.5, after=2.5, left=16, hanging=16, right=BESIDE_PROSE / TWIPS, list_number=1)
    return [
        ("BodyText", "Normal", "BodyText", shape(before=5.5, after=5.5, right=BESIDE_PROSE / TWIPS), ""),
        ("ListBullet", "BodyText", "ListBullet", hanging, ""),
        ("Header", "Normal", "", foot, small),
        ("Footer", "Normal", "", foot, small),
    ]


def _summary(look: Look, size: float) -> list[Style]:
    """Return what holds the summary on its page: letters as small as its words are many, the whole width."""
    own = letters(look, size=size)
    near = size / 5
    return [
        ("SummaryText", "BodyText", "SummaryText", shape(before=near, after=near), own),
        (
            "SummaryBullet",
            "ListBullet",
            "SummaryBullet",
            shape(before=near, after=near, left=16, hanging=16),
            own,
        ),
        (
            "SummaryHeading",
            "Heading2",
            "SummaryText",
            shape(before=size * 1.2, after=size / 4),
            letters(look, size=min(12, size + 1)),
        ),
    ]


def _headings(look: Look) -> list[Style]:
    def heading(size: float, *, tracking: float = 0) -> str:
        return letters(look, font=look.sans, size=size, bold=True, colour=look.ink, tracking=tracking)

    first = shape(keep=True, whole=True, before=38, after=14, line=1.1, outline=0)
    toc = shape(before=4, after=4, tabs=((WIDTH, "right"),), line=1.1)
    inner = shape(before=1, after=1, left=14, tabs=((WIDTH, "right"),), line=1.1)
    sans = letters(look, font=look.sans, size=9.5)
    return [
        ("Heading1", "Normal", "BodyText", first, heading(21, tracking=-0.4)),
        (
            "Heading2",
            "Normal",
            "BodyText",
            shape(keep=True, whole=True, before=20, after=6, line=1.15, outline=1),
            heading(12),
        ),
        (
            "Heading3",
            "Normal",
            "BodyText",
            shape(keep=True, whole=True, before=14, after=4, line=1.15, outline=2),
            heading(10),
        ),
        ("TOCHeading", "Heading1", "Normal", shape(outline=9), ""),
        ("TOC1", "Normal", "Normal", toc, sans),
        ("TOC2", "Normal", "Normal", inner, letters(look, font=look.sans, size=8.5, colour=look.soft)),
    ]


def _cover(look: Look) -> list[Style]:
    sans = look.sans
    edge = (look.strong, 1.5, 8)
    fact = partial(shape, left=9, line=1.15, edge=edge)
    glance = partial(shape, left=9, line=1.12, edge=(look.line, 0.75, 8), keep=True)
    return [
        ("CoverLogo", "Normal", "CoverEyebrow", shape(after=20, line=1.0), ""),
        (
            "CoverMention",
            "Normal",
            "BodyText",
            shape(before=16, line=1.15),
            letters(look, font=sans, size=7.5, colour=look.soft),
        ),
        (
            "CoverEyebrow",
            "Normal",
            "Title",
            shape(after=12, line=1.15),
            letters(look, font=sans, size=7.5, bold=True, colour=look.beside, tracking=0.45, capitals=True),
        ),
        (
            "Title",
            "Normal",
            "Subtitle",
            shape(after=12, line=1.0, right=40),
            letters(look, font=sans, size=34, bold=True, colour=look.ink, tracking=-0.85),
        ),
        (
            "Subtitle",
            "Normal",
            "BodyText",
            shape(after=10, line=1.25, right=108),
            letters(look, size=13, colour=look.soft),
        ),
        (
            "CoverStatus",
            "Normal",
            "BodyText",
            shape(after=10, line=1.25, right=108),
            letters(look, font=sans, size=9.5, bold=True, colour=look.care),
        ),
        (
            "CoverPicture",
            "Normal",
            "CoverPictureWords",
            shape(before=0, after=6, align="center", line=1.0, keep=True),
            "",
        ),
        (
            "CoverPictureWords",
            "Normal",
            "BodyText",
            shape(after=0, align="center", line=1.15),
            letters(look, font=sans, size=7.5, colour=look.soft),
        ),
        (
            "CoverTerm",
            "Normal",
            "CoverWords",
            fact(keep=True, before=11),
            letters(look, font=sans, size=7.5, colour=look.soft),
        ),
        ("CoverWords", "Normal", "CoverTerm", fact(), letters(look, font=sans, size=9, bold=True)),
        ("CoverSpace", "Normal", "CoverTerm", shape(line=1.0), ""),
        ("CoverEnd", "Normal", "BodyText", shape(after=0, line=1.0), letters(look, size=2)),
        (
            "GlanceValue",
            "Normal",
            "GlanceLabel",
            glance(before=9),
            letters(look, font=sans, size=21, bold=True, tracking=-0.4),
        ),
        ("GlanceLabel", "Normal", "GlanceBasis", glance(), letters(look, font=sans, size=8.5)),
        (
            "GlanceBasis",
            "Normal",
            "GlanceValue",
            glance(),
            letters(look, font=sans, size=7.5, colour=look.soft),
        ),
    ]


def _boxes(look: Look) -> list[Style]:
    colours = {
        "Conclusion": look.strong,
        "Recommendation": look.well,
        "Draft": look.care,
        "Remark": look.beside,
    }
    made: list[Style] = []
    for role, colour in colours.items():
        box = partial(shape, left=15, right=BESIDE_PROSE / TWIPS, edge=(colour, 2.25, 12))
        made += [
            (role, "Normal", role, box(before=2, after=5, whole=True), ""),
            (
                f"{role}Title",
                "Normal",
                role,
                box(keep=True, before=16, after=5, line=1.15),
                letters(
                    look, font=look.sans, size=7.5, bold=True, colour=colour, tracking=0.45, capitals=True
                ),
            ),
            (
                f"{role}Foot",
                "Normal",
                "BodyText",
                box(before=1, after=0, line=1.2),
                letters(look, font=look.sans, size=7.5, colour=look.soft),
            ),
        ]
    return made


def _pictures(look: Look) -> list[Style]:
    sans = look.sans
    note = letters(look, font=sans, size=7.5, colour=look.soft)
    return [
        (
            "Caption",
            "Normal",
            "BodyText",
            shape(keep=True, whole=True, before=20, after=4, line=1.15),
            letters(look, font=sans, size=9.5, bold=True, colour=look.ink),
        ),
        (
            "PictureSubtitle",
            "Normal",
            "Picture",
            shape(keep=True, after=7, line=1.15),
            letters(look, font=sans, size=8, colour=look.soft),
        ),
        ("Picture", "Normal", "PictureNote", shape(after=4, line=1.0), ""),
        ("PictureNote", "Normal", "BodyText", shape(after=3, line=1.2), note),
    ]


def _tables(look: Look) -> list[Style]:
    made: list[Style] = []
    for prefix, size, air in (("Table", 8.0, 2.6), ("Small", 7.0, 1.5)):
        head = letters(look, font=look.sans, size=size * 0.92, colour=look.soft, tabular=True)
        body = letters(look, font=look.sans, size=size, tabular=True)
        cell = shape(before=air, after=air, line=1.12)
        first = f"{prefix}Text"
        made += [
            (first, "Normal", first, cell, body),
            (f"{prefix}Number", first, f"{prefix}Number", shape(align="right"), ""),
            (f"{prefix}Inside", first, f"{prefix}Inside", shape(left=10), ""),
            (f"{prefix}Head", first, first, shape(keep=True), head),
            (f"{prefix}HeadNumber", f"{prefix}Head", first, shape(align="right"), ""),
            (
                f"{prefix}Group",
                first,
                first,
                shape(keep=True, before=air * 2.6, after=air, line=1.12),
                letters(look, bold=True),
            ),
        ]
    note = letters(look, font=look.sans, size=7.5, colour=look.soft)
    return [*made, ("TableNote", "Normal", "BodyText", shape(before=5, after=3, line=1.2), note)]


def _papers(look: Look) -> list[Style]:
    small = letters(look, font=look.sans, size=7.5)
    return [
        (
            "LackTitle",
            "Normal",
            "LackReason",
            shape(keep=True, whole=True, before=20, after=4, line=1.15),
            letters(look, font=look.sans, size=9.5, bold=True),
        ),
        (
            "LackReason",
            "Normal",
            "LackFigures",
            shape(keep=True, before=3, line=1.2),
            letters(look, font=look.sans, size=8, bold=True),
        ),
        (
            "LackFigures",
            "Normal",
            "LackReason",
            shape(after=4, line=1.2),
            letters(look, font=look.sans, size=8, colour=look.soft),
        ),
        (
            "EntryTitle",
            "Heading3",
            "EntryText",
            shape(before=11, after=2, line=1.15, over=(look.line, 0.5, 6)),
            letters(look, size=8.5),
        ),
        ("EntryText", "Normal", "EntryFacts", shape(keep=True, after=2, line=1.18), small),
        ("EntryFacts", "Normal", "EntryText", shape(after=2, line=1.18), small),
    ]


def _characters(look: Look) -> list[Style]:
    base = "DefaultParagraphFont"
    note = letters(look, font=look.sans, bold=False, colour=look.beside, raised=True)
    return [
        ("Hyperlink", base, "character", "", letters(look, colour=look.strong)),
        ("Figure", base, "character", "", letters(look, colour=look.strong)),
        (
            "GlanceNote",
            base,
            "character",
            "",
            letters(look, bold=False, colour=look.beside, size=12, raised=True),
        ),
        ("GlanceLink", base, "character", "", letters(look, colour=look.ink)),
        ("FigureInTable", base, "character", "", letters(look, bold=True)),
        ("NoteReference", base, "character", "", note),
        ("Numeral", base, "character", "", letters(look, colour=look.beside)),
        ("Under", base, "character", "", letters(look, bold=False, colour=look.soft, size=7)),
        ("Softer", base, "character", "", letters(look, colour=look.soft)),
        (
            "FigureId",
            base,
            "character",
            "",
            letters(look, font=look.mono, size=6.5, bold=False, colour=look.soft),
        ),
    ]


def _table_styles(look: Look, language: Language) -> str:
    def border(side: str, colour: str, points: float) -> str:
        return f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="0" w:color="{colour}"/>'

    within = border("bottom", look.line, 0.5) + border("insideH", look.line, 0.5)
    under = border("bottom", look.rule, 0.75)
    edges = (
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
    )
    name = style_name("ReportTable", language)
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{edges}</w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        f'<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="9"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{within}</w:tblBorders></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
        f"<w:tcBorders>{under}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
        + "".join(_bare(one, language) for one in ("PapersTable", "LayoutTable"))
    )


def _bare(identifier: str, language: Language) -> str:
    """Return the style of a table without lines."""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identifier}">'
        f'<w:name w:val="{style_name(identifier, language)}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/></w:style>'
    )
