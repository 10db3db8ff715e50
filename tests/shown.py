"""Whether a document shows what a command prints."""

from __future__ import annotations

import re


def is_what_is_shown(shown: str, printed: str) -> bool:
    """Whether ``printed`` is ``shown``; a line ``…`` stands for any number of lines."""
    lines = [".*?" if line == "…" else re.escape(line) for line in shown.splitlines()]
    pattern = "\n".join(lines).replace(".*?\n", "(?:.*\n)*?").replace("\n.*?", "(?:\n.*)*")
    return re.fullmatch(pattern, printed.rstrip("\n")) is not None
