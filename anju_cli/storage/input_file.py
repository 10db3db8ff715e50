"""A file from outside, read up to a limit: no device, no pipe, nothing without an end."""

import errno
import os
import stat
from pathlib import Path

from anju_cli.storage.ownership import is_own

_MB = 1024 * 1024
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
"""A pipe that took the file's place just now is not waited for."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class InputError(ValueError):
    """A file cannot be read: what is wrong, and in ``hint`` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class TooLarge(InputError):
    """A file is larger than any that is meant."""


def read_input(path: Path, most: int, *, only_own: bool = False) -> bytes:
    """Read an ordinary file of at most ``most`` bytes.

    With ``only_own`` it is no link, and one that this user alone may write.

    Raises InputError. FileNotFoundError and IsADirectoryError are the caller's: what to do
    then depends on what the file is for.
    """
    try:
        # Unopened at first: to open a device may do something.
        _check(path.stat(follow_symlinks=not only_own), most, only_own=only_own)
        extra = _AT_ONCE | (_NO_LINK if only_own else 0)
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | extra)) as stream:
            about = os.fstat(stream.fileno())
            _check(about, most, only_own=only_own)
            data = stream.read(about.st_size + 1) or b""
            if len(data) > about.st_size:  # it grows, or does not know its size
                data += stream.read(most - about.st_size) or b""
    except (FileNotFoundError, IsADirectoryError):
        raise
    except PermissionError:
        hint = "请检查文件的权限，或关闭打开着它的程序（例如 Excel）"
        raise InputError("没有权限读这个文件", hint) from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            hint = "请删去链接，放回原来的文件"
            raise InputError("这是一个绕成圈的链接，打不开", hint) from None
        hint = "请检查磁盘和路径，或找管理员"
        raise InputError(f"读不出这个文件（错误号 {error.errno}）", hint) from None
    if len(data) > most:
        raise _too_large(len(data), most)
    return data


def _check(about: os.stat_result, most: int, *, only_own: bool) -> None:
    if stat.S_ISDIR(about.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a directory")
    if not stat.S_ISREG(about.st_mode):
        raise InputError("这不是普通的文件", "请换成普通的文件；管道里的内容请先存成文件")
    if only_own and not is_own(about):
        raise InputError("这是别人也能改的文件", "请换成只有自己能改的文件")
    if about.st_size > most:
        raise _too_large(about.st_size, most)


def _too_large(size: int, most: int) -> TooLarge:
    message = f"文件有 {-(-size // _MB)} MB，超过上限 {most // _MB} MB"
    return TooLarge(message, "请检查是不是放错了文件")
