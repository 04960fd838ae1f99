"""Why a number is not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grappe.analysis.language.catalogues import Language, say


@dataclass(frozen=True, slots=True)
class Reason:
    """What stands in the place of a number that the data does not give: no NaN comes without one."""

    message: str
    """French sentence, marked for translation, with `{names}` taken from `values`."""
    values: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: Language = "fr") -> str:
        """Say it in the reader's language."""
        return say(self.message, language, **self.values)
