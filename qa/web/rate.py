"""How often one address may ask: a window that moves, counted by the library `limits`."""

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from qa.web.problems import RefusedError

_WINDOW = 60  # seconds


class Rate:
    """Counts requests by address; the fields are those of the IETF draft on RateLimit header fields."""

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def count(self, address: str, cost: int = 1) -> dict[str, str]:
        """Count a request (a batch is as many as its questions) and return the fields that say how many are left.

        Raises:
            RefusedError: none is left (429), with when to come again.
        """
        allowed = self._limiter.hit(self._item, address, cost=cost)
        stats = self._limiter.get_window_stats(self._item, address)
        wait = max(1, math.ceil(stats.reset_time - time.time()))
        fields = {
            "RateLimit-Policy": f'"address";q={self._item.amount};w={_WINDOW}',
            "RateLimit": f'"address";r={max(0, stats.remaining)};t={wait}',
        }
        if not allowed:
            detail = f"一分钟最多 {self._item.amount} 次，请 {wait} 秒后再问"
            raise RefusedError(429, detail, {**fields, "Retry-After": str(wait)})
        return fields
