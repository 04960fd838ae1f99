"""What people call each language, and what is written in it: French, to be said."""

from __future__ import annotations

from collections.abc import Mapping

from grappe.analysis.language.catalogues import N_

CALLED: Mapping[str, str] = {
    "fr": N_("français"),
    "en": N_("anglais"),
    "nl": N_("néerlandais"),
    "de": N_("allemand"),
}
WRITTEN_IN: Mapping[str, str] = {
    "fr": N_("en français"),
    "en": N_("en anglais"),
    "nl": N_("en néerlandais"),
    "de": N_("en allemand"),
}
