"""The field of a form by which a file is sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from grappe.apps.language.spoken import spoken
from grappe.apps.uploads.checking import DOCUMENT, PAPERS, FileRefused, refuse_harm


class Paper(forms.FileField):
    """A file that does no harm, or a sentence that says what to send instead."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**told)
        self.widget.attrs["accept"] = ",".join(PAPERS)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the file. Raises ValidationError with the sentence of what is wrong with it."""
        try:
            sent = super().clean(data, initial)
            if isinstance(sent, UploadedFile):
                refuse_harm(sent.name or "", sent.read(DOCUMENT.most + 1))
                sent.seek(0)
        except FileRefused as refused:
            raise forms.ValidationError(refused.sentences(spoken())[0]) from refused
        return sent
