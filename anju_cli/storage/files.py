"""Files written whole or not at all, one program at a time; and why one cannot be."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from anju_cli.storage.folders import FileKind

LOCK_NAME = ".anju.lock"
DRAFT = ".anju-{}.tmp"
"""The name of what is to take the place of a file or folder; random characters fill it in."""
_WAIT = 10
"""Seconds to wait for another anju: it holds a folder for less than one."""

_NOT_ON_WINDOWS = r'[<>:"|?*\x00-\x1f]'
_DEVICE = r"(?i)(con|prn|aux|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\..*)?"
"""Names that mean a device on Windows, whatever suffix follows. NUL is left to those who mean
it."""


class OutputError(ValueError):
    """A file could not be written; the text is a whole sentence for the user."""


class _ReadOnly(PermissionError):
    """The file itself may not be written, though its folder would let it be replaced."""


# -- results, wherever the user wants them --


class OutputFile(NamedTuple):
    """A file for the user: its path, that path as it was typed, and what it is to hold."""

    path: Path
    shown: str
    data: bytes

    @property
    def is_there(self) -> bool:
        """Whether it is there as it is to be."""
        try:
            return self.path.is_file() and self.path.read_bytes() == self.data
        except OSError:
            return False


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
        raise OutputError(f"无法写入 {shown}：{_reason(error, path)}") from error


def make_folder(path: Path, shown: str) -> None:
    """Make the folder ``path`` where it is not there yet.

    The one it stands in must be there. Raises OutputError.
    """
    try:
        path.mkdir(exist_ok=True)
    except FileExistsError as error:
        raise OutputError(f"{shown} 已经是一个文件。请换一个文件夹名。") from error
    except (OSError, ValueError) as error:
        raise OutputError(f"无法新建文件夹 {shown}：{_reason(error, path)}") from error


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

    So of two commands at once both take effect. Raises OutputError when another does not
    let go. A folder in which nothing may be written is not locked: there whoever holds it can write
    nothing either. The system takes the lock from a program that ends, however it ends.
    """
    from filelock import FileLock, Timeout

    path = folder / LOCK_NAME
    lock = FileLock(path, timeout=_WAIT)
    try:
        lock.acquire(poll_interval=0.02)
    except Timeout as error:
        raise OutputError(
            f"另一个 anju 正在写 {shown}，等了 {_WAIT} 秒还没有写完，这次没有写。"
            "请过一会儿再运行一次。"
        ) from error
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT):
            raise
        yield
        return
    try:
        for left in folder.glob(DRAFT.format("*")):  # by a run that was killed
            with suppress(OSError):
                left.unlink()
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


def write_back(
    folder: Path,
    shown: Mapping[FileKind, str],
    old: Mapping[FileKind, bytes],
    new: Mapping[FileKind, bytes],
) -> None:
    """Put ``new`` into data files of the locked ``folder`` that were read as ``old``.

    Each file is replaced in one step, and none when somebody has changed one of them since.
    ``shown`` are their names on the screen. Raises OutputError, which names the files that
    are written; the others are as they were.
    """
    paths = {kind: folder / f"{kind}.yaml" for kind in new}
    written: list[str] = []
    try:
        for kind in new:
            if paths[kind].read_bytes() != old[kind]:
                raise OutputError(f"{shown[kind]} 刚才被别的程序改过，没有写回。请再运行一次。")
        for kind, data in new.items():
            replace_file(paths[kind].resolve(), data)
            written.append(shown[kind])
    except OutputError:
        raise
    except (OSError, RuntimeError, ValueError) as error:
        rest = f"已写入的有 {'、'.join(written)}。" if written else ""
        reason = _reason(error, paths[kind])
        raise OutputError(f"无法写入 {shown[kind]}：{reason}{rest}") from error


# -- bytes --


def replace_file(path: Path, data: bytes, *, synced: bool = True) -> None:
    """Put ``data`` into ``path``, replacing what was there in one step.

    What takes the file's place is on the disk in full before, if ``synced``: so a power cut
    leaves the old file or the new one, too. Raises OSError; then an earlier file is still
    whole and nothing new is left behind.
    """
    if path.exists() and not _is_writable(path):
        raise _ReadOnly(errno.EACCES, "read-only")
    draft = path.with_name(DRAFT.format(os.urandom(4).hex()))
    try:
        with draft.open("xb") as stream:
            stream.write(data)
            if synced:
                stream.flush()
                os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    if synced:
        _sync_folder(path.parent)


def _is_writable(path: Path) -> bool:
    """By the mode, which binds an administrator too, and by what the system says."""
    is_marked = stat.S_IMODE(path.stat().st_mode) & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    return bool(is_marked) and os.access(path, os.W_OK)


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk, where the system can do that: the file is whole without."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _reason(error: Exception, path: Path) -> str:
    """Say the cause and the remedy, as the end of a sentence."""
    if isinstance(error, FileNotFoundError):
        return f"文件夹 {path.parent} 不存在。请先建好这个文件夹，或者换一个位置。"
    if isinstance(error, NotADirectoryError):
        return f"{path.parent} 不是文件夹。请换一个位置。"
    if isinstance(error, IsADirectoryError):
        return "它是一个文件夹。请在后面写上文件名，例如 台账.csv。"
    if isinstance(error, _ReadOnly):
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
