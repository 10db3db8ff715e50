"""One function over many inputs, on all cores: in order, with few at once, and ended at once.

Not concurrent.futures: its workers go on when the user has given up, and of one that dies
it cannot say what it was at.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from types import ModuleType
from typing import Any, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

MOST = 8
"""Workers, however many cores there are: each needs memory of its own."""

_AHEAD = 16
"""Results for each worker that may wait for an earlier one: so they cannot pile up."""

_QUEUED = 4
"""Inputs that a worker has at once: so it need not wait for us, who may wait for a core."""

_TIDIED = 20
"""Inputs, after which this process looks for what they left behind."""


class Died(Exception):
    """A worker has ended in the middle of ``given``: killed, or out of memory."""

    def __init__(self, given: object) -> None:
        super().__init__(given)
        self.given = given


class NoWorkers(Exception):
    """No worker could be started here: the work is to be done in this process."""


def cores() -> int:
    """How many workers are worth starting; 1 where none can be: a frozen program has no
    interpreter to start another with."""
    if getattr(sys, "frozen", False) or not sys.executable:
        return 1
    if sys.platform == "linux":
        return min(len(os.sched_getaffinity(0)), MOST)
    return min(os.cpu_count() or 1, MOST)


def spread(function: Callable[[In], Out], inputs: Sequence[In], worth: int) -> Generator[Out]:
    """What ``function`` makes of each input, in their order: by workers where there are
    ``worth`` inputs or more and workers can be had, else in this process. Raises as
    ``each`` does, but for NoWorkers."""
    workers = cores() if len(inputs) >= worth else 1
    if workers > 1:
        try:
            with closing(each(function, inputs, workers)) as results:
                for _, result in results:
                    yield result
            return
        except NoWorkers:
            pass
    for one in tidied(inputs):
        yield function(one)


def tidied(inputs: Iterable[In]) -> Iterator[In]:
    """The inputs; now and then, what was left behind of earlier ones is looked for. The
    program itself may do that more rarely, or never, and it may be a lot."""
    for number, one in enumerate(inputs, 1):
        yield one
        if number % _TIDIED == 0:
            gc.collect()


def each(
    function: Callable[[In], Out], inputs: Iterable[In], workers: int
) -> Generator[tuple[In, Out]]:
    """Every input with what ``function`` makes of it, in their order; both are pickled,
    and inputs are small: a few fit into a pipe.

    ``function`` stands at the top of a module, which each worker imports anew: so it is on
    Windows and macOS, and so it is held everywhere. Raises NoWorkers before the first
    result, Died, and RuntimeError with the text of what ``function`` raised. However this
    ends, no worker outlives it.
    """
    left = iter(inputs)
    crew: list[_Worker] = []
    try:
        for _ in range(workers):
            crew.append(_Worker(function))
        yield from _in_order(crew, left)
    finally:
        for worker in crew:
            worker.end()


def _in_order(crew: list[_Worker], left: Iterator[In]) -> Iterator[tuple[In, Any]]:
    from multiprocessing.connection import wait

    done: dict[int, tuple[In, Any]] = {}
    told = 0
    numbered = enumerate(left)
    while True:
        for worker in _QUEUED * crew:
            ahead = sum(len(each.at) for each in crew) + len(done)
            if len(worker.at) < _QUEUED and ahead < _AHEAD * len(crew):
                worker.give(next(numbered, None))
        busy = {worker.connection: worker for worker in crew if worker.at}
        if not busy:
            return
        for connection in wait(list(busy)):
            worker = busy[connection]
            try:
                answer = worker.take()
            except Died:
                if not any(each.has_begun for each in crew):
                    raise NoWorkers from None
                raise
            if answer is not None:
                number, one, result = answer
                done[number] = one, result
        while told in done:
            yield done.pop(told)
            told += 1


class _Worker:
    """A process that waits for inputs; ``at`` are the number and the input it is at, and
    those that come next."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        self.has_begun = False
        self.at: deque[tuple[int, Any]] = deque()
        connection, theirs = context.Pipe()
        self.connection: Any = connection
        self._process = context.Process(target=_serve, args=(theirs, function), daemon=True)
        try:
            with _deaf_to_interrupts(), _no_main_module():
                self._process.start()
        except OSError as error:
            connection.close()
            raise NoWorkers from error
        except BaseException:  # Ctrl-C, which was held back until now
            self.end()
            raise
        finally:
            theirs.close()  # so that the end of the worker is the end of the connection

    def give(self, numbered: tuple[int, Any] | None) -> None:
        """Have it take an input next, if there is one. That it has died shows when it is
        asked."""
        if numbered is not None:
            self.at.append(numbered)
            with suppress(OSError):
                self.connection.send(numbered[1])

    def take(self) -> tuple[int, Any, Any] | None:
        """The number and the input it was at, and the result; None if it says no more than
        that it has begun. Raises as ``each`` does."""
        number, one = self.at[0]
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            raise Died(one) from None
        if answer is None:
            self.has_begun = True
            return None
        is_good, result = answer
        if not is_good:
            raise RuntimeError(result)
        self.at.popleft()
        return number, one, result

    def end(self) -> None:
        """Have it ended, whatever it is at."""
        if self._process.pid is not None:
            self._process.kill()
            self._process.join()
        self.connection.close()


def _serve(connection: Any, function: Callable[[Any], Any]) -> None:
    """What a worker does, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks hears it too, and ends us
    gc.enable()  # it may have a country to go through
    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            given = connection.recv()
            try:
                answer = True, function(given)
            except MemoryError:
                return
            except Exception:
                answer = False, traceback.format_exc()
            connection.send(answer)


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Have the process that is started leave the program's script alone: it would run it
    first, and one without the usual guard from its beginning to its end."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back for as long as a process is started: it inherits that, so that none
    reaches it before it can ignore them. Windows has no such thing."""
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it would let them through again when it starts
    earlier = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, earlier)
