"""A file replaced whole or not at all, whoever it belongs to; and why one cannot be."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from anju_cli.storage.input_file import read_input
from anju_cli.storage.ownership import other_owner, take_after

if TYPE_CHECKING:
    from io import FileIO

DRAFT = ".anju-{}.tmp"
"""The name of what is to take the place of a file or folder; random characters fill it in."""


class NotReplaced(OSError):
    """A file is left as it is; the text says why and what to do, as the end of a sentence."""


class FileChanged(NotReplaced):
    """It does not hold any more what was read."""

    def __str__(self) -> str:
        return "刚才被别的程序改过，没有写回。请再运行一次。"


def undo_copy(path: Path) -> Path:
    """Return where the bytes of ``path`` stand while others are written over them."""
    return path.with_name(f".anju-undo-{path.name}")


def holds(path: Path, data: bytes) -> bool:
    """Return whether ``data`` is all that is in a file."""
    try:
        return read_input(path, len(data)) == data
    except (OSError, ValueError):  # of an InputError, or of a name that none can be
        return False


def remove_drafts(folder: Path, names: str = "*") -> None:
    """Remove the drafts in ``folder`` of runs that were killed; what is no file is none.

    Only where no other run can be writing: in a locked folder, or in one of the user's own.
    """
    for left in folder.glob(DRAFT.format(names)):
        with suppress(OSError):  # another's, in a sticky folder: the next may be ours
            if stat.S_ISREG(left.lstat().st_mode):
                left.unlink()


def replace_file(
    path: Path,
    data: bytes,
    *,
    synced: bool = True,
    old: bytes | None = None,
    mode: int = 0o666,
) -> None:
    """Put ``data`` into ``path``, replacing what was there in one step.

    The file stays whose it was, with its mode and ACL. Where only its owner could see to that, the
    bytes are written into the file itself, and those that it had stand beside it meanwhile.
    What takes the file's place is on the disk in full before, if ``synced``: so a power cut
    leaves the old file or the new one, too. A file of a locked folder has to hold ``old`` still.
    A new file has ``mode``, less the umask. Raises OSError; then an earlier file is still whole
    and nothing new is left behind.
    """
    if os.path.lexists(undo_copy(path)):
        raise NotReplaced(interrupted(path))
    if path.exists() and not _is_writable(path):
        if owner := other_owner(path):
            raise NotReplaced(
                f"它是 {owner} 的文件，您不能写它。请 {owner} 让您也能写，再运行一次。"
            )
        raise NotReplaced("它是只读文件。请先去掉它的只读属性，再运行一次。")
    locked = old is not None
    with _draft(path, data, synced=synced, is_locked=locked, mode=mode) as (draft, is_alike):
        if old is not None and not holds(path, old):
            raise FileChanged
        if is_alike:
            draft.replace(path)
        else:
            draft.unlink()  # there is room for as much
            _write_in_place(path, data, old)
    if synced:
        _sync_folder(path.parent)


@contextmanager
def _draft(
    path: Path, data: bytes, *, synced: bool = True, is_locked: bool, mode: int = 0o666
) -> Iterator[tuple[Path, bool]]:
    """Make a file with ``data`` beside ``path``, and like it; whether it is, in all.

    Its name cannot be known beforehand; no link there is followed.
    """
    draft = path.with_name(DRAFT.format(("data-" if is_locked else "") + os.urandom(4).hex()))
    is_there = path.exists()
    opener = partial(os.open, mode=0o600 if is_there else mode)
    try:
        with open(draft, "xb", opener=opener) as stream:
            stream.write(data)
            stream.flush()
            is_alike = not is_there or take_after(stream.fileno(), path)
            if synced:
                os.fsync(stream.fileno())
        yield draft, is_alike
    finally:
        with suppress(OSError):
            draft.unlink()


def _write_in_place(path: Path, data: bytes, old: bytes | None) -> None:
    """Write ``data`` over what a file holds; if that fails, what it held over ``data``.

    A copy of that, on the disk in full before, stays where this is killed.
    """
    looked_at, undo = path.lstat(), undo_copy(path)
    with open(path, "r+b", buffering=0, opener=_open_itself) as file:
        status = os.fstat(file.fileno())
        if not (stat.S_ISREG(status.st_mode) and os.path.samestat(looked_at, status)):
            raise FileChanged
        held = file.readall()
        if old not in (None, held):
            raise FileChanged
        with _draft(path, held, is_locked=old is not None) as (copy, _):
            copy.rename(undo)
        _sync_folder(path.parent)
        try:
            _overwrite(file, data)
        except BaseException:
            try:
                _overwrite(file, held)
            except OSError as error:
                raise NotReplaced(interrupted(path)) from error
            undo.unlink(missing_ok=True)
            raise
        undo.unlink(missing_ok=True)


def _open_itself(path: str, flags: int) -> int:
    """Open a file, but no link to one, and wait for nobody at a pipe."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _overwrite(file: FileIO, data: bytes) -> None:
    """Have ``data`` in ``file``, and on the disk, instead of what it holds."""
    file.seek(0)
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]
    file.truncate()
    os.fsync(file.fileno())


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


def interrupted(path: Path) -> str:
    """Say where the bytes of a file are that others were being written over, as a reason."""
    undo = undo_copy(path)
    return (
        f"上次写 {path.name} 时中断了，写以前的内容在 {undo}。"
        f"请比较这两个文件，让 {path.name} 是对的那份，删掉 {undo.name}，再运行一次。"
    )


def reason(error: Exception, path: Path) -> str:
    """Say the cause and the remedy, as the end of a sentence."""
    if isinstance(error, NotReplaced):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return f"文件夹 {path.parent} 不存在。请先建好这个文件夹，或者换一个位置。"
    if isinstance(error, NotADirectoryError):
        return f"{path.parent} 不是文件夹。请换一个位置。"
    if isinstance(error, IsADirectoryError):
        return "它是一个文件夹。请在后面写上文件名，例如 台账.csv。"
    if isinstance(error, PermissionError):
        return (
            "没有写入权限，或者文件正在别的程序（例如 Excel）里打开着。"
            "请关闭那个程序，或者换一个位置。"
        )
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.ENOSPC, errno.EDQUOT):
        return "磁盘空间不足。请清理磁盘，或者换一个位置。"
    if code == errno.EROFS:
        return "这个磁盘是只读的。请换一个位置。"
    if code == errno.ENAMETOOLONG:
        return "名字太长。请换一个短一些的名字。"
    detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"系统不允许（{detail}）。请换一个位置或名字。"
