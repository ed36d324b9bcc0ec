"""A nursery of writers for `test_kill`: it loads the dictionary once, and forks a writer for every line it is sent.

A line is JSON: the collection, the folder of articles, the state they are in, a seed, how many workers, and after how
many steps on the disk the writer kills itself, counted from the first of a kind, where that is not done from outside.
The writer goes on from one update to the next; before each it prints the state it is about to make, and after it
that the update is done.
"""

import json
import os
import random
import select
import signal
import sys
from pathlib import Path

from durable import page, records, update

from index import workers
from index.terms import Tokenizer

NAMES = "甲乙丙丁戊己"
STEPS = ("open", "os.mkdir", "os.rename", "os.symlink", "os.link", "os.remove", "os.rmdir", "os.truncate", "os.utime")


def change(state: dict[str, str], at: random.Random) -> dict[str, str]:
    """Return the next state: a file more, one changed, or one less, never none."""
    state = dict(state)
    name, version = at.choice(NAMES), at.randrange(1000)
    page_name, records_name = f"{name}.md", f"{name}.jsonl"
    kind = at.randrange(4)
    if kind == 0 and len(state) > 2:
        del state[at.choice(sorted(state))]
    elif kind == 1:
        state[records_name] = records(name, [*range(at.randint(1, 4)), version])
    else:
        state[page_name] = page(name, version)
    return state


def say(**told: object) -> None:
    """Print a line in one step: so short a one is in the pipe whole or not at all."""
    line = json.dumps(told, ensure_ascii=False).encode() + b"\n"
    assert os.write(sys.stdout.fileno(), line) == len(line) <= select.PIPE_BUF


def kill_after(steps: int, first: str) -> None:
    """Kill this process just before it takes one step more than so many on the disk, from the first of a kind on."""
    left, begun = iter(range(steps)), not first

    def watch(event: str, args: tuple[object, ...]) -> None:
        nonlocal begun
        if begun and event in STEPS and next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        begun = begun or event == first

    sys.addaudithook(watch)


def go_on(order: dict[str, object], tokenizer: Tokenizer) -> None:
    """Write until killed."""
    folder, articles = Path(str(order["folder"])), Path(str(order["articles"]))
    state, at = dict(order["state"]), random.Random(str(order["seed"]))  # type: ignore[call-overload]
    number = int(str(order["workers"]))
    if number > 1:
        workers._BATCH, workers._WORTH_IT = 1, 1
    if order["steps"] is not None:
        kill_after(int(str(order["steps"])), str(order["first"]))
    while True:
        state = change(state, at) if number == 1 else {f"{name}.md": page(name, at.randrange(1000)) for name in NAMES}
        say(begun=state)
        update(folder, articles, state, tokenizer, workers=number)
        say(done=state)


def main() -> None:
    """Fork a writer for every line, telling its number first and, when it has ended, that it has."""
    tokenizer = Tokenizer()
    assert tokenizer.fingerprint
    for line in sys.stdin:
        if (pid := os.fork()) == 0:
            say(pid=os.getpid())
            go_on(json.loads(line), tokenizer)
            os._exit(0)
        os.waitpid(pid, 0)
        say(ended=pid)


if __name__ == "__main__":
    main()
