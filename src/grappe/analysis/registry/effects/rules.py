"""What a matched comparison must fulfil before it may speak of an effect: each rule, its number, its reason.

What they let through and what they stop is measured in `bench/worlds`, world by world.
"""

from __future__ import annotations

LEAST_MEMBERS = 10
"""Matched members below which nothing is said. With ten, the least difference that is seen in four cases out
of five is a whole standard deviation of the changes (`statistics.power`): more than any study of clusters
found."""

LEAST_SUPPORT = 0.5
"""Share of the members with a past that must have found someone like them: below half, the effect would be
that on a minority of another kind (Crump, Hotz, Imbens and Mitnik 2009, Biometrika 96:187-199, on what
limited overlap does to the question asked). A convention of the house."""

WIDE_SUPPORT = 0.8
"""The share from which on the evidence can be strong: the same, and as much a convention."""

IMBALANCE = 0.25
"""Standardised difference left after matching from which on regression does not mend it (Rubin 2001, Health
Services and Outcomes Research Methodology 2:169-188)."""

SMALL_IMBALANCE = 0.1
"""The one below which it is negligible (Austin 2009, Statistics in Medicine 28:3083-3107)."""

PLACEBO_LEVEL = 0.1
"""p value under which the years before entry, where nothing can have happened yet, speak against the
comparison. Twice the usual level: a test that fails to see what is wrong costs more than a false alarm of it
(Roth 2022, American Economic Review: Insights 4:305-322, on how little such tests see)."""

ATTRITION = 0.05
"""Difference between the shares of members and of companies still there at the end from which on who is left
is another question than what changed: about what the standards of the What Works Clearinghouse take for the
most that a cautious reader lets pass …"""

ATTRITION_LEVEL = 0.1
"""… when chance does not make it so at this level (Fisher's exact test)."""

WORSE = 1.5
"""How much worse than what is seen before entry, year for year, things may be after it without an effect:
what an effect must stand for its evidence to be more than weak. Just as much was not enough: those who pass
the test of the years before do so in part by luck, and look better there than they are (Roth 2022). In the
worlds where growing or lucky firms join, an effect that is none passed in one case of ten with 1, in one of
forty with 1.5."""

MUCH_WORSE = 2.0
"""What it must stand to be strong."""

LEVEL = 0.05
"""Level of all the effects tested together (Holm)."""
