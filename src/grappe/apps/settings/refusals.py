"""Why an installation does not start."""

from __future__ import annotations

from dataclasses import dataclass, field

from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.language.catalogues import Language, say


@dataclass(frozen=True)
class Misset:
    """One setting with a value that cannot be: a French sentence and its values."""

    words: str
    values: dict[str, object] = field(default_factory=dict)

    def sentence(self, language: Language) -> str:
        """Return it in the reader's language."""
        return say(self.words, language, **self.values)


class BadSettings(Refusal):
    """Settings that cannot be, all told at once."""

    exit_code = 20

    def __init__(self, *faults: Misset) -> None:
        self.faults = faults
        super().__init__(*(fault.sentence("en") for fault in faults))

    def sentences(self, language: Language = "fr") -> list[str]:
        """Return one sentence for each of them."""
        return [fault.sentence(language) for fault in self.faults]
