"""The process that opens a collection once and forks workers that answer from it, sharing its memory.

The server hands it one socket a worker over its own socket, which is its standard input. A worker whose request takes
longer than its budget is ended by the kernel's timer, whatever it is doing; the server then asks for another one.
When the collection has changed, a keeper forks the next one, which has the program and the dictionary loaded already.
"""

import gc
import json
import os
import signal
import socket
import sys
from pathlib import Path

from index.errors import UserError
from index.terms import Tokenizer
from qa.engine import Engine
from qa.opening import Opening, open_assistant, warn
from qa.web.desk import BUDGETS, Desk
from qa.web.version import version_of
from qa.web.wire import NEXT, pack_reply, unpack_request


def main() -> None:
    """Open what the arguments name, say so in one line of JSON, and fork workers until the server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which lets us finish
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries ended workers
    folder, synonyms, semantic, engine = json.loads(sys.argv[1])
    # a connection does not outlive a fork: each worker makes its own
    opening = Opening(Path(folder) if folder else None, Path(synonyms) if synonyms else None, semantic)
    control: socket.socket | None = socket.socket(fileno=sys.stdin.fileno())
    tokenizer = Tokenizer()
    while control:
        control = _keep(control, opening, Engine(*engine) if engine else None, tokenizer)


def _keep(
    control: socket.socket, opening: Opening, engine: Engine | None, tokenizer: Tokenizer
) -> socket.socket | None:
    """Open the collection and fork workers until the server is gone; return the next keeper's socket in the next keeper."""
    try:
        assistant = open_assistant(opening, tokenizer)
        desk = Desk(assistant, engine)
        version = version_of(assistant.collection, opening)
    except UserError as error:
        _say(control, {"error": str(error), "status": error.status})
        return None
    gc.collect()
    gc.freeze()  # workers must not copy pages only because the collector looked at them
    collection = assistant.collection
    warn(collection)
    counted = {"articles": len(collection.articles), "sentences": len(collection.entries)}
    _say(control, {"version": version, **counted, "whole": not collection.trouble})
    return _fork(desk, control)


def _say(control: socket.socket, line: dict[str, object]) -> None:
    control.sendall(json.dumps(line).encode() + b"\n")


def _fork(desk: Desk, control: socket.socket) -> socket.socket | None:
    """Fork a worker, or the next keeper, for every socket that arrives; the server's end closes when it ends, however it ends."""
    while True:
        data, sockets, _, _ = socket.recv_fds(control, 1, 1)
        if not data:
            return None
        theirs = socket.socket(fileno=sockets[0])
        if os.fork() == 0:
            control.close()
            if data == NEXT:
                gc.unfreeze()
                return theirs
            _work(desk, theirs)
            os._exit(0)
        theirs.close()


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
