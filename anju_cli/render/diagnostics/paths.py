"""Name files for readers who have another disk: code hosts, CI servers."""

from __future__ import annotations

import os
from pathlib import Path


def beside(file: str, base: Path) -> str:
    """Return ``file`` relative to ``base``, with forward slashes and no drive.

    ``base`` is the folder the program was started in: ``./data/tasks.yaml`` is
    ``data/tasks.yaml``. What is no text in a name (POSIX allows any bytes) becomes ``?``.
    """
    path = Path(file)
    if path.is_absolute():
        try:
            path = Path(os.path.relpath(path, base))
        except ValueError:  # on another drive of Windows
            path = path.relative_to(path.anchor)
    return path.as_posix().encode("utf-8", "replace").decode()
