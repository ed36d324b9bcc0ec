"""Times and confidences in bins: quantiles within one per cent, nothing lost."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.latency import Latency, Reliability


@given(st.lists(st.floats(0.001, 1e6), min_size=1), st.sampled_from([0.5, 0.95]))
def test_quantile_is_within_one_per_cent(times: list[float], share: float) -> None:
    latency = Latency()
    for time in times:
        latency.add(time)
    ordered = sorted(times)
    wanted = next(value for at, value in enumerate(ordered, 1) if at >= share * len(ordered))
    assert latency.quantile(share) == pytest.approx(wanted, rel=0.011, abs=0.001)
    assert sum(count for _, _, count in latency.histogram()) == len(times)


def test_bins_follow_each_other() -> None:
    latency = Latency()
    for time in (0.5, 0.6, 40.0, 0.0):
        latency.add(time)
    bins = latency.histogram()
    assert [high for _, high, _ in bins[:-1]] == [low for low, _, _ in bins[1:]]


def test_nothing_timed() -> None:
    assert Latency().quantile(0.5) is None
    assert Latency().histogram() == []
    assert Reliability().error() is None


def test_calibration() -> None:
    reliability = Reliability()
    replies = [(0.95, True)] * 9 + [(0.95, False)] + [(0.2, False)] * 5 + [(1.0, True)]
    for confidence, right in replies:
        reliability.add(confidence, right)
    assert reliability.bins() == [
        (0.2, 0.0, 5),
        (pytest.approx(0.9545, abs=1e-4), pytest.approx(10 / 11, abs=1e-4), 11),
    ]
    expected = (5 * 0.2 + 11 * abs(statistics.mean([0.95] * 10 + [1.0]) - 10 / 11)) / 16
    assert reliability.error() == pytest.approx(expected, abs=1e-4)
