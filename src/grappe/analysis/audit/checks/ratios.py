"""A share beside the two counts that it is made of: 29 of 57 is 51 %; 5 that are less than 1 % make 500."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.printed import Range
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.ties import ties
from grappe.analysis.audit.verdict import Verdict, judged
from grappe.analysis.language.catalogues import N_, say

RATIO, WHOLE = "ratio", "implied_whole"
LINKS = r",\s*of\s(?=\d)|\(|\bsoit\b|\bi\.e\.|\bthat is\b|\bor\b|=|\boftewel\b|\bofwel\b|\bdat is\b"
"""What stands between a count and the same thing as a share."""
ROUGHLY = (
    r"soit|i\.e\.|that is|or|ofwel|oftewel|environ|près de|quelque|about|nearly|some|ongeveer|bijna|ca\.?|±|~"
)
"""What may stand before the share itself; any other word, such as `dont`, begins something else."""


def shares_of_counts(report: Report) -> Iterator[Verdict]:
    """Yield a verdict for each share whose part is stated too."""
    for share in report.claims:
        if not share.is_share or not share.is_sound:
            continue
        parts, whole = _parts(share, report), _whole(share, report)
        if not parts:
            parts, of = _in_parentheses(share, report)
            if whole is not None and of is not None and whole[0] != of[0]:
                continue
            whole = of
        if not parts:
            continue
        if whole is not None:
            yield from _ratio(share, parts, whole, report)
        elif len(parts) == 1:
            yield from _implied(share, parts[0], report)


def _whole(share: Claim, report: Report) -> tuple[int, Claim | None] | None:
    """Return the whole of a share, and the claim that states it (None: the share's own base)."""
    named = report.claims.whole_of(share)
    if named is not None:
        return int(named.value or 0), named
    if share.base is not None:
        return share.base, None
    for tie in ties().ratios:
        if share.figure == tie.share:
            count = next((c for w in tie.wholes if (c := report.claims.count_of(w, share.key))), None)
            if count is not None:
                return int(count.value or 0), count
    return None


def _parts(share: Claim, report: Report) -> list[Claim]:
    """Return the counts that may be the part: of the tied figure, or of the same sentence and whole."""
    for tie in ties().ratios:
        if share.figure == tie.share:
            tied = report.claims.count_of(tie.part, share.key)
            return [tied] if tied is not None else []
    return [
        claim
        for claim in report.claims.by_quote.get(share.quote, [])
        if claim.is_count
        and claim.is_sound
        and claim is not share
        and (claim.of == share.of if share.of else claim.base is not None and claim.base == share.base)
    ]


def _in_parentheses(share: Claim, report: Report) -> tuple[list[Claim], tuple[int, Claim | None] | None]:
    """Return the count that a share repeats in parentheses, with its whole: `of the 40 firms, 31 (82 %)`."""
    own = [
        claim
        for claim in report.claims.by_quote.get(share.quote, [])
        if claim.is_count and claim.is_sound and report.claims.whole_of(claim) is not None
    ]
    tied = [claim for claim in own if _is_tied(share, claim, links=r"\(")]
    if not tied:
        return [], None
    # The last one before the share is the nearest.
    part = max(tied, key=lambda claim: share.quote.find(f"{float(claim.value or 0):g}"))
    whole = report.claims.whole_of(part)
    return [part], None if whole is None else (int(whole.value or 0), whole)


def _ratio(
    share: Claim, parts: list[Claim], whole: tuple[int, Claim | None], report: Report
) -> Iterator[Verdict]:
    number, by = whole
    stated = [by] if by is not None else []
    if number == 0:
        words = N_("{share} de 0 : il n’y a pas de part de rien.")
        sentence = say(words, report.language, share=share.written(report.language))
        yield judged(RATIO, "impossible", [share, *stated], sentence, "0")
        return
    right = [part for part in parts if part.range.over(number).meets(share.range)]
    if not right and (len(parts) > 1 or not _is_tied(share, parts[0])):
        return  # of which of them it is the share, nobody says
    part = (right or parts)[0]
    ratio = Fraction(part.value or 0) / number
    values = {
        "part": part.written(report.language),
        "whole": report.number(number),
        "exact": report.percent(ratio, share.decimals + 1),
        "share": share.written(report.language),
    }
    found = f"{float(ratio):.4f}"
    if right:
        sentence = say(N_("{part} / {whole} = {exact}, ce que {share} rend bien."), report.language, **values)
        yield judged(RATIO, "consistent", [share, part, *stated], sentence, found)
        return
    words = N_("{part} / {whole} = {exact}, et non {share} : l’un de ces nombres est faux.")
    sentence = say(words, report.language, **values)
    yield judged(RATIO, "impossible", [share, part, *stated], sentence, found)


def _is_tied(share: Claim, part: Claim, *, links: str = LINKS) -> bool:
    """Tell whether a share is that of a count: by the catalogue, or by the words between them (`soit`)."""
    if any(share.figure == tie.share for tie in ties().ratios):
        return True
    one, other = f"{float(part.value or 0):g}", f"{float(share.value or 0):g}".replace(".", "[.,]")
    link = rf"(?:{links})\s*(?:{ROUGHLY})?\s*{other}\s*%"
    if re.search(rf"\b{one}\b", share.quote):
        link = rf"\b{one}\b(?:(?!\d+\s*%)[^.;])*?{link}"
    # A count in letters stands somewhere before; the word that ties it is enough.
    return bool(re.search(link, share.quote, re.IGNORECASE))


def _implied(share: Claim, part: Claim, report: Report) -> Iterator[Verdict]:
    """Yield what a part and its share say of a whole that the report does not state."""
    whole = implied_whole(share, part)
    values = {"part": part.written(report.language), "share": share.written(report.language)}
    if whole.low is not None and whole.high is None:
        words = N_("{part} en font {share} : le tout, que le rapport ne dit pas, dépasse {low}.")
        sentence = say(words, report.language, low=report.number(whole.low), **values)
        yield judged(WHOLE, "consistent", [share, part], sentence, f">{float(whole.low):g}")
    elif whole.low is not None and whole.high is not None:
        words = N_("{part} en font {share} : le tout, que le rapport ne dit pas, est entre {low} et {high}.")
        low, high = _whole_number(whole.low, up=True), _whole_number(whole.high, up=False)
        if low > high:
            words = N_("{part} en font {share} : aucun tout ne donne cette part.")
            sentence = say(words, report.language, **values)
            yield judged(WHOLE, "impossible", [share, part], sentence)
            return
        sentence = say(words, report.language, low=report.number(low), high=report.number(high), **values)
        yield judged(WHOLE, "consistent", [share, part], sentence, f"{low}-{high}")


def implied_whole(share: Claim, part: Claim) -> Range:
    """Return the wholes of which a part is such a share: 5 that are less than 1 % are of more than 500."""
    number, allowed = Fraction(part.value or 0), share.range
    low = number / allowed.high if allowed.high else None
    high = number / allowed.low if allowed.low else None
    return Range(low, high, allowed.high_open, allowed.low_open)


def _whole_number(value: Fraction, *, up: bool) -> int:
    return -(-value.numerator // value.denominator) if up else value.numerator // value.denominator
