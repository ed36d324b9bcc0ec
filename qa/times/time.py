"""A time a text tells: a day, a month or a part of a year."""

from datetime import date
from typing import NamedTuple

_PAPERS = 1600  # the first year of any newspaper


class Time(NamedTuple):
    """A stretch of days of a year, first and last as MM-DD, with the words that tell it; an unknown year is empty."""

    start: int
    words: str
    year: str
    first: str
    last: str

    def meets(self, other: "Time") -> bool:
        """Tell whether two stretches may have a day in common."""
        same = not (self.year and other.year) or self.year == other.year
        return same and self.first <= other.last and other.first <= self.last

    def is_after(self, other: "Time") -> bool:
        """Tell whether a stretch ends after another, both of known years."""
        return (self.year, self.last) > (other.year, other.last)

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.start + len(self.words)

    @property
    def is_part(self) -> bool:
        """Whether it is several whole months: 一季度, 上半年, 1—9月."""
        return self.first[:2] != self.last[:2] and self.last.endswith("31")


def day_of(printed: str | None) -> Time | None:
    """Return the day an article was printed, None where it is not known or no paper's."""
    try:
        day = date.fromisoformat((printed or "")[:10])
    except ValueError:
        return None
    return of_date(day) if _PAPERS <= day.year < date.max.year else None


def of_date(day: date, start: int = 0, words: str = "") -> Time:
    """Return a day of the calendar as a time."""
    return Time(start, words, f"{day:%Y}", f"{day:%m-%d}", f"{day:%m-%d}")
