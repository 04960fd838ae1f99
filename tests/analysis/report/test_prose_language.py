"""An evaluator's prose stays in its language, and says so, in a report in another."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from pypdf import PdfReader
from tests.analysis.report.made import Reports

FRENCH = "L’enquête menée auprès des"


def test_the_page_marks_french_prose_in_an_english_report(twist: Reports, twist_in_english: Reports) -> None:
    marked = re.compile(rf'<p class="prose" dir="auto"( lang="fr")?>{FRENCH}')

    assert [marked.findall(reports.source) for reports in (twist, twist_in_english)] == [[""], [' lang="fr"']]


def test_numbers_in_that_prose_are_french_and_those_of_tables_english(twist_in_english: Reports) -> None:
    assert re.search(r">51\u202f%</a>", twist_in_english.source) is not None
    assert re.search(r">51%</a>", twist_in_english.source) is not None


def test_the_paper_marks_it_too(twist_in_english: Reports) -> None:
    paper = PdfReader(BytesIO(twist_in_english.paper.read_bytes()))
    languages = {
        str(element.get_object().get("/Lang"))
        for element in (paper.get_object(n) for n in range(1, len(paper.xref[0]) + 1))
        if hasattr(element, "get") and element.get("/Type") == "/StructElem" and element.get("/Lang")
    }

    assert (str(paper.root_object["/Lang"]), "fr" in languages) == ("en", True)


def test_so_does_the_text_to_go_on_editing(twist_in_english: Reports) -> None:
    with zipfile.ZipFile(twist_in_english.draft) as opened:
        body = opened.read("word/document.xml").decode()
    found = re.search(rf"<w:r>(<w:rPr>[^/]*<w:lang w:val=\"fr-BE\"/></w:rPr>)?<w:t [^>]*>{FRENCH}", body)

    assert found is not None
    assert found[1] is not None


def test_what_the_evaluator_concludes_is_marked_in_the_summary_and_comments_in_the_reply(
    twist_in_english: Reports,
) -> None:
    source = twist_in_english.source

    assert '<span lang="fr">Le cluster TWIST dispose d’un potentiel' in source
    assert re.search(r'<span lang="fr">Vérifié et corrigé', source) is not None
