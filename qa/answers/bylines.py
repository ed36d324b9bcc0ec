"""Names of a byline or a credit, those of the role asked for."""

import re

from index.collection import Entry

_ROLES = ("实习生", "通讯员", "记者", "评论员")


def names(entry: Entry, text: str, question: str = "") -> tuple[str, ...]:
    """Return the names as printed, a wide 李 明 with its space; of 记者 alone where the question says 记者 alone."""
    roles = [role for role in _ROLES if role in question]
    of_role = [person for person in entry.unit.people if any(role in person.role for role in roles)]
    printed = (re.search(r"\s*".join(map(re.escape, person.name)), text) for person in of_role or entry.unit.people)
    return tuple(match.group() for match in printed if match)
