"""What stops a question to the registry: its store is missing, incomplete, or of another make."""

from __future__ import annotations

from grappe.analysis.dossier.refusal import OneSentence


class RegistryMissing(OneSentence):
    """The registry or its store is missing or incomplete."""

    exit_code = 13


class EngineMissing(OneSentence):
    """The engine asked for is not there, or gave up."""

    exit_code = 2
