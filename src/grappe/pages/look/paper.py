"""The fields of a form by which a file is sent."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from grappe.apps.language.spoken import spoken
from grappe.apps.uploads.checking import DOCUMENT, PICTURE, FileRefused, Kind, refuse_harm


class LogoInput(forms.ClearableFileInput):
    """The logo that there is, shown, with a box by which it is taken away."""

    template_name = "look/logo.html"
    clear_checkbox_label = ""


class Paper(forms.FileField):
    """A file that does no harm, or a sentence that says what to send instead."""

    kind: ClassVar[Kind] = DOCUMENT
    # Not the usual one of Django, which links to a file where it lies: that is for pages that ask for rights.
    widget = forms.FileInput

    def __init__(self, **told: Any) -> None:
        super().__init__(**told)
        self.widget.attrs["accept"] = ",".join(self.kind.suffixes)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the file. Raises ValidationError with the sentence of what is wrong with it."""
        try:
            sent = super().clean(data, initial)
            if isinstance(sent, UploadedFile):
                refuse_harm(sent.name or "", sent.read(self.kind.most + 1), self.kind)
                sent.seek(0)
        except FileRefused as refused:
            raise forms.ValidationError(refused.sentences(spoken())[0]) from refused
        return sent


class Logo(Paper):
    """A picture that runs nothing; False where the one that there is must go."""

    kind = PICTURE
    widget = LogoInput
