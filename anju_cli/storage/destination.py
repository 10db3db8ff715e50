"""Writing a result to a file, and saying why that could not be done."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from anju_cli.storage.files import (
    Busy,
    ChangedMeanwhile,
    ReadOnly,
    check_unchanged,
    locked,
    replace_file,
    replace_unchanged,
)
from anju_cli.storage.folders import FileKind

_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\x00-\x1f]')
_DEVICE = re.compile(
    r"(con|prn|aux|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\..*)?", re.IGNORECASE
)
"""Names that mean a device on Windows, whatever suffix follows. NUL is left to those who mean
it."""

_WAIT = 10
"""Seconds to wait for another anju: it holds a folder for less than one."""


class OutputError(ValueError):
    """A file could not be written; the text is a whole sentence for the user."""


def write_file(path: Path, shown: str, data: bytes) -> None:
    """Put ``data`` into ``path``, replacing what was there in one step.

    ``shown`` is the path as the user gave it. Raises OutputError; then an
    earlier file is still whole and nothing new is left behind.
    """
    if os.name == "nt" and (fault := windows_fault(path.name)):
        raise OutputError(f"无法写入 {shown}：{fault}")
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)  # a device or a named pipe must not be replaced
        elif path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory")
        else:
            replace_file(path.resolve(), data)
    except (OSError, RuntimeError, ValueError) as error:
        raise OutputError(f"无法写入 {shown}：{_reason(error, path)}") from error


def windows_fault(name: str) -> str | None:
    """Why Windows would take ``name`` for no file's name, or for another's: a colon parts off a
    hidden stream of a file, a dot at the end is dropped without a word."""
    if found := _NOT_ON_WINDOWS.search(name):
        return (
            f"Windows 的文件名里不能有 {found[0] if found[0] > ' ' else '控制字符'}。请换一个名字。"
        )
    if device := _DEVICE.fullmatch(name):
        return f"{device[1]} 在 Windows 上是设备的名字。请换一个名字。"
    if name != name.rstrip(". "):
        return "Windows 的文件名不能以句点或空格结尾。请换一个名字。"
    return None


def make_folder(path: Path, shown: str) -> None:
    """Make the folder ``path`` where it is not there yet; the one it stands in must be.

    Raises OutputError.
    """
    try:
        path.mkdir(exist_ok=True)
    except FileExistsError as error:
        raise OutputError(f"{shown} 已经是一个文件。请换一个文件夹名。") from error
    except (OSError, ValueError) as error:
        raise OutputError(f"无法新建文件夹 {shown}：{_reason(error, path)}") from error


@contextmanager
def alone_in(folder: Path, shown: str) -> Iterator[None]:
    """Hold a plan's folder while its files are compared and written back, so that of two
    commands at once both take effect. Raises OutputError when another does not let go."""
    try:
        with locked(folder, _WAIT):
            yield
    except Busy as error:
        raise OutputError(
            f"另一个 anju 正在写 {shown}，等了 {_WAIT} 秒还没有写完，这次没有写。"
            "请过一会儿再运行一次。"
        ) from error


def write_back(
    folder: Path,
    shown: Mapping[FileKind, str],
    old: Mapping[FileKind, bytes],
    new: Mapping[FileKind, bytes],
) -> None:
    """Put ``new`` into data files of ``folder`` that were read as ``old``; ``alone_in`` it.

    Each file is replaced in one step, and none when somebody has changed one of them since.
    ``shown`` are their names on the screen. Raises OutputError, which names the files that
    are written; the others are as they were.
    """
    paths = {kind: folder / f"{kind}.yaml" for kind in new}
    written: list[str] = []
    try:
        for kind in new:
            check_unchanged(paths[kind].resolve(), old[kind])
        for kind, data in new.items():
            replace_unchanged(paths[kind].resolve(), old[kind], data)
            written.append(shown[kind])
    except (OSError, RuntimeError, ValueError) as error:
        if isinstance(error, ChangedMeanwhile):
            message = f"{shown[kind]} 刚才被别的程序改过，没有写回。请再运行一次。"
        else:
            message = f"无法写入 {shown[kind]}：{_reason(error, paths[kind])}"
        rest = f"已写入的有 {'、'.join(written)}。" if written else ""
        raise OutputError(f"{message}{rest}") from error


def _reason(error: Exception, path: Path) -> str:
    """Cause and remedy, as the end of a sentence."""
    if isinstance(error, FileNotFoundError):
        return f"文件夹 {path.parent} 不存在。请先建好这个文件夹，或者换一个位置。"
    if isinstance(error, NotADirectoryError):
        return f"{path.parent} 不是文件夹。请换一个位置。"
    if isinstance(error, IsADirectoryError):
        return "它是一个文件夹。请在后面写上文件名，例如 台账.csv。"
    if isinstance(error, ReadOnly):
        return "它是只读文件。请先去掉它的只读属性，再运行一次。"
    if isinstance(error, PermissionError):
        return (
            "没有写入权限，或者文件正在别的程序(例如 Excel)里打开着。"
            "请关闭那个程序，或者换一个位置。"
        )
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.ENOSPC:
        return "磁盘空间不足。请清理磁盘，或者换一个位置。"
    if code == errno.EROFS:
        return "这个磁盘是只读的。请换一个位置。"
    if code == errno.ENAMETOOLONG:
        return "文件名太长。请换一个短一些的名字。"
    detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"系统不允许({detail})。请换一个位置或名字。"
