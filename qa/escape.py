"""Characters that would steer a terminal, shown instead of sent."""

import re

# C0 and C1 controls, and the marks that turn the direction of text: a page must not be able to move the cursor
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|[\t\n]")


def escape(text: str) -> str:
    """Return the text as one line with steering characters written out, `\\x1b`."""
    return _STEERING.sub(lambda match: match.group().encode("unicode_escape").decode(), text)
