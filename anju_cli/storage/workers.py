"""Worker processes: one function over many inputs, on all cores where that is worth it."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

In = TypeVar("In")
Out = TypeVar("Out")

WORTH_WORKERS = 150
"""Plans, from which on starting processes costs less than it saves: ``benchmarks/country.py``."""
_MOST_WORKERS, _MOST_WAITING = 8, 64


class WorkerDied(Exception):
    """A process was killed, or had no memory left; which input it was at nobody knows."""


def map_on_cores(function: Callable[[In], Out], inputs: Sequence[In]) -> Generator[Out]:
    """Yield ``function`` of each input, in their order; only a few results wait.

    All is pickled, so ``function`` stands at the top of a module. Raises what it raises, and
    WorkerDied. However this ends, no process outlives it.
    """
    if len(inputs) < WORTH_WORKERS:
        yield from map(function, inputs)
        return
    from concurrent.futures import BrokenExecutor

    pool = None
    waiting: deque[Future[Out]] = deque()
    try:
        with _interrupts_deferred():
            pool = _start_workers()
        if pool is None:
            yield from map(function, inputs)
            return
        for given in inputs:
            waiting.append(pool.submit(function, given))
            if len(waiting) == _MOST_WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except (BrokenExecutor, MemoryError) as error:
        raise WorkerDied from error
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_deferred() -> Iterator[None]:
    """Hear Ctrl-C at the end alone: a worker half started tells of it in a traceback.

    The mask is for the workers, which inherit it; any other thread of this process may still
    be handed the signal.
    """
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: heard.append(number))
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if sys.platform != "win32":
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
    if heard:
        signal.raise_signal(signal.SIGINT)


def _start_workers() -> ProcessPoolExecutor | None:
    """Start a worker a core; None where there is one core, or the system lets none start."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    if cores == 1 or getattr(sys, "frozen", False):
        return None
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    workers = min(cores, _MOST_WORKERS)
    ignore_ctrl_c = (signal.SIGINT, signal.SIG_IGN)  # this process hears it, and ends them
    try:
        pool = ProcessPoolExecutor(workers, get_context("spawn"), signal.signal, ignore_ctrl_c)
        for started in [pool.submit(bool) for _ in range(workers)]:
            started.result()
        return pool
    except (OSError, RuntimeError):
        return None
