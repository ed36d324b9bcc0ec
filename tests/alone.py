"""Serve and ask where there is no network but the loopback (run by `unshare -n`), and count what wanted out."""

import fcntl
import socket
import struct
from pathlib import Path

from serving import serving

UP = 0x8914, struct.pack("16sH14s", b"lo", 1 | 64, b"")  # SIOCSIFFLAGS: up and running


def counted(protocol: str, name: str) -> int:
    """Return one of this network's counters."""
    lines = Path("/proc/net/snmp").read_text().splitlines()
    names, values = (line.split() for line in lines if line.startswith(f"{protocol}:"))
    return int(values[names.index(name)])


def main() -> None:
    """Print whether the page and an answer came, the packets that found no way out, and the look-ups of names."""
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, *UP)
    with serving() as server:
        page = server.client.get("/").status_code == 200
        answered = server.client.get("/api/ask", params={"q": "衡水有几个院士团队？"}).json()["answer"] == "6个"
    print(page, answered, counted("Ip", "OutNoRoutes"), counted("Udp", "OutDatagrams"))


if __name__ == "__main__":
    main()
