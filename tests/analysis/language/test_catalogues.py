"""The sentences of the code, and their translations: nothing missing, nothing stale."""

from __future__ import annotations

import io

import pytest
from babel.messages.pofile import read_po
from tools.translate import (
    TEMPLATE,
    TRANSLATED,
    Unmarkable,
    fill,
    gathered,
    gathered_from_page,
    lacking,
    misnamed,
    mo_bytes,
    names_in,
    path_of,
    po_bytes,
    template,
    translations,
)

from grappe.analysis.language.catalogues import say, say_many

MEND = "Run: .venv/bin/python tools/translate.py"


def test_the_template_holds_every_sentence_of_the_code() -> None:
    assert TEMPLATE.read_bytes() == po_bytes(template(), is_template=True), MEND


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_translations_are_those_of_the_code(language: str) -> None:
    assert path_of(language).read_bytes() == po_bytes(translations(language, template())), MEND


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language: str) -> None:
    assert lacking(translations(language, template())) == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_names_in_braces(language: str) -> None:
    assert misnamed(translations(language, template())) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_is_fresh(language: str) -> None:
    source = path_of(language)

    assert source.with_suffix(".mo").read_bytes() == mo_bytes(source.read_bytes()), MEND


def test_marks_are_found_in_data_in_joined_strings_and_in_pairs() -> None:
    code = """
LABELS = {"a": N_("un"), "b": [N_("deux " "et trois")]}
say(N_("quatre"), language)
say("cinq", language)
say(label, language)
say_many(N_("{count} faute"), N_("{count} fautes"), n, language)
"""

    assert list(gathered(code, "code.py")) == [
        "un",
        "deux et trois",
        "quatre",
        "cinq",
        ("{count} faute", "{count} fautes"),
    ]


@pytest.mark.parametrize("marked", ["N_(label)", "N_(f'{label}')", "N_('a' if b else 'c')"])
def test_a_mark_around_what_is_not_written_out_is_refused(marked: str) -> None:
    with pytest.raises(Unmarkable, match=r"code\.py:1"):
        list(gathered(marked, "code.py"))


def test_the_sentences_of_a_page_are_found_in_its_tags() -> None:
    page = """{% load static %}<p>{% say "un" %} {% say 'l’« autre » {name}' name=x as y %}</p>
{% comment %}{% say "pas lui" %}{% endcomment %}{% say named %}
{% say_many "{count} faute" "{count} fautes" n %}"""

    assert list(gathered_from_page(page, "page.html")) == [
        "un",
        "l’« autre » {name}",
        "pas lui",
        ("{count} faute", "{count} fautes"),
    ]


@pytest.mark.parametrize("tag", ['say "a"|upper', "say", 'say_many "un" plusieurs n', 'say_many "un"'])
def test_a_tag_whose_sentence_is_not_written_out_is_refused(tag: str) -> None:
    with pytest.raises(Unmarkable, match=r"page\.html:2"):
        list(gathered_from_page("\n{% " + tag + " %}", "page.html"))


def test_names_are_read_as_format_reads_them() -> None:
    assert names_in('{{"as_of": 1}} {table} {share:.0%}') == {"table", "share:.0%"}


def test_what_is_filled_in_is_no_longer_lacking() -> None:
    catalog = read_po(io.BytesIO(b'msgid "un"\nmsgstr ""\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\n'))

    strangers = fill(catalog, {"un": "one", "a": ["x", "y"], "deux": "two"})

    assert (strangers, lacking(catalog)) == (["deux"], {})


def test_french_is_said_as_it_is_written_and_english_is_translated() -> None:
    assert say("la table est vide.", "fr") == "la table est vide."
    assert say("la table est vide.", "en") == "the table is empty."


@pytest.mark.parametrize(("count", "ending"), [(0, "0 faults"), (1, "1 fault"), (2, "2 faults")])
def test_english_agrees_with_the_count(count: int, ending: str) -> None:
    one = "Le dossier est refusé : {count} faute à corriger."
    many = "Le dossier est refusé : {count} fautes à corriger."

    assert say_many(one, many, count, "en") == f"The dossier is refused: {ending} to correct."
