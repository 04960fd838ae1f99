"""The colours and fonts that Word offers first: those of the report."""

from __future__ import annotations

from grappe.analysis.report.docx.look import Look
from grappe.analysis.report.docx.namespaces import DRAWING


def theme_part(look: Look) -> str:
    """Return the theme as XML."""
    colours = {
        "dk1": look.ink,
        "lt1": "FFFFFF",
        "dk2": look.strong,
        "lt2": look.mist,
        "accent1": look.strong,
        "accent2": look.beside,
        "accent3": look.well,
        "accent4": look.care,
        "accent5": look.rule,
        "accent6": look.soft,
        "hlink": look.strong,
        "folHlink": look.beside,
    }
    told = "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in colours.items())
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{DRAWING}/main" name="Grappe"><a:themeElements>'
        f'<a:clrScheme name="Grappe">{told}</a:clrScheme>'
        f'<a:fontScheme name="Grappe">{_fonts("major", look.sans)}{_fonts("minor", look.serif)}</a:fontScheme>'
        f'<a:fmtScheme name="Grappe"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _fonts(kind: str, name: str) -> str:
    return f'<a:{kind}Font><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
