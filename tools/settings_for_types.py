"""Django's settings as mypy's plugin asks for them: what the models need, and nothing made or kept."""

from __future__ import annotations

from pathlib import Path

from grappe.apps.settings.installation import read_installation
from grappe.pages.framework.told import django_settings

SETTINGS = django_settings(read_installation({"GRAPPE_DATA": str(Path("out") / "types")}), "for types alone")
globals().update(SETTINGS)
INSTALLATION = read_installation({})
