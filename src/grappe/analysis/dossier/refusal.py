"""What stops a command."""

from __future__ import annotations

from grappe.analysis.language.catalogues import Language


class Refusal(Exception):
    """What stops a command, told to a person: no traceback, an exit code of the contract."""

    exit_code = 1

    def sentences(self, language: Language = "fr") -> list[str]:
        """Return what to tell, one sentence a line."""
        raise NotImplementedError(f"{type(self).__name__}.sentences({language!r})")
