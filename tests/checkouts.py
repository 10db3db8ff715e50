"""Scratch repositories of git, the same whatever the person who runs the tests has set."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_ALWAYS = {
    "user.name": "anju",
    "user.email": "anju@example.com",
    "core.autocrlf": "false",
    "commit.gpgsign": "false",
}


def git(folder: Path, *arguments: str) -> None:
    """One git command in ``folder``; the test is skipped where there is no git."""
    program = shutil.which("git")
    if program is None:
        pytest.skip("git is not installed")
    settings = [part for name, value in _ALWAYS.items() for part in ("-c", f"{name}={value}")]
    subprocess.run(
        [program, "-C", str(folder), *settings, *arguments],
        env={"HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )


def init(folder: Path) -> None:
    """A repository without a commit."""
    git(folder, "init", "--quiet")


def commit(folder: Path, message: str = "改动") -> None:
    """Everything in the checkout as it is now, changed or not."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
