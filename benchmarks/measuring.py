"""Whole processes, from their start to their last byte, run in turn and compared.

What counts is a ratio of runs that were made one soon after the other: a slow spell of the
machine falls on both. Milliseconds are for the feeling. Nothing here fails on a number.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
ROWS, COLUMNS = 40, 100
"""The size of the terminal that works with ``terminal`` see."""


class Work(NamedTuple):
    """One command line that is timed.

    ``variables`` come on top of ``quiet``. ``before`` is called before each run, outside of
    the time. With ``terminal`` the process reads and writes a terminal (POSIX), else its
    output goes into a pipe. ``says`` must be in the output, and the exit code be one of
    ``fine``: else it has not done its work.
    """

    name: str
    arguments: Sequence[str]
    folder: Path
    variables: Mapping[str, str] = {}
    before: Callable[[], object] | None = None
    terminal: bool = False
    says: str = ""
    fine: frozenset[int] = frozenset({0})


class DidNotWorkError(Exception):
    """A command line did not do its work; says which, and the gist of its output."""


Times = dict[str, list[float]]
"""Milliseconds of each work, by its name; those of one index were taken in one round."""


def quiet(home: Path) -> dict[str, str]:
    """Variables that let a program run as for a user who has set up nothing: no
    configuration in ``home``, bytecode kept, UTF-8."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    if sys.platform == "win32":
        kept["PYTHONUTF8"] = "1"
    return {**kept, "HOME": os.fspath(home), "LANG": "C.UTF-8", "TERM": "xterm-256color"}


def milliseconds(work: Work) -> float:
    """One run. Raises DidNotWorkError."""
    if work.before:
        work.before()
    run = _on_a_terminal if work.terminal else _on_a_pipe
    start = perf_counter()
    code, said = run(work)
    taken = 1000 * (perf_counter() - start)
    text = said.decode(errors="replace")
    if code not in work.fine or work.says not in text:
        raise DidNotWorkError(f"{work.name}: exit code {code}, “{_gist(text, work.folder)}”")
    return taken


def _gist(said: str, folder: Path) -> str:
    """The first line, the last of a traceback; without where it was run."""
    lines = said.strip().splitlines() or [""]
    line = lines[-1] if lines[0].startswith("Traceback") else lines[0]
    return line.replace(f"{folder}{os.sep}", "").strip()


def _on_a_pipe(work: Work) -> tuple[int, bytes]:
    done = subprocess.run(
        [os.fspath(one) for one in work.arguments],
        cwd=work.folder,
        env=work.variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.returncode, done.stdout


def _on_a_terminal(work: Work) -> tuple[int, bytes]:
    import termios

    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (ROWS, COLUMNS))
    child = subprocess.Popen(
        [os.fspath(one) for one in work.arguments],
        cwd=work.folder,
        env=work.variables,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    said = bytearray()
    try:
        while read := os.read(ours, 65536):
            said += read
    except OSError:  # how Linux says that the other end has been closed
        pass
    finally:
        os.close(ours)
    return child.wait(), bytes(said)


def that_work(works: Sequence[Work]) -> tuple[list[Work], list[str]]:
    """The works that do what they should, and why each of the others does not. This first
    run of each also fills its caches."""
    able: list[Work] = []
    reasons: list[str] = []
    for work in works:
        try:
            milliseconds(work)
            able.append(work)
        except DidNotWorkError as reason:
            reasons.append(f"{reason}")
        except FileNotFoundError:
            reasons.append(f"{work.name}: not installed")
    return able, reasons


def in_turn(works: Sequence[Work], runs: int) -> Times:
    """``runs`` rounds over all works, each round beginning with the next one, so that none
    always follows the same."""
    times: Times = {work.name: [] for work in works}
    for number in range(runs):
        first = number % len(works)
        for work in (*works[first:], *works[:first]):
            times[work.name].append(milliseconds(work))
        if sys.stderr.isatty():
            end = "\n" if number + 1 == runs else ""
            print(f"\r{number + 1}/{runs}", end=end, file=sys.stderr, flush=True)
    return times


# -- what is said about times ------------------------------------------------


def quotient(one: Sequence[float], other: Sequence[float]) -> float:
    """The median of the quotients of neighbours, each pair under the same load: steadier
    than the quotient of the medians."""
    return median(this / that for this, that in zip(one, other, strict=True))


def middle_half(taken: Sequence[float]) -> str:
    """From the lower to the upper quartile: what a difference has to be compared with."""
    low, _, high = quantiles(taken, n=4) if len(taken) > 1 else (taken[0],) * 3
    return f"{in_ms(low)}–{in_ms(high)}"


def in_ms(value: float) -> str:
    return f"{value:,.0f}"


def times_as(value: float) -> str:
    """A quotient with two or three figures that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


class Promise(NamedTuple):
    """The quotient of two works that the project has promised to stay below."""

    one: str
    other: str
    bound: float


PROMISED = ("quotient", "promised", "measured", "met")


def kept(promises: Sequence[Promise], times: Times) -> list[Sequence[str]]:
    """Rows under ``PROMISED``; without works that were left out."""
    rows: list[Sequence[str]] = []
    for one, other, bound in promises:
        if one in times and other in times:
            measured = quotient(times[one], times[other])
            met = "yes" if measured <= bound else "no"
            rows.append((f"{one} ÷ {other}", f"≤ {bound:g}", times_as(measured), met))
    return rows


# -- the machine -------------------------------------------------------------


def machine() -> str:
    """Cores, processor, system and Python: what the milliseconds depend on."""
    return f"{os.cpu_count()} cores ({processor()}), {system()}; Python {platform.python_version()}"


def processor() -> str:
    found = ""
    try:
        if sys.platform == "darwin":
            asked = ["sysctl", "-n", "machdep.cpu.brand_string"]
            found = subprocess.run(asked, capture_output=True, text=True).stdout
        else:
            lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            names = (line.partition(":")[2] for line in lines if line.startswith("model name"))
            found = next(names, "")
    except OSError:
        pass
    return found.strip() or platform.processor() or platform.machine()


def system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()}"


# -- options -----------------------------------------------------------------


def at_least_two(text: str) -> int:
    """Quartiles need two values."""
    number = int(text)
    if number < 2:
        raise argparse.ArgumentTypeError("at least 2")
    return number


def add_runs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--runs", type=at_least_two, default=15, metavar="N", help="of each command, in turn (15)"
    )
