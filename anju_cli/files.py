"""Writing a file: all of it or nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path


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
