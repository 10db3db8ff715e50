"""The shell in which anju was started."""

from __future__ import annotations


def running_shell() -> str | None:
    """Return its name in small letters, without ``.exe``; None where unknown."""
    from shellingham import ShellDetectionFailure, detect_shell

    try:
        name, _ = detect_shell()
    except ShellDetectionFailure:
        return None
    return str(name).removesuffix(".exe")
