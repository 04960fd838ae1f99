"""Why a backup cannot be made, or not be used."""

from __future__ import annotations

from grappe.analysis.dossier.refusal import OneSentence


class UnusableBackup(OneSentence):
    """An archive that cannot take the place of an installation, and nothing was changed."""

    exit_code = 22


class NoBackup(OneSentence):
    """A backup that cannot be made: nothing to keep, or no place to write it."""

    exit_code = 22


class WouldReplace(OneSentence):
    """Something stands where the command would write, and it was not told to replace it."""

    exit_code = 2
