"""One thing that is wrong with an installation."""

from __future__ import annotations

from dataclasses import dataclass, field

from grappe.analysis.language.catalogues import Language, say


@dataclass(frozen=True, slots=True)
class Ailment:
    """One thing that is wrong: a French sentence, what to do about it, and the values of both."""

    subject: str
    """`data`, `key`, `database`, `migrations`, `worker`, `journal`, `register` or `backup`."""
    words: str
    remedy: str
    values: dict[str, object] = field(default_factory=dict)
    mends_itself: bool = False
    """Whether starting the platform is the remedy."""

    def sentences(self, language: Language) -> tuple[str, str]:
        """Return what is wrong and the remedy, in the reader's language."""
        return say(self.words, language, **self.values), say(self.remedy, language, **self.values)
