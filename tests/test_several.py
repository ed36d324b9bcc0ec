"""Several places have an answer: which city a page is of."""

import itertools

from qa.places import CITIES
from qa.several import _city


def test_a_page_that_names_two_cities_as_often_is_of_the_same_one_in_every_process() -> None:
    for first, second in itertools.pairwise(sorted(CITIES)[:40]):
        text = f"{second}，{first}。" * 3
        if text.count(first) == text.count(second) == 3:
            assert _city(text) == first


def test_a_page_that_names_a_city_twice_is_of_none() -> None:
    assert _city("南京。南京。") is None
    assert _city("南京。南京。南京。") == "南京"
