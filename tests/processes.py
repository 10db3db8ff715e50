"""Work in a child process that is killed, or that somebody else runs."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType, ModuleType

import pytest

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
needs_people = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only root can be two people"
)

OFFICE = 61_000
"""The group of all people here; nobody has to know their numbers."""


def become(user: int, umask: int = 0o022) -> None:
    """Be ``user`` from here on, who is of the office."""
    os.setgroups([OFFICE])
    os.setgid(user)
    os.setuid(user)
    os.umask(umask)


def start(user: int, work: Callable[[], object], umask: int = 0o022) -> int:
    """Have ``user`` of the office do ``work``, whose modules are imported; the child's number."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            become(user, umask)
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def has_done(child: int) -> bool:
    """Wait for a child; whether it came to its end."""
    return os.waitpid(child, 0)[1] == 0


def by(user: int, work: Callable[[], str], umask: int = 0o022) -> str:
    """Return what ``work`` returns when ``user`` of the office does it."""
    reader, writer = os.pipe()
    child = start(user, lambda: os.write(writer, work().encode()), umask)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as answer:
        text = answer.read()
    assert has_done(child)
    return text


def killed(work: Callable[[], None], delay: float) -> bool:
    """Run ``work`` over and over in a child that is killed ``delay`` seconds after its
    first turn."""
    turns, turned = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            while True:
                work()
                os.write(turned, b".")
        finally:
            os._exit(1)
    os.read(turns, 1)
    time.sleep(delay)  # nothing is waited for: that is when it is killed
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(turns)
    os.close(turned)
    return os.WIFSIGNALED(status)


def killed_at(work: Callable[[], None], step: int, *modules: ModuleType) -> bool:
    """Run ``work`` once in a child that is killed before the ``step``-th call of the system or
    the like in ``modules``; whether it came that far."""
    names = {module.__file__ for module in modules}
    child = os.fork()
    if child == 0:
        left = step

        def count(frame: FrameType, event: str, _: object) -> None:
            nonlocal left
            left -= event == "c_call" and frame.f_code.co_filename in names
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.setprofile(count)
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
