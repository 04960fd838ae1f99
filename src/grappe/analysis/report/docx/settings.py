"""How Word treats the document: as one of today, in its language, with the fonts that may stand in."""

from __future__ import annotations

from grappe.analysis.language.catalogues import Language
from grappe.analysis.report.docx.look import Look
from grappe.analysis.report.docx.namespaces import DECLARED
from grappe.analysis.report.docx.styles import LOCALES

COMPATIBILITY = (
    ("compatibilityMode", 15),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
    ("differentiateMultirowTableHeaders", 1),
)


def settings_part(language: Language) -> str:
    """Return the settings as XML."""
    locale = LOCALES[language]
    point, apart = (".", ",") if language == "en" else (",", ";")
    modern = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in COMPATIBILITY
    )
    return (
        f'<w:settings {DECLARED}><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{modern}</w:compat><w:themeFontLang w:val="{locale}"/>'
        f'<w:decimalSymbol w:val="{point}"/><w:listSeparator w:val="{apart}"/></w:settings>'
    )


def fonts_part(look: Look) -> str:
    """Return the fonts as XML: of each, what takes its place where it is not installed."""
    fonts = (
        (look.sans, look.sans_else, "swiss", "variable"),
        (look.serif, look.serif_else, "roman", "variable"),
        (look.mono, "Courier New", "modern", "fixed"),
    )
    told = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, instead, family, pitch in dict.fromkeys(fonts)
    )
    return f"<w:fonts {DECLARED}>{told}</w:fonts>"


def numbering_part(look: Look) -> str:
    """Return the one kind of list as XML: a round bullet, which belongs to its style."""
    return (
        f'<w:numbering {DECLARED}><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="320" w:hanging="320"/></w:pPr><w:rPr><w:color w:val="{look.beside}"/></w:rPr>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
