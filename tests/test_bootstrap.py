"""The bootstrap's draws, sums and intervals, against numpy and scipy doing the same another way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, poisson

from qa.evaluation.bootstrap import RESAMPLES, Tally, sign_test, weights

KEYS = [f"q{number}" for number in range(400)]
HITS = [(float(number % 10 < 7), 1.0) for number in range(400)]


def tally(pairs: list[tuple[float, float]], keys: list[str] = KEYS, step: int = 400) -> Tally:
    sums = Tally(["m"])
    for at in range(0, len(pairs), step):
        sums.add([{"m": pair} for pair in pairs[at : at + step]], weights(keys[at : min(at + step, len(pairs))]))
    return sums


def test_draws_are_poisson() -> None:
    drawn = weights(KEYS)
    assert drawn.shape == (400, RESAMPLES)
    for k in range(5):
        assert (drawn == k).mean() == pytest.approx(poisson.pmf(k, 1), abs=0.003)
    # two questions are drawn independently of each other
    assert abs(np.corrcoef(drawn[0], drawn[1])[0, 1]) < 0.15


def test_draws_depend_on_the_id_alone() -> None:
    assert (weights(["b", "a"])[1] == weights(["a"])[0]).all()


def test_interval_is_that_of_the_multinomial_bootstrap() -> None:
    sums = tally(HITS)
    random = np.random.default_rng(1)
    values = np.array([above for above, _ in HITS])
    means = [random.choice(values, 400).mean() for _ in range(4000)]
    assert sums.value("m") == 0.7
    assert sums.interval("m") == pytest.approx(tuple(np.quantile(means, [0.025, 0.975])), abs=0.012)


def test_batches_and_order_do_not_matter() -> None:
    one, many = tally(HITS), tally(HITS[::-1], KEYS[::-1], step=7)
    assert one.value("m") == many.value("m")
    assert one.interval("m") == many.interval("m")


def test_difference_is_paired() -> None:
    plain = tally(HITS)
    # the same answers differ by nothing, with certainty, although each interval is 0.09 wide
    assert tally(HITS).difference(plain, "m") == (0.0, (0.0, 0.0))
    mended = [(1.0, 1.0) if number % 20 == 7 else pair for number, pair in enumerate(HITS)]
    gain, (low, high) = tally(mended).difference(plain, "m") or (0.0, (0.0, 0.0))
    assert gain == 0.05
    assert 0.02 < low < gain < high < 0.08


def test_all_right_is_no_certainty() -> None:
    low, high = tally([(1.0, 1.0)] * 3).interval("m") or (0, 0)
    assert (low, high) == (pytest.approx(binomtest(3, 3).proportion_ci().low, abs=1e-4), 1.0)
    assert tally([(0.0, 1.0)] * 3).interval("m") == (0.0, pytest.approx(1 - low, abs=1e-4))


def test_what_applies_to_no_question_has_no_value() -> None:
    sums = Tally(["m", "n"])
    sums.add([{"m": (1.0, 1.0)}], weights(["a"]))
    assert (sums.value("n"), sums.interval("n"), sums.difference(sums, "n")) == (None, None, None)


@given(st.integers(0, 60), st.integers(0, 60))
def test_sign_test(better: int, worse: int) -> None:
    expected = binomtest(better, better + worse).pvalue if better + worse else 1.0
    assert sign_test(better, worse) == pytest.approx(expected, abs=1e-9)


def test_sign_test_of_many() -> None:
    assert sign_test(30_000, 30_000) == 1.0
    assert sign_test(29_000, 31_000) < 1e-10
