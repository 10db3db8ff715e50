"""Writing a file: all of it or nothing, and one program at a time."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK_NAME = ".anju.lock"
_DRAFTS = ".anju-write.{}.tmp"
"""The draft of a file that is written under the lock. It has a fixed name, so that the next
to hold the lock can remove what a run left that was killed."""


class ChangedMeanwhile(OSError):
    """Someone else has changed the file since it was read."""


class ReadOnly(PermissionError):
    """The file itself may not be written, though its folder would let it be replaced."""


class Busy(OSError):
    """Another program has been writing in the folder all the time."""


@contextmanager
def locked(folder: Path, timeout: float) -> Iterator[None]:
    """Hold ``folder`` against every other program that asks for it by this function.

    Raises Busy after ``timeout`` seconds. A folder in which nothing may be written is not
    locked: there whoever holds it can write nothing either. The system takes the lock from
    a program that ends, however it ends.
    """
    from filelock import FileLock, Timeout

    path = folder / LOCK_NAME
    lock = FileLock(path, timeout=timeout)
    try:
        lock.acquire(poll_interval=0.02)
    except Timeout:
        raise Busy(errno.EBUSY, "held by another program") from None
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT):
            raise
        yield
        return
    try:
        for left in folder.glob(_DRAFTS.format("*")):
            with contextlib.suppress(OSError):
                left.unlink()
        yield
    finally:
        # Removed while it is held: whoever waits on it sees that it has gone, and asks anew.
        # Windows removes no file that is open; there it is done behind the release.
        with contextlib.suppress(OSError):
            path.unlink()
        lock.release()
        if os.name == "nt":
            with contextlib.suppress(OSError):
                path.unlink()


def check_unchanged(path: Path, old: bytes) -> None:
    """Raise ChangedMeanwhile unless ``path`` still holds ``old``; OSError if it cannot be read."""
    if path.read_bytes() != old:
        raise ChangedMeanwhile


def replace_unchanged(path: Path, old: bytes, new: bytes) -> None:
    """Put ``new`` into ``path`` if that still holds ``old``; the folder should be locked.

    Raises OSError, and of its kinds ChangedMeanwhile; then the file is as it was.
    """
    check_unchanged(path, old)
    draft = path.with_name(_DRAFTS.format(path.name))
    with contextlib.suppress(FileNotFoundError):
        draft.unlink()
    replace_file(path, new, draft)


def replace_file(path: Path, data: bytes, draft: Path | None = None) -> None:
    """Put ``data`` into ``path``, replacing what was there in one step.

    What takes the file's place, ``draft`` or one of a name that nobody else has, is on the
    disk in full before: so a power cut leaves the old file or the new one, too. Raises
    OSError; then an earlier file is still whole and nothing new is left behind.
    """
    if draft is None:
        draft = path.with_name(f".anju-{os.urandom(4).hex()}.tmp")
    if path.exists() and not _is_writable(path):
        raise ReadOnly(errno.EACCES, "read-only")
    try:
        with draft.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
    _sync_folder(path.parent)


def _is_writable(path: Path) -> bool:
    """By its mode, which binds an administrator too, and by what the system says."""
    is_marked = stat.S_IMODE(path.stat().st_mode) & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    return bool(is_marked) and os.access(path, os.W_OK)


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk, where the system can do that. The file is whole
    without it."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
