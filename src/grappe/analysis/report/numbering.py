"""The conclusions and recommendations of a report, numbered: C1, C2 … R1, R2 … by chapter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.report.document import Run
from grappe.analysis.report.findings import WITHOUT, Role, findings_of

LETTERS: dict[Role, str] = {"conclusion": "C", "recommendation": "R"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A conclusion or a recommendation, with the name by which the report calls it."""

    name: str
    role: Role
    chapter: int
    finding: dict[str, Any]

    @property
    def anchor(self) -> str:
        """Where links to it lead."""
        return self.name.lower()

    @property
    def link(self) -> Run:
        """Its name, leading to it."""
        return Run(self.name, self.anchor)


def numbered(dossier: Dossier, cluster: str) -> tuple[Numbered, ...]:
    """Return the conclusions, then the recommendations, by chapter and in the order of the dossier."""
    by_chapter = findings_of(dossier, cluster)
    return tuple(
        Numbered(name=f"{letter}{place}", role=role, chapter=chapter, finding=finding)
        for role, letter in LETTERS.items()
        for place, (chapter, finding) in enumerate(
            (
                (chapter, finding)
                for chapter in sorted(by_chapter, key=lambda number: (number == WITHOUT, number))
                for finding in by_chapter[chapter]
                if finding.get("kind") == role
            ),
            1,
        )
    )
