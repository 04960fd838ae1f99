"""No interval is missing without its reason."""

from __future__ import annotations

import numpy as np
import pytest

from grappe.analysis.statistics.finite_population import hypergeometric_interval, wilson_interval
from grappe.analysis.statistics.interval import Interval
from grappe.analysis.statistics.location import mean_interval, quantile_interval
from grappe.analysis.statistics.proportions import clopper_pearson_interval, wilson_corrected_interval


@pytest.mark.parametrize(
    ("given", "missing", "sentence"),
    [
        (
            hypergeometric_interval([1, 2], [3, 4], 9),
            hypergeometric_interval([1, 0], [3, 0], 9),
            "Aucune réponse",
        ),
        (wilson_interval(1, 3), wilson_interval(0, 0), "Aucune réponse"),
        (wilson_corrected_interval(1, 3), wilson_corrected_interval(0, 0), "Aucune réponse"),
        (clopper_pearson_interval(1, 3), clopper_pearson_interval(0, 0), "Aucune réponse"),
        (mean_interval(3, 1, 5, 9), mean_interval(3, 1, 1, 9), "Moins de deux valeurs"),
        (
            quantile_interval(np.arange(20.0), [0], [20], [90], 0.5),
            quantile_interval(np.arange(3.0), [0], [3], [90], 0.5),
            "Trop peu de valeurs",
        ),
    ],
)
def test_an_interval_that_is_missing_says_why(given: Interval, missing: Interval, sentence: str) -> None:
    assert given.reason is None
    assert np.isnan(missing.low).any()
    assert missing.reason is not None
    assert missing.reason.sentence().startswith(sentence)
