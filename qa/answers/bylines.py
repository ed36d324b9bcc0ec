"""Names of a byline or a credit, those of the role asked for."""

import re

from index.collection import Entry

_ALL = re.compile("哪些|都有|作者|分别|哪几")
_ROLES = ("实习生", "通讯员", "记者", "评论员")


def names(entry: Entry, text: str, question: str = "") -> tuple[str, ...]:
    """Return the names as printed, a wide 李 明 with its space; of one role where the question asks for one: 哪位记者."""
    roles = [role for role in _ROLES if role in question and not _ALL.search(question)]
    of_role = [person for person in entry.unit.people if any(role in person.role for role in roles)]
    printed = (re.search(r"\s*".join(map(re.escape, person.name)), text) for person in of_role or entry.unit.people)
    return tuple(match.group() for match in printed if match)
