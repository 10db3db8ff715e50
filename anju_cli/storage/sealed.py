"""Files of the cache: what was kept under a seal comes back whole and for the same key, or
not at all.

What comes back is bytes, so that reading one can execute nothing. Paths are texts here: a
country has thousands of files, and a question answers before pathlib has split them.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from anju_cli import __version__

if TYPE_CHECKING:
    from pathlib import Path

try:
    from _blake2 import blake2b
except ImportError:  # the same, by way of OpenSSL, which takes as long to load as a question
    from hashlib import blake2b

_MAX_BYTES = 64 * 1024 * 1024
"""More is no file of ours, and is not read into memory to find out."""

_HASH_BYTES = 32
_DRAFT = ".tmp"
_OURS = r"[0-9a-f]{32}\.plan|[0-9a-f]{32}-[0-9a-f]{8}\.tmp"
"""Names of what is kept, and of drafts. ANJU_CACHE may name a folder in which a person has
files too: nothing of theirs is removed."""
_MOST_KEPT = 256 * 1024 * 1024
"""Bytes in the whole folder: the snapshots of twice as many plans as the country has
counties."""
_PACKAGE = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - see above


def content_of(path: str, *, only_own: bool = False) -> bytes:
    """The content of an ordinary file; with ``only_own``, of one that belongs to who runs
    the program. Raises OSError."""
    about = os.stat(path)  # noqa: PTH116 - see above
    if not stat.S_ISREG(about.st_mode) or about.st_size > _MAX_BYTES:
        raise OSError(f"not read: {path}")  # a named pipe would be waited for, and emptied
    if only_own and (user := getattr(os, "geteuid", None)) and about.st_uid != user():
        raise OSError(f"of somebody else: {path}")
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - see above
        return stream.readall()


def hash_of(parts: Iterable[bytes]) -> bytes:
    """A hash of the parts and of where each one ends."""
    made = blake2b(digest_size=_HASH_BYTES)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


def program(form: int) -> bytes:
    """A hash of the program that reads and checks data, of the libraries that help it, and
    of the form of what is kept. Raises OSError where the program is no folder of files."""
    python = sys.implementation.cache_tag or sys.version  # each has a marshal of its own
    parts = (str(form), __version__, python, *_modules(_PACKAGE), *_libraries())
    return hash_of(map(os.fsencode, parts))


def read_sealed(path: Path, key: bytes) -> bytes | None:
    """What ``write_sealed`` put there with the same key, and nobody else: a seal is no
    secret. Raises OSError."""
    data = content_of(os.fspath(path), only_own=True)
    body = data[_HASH_BYTES:]
    return body if data[:_HASH_BYTES] == _seal(key, body) else None


def write_sealed(path: Path, key: bytes, body: bytes) -> None:
    """Put ``body`` there in one step, in a folder for its owner alone; now and then that is
    cleared. Raises OSError, for more than would be read again too.

    Nothing waits for the disk: what a power cut leaves in the file, the seal does not fit.
    """
    if len(body) > _MAX_BYTES - _HASH_BYTES:
        raise OSError(f"too much for {path}")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    chance = os.urandom(4)
    draft = path.with_name(f"{path.stem}-{chance.hex()}{_DRAFT}")
    try:
        with draft.open("xb") as stream:
            stream.write(_seal(key, body) + body)
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    if chance[0] < 8:  # once in 32 times: it costs as much as a look at every file
        clear(path.parent, _MOST_KEPT)


def clear(cache: Path, most: int) -> None:
    """Remove what was kept longest ago, until no more than ``most`` bytes are kept, and
    drafts that a run left which was killed."""
    import re

    is_ours = re.compile(_OURS).fullmatch
    found = []
    with suppress(OSError), os.scandir(cache) as entries:
        for entry in entries:
            if is_ours(entry.name) and entry.is_file(follow_symlinks=False):
                about = entry.stat(follow_symlinks=False)
                found.append((about.st_mtime_ns, about.st_size, entry))
    found.sort(key=lambda one: one[0], reverse=True)
    kept = 0
    for _, size, entry in found:
        kept += size
        if kept > most or entry.name.endswith(_DRAFT):
            with suppress(OSError):
                os.unlink(entry.path)  # noqa: PTH108 - see above


def _seal(key: bytes, body: bytes) -> bytes:
    """What stands before ``body``: it fits no other body, and no other key."""
    return blake2b(body, key=key, digest_size=_HASH_BYTES).digest()


def _modules(folder: str) -> Iterator[str]:
    """Each module of anju with its size and time. In a checkout people change how data
    is read without changing the version; asking about every module costs less than a
    millisecond, and no list of those that matter can go stale."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.name.endswith(".py"):
                about = entry.stat()
                yield f"{entry.path} {about.st_size} {about.st_mtime_ns}"
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _modules(entry.path)


def _libraries() -> Iterator[str]:
    """When something was last installed where libraries are: what is wrong and what is
    hinted at is partly their word. Asking each for its version would load more than a
    question does."""
    for place in sys.path:
        if place.endswith("-packages"):  # site-packages; dist-packages on Debian
            with suppress(OSError):
                yield f"{place} {os.stat(place).st_mtime_ns}"  # noqa: PTH116 - see above
