"""Errors a user can fix: one Chinese line each, with the exit status the command line ends with."""

import contextlib
import errno
from collections.abc import Callable, Iterator

_REASONS = {
    errno.ENOENT: "不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "上一级不是文件夹",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EFBIG: "超过了允许的文件大小",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件太多",
    errno.EROFS: "只能读",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EADDRINUSE: "已被占用",
    errno.EADDRNOTAVAIL: "不是本机的地址",
}


def reason(error: OSError) -> str:
    """Return why the system refused, in Chinese."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")


class UserError(Exception):
    """Base of every error a user can fix; `status` is the process's exit status."""

    status = 1


class UsageError(UserError):
    """The command was called wrongly."""

    status = 2


class DataError(UserError):
    """An input file or line cannot be used as it is."""

    status = 65


class EngineError(UserError):
    """The engine that ranks elsewhere does not answer, or not as it must."""

    status = 69


class FileError(UserError):
    """Reading or writing failed."""

    status = 74


class BusyError(UserError):
    """Another writer holds the collection."""

    status = 75


@contextlib.contextmanager
def gathered() -> Iterator[Callable[[], contextlib.AbstractContextManager[None]]]:
    """Let several pieces of work go on past a file that cannot be used, and tell of all such files at the end.

    Raises:
        DataError: the one of the only such file, or one with a line for each.
    """
    wrong: list[DataError] = []

    @contextlib.contextmanager
    def gather() -> Iterator[None]:
        try:
            yield
        except DataError as error:
            wrong.append(error)

    yield gather
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise DataError("\n".join([f"有 {len(wrong)} 个文件不能用：", *map(str, wrong)]))
