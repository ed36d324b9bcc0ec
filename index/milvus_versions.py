"""Which Milvus will do: its address, its version, and what has to be installed for it."""

import importlib.metadata
import importlib.util
import re

from index.errors import EngineError, UsageError

LITE = "2.5.1"  # the embedded edition that was tested; 3.x is another program, whose scores are negative
_URI = re.compile(r"(?:https?|tcp|unix):.+|.+\.db", re.DOTALL)
_LITE_FILE = re.compile(r"[A-Za-z0-9._-]{1,36}")  # what milvus-lite takes as a file's name


def check_address(uri: str, *, local: bool) -> None:
    """Refuse what is no address, and one for which something has yet to be installed."""
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
