"""The process that opens a collection once and forks workers that answer from it, sharing its memory.

The server hands it one socket a worker over its standard input. A worker whose request takes longer than its budget
is ended by the kernel's timer, whatever it is doing; the server then asks for another one.
"""

import gc
import json
import os
import signal
import socket
import sys
from pathlib import Path

from index.errors import UserError
from qa.engine import Engine
from qa.opening import Opening, open_assistant
from qa.web.desk import BUDGETS, Desk
from qa.web.version import version_of
from qa.web.wire import pack_reply, unpack_request


def main() -> None:
    """Open what the arguments name, say so in one line of JSON, and fork workers until the server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which lets us finish
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries ended workers
    folder, synonyms, semantic, engine = json.loads(sys.argv[1])
    # a connection does not outlive a fork: each worker makes its own
    opening = Opening(Path(folder) if folder else None, Path(synonyms) if synonyms else None, semantic)
    try:
        assistant = open_assistant(opening)
        desk = Desk(assistant, Engine(*engine) if engine else None)
        version = version_of(assistant.collection, opening)
    except UserError as error:
        _say({"error": str(error), "status": error.status})
        return
    gc.collect()
    gc.freeze()  # workers must not copy pages only because the collector looked at them
    collection = assistant.collection
    _say({"version": version, "articles": len(collection.articles), "sentences": len(collection.entries)})
    _fork_workers(desk, socket.socket(fileno=sys.stdin.fileno()))


def _say(line: dict[str, object]) -> None:
    print(json.dumps(line), flush=True)


def _fork_workers(desk: Desk, control: socket.socket) -> None:
    """Fork a worker for every socket that arrives; the server's end closes when it ends, however it ends."""
    while True:
        data, sockets, _, _ = socket.recv_fds(control, 1, 1)
        if not data:
            return
        with socket.socket(fileno=sockets[0]) as connection:
            if os.fork() == 0:
                control.close()
                _work(desk, connection)
                os._exit(0)


def _work(desk: Desk, connection: socket.socket) -> None:
    """Answer requests until the server closes the socket."""
    desk.reach()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the end of a request's time is the end of the worker
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a stop meant for all lets the last answers out
    with connection.makefile("rb") as lines:
        for line in lines:
            asked = unpack_request(line)
            signal.setitimer(signal.ITIMER_REAL, BUDGETS[asked["do"]])
            status, body = desk.reply(asked)
            signal.setitimer(signal.ITIMER_REAL, 0)
            connection.sendall(pack_reply(status, body))


if __name__ == "__main__":
    main()
