"""HTTP as bytes on a socket: what no client library would send, and the replies taken apart."""

import json
import socket
import time
from typing import Any, NamedTuple


class Got(NamedTuple):
    """One reply."""

    status: int
    fields: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """Return the body's JSON."""
        return json.loads(self.body)


def exchange(port: int, data: bytes, *, quiet: float = 0.7, longest: float = 15) -> bytes:
    """Send bytes and return all that comes back until the server closes, or says nothing more for a while."""
    came = b""
    with socket.create_connection(("127.0.0.1", port), timeout=longest) as client:
        try:
            client.sendall(data)
            while piece := client.recv(1 << 16):
                came += piece
                client.settimeout(quiet)
        except (TimeoutError, ConnectionError):
            pass
    return came


def replies(came: bytes, *, bodies: bool = True) -> list[Got]:
    """Take apart what came: every reply must have a length (`bodies` false for HEAD, which has none)."""
    found = []
    while came:
        head, _, came = came.partition(b"\r\n\r\n")
        first, *lines = head.decode("ascii").split("\r\n")
        fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        status = int(first.split()[1])
        length = int(fields.get("content-length", "0")) if bodies and status >= 200 and status != 304 else 0
        assert len(came) >= length, "a reply was cut off"
        found.append(Got(status, fields, came[:length]))
        came = came[length:]
    return found


def ask(port: int, request: str, *fields: str, body: bytes = b"", host: str = "Host: localhost") -> Got:
    """Send one request, its line without the version, and return the one reply."""
    head = "".join(f"{line}\r\n" for line in (f"{request} HTTP/1.1", *([host] if host else []), *fields))
    data = head.encode("latin-1") + b"Connection: close\r\n\r\n" + body
    (got,) = [got for got in replies(exchange(port, data)) if got.status != 100]
    return got


def is_closed(client: socket.socket, seconds: float) -> bool:
    """Tell whether the server closes the connection within so many seconds; what it says before is read."""
    end = time.monotonic() + seconds
    try:
        while (left := end - time.monotonic()) > 0:
            client.settimeout(left)
            if not client.recv(1 << 16):
                return True
    except ConnectionError:
        return True
    except TimeoutError:
        pass
    return False
