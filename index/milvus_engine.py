"""A connection to Milvus: which versions will do, every call bounded in time, every failure one Chinese line."""

import contextlib
import importlib.metadata
import importlib.util
import logging
import re
from collections.abc import Iterator
from typing import Any

from index.errors import EngineError, UsageError

TIMEOUT = 5.0  # seconds a question waits for one answer of Milvus
PATIENCE = 60.0  # seconds for one step of synchronising
LITE = "2.5.1"  # the embedded edition that was tested; 3.x is another program, whose scores are negative
MOST = 16_384  # rows or hits Milvus gives at a time
_REASON = 200  # characters of Milvus' own words shown
_URI = re.compile(r"(?:https?|tcp|unix):.+|.+\.db", re.DOTALL)
_LITE_FILE = re.compile(r"[A-Za-z0-9._-]{1,36}")  # what milvus-lite takes as a file's name


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
        _check(uri, self._local)
        from pymilvus import MilvusClient

        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # it prints a traceback for what is raised as well
        with self._told():
            self._client = MilvusClient(uri, timeout=timeout)
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


def _check(uri: str, local: bool) -> None:
    if not _URI.fullmatch(uri):
        raise UsageError(f"不是 Milvus 的地址：{uri}，要 http://主机:19530 这样的地址，或以 .db 结尾的文件")
    if importlib.util.find_spec("pymilvus") is None:
        raise UsageError("没有装 Milvus 的客户端，请先 pip install 'youju[milvus]'")
    if not local:
        return
    if not _LITE_FILE.fullmatch(re.split(r"[/\\]", uri)[-1]):
        raise UsageError(f"milvus-lite 的文件名只能用字母、数字、点和横线，最多 36 个字符：{uri}")
    if importlib.util.find_spec("milvus_lite") is None:
        raise UsageError(f"没有装 milvus-lite，请先 pip install milvus-lite=={LITE}，或给出 Milvus 服务器的地址")
    check_lite_version(importlib.metadata.version("milvus-lite"))


def check_lite_version(version: str) -> None:
    """Refuse an embedded edition that ranks otherwise than Milvus does."""
    if not (2, 5) <= _numbers(version) < (3,):
        raise UsageError(f"milvus-lite {version} 的打分与 Milvus 不同，请 pip install milvus-lite=={LITE}")


def check_server_version(version: str) -> None:
    """Refuse a server from before full text search."""
    if () < _numbers(version) < (2, 5):
        raise EngineError(f"Milvus {version} 不会全文检索，请换 2.5 或更新的版本")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)[:2]))
