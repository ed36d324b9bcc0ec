"""The things a phrase enumerates, as printed."""

import re

_PARTS = re.compile(r"、|以?及(?=..)|[和与](?=..)")


def listed(phrase: str) -> str | tuple[str, ...]:
    """Return the things of A、B和C one by one; A、B、C alone is one phrase as printed."""
    parts = [part.strip() for part in _PARTS.split(phrase)]
    joined = re.search("和|与|以?及", phrase)
    return tuple(parts) if joined and len(parts) > 1 and all(parts) else phrase
