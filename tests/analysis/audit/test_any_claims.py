"""Claims that nobody thought of: the audit always ends, in sentences."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from grappe.analysis.audit.audit import CHECKS, audited
from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.verdict import JUDGEMENTS

STATISTICS = ("count", "share", "mean", "median", "quantile", "total", "")
FIGURES = (
    "", "members.total", "members.by_kind", "survey.responses", "survey.response_rate", "impact.share",
    "employment.mean", "employment.total", "employment.n", "employment.share_below_21", "sector.members",
    "sector.share", "sector.companies", "peer.p_value", "made.up",
)  # fmt: skip
QUOTES = (
    "",
    "La majorité des membres, en général supérieures à 50 %",
    "performances supérieures",
    "dont tous les membres",
)
NUMBERS = st.one_of(
    st.none(),
    st.integers(-5, 130).map(Fraction),
    st.decimals(-10, 1e9, places=2, allow_nan=False).map(Fraction),
    st.just(Fraction(10**15)),
)


@st.composite
def tables(draw: st.DrawFn) -> list[Claim]:
    count = draw(st.integers(0, 7))
    names = [f"c{place}" for place in range(count)]
    return [
        Claim(
            id=name,
            quote=draw(st.sampled_from(QUOTES)),
            figure=draw(st.sampled_from(FIGURES)),
            key=draw(st.sampled_from(("", "enterprise", "research", "59.11"))),
            statistic=draw(st.sampled_from(STATISTICS)),
            value=draw(NUMBERS),
            decimals=draw(st.integers(0, 4)),
            unit=draw(st.sampled_from(("", "count", "percent", "fte", "eur"))),
            relation=draw(st.sampled_from(("eq", "lt", "le", "gt", "ge", "about"))),
            level=draw(st.sampled_from((None, Fraction(0), Fraction(1, 4), Fraction(3, 4), Fraction(1)))),
            base=draw(st.one_of(st.none(), st.integers(0, 60))),
            of=draw(st.sampled_from(("", *names))),
            groups=draw(st.sampled_from(((), ("g",), ("g", "h")))),
        )
        for name in names
    ]


@settings(max_examples=300, deadline=None)
@given(tables())
def test_any_claims_get_verdicts_in_whole_sentences(claims: list[Claim]) -> None:
    found = audited(claims, "fr")

    known = {claim.id for claim in claims}
    assert len(CHECKS) == 12
    for verdict in found:
        assert verdict.verdict in JUDGEMENTS
        assert verdict.claims
        assert set(verdict.claims) <= known
        assert verdict.sentence.endswith(".")
        assert "nan" not in verdict.sentence
        assert "{" not in verdict.sentence
