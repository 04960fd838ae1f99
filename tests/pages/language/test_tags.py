"""A template says its sentences in the language of the page, and what people wrote stays text."""

from __future__ import annotations

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe
from django.utils.translation import override

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.language.spoken import ours, say_later, speaking, spoken

EMPTY = "la table est vide."


def written(template: str, language: Language = "fr", /, *, autoescape: bool = True, **known: object) -> str:
    with speaking(language):
        return Template(template).render(Context(known, autoescape=autoescape))


@pytest.mark.parametrize("language", ["fr", "en", "nl", "de"])
def test_a_sentence_is_said_in_the_language_of_the_page(language: Language) -> None:
    told = written('{% say "la table est vide." %}', language)

    assert told == say(EMPTY, language)


def test_a_sentence_that_the_code_has_marked_is_said_by_its_name() -> None:
    assert written("{% say sentence %}", "en", sentence=N_("la table est vide.")) == "the table is empty."


def test_what_a_person_wrote_is_escaped_and_what_is_html_is_not() -> None:
    names = {"name": "<b>Anne</b>", "link": mark_safe("<a>ici</a>")}

    told = written('{% say "{name} & {link}" name=name link=link %}', **names)

    assert told == "&lt;b&gt;Anne&lt;/b&gt; &amp; <a>ici</a>"


def test_in_a_text_nothing_is_escaped() -> None:
    assert written('{% say "{name} & lui" name=name %}', autoescape=False, name="O'Neil") == "O'Neil & lui"


def test_a_sentence_kept_for_later_is_escaped_once() -> None:
    assert written('{% say "{name}" name=name as label %}{{ label }}', name="A & B") == "A &amp; B"


@pytest.mark.parametrize(
    ("count", "language", "told"),
    [
        (0, "fr", "0 faute"),
        (0, "en", "0 faults"),
        (1, "nl", "1 fout"),
        (1234, "fr", "1\u202f234 fautes"),
        (1234, "de", "1.234 Fehler"),
    ],
)
def test_a_sentence_agrees_with_its_number(count: int, language: Language, told: str) -> None:
    one = "Le dossier est refusé : {count} faute à corriger."
    many = "Le dossier est refusé : {count} fautes à corriger."

    assert told in written(f'{{% say_many "{one}" "{many}" count %}}', language, count=count)


def test_a_day_and_a_number_are_written_as_the_language_does() -> None:
    known = {"day": dt.date(2010, 3, 1), "at": dt.datetime(2010, 2, 28, 23, 30, tzinfo=dt.UTC), "share": 0.5}
    template = '{{ day|in_full }} {{ at|in_full }} {{ share|amount:"share" }} {{ none|in_full }}'

    assert written(template, "fr", **known) == "1er mars 2010 1er mars 2010 50\u202f% "
    assert written(template, "de", **known) == "1. März 2010 1. März 2010 50\u00a0% "


def test_a_label_made_when_the_program_starts_is_said_when_it_is_read() -> None:
    label = say_later("la table est vide.")

    with speaking("en"):
        english = str(label)

    assert (english, str(label)) == ("the table is empty.", EMPTY)


def test_outside_of_a_page_the_installation_s_language_is_spoken() -> None:
    with override(None, deactivate=True):
        assert spoken() == "fr"


@pytest.mark.parametrize(
    ("code", "language"), [("fr-be", "fr"), ("NL", "nl"), ("de_AT", None), ("it", None), ("", None)]
)
def test_a_code_names_a_language_of_ours_or_none(code: str, language: str | None) -> None:
    assert ours(code) == language
