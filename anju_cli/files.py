"""Writing a file: all of it or nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path


class ChangedMeanwhile(OSError):  # noqa: N818 - what happened, not whose fault
    """Someone else has changed the file since it was read."""


def replace_unchanged(path: Path, old: bytes, new: bytes) -> None:
    """Put ``new`` into ``path`` if that still holds ``old``. Raises OSError, and of its
    kinds ChangedMeanwhile; then the file is as it was."""
    if path.read_bytes() != old:
        raise ChangedMeanwhile
    replace_file(path, new)


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` into ``path``, replacing what was there in one step.

    Raises OSError; then an earlier file is still whole and nothing new is left behind.
    """
    draft = path.with_name(f".anju-{os.urandom(4).hex()}.tmp")
    try:
        with draft.open("xb") as stream:
            stream.write(data)
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
