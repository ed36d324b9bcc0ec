"""A connection to Milvus: every call bounded in time, every failure one Chinese line."""

import contextlib
import logging
import os
import re
import time
from collections.abc import Iterator
from typing import Any

from index.errors import EngineError
from index.milvus_versions import check_address, check_server_version

TIMEOUT = 5.0  # seconds a question waits for one answer of Milvus
STARTING = 15.0  # seconds the embedded edition may take until it listens
PATIENCE = 60.0  # seconds for one step of synchronising
MOST = 16_384  # rows or hits Milvus gives at a time
_PAUSE = 0.1  # seconds between two tries
_REASON = 200  # characters of Milvus' own words shown


class Engine:
    """Milvus at an address; a process that milvus-lite started for a file ends with the one that asked for it."""

    def __init__(self, uri: str, *, timeout: float = TIMEOUT) -> None:
        """Connect, or start the embedded edition where the address is a file that ends with .db.

        Raises:
            UsageError: what is needed is not installed, or the address is none.
            EngineError: nobody answers there, or a version that does not rank as it must.
        """
        self.shown = re.sub(r"//[^/@]*@", "//", uri)  # without a password
        self._timeout = timeout
        self._local = uri.endswith(".db") and "://" not in uri
        check_address(uri, local=self._local)
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # it prints a traceback for what is raised as well
        os.environ.setdefault("GRPC_VERBOSITY", "NONE")  # what goes wrong is told in one line, and by us
        with self._told():
            self._client = _connect(uri, timeout, STARTING if self._local else 0.0)
        if not self._local:
            self._check_server()

    @property
    def first(self) -> float:
        """Return how many seconds the first search may take: the embedded edition loads what it ranks only then."""
        return PATIENCE if self._local else self._timeout

    def call(self, method: str, *args: Any, timeout: float | None = None, **options: Any) -> Any:
        """Call a method of the client.

        Raises:
            EngineError: no answer within the time, or Milvus refused.
        """
        with self._told():
            return getattr(self._client, method)(*args, timeout=timeout or self._timeout, **options)

    def rows(self, name: str, fields: list[str], *, below: str = "") -> Iterator[dict[str, Any]]:
        """Yield those fields of every row whose `key` begins so; no key may be the beginning of another."""
        which = f'key >= "{below}" and key < "{below}g"'  # g follows on every hexadecimal digit
        options: dict[str, Any] = {
            "output_fields": fields,
            "limit": MOST,
            "consistency_level": "Strong",
            "timeout": PATIENCE,
        }
        page = self.call("query", name, filter=which, **options)
        if len(page) < MOST:
            yield from page
        else:
            for digit in "-0123456789abcdef":
                yield from self.rows(name, fields, below=below + digit)

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what pymilvus raises into one line."""
        from grpc import RpcError
        from pymilvus.exceptions import MilvusException

        try:
            yield
        except (MilvusException, RpcError, OSError) as error:
            raise EngineError(
                f"Milvus 没有正常回答：{self.shown}（{self._why(error)}），请检查它是否在运行、地址对不对，再试一次"
            ) from error

    def _why(self, error: Exception) -> str:
        text = " ".join(str(error).split())
        if "Open local milvus failed" in text:
            return "文件打不开：上一级文件夹不存在，文件坏了，或者另一个程序正开着它"
        if "DEADLINE_EXCEEDED" in text or "Retry timeout" in text:
            return "超时"
        if "Fail connecting" in text or "UNAVAILABLE" in text:
            return "连不上"
        return text[:_REASON]

    def _check_server(self) -> None:
        """Refuse a server without full text search; one that does not say what it is gets the benefit of the doubt."""
        from grpc import RpcError, StatusCode

        try:
            version = self.call("get_server_version")
        except EngineError as error:
            cause = error.__cause__
            if isinstance(cause, RpcError) and cause.code() is StatusCode.UNIMPLEMENTED:
                return
            raise
        check_server_version(version)


def _connect(uri: str, timeout: float, starting: float) -> Any:
    """Return a client; pymilvus gives a process it starts half a second, and on a busy machine that is too little."""
    from pymilvus import MilvusClient
    from pymilvus.exceptions import MilvusException

    until = time.monotonic() + starting
    while True:
        try:
            return MilvusClient(uri, timeout=timeout)
        except MilvusException as error:
            if "Fail connecting" not in str(error) or time.monotonic() > until:
                raise
        time.sleep(_PAUSE)
