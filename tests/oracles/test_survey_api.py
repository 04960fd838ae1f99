"""Survey estimation, against what R's `survey` (T. Lumley) prints for its own data.

From its tests (api.Rout.save, fpc.Rout.save, lonely.psu.Rout.save, rakecheck.Rout.save, domain.Rout.save,
quantile-new.Rout.save), its vignette survey.pdf, and its pages "Simple summary statistics", "Domain
estimators" and "Tables of summary statistics".
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from grappe.analysis.statistics.calibration import calibrate, post_stratify, rake_design
from grappe.analysis.statistics.survey_design import Design, Lonely, Sampling, survey_design
from grappe.analysis.statistics.survey_estimates import Estimates, by_group, means, ratios, shares, totals
from grappe.analysis.statistics.survey_quantiles import Kind, quantiles

DATA = Path(__file__).parent / "data"
PRINTED = 5e-5  # relative: five digits are printed
TWO_DECIMALS = 5.1e-3  # half the last decimal printed
FULL = 1e-6  # relative: another program's numbers in full; weights come in single precision

TYPES = {"E": 4421.0, "H": 755.0, "M": 1018.0}  # of the population, apipop
SCHOOL_WIDE = {"No": 1072.0, "Yes": 5122.0}


def read(name: str) -> pl.DataFrame:
    return pl.read_csv(DATA / f"{name}.csv", infer_schema_length=None)


SRS, STRAT, CLUS, FPC = (read(name) for name in ("apisrs", "apistrat", "apiclus1", "fpc"))


def simple(*, corrected: bool = True) -> Design:
    return survey_design(Sampling(population=SRS["fpc"] if corrected else None), weights=SRS["pw"])


def stratified(*, corrected: bool = True) -> Design:
    return survey_design(
        Sampling(strata=STRAT["stype"], population=STRAT["fpc"] if corrected else None), weights=STRAT["pw"]
    )


def districts() -> Design:
    return survey_design(Sampling(units=CLUS["dnum"], population=CLUS["fpc"]), weights=CLUS["pw"])


def textbook(*, corrected: bool) -> Design:
    return survey_design(
        Sampling(strata=FPC["stratid"], population=FPC["Nh"] if corrected else None), weights=FPC["weight"]
    )


def assert_gives(found: Estimates, value: float, error: float, *, rtol: float) -> None:
    np.testing.assert_allclose([found.values[0], found.errors[0]], [value, error], rtol=rtol)
    assert found.reasons == (None,)


@pytest.mark.parametrize(
    ("found", "printed", "full"),
    [
        (lambda: means(SRS["api00"], simple()), (656.58, 9.2497), (656.585, 9.24972203928281)),
        (
            lambda: means(SRS["api00"], simple(corrected=False)),
            (656.58, 9.4028),
            (656.585, 9.402772170880642),
        ),
        (lambda: means(SRS["enroll"], simple()), (584.61, 27.368), (584.61, 27.368365247668564)),
        (lambda: totals(SRS["enroll"], simple()), (3621074, 169520), (3621074.34, 169519.6543440591)),
        (
            lambda: totals(SRS["enroll"], simple(corrected=False)),
            (3621074, 172325),
            (3621074.34, 172324.6040815313),
        ),
        (
            lambda: means(STRAT["api00"], stratified()),
            (662.29, 9.4089),
            (662.2873635776557, 9.408940879434013),
        ),
        (
            lambda: totals(STRAT["enroll"], stratified()),
            (3687178, 114642),
            (3687177.52, 114641.71519039402),
        ),
        (
            lambda: means(CLUS["api00"], districts()),
            (644.17, 23.542),
            (644.1693989071039, 23.542240693781036),
        ),
        (
            lambda: totals(CLUS["enroll"], districts()),
            (3404940, 932235),
            (3404940.134529114, 932235.0270412151),
        ),
        (
            lambda: means(FPC["x"], textbook(corrected=True)),
            (5.4481, 0.616),
            (5.448148118125068, 0.6160407198096529),
        ),
        (
            lambda: means(FPC["x"], textbook(corrected=False)),
            (5.4481, 0.7413),
            (5.448148118125068, 0.7412683267688125),
        ),
    ],
)
def test_means_and_totals(found: object, printed: tuple[float, float], full: tuple[float, float]) -> None:
    assert callable(found)
    # 0.616 and 656.58 are cut short of five digits.
    assert_gives(found(), *printed, rtol=7e-5)
    assert_gives(found(), *full, rtol=FULL)


def test_the_mean_of_a_domain() -> None:
    found = means(FPC["x"], textbook(corrected=False), domain=FPC["x"].to_numpy() > 4)

    assert_gives(found, 6.195, 0.7555129, rtol=1e-7)
    assert (found.used[0], found.eligible[0]) == (6, 6)


def test_several_means_at_once() -> None:
    found = means(np.column_stack([CLUS["api00"], CLUS["api99"]]), districts())
    kinds = shares(CLUS["stype"], districts())

    np.testing.assert_allclose(found.values, [644.169399, 606.978142], rtol=1e-8)
    np.testing.assert_allclose(found.errors, [23.5422, 24.2250], rtol=PRINTED)
    assert kinds.labels == ("E", "H", "M")
    np.testing.assert_allclose(kinds.estimates.values, [0.786885, 0.076503, 0.136612], atol=5e-7)
    np.testing.assert_allclose(kinds.estimates.errors, [0.0463, 0.0268, 0.0296], atol=5e-5)


def test_how_many_schools_of_each_kind_there_are() -> None:
    indicators = (CLUS["stype"].to_numpy()[:, None] == np.array(["E", "H", "M"])).astype(float)

    found = totals(indicators, districts())

    np.testing.assert_allclose(found.values, [4873.97, 473.86, 846.17], atol=TWO_DECIMALS)
    np.testing.assert_allclose(found.errors, [1333.32, 158.70, 167.55], atol=TWO_DECIMALS)


@pytest.mark.parametrize(
    ("lonely", "error"), [("certainty", 5.8058), ("adjust", 5.8281), ("average", 6.0096)]
)
def test_a_district_with_one_school_as_a_stratum(lonely: Lonely, error: float) -> None:
    design = survey_design(Sampling(strata=CLUS["dnum"]), weights=CLUS["pw"], lonely=lonely)

    assert_gives(means(CLUS["api00"], design), 644.17, error, rtol=PRINTED)


def test_a_district_with_one_school_as_a_stratum_is_refused_without_a_choice() -> None:
    found = means(CLUS["api00"], survey_design(Sampling(strata=CLUS["dnum"]), weights=CLUS["pw"]))

    assert np.isnan(found.errors[0])
    assert found.reasons[0] is not None
    assert found.reasons[0].sentence() == (
        "La strate « 413 » n’a qu’une unité tirée : l’erreur ne peut être estimée. "
        "Réunissez-la à une autre, ou dites comment la compter."
    )


@pytest.mark.parametrize("lonely", ["reason", "certainty", "adjust", "average"])
def test_a_stratum_that_was_bound_to_be_drawn_is_not_lonely(lonely: Lonely) -> None:
    population = np.where(CLUS["dnum"].to_numpy() == 413, 1, 1000)
    design = survey_design(
        Sampling(strata=CLUS["dnum"], population=population), weights=CLUS["pw"], lonely=lonely
    )

    assert_gives(means(CLUS["api00"], design), 644.17, 5.7344, rtol=PRINTED)


def test_post_stratification_by_kind_of_school() -> None:
    design = post_stratify(districts(), CLUS["stype"], TYPES).design

    assert_gives(means(CLUS["api00"], design), 642.31, 23.921, rtol=PRINTED)
    assert_gives(means(CLUS["api00"], design), 642.310788211582, 23.920486445090386, rtol=FULL)
    assert_gives(totals(CLUS["enroll"], design), 3680892.9451190475, 406292.63629480236, rtol=FULL)


def test_raking_by_kind_of_school_and_school_wide_growth() -> None:
    margins = {"stype": (CLUS["stype"], TYPES), "sch.wide": (CLUS["sch.wide"], SCHOOL_WIDE)}
    design = rake_design(districts(), margins=margins).design

    assert_gives(means(CLUS["api00"], design), 641.23, 23.704, rtol=PRINTED)
    assert_gives(means(CLUS["api00"], design), 641.23032092682, 23.703616887921733, rtol=FULL)
    assert_gives(totals(CLUS["enroll"], design), 3647280.148065178, 400603.2568620042, rtol=FULL)


def test_raking_with_a_joint_margin() -> None:
    # R prints 642.61 and 22.731 for calibrate(calfun = "raking"), which goes to the end; its own `rake` stops
    # at 642.62 and 22.732. The counts of kind x growth are those of apipop.
    joint = [f"{one} {other}" for one, other in zip(CLUS["stype"], CLUS["sch.wide"], strict=True)]
    counts = {"E No": 472, "E Yes": 3949, "H No": 334, "H Yes": 421, "M No": 266, "M Yes": 752}
    margins = {"joint": (joint, counts), "comp.imp": (CLUS["comp.imp"], {"No": 1712, "Yes": 4482})}

    design = rake_design(districts(), margins=margins).design

    assert_gives(means(CLUS["api00"], design), 642.61, 22.731, rtol=PRINTED)


def test_the_regression_estimator_on_last_years_index() -> None:
    found = calibrate(districts(), {"1": np.ones(183), "api99": CLUS["api99"]}, {"1": 6194, "api99": 3914069})

    assert_gives(means(CLUS["api00"], found.design), 666.72, 3.2959, rtol=PRINTED)
    assert_gives(means(CLUS["api00"], found.design), 666.7177362502727, 3.295880912157136, rtol=FULL)


@pytest.mark.parametrize(
    ("column", "kind", "printed"),
    [
        # Since version 4.1 ("math"), and the interpolation of before.
        ("api00", 1, (565, 756)),
        ("api99", 1, (526, 728)),
        ("api00", 4, (562.2056, 755.1226)),
        ("api99", 4, (525.4800, 726.7813)),
    ],
)
def test_the_quartiles_of_the_stratified_sample(
    column: str, kind: Kind, printed: tuple[float, float]
) -> None:
    found = quantiles(STRAT[column], stratified(corrected=False), [0.25, 0.75], kind=kind)

    np.testing.assert_allclose(found.values, printed, atol=5e-5)


def test_by_group_each_kind_of_school_is_a_domain() -> None:
    # In a design stratified by kind each kind is a simple sample: 100, 50 and 50 schools.
    found = by_group(STRAT["stype"], lambda rows: means(STRAT["api00"], stratified(), domain=rows))

    for kind, rows in STRAT.partition_by("stype", as_dict=True).items():
        n, size = len(rows), rows["fpc"][0]
        deviation = float(np.std(rows["api00"].to_numpy(), ddof=1))
        error = deviation / np.sqrt(n) * np.sqrt(1 - n / size)
        assert_gives(found[kind[0]], float(rows["api00"].to_numpy().mean()), error, rtol=FULL)


def test_the_ratio_of_pupils_tested_to_pupils() -> None:
    # survey.pdf: svyratio(~api.stu, ~enroll, dclus1).
    assert_gives(ratios(CLUS["api.stu"], CLUS["enroll"], districts()), 0.8497087, 0.008386297, rtol=1e-6)


def test_the_ratio_of_two_years_by_awards() -> None:
    # The help page of srvyr's survey_ratio: a coefficient of variation of 0.00351 for all, and two errors.
    design = stratified(corrected=False)
    everyone = ratios(STRAT["api00"], STRAT["api99"], design)
    by_awards = by_group(
        STRAT["awards"], lambda rows: ratios(STRAT["api00"], STRAT["api99"], design, domain=rows)
    )

    assert everyone.errors[0] / everyone.values[0] == pytest.approx(0.00351, abs=5e-6)
    assert [round(float(one.values[0]), 2) for one in by_awards.values()] == [1.02, 1.07]
    assert [round(float(one.errors[0]), 5) for one in by_awards.values()] == [0.00343, 0.00478]


def test_the_pupils_of_schools_that_met_both_targets() -> None:
    both = ((CLUS["sch.wide"] == "Yes") & (CLUS["comp.imp"] == "Yes")).to_numpy()

    assert_gives(totals(CLUS["enroll"], districts(), domain=both), 2406420, 645444, rtol=1e-6)


def test_two_means_by_kind_and_growth() -> None:
    cells = [f"{one}.{other}" for one, other in zip(CLUS["stype"], CLUS["sch.wide"], strict=True)]
    columns = np.column_stack([CLUS["api99"], CLUS["api00"]])

    found = by_group(cells, lambda rows: means(columns, districts(), domain=rows))

    for cell, values, errors in (
        ("E.No", (601.6667, 596.3333), (47.27582, 43.49010)),
        ("E.Yes", (608.3485, 653.6439), (21.52493, 20.31720)),
        ("H.No", (662.0000, 659.3333), (29.23003, 27.00275)),
        ("H.Yes", (577.6364, 607.4545), (46.50125, 43.70468)),
        ("M.No", (611.3750, 606.3750), (41.11886, 41.11686)),
    ):
        np.testing.assert_allclose(found[cell].values, values, atol=5.1e-5)
        np.testing.assert_allclose(found[cell].errors, errors, atol=5.1e-6)


def test_the_cells_of_kind_by_comparable_improvement() -> None:
    cells = [f"{one}.{other}" for one, other in zip(CLUS["stype"], CLUS["comp.imp"], strict=True)]

    found = shares(cells, districts())

    assert found.labels == ("E.No", "E.Yes", "H.No", "H.Yes", "M.No", "M.Yes")
    printed = [0.17486339, 0.61202186, 0.03825137, 0.03825137, 0.06010929, 0.07650273]
    errors = [0.02599552, 0.04167572, 0.01607602, 0.01605469, 0.02457177, 0.02167084]
    np.testing.assert_allclose(found.estimates.values, printed, atol=5.1e-9)
    np.testing.assert_allclose(found.estimates.errors, errors, atol=5.1e-9)


def test_the_medians_of_each_kind_before_version_4_1() -> None:
    found = by_group(
        CLUS["stype"], lambda rows: quantiles(CLUS["api99"], districts(), 0.5, kind=4, domain=rows)
    )

    assert {kind: float(one.values[0]) for kind, one in found.items()} == {"E": 615.0, "H": 593.0, "M": 611.0}


@pytest.mark.parametrize(
    ("corrected", "low", "high", "errors"),
    [
        # survey.pdf of version 4.5, and the same without finite population correction.
        (True, (492, 561, 696), (627, 714, 777), (31.47166, 35.66788, 18.88300)),
        (False, (491, 559, 696), (628, 715, 777), (31.93791, 36.36725, 18.88300)),
    ],
)
def test_the_quartiles_of_the_districts_since_version_4_1(
    corrected: bool,  # noqa: FBT001 - pytest passes its parameters so
    low: tuple[float, ...],
    high: tuple[float, ...],
    errors: tuple[float, ...],
) -> None:
    design = survey_design(
        Sampling(units=CLUS["dnum"], population=CLUS["fpc"] if corrected else None), weights=CLUS["pw"]
    )

    found = quantiles(CLUS["api00"], design, [0.25, 0.5, 0.75])

    np.testing.assert_array_equal([found.values, found.low, found.high], [(552, 652, 719), low, high])
    np.testing.assert_allclose(found.errors, errors, atol=5.1e-6)


def test_the_quartiles_of_the_districts_before_version_4_1() -> None:
    found = quantiles(CLUS["api00"], districts(), [0.25, 0.5, 0.75], kind=4, normal=True)

    np.testing.assert_allclose(found.values, (551.75, 652, 717.5), atol=5.1e-3)
    np.testing.assert_allclose(found.low, (493.2835, 564.3250, 696.0000), atol=5.1e-5)
    np.testing.assert_allclose(found.high, (622.6495, 710.8375, 761.1355), atol=5.1e-5)


def test_the_grades_of_lohrs_suites() -> None:
    # S. L. Lohr (1999), Sampling: Design and Analysis, example 5.2: 5 of 100 suites of four students; a mean
    # of 2.826 with an error of 0.164, and 2.256 for the variance of the suites' sums.
    grades = [3.08, 2.60, 3.44, 3.04, 2.36, 3.04, 3.28, 2.68, 2.00, 2.56]
    grades += [2.52, 1.88, 3.00, 2.88, 3.44, 3.64, 2.68, 1.92, 3.28, 3.20]
    design = survey_design(Sampling(units=np.arange(20) // 4, population=100))

    found = means(grades, design)

    assert (found.values[0], found.errors[0]) == (pytest.approx(2.826), pytest.approx(0.164, abs=5e-4))
    error = 100 * np.sqrt((1 - 5 / 100) * 2.25568 / 5)
    assert_gives(totals(grades, design), 1130.4, error, rtol=FULL)
