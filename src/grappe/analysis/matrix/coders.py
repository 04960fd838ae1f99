"""Whether those who coded the interviews read them alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grappe.analysis.language.catalogues import N_
from grappe.analysis.matrix.interviews import Coding, Unit, stances_read
from grappe.analysis.statistics.agreement import Alpha, Kappa, cohen_kappa, krippendorff_alpha
from grappe.analysis.statistics.reason import Reason

NO_COMMON_UNIT = N_("Aucun passage n’a été codé par deux personnes : leur accord ne peut être mesuré.")
NOT_TWO = N_("Le kappa de Cohen compare deux codeurs ; ils sont ici {count}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One interview, chapter and theme that coders read differently."""

    unit: Unit
    stances: tuple[tuple[str, str], ...]
    """Coder and stance, coders in order of name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderAgreement:
    """How far the coders agree on the stance of what two of them at least have coded."""

    coders: tuple[str, ...]
    """Those who coded a unit that another coded too."""
    units: int
    """Interview, chapter and theme coded by two at least."""
    unsigned: int
    """Codings that do not say who coded, or which stance: left aside."""
    share: float | None
    """Of the pairs of codings of one unit, those that agree, 0 to 1; a unit weighs as its codings."""
    alpha: Alpha
    """Krippendorff's, nominal."""
    kappa: Kappa | None
    """Cohen's, for exactly two coders."""
    disagreements: tuple[Disagreement, ...]
    reason: Reason | None
    """Why there is no share."""
    kappa_reason: Reason | None
    """Why there is no kappa."""


def coder_agreement(codings: Iterable[Coding]) -> CoderAgreement:
    """Compare the coders on each interview, chapter and theme that two at least have coded."""
    codings = tuple(codings)
    common = {unit: read for unit, read in stances_read(codings).items() if len(read) > 1}
    coders = tuple(sorted({coder for read in common.values() for coder in read}))
    rows = [[read.get(coder) for read in common.values()] for coder in coders]
    alpha = krippendorff_alpha(rows or [[], []])
    kappa = cohen_kappa(*rows) if len(coders) == 2 else None
    lacking = Reason(NO_COMMON_UNIT) if not common else None
    return CoderAgreement(
        coders=coders,
        units=len(common),
        unsigned=sum(1 for coding in codings if coding.stance is None or not coding.coder),
        share=None if lacking else 1 - alpha.observed,
        alpha=alpha,
        kappa=kappa,
        disagreements=tuple(
            Disagreement(unit=unit, stances=tuple(sorted(read.items())))
            for unit, read in common.items()
            if len(set(read.values())) > 1
        ),
        reason=lacking,
        kappa_reason=lacking
        or (kappa.reason if kappa is not None else Reason(NOT_TWO, {"count": len(coders)})),
    )
