"""What the register refuses: each refusal is a type, with its sentence."""

from __future__ import annotations

from typing import ClassVar

from grappe.analysis.dossier.refusal import OneSentence


class RegisterRefusal(OneSentence):
    """An act that the register cannot take: what cannot be, why, and what to do."""

    sentence: ClassVar[str]

    def __init__(self, **values: object) -> None:
        super().__init__(self.sentence, **values)
