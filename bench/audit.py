"""The audit of 200 claims, and the search of shared bases up to 10,000, beside counting in a loop."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from fractions import Fraction
from statistics import median

import numpy as np

from bench.record import Record
from grappe.analysis.audit.audit import audited
from grappe.analysis.audit.bases import able
from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.printed import Range, printed

SEED = 20100301
ROUNDS = 5


def measure(record: Record, *, quick: bool) -> None:
    """Measure both; the loop is what a careful evaluator would write in a notebook."""
    claims, largest = (20, 200) if quick else (200, 10_000)
    stated = _claims(claims)
    record.add("audit of claims", _median(lambda: audited(stated, "fr")), "s", size=str(claims))
    shares = [printed(Fraction(p), 0).over(100) for p in (46, 42, 50, 38, 83)]
    ours = _median(lambda: able(shares, largest))
    theirs = _median(lambda: _loop(shares, largest), rounds=1 if quick else 3)
    record.add("shared bases", ours, "s", size=str(largest))
    record.add("shared bases, in a loop", theirs, "s", size=str(largest))
    record.add("ours / loop", ours / theirs, "times", size=str(largest))
    same = np.flatnonzero(able(shares, largest)).tolist() == _loop(shares, largest)
    record.add("bases that differ", 0 if same else 1, "runs", size=str(largest))


def _median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return median(took)


def _loop(shares: list[Range], largest: int) -> list[int]:
    """Look for every percentage at every base in plain Python: for each n, the k next to the percentage."""
    wanted = [round(float(share.low or 0) * 100 + 0.5) for share in shares]
    found = []
    for n in range(1, largest + 1):
        near = ((p, p * n // 100) for p in wanted)
        if all(any(p in _printed_as(k, n) for k in (k, k + 1) if k <= n) for p, k in near):
            found.append(n)
    return found


def _printed_as(k: int, n: int) -> set[int]:
    """Return the whole per cents that k of n may be printed as; a half goes either way."""
    whole, rest = divmod(200 * k + n, 2 * n)
    return {whole, whole - 1} if rest == 0 else {whole}


def _claims(count: int) -> list[Claim]:
    """Make up the claims of a long report: counts with parts, shares in groups, means, quantiles, words."""
    rng = random.Random(SEED)
    words = (
        "La majorité des membres",
        "En général, les membres",
        "Les membres",
        "Des performances supérieures",
    )
    claims = [Claim(id="n", statistic="count", value=Fraction(57), unit="count", figure="members.total")]
    claims.append(
        Claim(id="r", statistic="count", value=Fraction(29), unit="count", figure="survey.responses", of="n")
    )
    kinds = ("share", "share", "share", "count", "mean", "total", "median", "quantile")
    for place in range(count - 2):
        statistic = kinds[place % len(kinds)]
        claims.append(
            Claim(
                id=f"c{place}",
                quote=f"{rng.choice(words)} de la question {place // 4}",
                statistic=statistic,
                value=Fraction(rng.randint(1, 100)),
                unit={"share": "percent", "count": "count"}.get(statistic, "fte"),
                figure="impact.share" if statistic == "share" else "",
                key=f"i{place}" if statistic == "share" else "",
                level=Fraction(3, 4) if statistic == "quantile" else None,
                of="n" if statistic == "count" else "",
                groups=(f"g{place // 8}",),
            )
        )
    return claims
