"""The days, months or parts of a year a question asks of."""

from collections.abc import Sequence

from qa.times.days import read_times
from qa.times.time import Time


def times_asked(folded: str, years: Sequence[str]) -> tuple[Time, ...]:
    """Return the days and months a question names, else the parts of a year, each of the one year it names."""
    (year,) = years if len(years) == 1 else ("",)
    times = [time._replace(year=time.year or year) for time in read_times(folded)]
    return tuple([time for time in times if not time.is_part] or times)
