"""The order of elements that Word demands (ISO/IEC 29500-1, transitional), for the elements that we write."""

from __future__ import annotations

from itertools import pairwise

from lxml import etree

ORDER = {
    name: tuple(children.split())
    for name, children in {
        "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd"
        " tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi"
        " adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection"
        " textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
        "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof"
        " snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText"
        " vertAlign rtl cs em lang eastAsianLayout specVanish oMath numSpacing",
        "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
        " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
        "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign"
        " hideMark",
        "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders"
        " lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
        "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex"
        " docPartObj text",
        "docPartObj": "docPartGallery docPartCategory docPartUnique",
        "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat"
        " locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
        "tblStylePr": "pPr rPr tblPr trPr tcPr",
        "styles": "docDefaults latentStyles style",
        "docDefaults": "rPrDefault pPrDefault",
        "pBdr": "top left bottom right between bar",
        "tblBorders": "top left start bottom right end insideH insideV",
        "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
        "tblCellMar": "top left start bottom right end",
        "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
        "tr": "tblPrEx trPr tc",
        "sdt": "sdtPr sdtEndPr sdtContent",
        "numbering": "numPicBullet abstractNum num",
        "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
        "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
        "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold",
        "settings": "writeProtection view zoom removePersonalInformation mirrorMargins defaultTabStop"
        " autoHyphenation characterSpacingControl footnotePr endnotePr compat docVars rsids mathPr themeFontLang"
        " clrSchemeMapping decimalSymbol listSeparator",
        "inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
        "pic": "nvPicPr blipFill spPr",
        "nvPicPr": "cNvPr cNvPicPr",
        "spPr": "xfrm prstGeom",
        "xfrm": "off ext",
        "theme": "themeElements objectDefaults",
        "themeElements": "clrScheme fontScheme fmtScheme",
        "clrScheme": "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink",
        "fontScheme": "majorFont minorFont",
        "fmtScheme": "fillStyleLst lnStyleLst effectStyleLst bgFillStyleLst",
        "majorFont": "latin ea cs",
        "minorFont": "latin ea cs",
        "ln": "noFill solidFill prstDash round bevel miter headEnd tailEnd",
    }.items()
}


def misplaced(part: str, root: etree._Element) -> list[str]:
    """Say which elements of a part Word would not take where they stand."""
    faults = []
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        order = ORDER.get(name)
        children = [etree.QName(child).localname for child in element]
        if order is not None:
            faults += [f"{part}: {child} in {name}" for child in children if child not in order]
            places = [(order.index(child), child) for child in children if child in order]
            faults += [
                f"{part}: {after} after {before} in {name}"
                for (one, before), (other, after) in pairwise(places)
                if other < one
            ]
        if name == "tc" and children[-1:] != ["p"]:
            faults.append(f"{part}: a cell that does not end with a paragraph")
        if name == "body" and children[-2:] != ["p", "sectPr"]:
            faults.append(f"{part}: a text that does not end with a paragraph and its section")
        faults += [
            f"{part}: {name} follows a table with no paragraph between"
            for before, after in pairwise(children)
            if before == after == "tbl"
        ]
    return faults
