"""A code that its vocabulary does not hold."""

from __future__ import annotations


class UnknownCodeError(LookupError):
    """Raised where a code is given as known and is not: text from outside goes through `canonical` first."""

    def __init__(self, code: str, vocabulary: str) -> None:
        super().__init__(f"no code {code!r} in {vocabulary}")
        self.code = code
        self.vocabulary = vocabulary
