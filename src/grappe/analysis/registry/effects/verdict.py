"""What a matched comparison may say of an outcome, and how strongly; or that it may say nothing, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.effects import rules
from grappe.analysis.registry.effects.alike import Matched
from grappe.analysis.registry.effects.paths import Paths, Stayed
from grappe.analysis.registry.effects.second_look import SecondLook
from grappe.analysis.registry.effects.study import Outcome
from grappe.analysis.statistics.mean_change import MeanChange
from grappe.analysis.statistics.reason import Reason

State = Literal["found", "not_found", "not_identifiable"]
Strength = Literal["strong", "moderate", "weak"]

NOBODY = N_("Aucun membre n’a pu être apparié.")
FEW_MEMBERS = N_(
    "Seuls {matched} membres sont appariés, sur {members} ; il en faut au moins {least} pour qu’un effet d’une ampleur plausible se voie."
)
LITTLE_SUPPORT = N_(
    "Parmi les {eligible} membres dont le passé est connu, {matched} seulement ont des semblables : l’effet serait celui d’une minorité."
)
UNBALANCED = N_(
    "Après appariement, les membres diffèrent encore trop de leurs semblables ({gap} écart-type, au plus {most})."
)
ATTRITION = N_(
    "À la fin de la période, {members} % des membres et {companies} % des entreprises appariées déposent encore des comptes : ceux qui restent ne se comparent plus."
)
NO_PLACEBO = N_(
    "Moins de {least} membres ont des comptes avant les années qui servent à l’appariement : rien ne permet d’éprouver la comparaison."
)
PLACEBO_FAILED = N_(
    "Avant l’entrée déjà, les membres évoluaient autrement que leurs semblables (p : {p}) : la suite ne s’attribue pas à l’entrée."
)
SEEN_BRIEFLY = N_("Moins de {least} membres sont observés dans ces années après leur entrée.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Years since entry, both counted."""

    first: int
    last: int

    @property
    def years(self) -> range:
        """Each of them."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Finding:
    """One outcome over one window."""

    outcome: Outcome
    window: Window
    state: State
    strength: Strength | None
    """Of what was found; None when nothing was."""
    reasons: tuple[Reason, ...]
    """Why it is not identifiable."""
    change: MeanChange
    """Members' difference in differences, in the outcome's scale."""
    low: float
    high: float
    """Its interval; NaN without any."""
    p_value: float
    """Corrected for all the effects tested (Holm); NaN when it was not tested."""
    detectable: float
    """The least effect that this comparison sees in four cases out of five, in the outcome's scale."""
    lowest: float
    highest: float
    """Its interval widened by what was seen before entry, were it to go on or to come back."""
    second: SecondLook | None
    """By another way; None: nothing was found, or there is no other way."""

    @property
    def may_say_impact(self) -> bool:
        """Whether the word stands: an effect was found, and its evidence is not weak."""
        return self.state == "found" and self.strength in ("strong", "moderate")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Followed:
    """One outcome through the years."""

    outcome: Outcome
    paths: Paths
    by_year: tuple[MeanChange, ...]
    """Along `paths.since`."""
    placebo: MeanChange
    placebo_p: float
    """Twice the smaller p value of two tests: of the mean over the years of placebo, of all at once."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Verdict:
    """All that a matched comparison gives."""

    findings: tuple[Finding, ...]
    followed: tuple[Followed, ...]
    matched: Matched
    stayed: Stayed
    stayed_p: float
    tested: int
    """Effects tested together."""
    level: float
    reasons: tuple[Reason, ...] = ()
    """Why nothing is identifiable, whatever the outcome."""

    def found(self) -> tuple[Finding, ...]:
        """Return the effects that were found."""
        return tuple(one for one in self.findings if one.state == "found")


def common_reasons(matched: Matched, stayed: Stayed, stayed_p: float) -> tuple[Reason, ...]:
    """Return why nothing is identifiable, whatever the outcome."""
    reasons = []
    count = len(matched.pairings)
    eligible = count + sum(matched.counts.get(why, 0) for why in ("no_peer", "too_far", "taken"))
    if not count:
        return (Reason(NOBODY),)
    if count < rules.LEAST_MEMBERS:
        values = {"matched": count, "members": matched.members, "least": rules.LEAST_MEMBERS}
        reasons.append(Reason(FEW_MEMBERS, values))
    if count < rules.LEAST_SUPPORT * eligible:
        reasons.append(Reason(LITTLE_SUPPORT, {"eligible": eligible, "matched": count}))
    if matched.worst > rules.IMBALANCE:
        reasons.append(Reason(UNBALANCED, {"gap": matched.worst, "most": rules.IMBALANCE}))
    if abs(stayed.difference) > rules.ATTRITION and stayed_p < rules.ATTRITION_LEVEL:
        values = {
            "members": round(100 * stayed.members_stayed / stayed.members),
            "companies": round(100 * stayed.companies_stayed / stayed.companies),
        }
        reasons.append(Reason(ATTRITION, values))
    return tuple(reasons)


def reasons_of(placebo: MeanChange, placebo_p: float, change: MeanChange) -> tuple[Reason, ...]:
    """Return why an outcome is not identifiable over a window."""
    reasons = []
    if placebo.units < rules.LEAST_MEMBERS or np.isnan(placebo_p):
        reasons.append(Reason(NO_PLACEBO, {"least": rules.LEAST_MEMBERS}))
    elif placebo_p < rules.PLACEBO_LEVEL:
        reasons.append(Reason(PLACEBO_FAILED, {"p": placebo_p}))
    if change.units < rules.LEAST_MEMBERS or change.reason is not None:
        reasons.append(Reason(SEEN_BRIEFLY, {"least": rules.LEAST_MEMBERS}))
    return tuple(reasons)


def strength_of(
    matched: Matched,
    change: MeanChange,
    widened: tuple[tuple[float, float], tuple[float, float]],
    second: SecondLook | None,
) -> Strength:
    """Return how strong the evidence of an effect that was found is.

    widened: the interval when things go worse than before entry, and much worse (`comparison.widen`).
    Weak: what happened before entry, going on or coming back worse after it, would suffice to make it; or the
    second way of estimating does not see it on the same side, or sees nothing. Strong: besides standing
    all that, almost all the members with a past are in it, and nothing to speak of sets them apart.
    """
    stands, stands_all = (low > 0 or high < 0 for low, high in widened)
    if not stands or second is None or second.estimate * change.mean <= 0:
        return "weak"
    count = len(matched.pairings)
    eligible = count + sum(matched.counts.get(why, 0) for why in ("no_peer", "too_far", "taken"))
    wide = count >= rules.WIDE_SUPPORT * eligible
    return "strong" if stands_all and wide and matched.worst <= rules.SMALL_IMBALANCE else "moderate"
