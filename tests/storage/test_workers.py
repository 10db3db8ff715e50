"""One function over many inputs on two cores: in order, and no process left over."""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator

import pytest

from anju_cli.storage import workers
from anju_cli.storage.workers import WorkerDied, map_on_cores


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(workers, "WORTH_WORKERS", 5)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    yield
    assert multiprocessing.active_children() == []


def process_of(_: int) -> int:
    return os.getpid()


def test_results_come_in_the_order_of_the_inputs_though_the_first_takes_longest() -> None:
    numbers = [30_000, *range(150)]
    assert list(map_on_cores(math.factorial, numbers)) == list(map(math.factorial, numbers))


def test_few_inputs_and_a_frozen_program_have_this_process_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert set(map_on_cores(process_of, range(4))) == {os.getpid()}
    assert os.getpid() not in set(map_on_cores(process_of, range(5)))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert set(map_on_cores(process_of, range(5))) == {os.getpid()}


@pytest.mark.parametrize("step", ["process.BaseProcess.start", "queues.SimpleQueue.__init__"])
def test_where_no_worker_can_be_started_this_process_does_it(
    monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(f"multiprocessing.{step}", refuse)
    assert list(map_on_cores(process_of, range(5))) == 5 * [os.getpid()]


def test_what_the_function_raises_is_raised() -> None:
    results = map_on_cores(math.sqrt, [4, -1, 9, 16, 25])
    assert next(results) == 2
    with pytest.raises(ValueError, match=r"math|nonnegative"):
        next(results)


def test_a_worker_that_ends_or_has_no_memory_has_died() -> None:
    for function, given in ((os._exit, 3), (bytearray, sys.maxsize)):
        with pytest.raises(WorkerDied):
            list(map_on_cores(function, 5 * [given]))


def test_who_has_seen_enough_leaves_nobody_working() -> None:
    results = map_on_cores(math.factorial, range(1000))
    assert next(results) == 1
    assert len(multiprocessing.active_children()) == 2
    results.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_ctrl_c_is_for_the_one_who_asked() -> None:
    """A worker hears nothing of it: it goes on to the end of its work."""
    interrupts = 5 * [int(signal.SIGINT)]
    assert list(map_on_cores(signal.raise_signal, interrupts)) == 5 * [None]


def test_results_cannot_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_MOST_WAITING", 3)
    taken: list[int] = []

    class Numbers(list[int]):
        def __iter__(self) -> Iterator[int]:
            for number in range(len(self)):
                taken.append(number)
                yield number

    for number, result in enumerate(map_on_cores(abs, Numbers(range(50)))):
        assert result == number
        assert len(taken) <= number + 3
