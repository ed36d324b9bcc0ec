"""What goes between the web server and its workers: a request as one line of JSON, a reply with its length in front."""

import json
import struct
from collections.abc import Mapping
from typing import Any

_HEAD = struct.Struct("!HI")  # status, length of the body in bytes
HEAD_SIZE = _HEAD.size
WORKER, NEXT = b"w", b"n"  # what a keeper is to fork for a socket it is handed: a worker, or the next keeper


def pack_request(asked: Mapping[str, Any]) -> bytes:
    """Return a request as a line; the same request is always the same bytes."""
    return json.dumps(asked, ensure_ascii=True, sort_keys=True).encode() + b"\n"


def unpack_request(line: bytes) -> dict[str, Any]:
    """Return the request of a line."""
    asked: dict[str, Any] = json.loads(line)
    return asked


def pack_reply(status: int, body: bytes) -> bytes:
    """Return a reply as it is sent."""
    return _HEAD.pack(status, len(body)) + body


def unpack_head(head: bytes) -> tuple[int, int]:
    """Return the status and the length of the body that follows."""
    status, length = _HEAD.unpack(head)
    return status, length
