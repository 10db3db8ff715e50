"""Whose a file is: its owner, group, mode, ACL and attributes, told and handed on."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path


def is_private(folder: Path) -> bool:
    """Return whether a folder is no link, and only this user may write in it.

    Raises OSError where there is nothing.
    """
    about = folder.lstat()
    return stat.S_ISDIR(about.st_mode) and is_own(about)


def is_own(about: os.stat_result) -> bool:
    """Return whether a file or folder is this user's, and nobody else may write it by its mode.

    Windows keeps other users out of a user's folders by itself.
    """
    if sys.platform == "win32":
        return True
    return about.st_uid == os.geteuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def other_owner(path: Path) -> str | None:
    """Name the owner of ``path``, a link not followed; None if that is the user, or unknown."""
    if sys.platform == "win32" or not os.path.lexists(path):
        return None
    import pwd

    uid = path.lstat().st_uid
    try:
        return None if uid == os.geteuid() else pwd.getpwuid(uid).pw_name
    except KeyError:  # of another machine
        return f"用户 {uid}"


def take_after(file: int, original: Path) -> bool:
    """Give an open file, so far its maker's alone, all that says whose ``original`` is.

    Whether it has all of it then. Only an administrator can give a file to somebody else, and
    a group is given by its members: where it cannot be, nobody else may read the file.
    """
    if sys.platform == "win32":
        return True
    try:
        wanted = original.stat()
        for owner, group in ((-1, wanted.st_gid), (wanted.st_uid, -1)):
            with suppress(OSError):
                os.chown(file, owner, group)
        if os.fstat(file).st_gid == wanted.st_gid:
            _copy_attributes(original, file)
            os.chmod(file, wanted.st_mode & 0o777)
        return _marks(file) == _marks(original)
    except OSError:
        return False


def _marks(file: int | Path) -> tuple[object, ...]:
    """Return what is compared. What lets a program run as its owner is of no data file."""
    status = os.stat(file)  # noqa: PTH116 - of an open file, too
    return status.st_uid, status.st_gid, status.st_mode & 0o777, _attributes(file)


def _attributes(file: int | Path) -> dict[str, bytes]:
    """Read the extended attributes, of which an ACL is one."""
    if sys.platform != "linux":  # Python has them nowhere else
        return {}
    try:
        return {name: os.getxattr(file, name) for name in os.listxattr(file)}
    except OSError as error:
        if error.errno == errno.ENOTSUP:
            return {}
        raise


def _copy_attributes(original: Path, file: int) -> None:
    if sys.platform == "linux":
        wanted, here = _attributes(original), _attributes(file)
        for name in here.keys() - wanted.keys():  # what a folder gives each new file
            os.removexattr(file, name)
        for name, value in wanted.items():
            if here.get(name) != value:
                os.setxattr(file, name, value)
