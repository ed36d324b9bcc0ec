"""A model of a disk that may lose what was not seen safely onto it, fed with the calls a program made.

What `fsync` was called for is there after a power cut: the bytes of a file, the names in a folder. All else may be
there or not.
"""

import os
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

Tree = Mapping[str, bytes | str | None]  # by path: the bytes of a file, where a link leads, None for a folder
VARIANTS = ("lost", "kept", "empty", "torn", *(f"mixed {seed}" for seed in range(4)))
BLOCK = 512


class Call(NamedTuple):
    """One change of the disk, with paths below its top."""

    name: str
    path: str
    more: Any = None


class Node:
    """A folder (names to nodes), a file (bytes) or a link (where it leads): as it is, and as it is safely."""

    def __init__(self, now: "dict[str, Node] | bytes | str") -> None:
        self.now, self.safe = now, "" if isinstance(now, str) else type(now)()

    def sync(self) -> None:
        self.safe = dict(self.now) if isinstance(self.now, dict) else self.now


class Disk:
    """What lies below a top folder; at first all of it is safe."""

    def __init__(self, top: Path) -> None:
        self._nodes: dict[int, Node] = {}
        self.top = self._read(top)

    def _read(self, path: Path) -> Node:
        if path.is_symlink():
            return Node(str(path.readlink()))
        number = path.stat().st_ino
        if number not in self._nodes:
            is_folder = path.is_dir()
            found = {each.name: self._read(each) for each in path.iterdir()} if is_folder else path.read_bytes()
            self._nodes[number] = Node(found)
            self._nodes[number].sync()
        return self._nodes[number]

    def _at(self, path: str) -> Node:
        node = self.top
        for name in filter(None, path.split("/")):
            node = node.now[name]  # type: ignore[index]
        return node

    def _names(self, path: str) -> tuple[dict[str, Node], str]:
        folder, _, name = path.rpartition("/")
        return self._at(folder).now, name  # type: ignore[return-value]

    def do(self, call: Call) -> None:
        """Make a change; only `fsync` makes it safe."""
        if call.name == "fsync":
            self._at(call.path).sync()
            return
        if call.name == "write":
            self._at(call.path).now += call.more
            return
        names, name = self._names(call.path)
        match call.name:
            case "mkdir":
                names[name] = Node({})
            case "create":
                names[name] = Node(b"")
            case "symlink":
                names[name] = Node(str(call.more))
            case "link":
                names[name] = self._at(call.more)
            case "replace":
                others, other = self._names(call.more)
                names[name] = others.pop(other)
            case "remove":
                del names[name]

    def after(self, variant: str) -> Tree:
        """Return what is there after a power cut."""
        return dict(_left(self.top, "", variant, random.Random(variant)))


def _left(node: Node, path: str, variant: str, at: random.Random) -> Iterator[tuple[str, bytes | str | None]]:
    is_mixed = variant.startswith("mixed")
    if isinstance(node.now, str):
        yield path, node.now
    elif isinstance(node.now, bytes):
        kept = at.choice(["lost", "kept", "torn"]) if is_mixed else variant
        torn = node.now[: len(node.now) // BLOCK * BLOCK] if node.safe != node.now else node.now
        yield path, {"kept": node.now, "torn": torn}.get(kept, node.safe)  # type: ignore[arg-type]
    else:
        yield path, None
        names = _names(node, variant, at)
        for name, below in sorted(names.items()):
            yield from _left(below, f"{path}/{name}", variant, at)


def _names(node: Node, variant: str, at: random.Random) -> Mapping[str, Node]:
    """Return the names of a folder after a power cut; where it is mixed, each is the old or the new."""
    now, safe = node.now, node.safe
    assert isinstance(now, dict)
    assert isinstance(safe, dict)
    if not variant.startswith("mixed"):
        return safe if variant == "lost" else now
    chosen = {name: at.choice([now, safe]).get(name) for name in sorted({**now, **safe})}
    return {name: below for name, below in chosen.items() if below}


def make(tree: Tree, top: Path) -> None:
    """Put a tree on the real disk."""
    for path, content in tree.items():
        place = top / path.lstrip("/")
        if content is None:
            place.mkdir()
        elif isinstance(content, bytes):
            place.write_bytes(content)
        else:
            place.symlink_to(content)


class Recorder:
    """Keeps the calls that change what is below a top folder, in order."""

    def __init__(self, top: Path, patch: pytest.MonkeyPatch) -> None:
        self.top, self.calls = top, list[Call]()
        self._patch = patch
        self._two("replace", "replace")
        self._two("rename", "replace")
        self._two("link", "link")
        self._one("mkdir", "mkdir")
        self._one("unlink", "remove")
        self._one("rmdir", "remove")
        symlink, fsync, opened = os.symlink, os.fsync, Path.open

        def make_link(target: Any, link: Any, *args: Any) -> None:
            symlink(target, link, *args)
            self._keep("symlink", link, str(target))

        def sync(descriptor: int) -> None:
            fsync(descriptor)
            self._keep("fsync", Path(f"/proc/self/fd/{descriptor}").readlink())

        def open_one(path: Path, mode: str = "r", *args: Any, **options: Any) -> Any:
            file = opened(path, mode, *args, **options)
            if "w" not in mode:
                return file
            self._keep("create", path)
            return _Recorded(file, lambda data: self._keep("write", path, bytes(data)))

        patch.setattr(os, "symlink", make_link)
        patch.setattr(os, "fsync", sync)
        patch.setattr(Path, "open", open_one)

    def _keep(self, name: str, path: Any, more: Any = None, folder: int | None = None) -> None:
        base = Path.cwd() if folder is None else Path(f"/proc/self/fd/{folder}").readlink()
        whole = Path(os.path.abspath(base / path))  # noqa: PTH100 - a link's own name, not where it leads
        if whole.is_relative_to(self.top) and whole.name != "lock":
            self.calls.append(Call(name, self._below(whole), more))

    def _below(self, path: Path) -> str:
        return "" if path == self.top else path.relative_to(self.top).as_posix()

    def _one(self, name: str, kind: str) -> None:
        call = getattr(os, name)

        def recorded(path: Any, *args: Any, dir_fd: int | None = None, **options: Any) -> None:
            at = Path(f"/proc/self/fd/{dir_fd}").readlink() / path if dir_fd is not None else path
            call(path, *args, dir_fd=dir_fd, **options)
            self._keep(kind, at)

        self._patch.setattr(os, name, recorded)

    def _two(self, name: str, kind: str) -> None:
        call = getattr(os, name)

        def recorded(source: Any, target: Any, **options: Any) -> None:
            call(source, target, **options)
            self._keep(kind, target, self._below(Path(os.path.abspath(source))))  # noqa: PTH100

        self._patch.setattr(os, name, recorded)


class _Recorded:
    """A file of which every writing is told."""

    def __init__(self, file: Any, tell: Any) -> None:
        self._file, self._tell = file, tell

    def write(self, data: Any) -> int:
        written = int(self._file.write(data))
        self._tell(data)
        return written

    def __enter__(self) -> "_Recorded":
        return self

    def __exit__(self, *exc: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
