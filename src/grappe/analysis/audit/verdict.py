"""What the audit says of one or several claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from grappe.analysis.audit.claim import Claim
from grappe.analysis.language.catalogues import N_, Language, say

Judgement = Literal["consistent", "impossible", "unlikely", "unsupported"]
JUDGEMENTS: Mapping[Judgement, str] = {
    "impossible": N_("Impossible"),
    "unlikely": N_("Peu vraisemblable"),
    "unsupported": N_("Non étayé"),
    "consistent": N_("Cohérent"),
}
COLUMNS = ("cluster_id", "check", "claim_ids", "verdict", "found", "sentence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One line of the audit: what was looked at, on which claims, what was found, in a sentence."""

    cluster: str = ""
    check: str
    claims: tuple[str, ...]
    verdict: Judgement
    found: str = ""
    """What came out, for programs: `24;26`, `>500`, `0.70-0.91`."""
    sentence: str
    """For a reader of the report, in the reader's language, with the arithmetic."""
    about: str = field(default="", compare=False)
    """The quote that it is about, or nothing."""

    def as_row(self) -> dict[str, Any]:
        """Return the columns of the public contract."""
        return {
            "cluster_id": self.cluster,
            "check": self.check,
            "claim_ids": ";".join(self.claims),
            "verdict": self.verdict,
            "found": self.found,
            "sentence": self.sentence,
        }


def judged(
    check: str,
    verdict: Judgement,
    claims: Iterable[Claim],
    sentence: str,
    found: str = "",
    *,
    whatever_about: bool = False,
) -> Verdict:
    """Return a verdict on claims of one cluster.

    A number given as approximate is no contradiction: what is impossible with it is unlikely, unless it is
    so whatever the number exactly is.
    """
    named = tuple(dict.fromkeys(claims))
    if verdict == "impossible" and not whatever_about and any(c.relation == "about" for c in named):
        verdict = "unlikely"
    return Verdict(
        cluster=named[0].cluster if named else "",
        check=check,
        claims=tuple(claim.id for claim in named),
        verdict=verdict,
        found=found,
        sentence=sentence,
        about=named[0].quote if named else "",
    )


def counted(verdicts: Iterable[Verdict], language: Language) -> str:
    """Say how many verdicts there are of each kind."""
    found = Counter(verdict.verdict for verdict in verdicts)
    words = N_(
        "impossibles : {impossible} ; peu vraisemblables : {unlikely} ; non étayés : {unsupported} ; cohérents : {consistent}."
    )
    return say(words, language, **{judgement: found[judgement] for judgement in JUDGEMENTS})
