"""Every setting of the platform is in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

from grappe.apps.settings.installation import VARIABLES


def test_the_documentation_names_every_setting_and_no_other(root: Path) -> None:
    told = re.findall(
        r"^\| `(GRAPPE_\w+)` \|", (root / "docs" / "platform.md").read_text("utf-8"), re.MULTILINE
    )

    assert sorted(told) == sorted(VARIABLES)
