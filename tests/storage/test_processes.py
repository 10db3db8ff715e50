"""One function over many inputs on all cores: in order, few at once, and no one left over."""

from __future__ import annotations

import gc
import math
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator

import pytest

from anju_cli.storage import processes
from anju_cli.storage.processes import Died, NoWorkers, cores, each, spread


@pytest.fixture(autouse=True)
def nobody_is_left_over() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def test_results_come_in_the_order_of_the_inputs_though_the_first_takes_longest() -> None:
    numbers = [30_000, *range(60)]
    assert list(each(math.factorial, numbers, 2)) == [(n, math.factorial(n)) for n in numbers]


def test_nothing_to_do() -> None:
    assert list(each(math.factorial, [], 2)) == []


def test_more_workers_than_work() -> None:
    assert list(each(abs, [-1], 3)) == [(-1, 1)]


def test_results_cannot_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_AHEAD", 3)
    taken = []

    def numbers() -> Iterator[int]:
        for number in range(200):
            taken.append(number)
            yield number

    for number, _ in each(abs, numbers(), 2):
        assert len(taken) <= number + 1 + 2 * 3


def test_a_fault_of_the_program_is_raised_with_its_place() -> None:
    with pytest.raises(RuntimeError, match=r"ValueError: (math|expected a nonneg)") as raised:
        list(each(math.sqrt, [4, -1, 9], 2))
    assert "Traceback" in str(raised.value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_worker_that_is_killed_is_known_by_what_it_was_at() -> None:
    with pytest.raises(Died) as died:
        list(each(signal.raise_signal, [int(signal.SIGKILL)], 2))
    assert died.value.given == int(signal.SIGKILL)


def test_a_worker_that_ends_by_itself_has_died_too() -> None:
    with pytest.raises(Died) as died:
        list(each(os._exit, [3], 1))
    assert died.value.given == 3


def test_without_memory_a_worker_dies(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Died) as died:
        list(each(bytearray, [sys.maxsize], 1))
    assert died.value.given == sys.maxsize
    assert capfd.readouterr().err == ""


def test_who_has_seen_enough_leaves_nobody_working() -> None:
    results = each(math.factorial, range(1000), 2)
    assert next(results) == (0, 1)
    assert len(multiprocessing.active_children()) == 2
    results.close()


def test_where_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refuse)
    with pytest.raises(NoWorkers):
        list(each(abs, [1], 2))


def test_where_no_worker_can_begin(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(processes, "_serve", os.abort)  # takes nothing: it fails at once
    with pytest.raises(NoWorkers):
        list(each(abs, [1], 2))
    assert "TypeError" in capfd.readouterr().err


def test_little_is_done_in_this_process_and_what_it_leaves_is_tidied_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tidied = []
    monkeypatch.setattr(gc, "collect", lambda: tidied.append(len(done)))
    done: list[object] = []
    for process in spread(_this_process, range(50), 51):
        done.append(process)
    assert set(done) == {os.getpid()}
    assert tidied == [20, 40]


def test_much_is_spread_over_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "cores", lambda: 2)
    assert list(spread(math.factorial, range(5), 5)) == [1, 1, 2, 6, 24]
    assert os.getpid() not in set(spread(_this_process, range(5), 5))


def test_what_no_worker_does_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object) -> Iterator[tuple[int, int]]:
        raise NoWorkers
        yield

    monkeypatch.setattr(processes, "cores", lambda: 2)
    monkeypatch.setattr(processes, "each", nobody)
    assert list(spread(_this_process, range(5), 5)) == 5 * [os.getpid()]


def _this_process(_: int) -> int:
    return os.getpid()


def test_a_frozen_program_has_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 1 <= cores() <= processes.MOST
    with monkeypatch.context() as patch:
        patch.setattr(sys, "frozen", True, raising=False)
        assert cores() == 1
    monkeypatch.setattr(sys, "executable", None)
    assert cores() == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_ctrl_c_is_for_the_one_who_asked() -> None:
    """A worker hears nothing of it: it goes on to the end of its work."""
    interrupt = int(signal.SIGINT)
    assert list(each(signal.raise_signal, [interrupt], 1)) == [(interrupt, None)]
