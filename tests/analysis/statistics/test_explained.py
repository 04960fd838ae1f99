from __future__ import annotations

import numpy as np
import pytest

from grappe.analysis.statistics.explained import Explained


def test_numpy_and_float_take_it_for_its_values() -> None:
    row, single = Explained(np.array([1.0, 2.5])), Explained(np.array(0.5))

    np.testing.assert_array_equal(np.asarray(row), [1.0, 2.5])
    np.testing.assert_array_equal(np.asarray(row, dtype=np.int64), [1, 2])
    assert float(single) == 0.5
    assert np.concatenate([row, np.zeros(1)]).tolist() == [1.0, 2.5, 0.0]


def test_a_copy_leaves_the_values_alone() -> None:
    row = Explained(np.array([1.0, 2.5]))
    np.array(row, copy=True)[0] = 9.0

    assert row.values[0] == 1.0
    assert np.shares_memory(np.asarray(row), row.values)


def test_several_numbers_are_no_single_one() -> None:
    with pytest.raises(TypeError):
        float(Explained(np.array([1.0, 2.0])))
