"""What every template may write without loading anything: `say`, `say_many`, and numbers and days.

    {% say "Bonjour {name}" name=person %}      a sentence, translated, its values escaped
    {% say_many "{count} membre" "{count} membres" total %}
    {% say "Votre adresse" as label %}          kept for later in the template
    {{ day|in_full }}  {{ share|amount:"share" }}  {{ sentence|typeset }}

What `say` and `say_many` say has the narrow no-break spaces that French wants.

The sentences are gathered by tools/translate.py, as those of the code are.
"""

from __future__ import annotations

import datetime as dt

from django.template import Context, Library
from django.template.defaultfilters import stringfilter
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from grappe.analysis.language import numbers
from grappe.analysis.language.agreement import is_one
from grappe.analysis.language.catalogues import catalogue, say
from grappe.analysis.language.directions import isolated
from grappe.analysis.report.typography import typeset
from grappe.apps.language.spoken import spoken

register = Library()


@register.simple_tag(takes_context=True, name="say")
def say_tag(context: Context, sentence: str, **values: object) -> str:
    """Say a French sentence in the language of the page, then put the values into its `{names}`."""
    return _written(context, say(str(sentence), spoken()), values)


@register.simple_tag(takes_context=True, name="say_many")
def say_many_tag(context: Context, one: str, many: str, count: int, **values: object) -> str:
    """Say the sentence that agrees with `count`, which is written as the language writes numbers."""
    language = spoken()
    if language == "fr":
        sentence = one if is_one(count, language) else many
    else:
        sentence = catalogue(language).ngettext(one, many, count)
    return _written(context, sentence, {"count": numbers.decimal(count, language, 0), **values})


def _written(context: Context, sentence: str, values: dict[str, object]) -> str:
    """Put the values in. In a page both are escaped, but for what is HTML already; in a text, nothing is."""
    told = {
        name: value if isinstance(value, SafeString) else isolated(value) for name, value in values.items()
    }
    if not context.autoescape:
        return sentence.format(**told) if told else sentence
    sentence = escape(
        typeset(sentence, spoken())
    )  # what a template writes between quotes passes for HTML with Django
    return format_html(sentence, **told) if told else sentence


@register.filter(name="typeset", is_safe=True)
@stringfilter
def typeset_filter(words: str) -> str:
    """Put the no-break spaces that the language of the page wants into a sentence made in the code."""
    return typeset(words, spoken())


@register.filter
def in_full(day: dt.date | dt.datetime | None) -> str:
    """Write a day in full (`1er mars 2010`); an instant by its day here. Nothing for no day."""
    if not day:
        return ""
    if isinstance(day, dt.datetime):
        day = localtime(day).date()
    return numbers.long_date(day, spoken())


@register.filter
def amount(value: float | None, unit: str = "n") -> str:
    """Write a number as the reader's language does, in its unit: `n`, `share`, `eur`, `fte`, `year`."""
    return numbers.amount(value, unit, spoken())
