"""In which language to speak here and now, and sentences that wait until it is known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.functional import lazystr

from grappe.analysis.language.catalogues import LANGUAGES, Language, say

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def spoken() -> Language:
    """Return the language of who reads: what a page or `speaking` has set, else the installation's.

    A page’s is its reader’s (docs/contributing.md); a task’s is the installation’s until it says otherwise.
    """
    return ours(translation.get_language()) or ours(settings.LANGUAGE_CODE) or "fr"


def ours(code: str | None) -> Language | None:
    """Return the language that a code names, `fr-be` being French; None for one that we do not speak."""
    begins = (code or "").lower().partition("-")[0]
    return next((language for language in LANGUAGES if language == begins), None)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language as long as the block lasts: an e-mail is written in that of who receives it."""
    with translation.override(language):
        yield


def say_later(sentence: str) -> _StrPromise:
    """Return a French sentence that is said in the reader's language each time it is written.

    For what is made once, when the program starts: the label of a field, the name of a model.
    """
    return lazystr(_Waiting(sentence))


class _Waiting:
    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def __str__(self) -> str:
        return say(self.sentence, spoken())
