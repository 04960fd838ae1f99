"""The sentences of a text, each under the chapter of its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LAST_CHAPTER = 8
HEADING = re.compile(r"\s{0,3}(?:#{1,6}\s{1,5}|\*\*)")
NUMBERED = re.compile(
    r"[\s#*_]{0,12}(?:chapitre|chapter|hoofdstuk)?\s?(\d{1,2})(?:\.\d{1,2}){0,3}[.):\s]\s{0,5}(?=\S)",
    re.IGNORECASE,
)
ITEM = re.compile(r"\s{0,20}(?:>\s?)*(?:[-*+•–◦▪]|\d{1,2}[.)]|[a-z]\))\s{1,10}(?=\S)")
RULE = re.compile(r"[\s|:=*_+-]*")
LONGEST_HEADING = 100
END = re.compile(
    r"(?:[.!?…]|\.\.\.)(?:[\"»”’')*_\]]|<sup>[^<>]{1,6}</sup>|</?[a-zA-Z]{1,10}>|\[\^?\d{1,3}\]|\s[»”])*\s{1,50}"
    r"(?=[\"«“‘'(*_\[{<–-]{0,4}\s?[A-ZÀ-ÖØ-Þ\d])"
)
ABBREVIATED = re.compile(
    r"(?<!\w)(?:n|no|nr|p|pp|art|ca|cf|etc|env|resp|ex|fig|vs|st|ste|m|mm|mme|mr|mrs|dr|prof|bijv|e\.g|i\.e|o\.a|p\.ex|av|bd|tel|approx|max|min|chap|vol|éd|ed|[A-Z])\.$",
    re.IGNORECASE,
)
LOOK_BACK = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence to the letter, but that the line ends within it are spaces."""

    text: str
    chapter: int | None = None
    """From 1 to 8, by the number of the last heading; None under none."""


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text in their order; headings, rules and the marks of lists are left out."""
    return [sentence.text for sentence in chaptered(text)]


def chaptered(text: str) -> list[Sentence]:
    """Return the sentences of a plain or Markdown text, each with the chapter that it stands in."""
    found: list[Sentence] = []
    chapter: int | None = None
    for block, is_heading in _blocks(text):
        if is_heading:
            numbered = NUMBERED.match(block)
            if numbered:
                number = int(numbered[1])
                chapter = number if 1 <= number <= LAST_CHAPTER else None
            continue
        found += [Sentence(text=sentence, chapter=chapter) for sentence in _split(block)]
    return found


def _blocks(text: str) -> Iterator[tuple[str, bool]]:
    """Yield paragraphs, items and headings, lines joined; tell which are headings."""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        item = ITEM.match(line)
        ends = not line.strip() or (RULE.fullmatch(line) is not None)
        heading = not ends and _is_heading(line, bool(lines))
        if lines and (ends or heading or item or line.lstrip().startswith("|")):
            yield " ".join(lines), False
            lines = []
        if heading:
            yield line.strip(), True
        elif not ends:
            lines.append((line[item.end() :] if item else line).strip())


def _is_heading(line: str, within: bool) -> bool:  # noqa: FBT001 - one flag, and private
    """Tell whether a line is a heading: marked as one, or short, numbered and without an end."""
    bare = line.strip()
    if re.match(r"#{1,6}\s", bare):
        return True
    if within or len(bare) > LONGEST_HEADING or bare.rstrip("*_ ").endswith((".", ";", ",", ":", "!", "?")):
        return False
    numbered = NUMBERED.match(bare)
    if numbered is None:
        return False
    rest = bare[numbered.end() :].strip("*_ ")
    return rest[:1].isupper() and not re.search(r"\d", rest)


def _split(block: str) -> Iterator[str]:
    start = 0
    for end in END.finditer(block):
        before = block[max(start, end.start() - LOOK_BACK) : end.start() + 1]
        if block[end.start()] == "." and ABBREVIATED.search(before):
            continue
        sentence = block[start : end.end()].strip()
        if sentence:
            yield sentence
        start = end.end()
    rest = block[start:].strip()
    if rest:
        yield rest
