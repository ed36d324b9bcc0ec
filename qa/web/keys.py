"""Access keys: long random words, kept only as their SHA-256, one line a key."""

import hashlib
import os
import re
import secrets
import sys
from pathlib import Path

from index.errors import DataError, FileError, UsageError, UserError, reason
from index.source import read_bytes
from qa.escape import escape
from qa.web.stamp import stamp_of

_NAME = re.compile(r"[\w.-]{1,40}")
_LINE = re.compile(r"(?P<name>[\w.-]{1,40})\t(?P<sha256>[0-9a-f]{64})")


class Keys:
    """The keys of a file that may ask; a line added or taken out counts from the next request on."""

    def __init__(self, path: Path) -> None:
        """Take the file as it is.

        Raises:
            FileError: the file cannot be read.
            DataError: a line is no key, or there is none.
        """
        self._path, self._seen = path, stamp_of(path)
        self._digests = read_digests(path)

    def allow(self, authorization: str) -> bool:
        """Tell whether an Authorization header holds one of the keys; each is compared, in constant time."""
        scheme, _, key = authorization.partition(" ")
        given = hashlib.sha256(key.strip().encode()).hexdigest()
        found = [secrets.compare_digest(given, digest) for digest in self._current()]
        return scheme.lower() == "bearer" and any(found)

    def _current(self) -> tuple[str, ...]:
        seen = stamp_of(self._path)
        if seen != self._seen:
            self._seen = seen
            try:
                self._digests = read_digests(self._path)
            except UserError as error:  # a file that says nothing sure lets nobody in
                self._digests = ()
                print(f"注意：{escape(str(error))}；现在谁也不能提问", file=sys.stderr)
        return self._digests


def read_digests(path: Path) -> tuple[str, ...]:
    """Return the SHA-256 of every key of a file.

    Raises:
        FileError: the file cannot be read.
        DataError: a line is no key, or there is none.
    """
    digests = []
    for number, line in enumerate(read_bytes(path).decode("utf-8", "replace").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            match = _LINE.fullmatch(line.strip())
            if not match:
                raise DataError(f"{path} 第 {number} 行不是口令的登记，请用 qa key 名字 --keys 文件 添加")
            digests.append(match["sha256"])
    if not digests:
        raise DataError(f"{path} 里没有口令，请先用 qa key 名字 --keys 文件 添加")
    return tuple(digests)


def add_key(path: Path, name: str) -> str:
    """Make a new key, add its digest to the file under a name, and return the key: it is told this once only.

    Raises:
        UsageError: the name is of other characters than letters, digits, `.`, `_` and `-`, or has a key already.
        FileError: the file cannot be written.
    """
    if not _NAME.fullmatch(name):
        raise UsageError("口令的名字要 1 到 40 个字，只用文字、数字、点、下划线和连字符")
    key = secrets.token_urlsafe(32)
    line = f"{name}\t{hashlib.sha256(key.encode()).hexdigest()}\n"
    try:
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b") as file:
            kept = file.read()
            if any(line.startswith(f"{name}\t".encode()) for line in kept.splitlines()):
                raise UsageError(f"{path} 里已有名为 {name} 的口令；要换一个，请先删去那一行")
            file.write((b"" if kept.endswith(b"\n") or not kept else b"\n") + line.encode())
    except OSError as error:
        raise FileError(f"写不了口令文件：{path}（{reason(error)}）") from error
    return key
