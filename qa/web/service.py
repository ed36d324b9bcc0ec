"""The collection being served: the generation now in use, its remembered replies, and the change to a newer one."""

import asyncio
import contextlib
import sys
from collections.abc import Mapping
from typing import Any

from cachetools import LRUCache

from index.errors import UserError
from qa.embedded import default_folder
from qa.escape import escape
from qa.opening import Opening
from qa.web.desk import OK, Reply
from qa.web.generation import Generation
from qa.web.stamp import stamp
from qa.web.wire import pack_request

_REMEMBERED = 32 << 20  # bytes of replies: some 10,000 answers
# the reasons name files, which is for who runs the server
_TROUBLE = "资料库的新内容打不开，仍用原来的回答；缘由见服务程序的错误输出"
_OLDER = "资料库有损坏，现在用另一份完好的内容回答，可能不是最新的；缘由见服务程序的错误输出"
_LOOKS = 0.2  # seconds between two looks at the folder


class Service:
    """Serves one collection and follows it when it changes on disk."""

    def __init__(self, opening: Opening, workers: int) -> None:
        self._opening, self._workers = opening, workers
        self._current: Generation | None = None
        self._stamp: object = None
        self._replies: LRUCache[tuple[str, bytes], Reply] = LRUCache(_REMEMBERED, lambda reply: len(reply.body) + 200)
        self.trouble: str | None = None  # why the newest state of the folder is not the one served

    @property
    def current(self) -> Generation | None:
        """The generation in use; None while the first is being opened."""
        return self._current

    async def open(self) -> Generation:
        """Open the collection as it is on disk now and serve it from here on.

        Raises:
            UserError: it cannot be used; what was served before still is.
        """
        seen = await asyncio.to_thread(self._look)
        fresh = await Generation.open(self._opening, self._workers, self._current)
        old, self._current, self._stamp = self._current, fresh, seen
        self.trouble = None if fresh.whole else _OLDER
        if old:
            old.retire()
        return fresh

    async def follow(self) -> None:
        """Change to a newer state of the folder whenever there is one, and to a new keeper where one died."""
        while True:
            await asyncio.sleep(_LOOKS)
            seen = await asyncio.to_thread(self._look)
            if seen == self._stamp and self._current and self._current.alive:
                continue
            self._stamp = seen  # a state that cannot be opened is not tried again until it changes
            try:
                await self.open()
            except (UserError, OSError, RuntimeError) as error:
                why = str(error) if isinstance(error, UserError) else "新的资料库打不开"
                print(f"注意：{escape(why)}；仍用原来的资料库回答", file=sys.stderr)
                self.trouble = _TROUBLE

    def _look(self) -> object:
        return stamp(self._opening.folder or default_folder(), self._opening.synonyms)

    async def reply(self, generation: Generation, asked: Mapping[str, Any]) -> Reply:
        """Return the reply of one generation: a remembered one where it was asked the same before."""
        key = (generation.version, pack_request(asked))
        if (known := self._replies.get(key)) is not None:
            return known
        reply = await generation.reply(asked)
        if reply.status == OK:
            with contextlib.suppress(ValueError):  # larger than all that may be remembered
                self._replies[key] = reply
        return reply

    def close(self) -> None:
        """End the keeper and its workers."""
        if self._current:
            self._current.retire()
