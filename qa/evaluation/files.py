"""Writing files that take their names only once they are whole."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from index.errors import FileError, reason


@contextlib.contextmanager
def replacing(path: Path | None) -> Iterator[TextIO | None]:
    """Open a file to write that replaces what is at the path when the block ends well; None for no path.

    Raises:
        FileError: it cannot be written.
    """
    if path is None:
        yield None
        return
    # a device or a pipe such as /dev/stdout is written to and cannot be replaced
    is_device = path.exists() and not path.is_file() and not path.is_dir()
    target = path if is_device else path.resolve()
    temporary = target if is_device else target.parent / f".{target.name}.{os.getpid()}"
    with _telling(path):
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "", str(path))
        file = temporary.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        with file:
            yield file
        if not is_device:
            with _telling(path):
                temporary.replace(target)
    finally:
        if not is_device:
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileError(f"写不了文件：{path}（{reason(error)}），请检查文件夹和权限") from error
