"""Answers put where the user wants them, and data files written back, one program at a time."""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from anju_cli.storage.folders import FILE_NAMES, FileKind
from anju_cli.storage.ownership import other_owner
from anju_cli.storage.replacing import (
    FileChanged,
    holds,
    interrupted,
    reason,
    remove_drafts,
    replace_file,
    undo_copy,
)

if TYPE_CHECKING:
    from filelock import BaseFileLock

_MISNAMED = (
    *(errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST),
    *(errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL),
)
LOCK_NAME = ".anju.lock"
_WAIT = 10
"""Seconds to wait for another anju: it holds a folder for less than one."""

_NOT_ON_WINDOWS = r'[<>:"|?*\x00-\x1f]'
_DEVICE = r"(?i)(con|prn|aux|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\..*)?"
"""Names that mean a device on Windows, whatever suffix follows. NUL is left to those who mean
it."""


class OutputError(ValueError):
    """A file could not be written; the text is a whole sentence for the user."""

    @property
    def is_misnamed(self) -> bool:
        """Whether nothing can ever be written under such a name, as things stand.

        The same command may succeed once there is room, or leave to write: that is no wrong usage.
        """
        cause = self.__cause__
        return not isinstance(cause, OSError) or cause.errno in _MISNAMED


# -- results, wherever the user wants them --


class OutputFile(NamedTuple):
    """A file for the user: its path, that path as it was typed, and what it is to hold."""

    path: Path
    shown: str
    data: bytes

    @property
    def is_there(self) -> bool:
        """Whether it is there as it is to be."""
        return holds(self.path, self.data)


def refuse_overwriting(files: Sequence[OutputFile]) -> None:
    """Raise OutputError where one of ``files`` is there and holds something else.

    Somebody may have gone on writing in it: the rule of ``--force``, ours.
    """
    there: list[str] = []
    with suppress(OSError, RuntimeError, ValueError):  # write_file says why
        there += [file.shown for file in files if file.path.is_file() and not file.is_there]
    if there:
        left = "一个文件也没有写" if len(files) > 1 else "没有覆盖"
        raise OutputError(f"{'、'.join(there)} 已经有了，{left}。要覆盖请加 --force，或换个名字。")


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
        raise OutputError(f"无法写入 {shown}：{reason(error, path)}") from error


def make_folder(path: Path, shown: str) -> None:
    """Make the folder ``path`` where it is not there yet.

    The one it stands in must be there. Raises OutputError.
    """
    try:
        path.mkdir(exist_ok=True)
    except FileExistsError as error:
        raise OutputError(f"{shown} 已经是一个文件。请换一个文件夹名。") from error
    except (OSError, ValueError) as error:
        raise OutputError(f"无法新建文件夹 {shown}：{reason(error, path)}") from error


def windows_fault(name: str) -> str | None:
    """Say why Windows would take ``name`` for no file's name, or for another's.

    A colon parts off a hidden stream of a file, a dot at the end is dropped without a word.
    """
    if match := re.search(_NOT_ON_WINDOWS, name):
        return (
            f"Windows 的文件名里不能有 {match[0] if match[0] > ' ' else '控制字符'}。请换一个名字。"
        )
    if device := re.fullmatch(_DEVICE, name):
        return f"{device[1]} 在 Windows 上是设备的名字。请换一个名字。"
    if name != name.rstrip(". "):
        return "Windows 的文件名不能以句点或空格结尾。请换一个名字。"
    return None


# -- the data files of a plan --


@contextmanager
def locked(folder: Path, shown: str) -> Iterator[None]:
    """Hold a plan's folder while its files are compared and written back.

    So of two commands at once both take effect, be they of two people: whoever may write in the
    folder may lock it. Raises OutputError when another does not let go, when the folder cannot be
    locked, and while a file is still to be put right by hand. The system takes the lock from a
    program that ends, however it ends.
    """
    from filelock import FileLock, Timeout

    path = folder / LOCK_NAME
    lock = FileLock(path, timeout=_WAIT, mode=0o666)
    try:
        _acquire(lock)
    except Timeout as error:
        raise OutputError(
            f"另一个 anju 正在写 {shown}，等了 {_WAIT} 秒还没有写完，这次没有写。"
            "请过一会儿再运行一次。"
        ) from error
    except OSError as error:
        raise OutputError(_why_not_locked(error, path, shown)) from error
    try:
        for name in FILE_NAMES:
            file = Path(os.path.realpath(folder / name))
            if os.path.lexists(undo_copy(file)):
                raise OutputError(f"没有写 {shown}：{interrupted(file)}")
        remove_drafts(folder, "data-*")
        yield
    finally:
        # Removed while it is held: whoever waits on it sees that it has gone, and asks anew.
        # Windows removes no file that is open; there it is done behind the release.
        with suppress(OSError):
            path.unlink()
        lock.release()
        if os.name == "nt":
            with suppress(OSError):
                path.unlink()


def _acquire(lock: BaseFileLock) -> None:
    """Wait for ``lock``; a moment longer where the file has been made, but not yet for all."""
    for _ in range(50):
        with suppress(PermissionError):
            lock.acquire(poll_interval=0.02)
            return
        if not os.path.lexists(lock.lock_file):
            break
        time.sleep(0.02)
    lock.acquire(poll_interval=0.02)


def _why_not_locked(error: OSError, path: Path, shown: str) -> str:
    """Say why a folder cannot be locked, and what to do. Without the lock nothing is written."""
    named = (Path(shown) / path.name).as_posix()
    if path.is_symlink() or path.is_dir():
        why = f"{named} 是链接或文件夹，不是 anju 建的。请把它移走，再运行一次。"
    elif isinstance(error, PermissionError) and (owner := other_owner(path)):
        why = (
            f"{named} 是 {owner} 的，您不能用它。没有别人正在用 anju 写的时候，"
            f"请把它删掉（删不掉的，请 {owner} 删），再运行一次。"
        )
    else:
        cause = error if path.parent.is_dir() else NotADirectoryError()  # or it was, before
        return f"无法写入 {shown}：{reason(cause, path)}"
    return f"没有写 {shown}，因为锁不住这个文件夹：{why}"


def write_back(
    folder: Path,
    shown: Mapping[FileKind, str],
    old: Mapping[FileKind, bytes],
    new: Mapping[FileKind, bytes],
) -> None:
    """Put ``new`` into data files of the locked ``folder`` that were read as ``old``.

    Each file is replaced whole, and none when somebody has changed one of them since.
    ``shown`` are their names on the screen. Raises OutputError, which names the files that
    are written; the others are as they were.
    """
    paths = {kind: folder / f"{kind}.yaml" for kind in new}
    written: list[str] = []
    try:
        for kind in new:
            if not holds(paths[kind], old[kind]):
                raise FileChanged
        for kind, data in new.items():
            replace_file(paths[kind].resolve(), data, old=old[kind])
            written.append(shown[kind])
    except (OSError, RuntimeError, ValueError) as error:
        rest = f"已写入的有 {'、'.join(written)}。" if written else ""
        if isinstance(error, FileChanged):
            why = f"{shown[kind]} {error}"
        else:
            why = f"无法写入 {shown[kind]}：{reason(error, paths[kind].resolve())}"
        raise OutputError(f"{why}{rest}") from error
