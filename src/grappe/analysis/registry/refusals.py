"""What stops the registry: its store is missing, incomplete or of another make; memory is too little."""

from __future__ import annotations

from grappe.analysis.dossier.refusal import OneSentence


class RegistryMissing(OneSentence):
    """The registry or its store is missing or incomplete."""

    exit_code = 13


class EngineMissing(OneSentence):
    """The engine asked for is not there, or gave up."""

    exit_code = 2


class TooLittle(OneSentence):
    """The memory and the disk that the registry was given do not do."""

    exit_code = 2
