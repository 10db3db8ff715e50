"""Fuzz the reader, led by coverage, until the minutes of the processor are over. By hand:

    python -m venv fuzz && fuzz/bin/python -m pip install -e '.[dev]' atheris
    fuzz/bin/python -m benchmarks.fuzz finds --minutes 10

atheris has wheels for Linux and some versions of Python only, so it is in no extra; where
there is none, ``pytest tests/test_hostile.py --hypothesis-profile=long`` tries the same
laws without coverage.

What is tried are the laws of ``tests/reading_laws.py`` on the files of ``tests/noise.py``.
``finds/corpus`` keeps what reached something new, for the next run. ``finds`` gets a file
for each way in which a law was broken, its target as first byte, with the traceback beside
it; ``python -m benchmarks.fuzz --again finds/FILE`` tries that one once more.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import os
import pkgutil
import random
import sys
import time
import traceback
from pathlib import Path

from tests.noise import BITS, MOST_BYTES, mutated, seeds
from tests.reading_laws import TARGETS

_SLOW = 1.0  # seconds of the processor


class Finds:
    """What breaks a law, one file for each place that says so. The run goes on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: set[str] = set()
        self.runs = 0
        self.slowest = _SLOW

    def examine(self, data: bytes) -> None:
        """Try the laws on one input, and keep it if it breaks one or takes long."""
        self.runs += 1
        start = time.process_time()
        try:
            once(data)
        except Exception as error:
            self._keep(data, error)
        took = time.process_time() - start
        if took > self.slowest:
            self.slowest = took
            (self.folder / "slowest").write_bytes(data)
            print(f"SLOW {took:.1f} s", flush=True)

    def _keep(self, data: bytes, error: Exception) -> None:
        stack = traceback.extract_tb(error.__traceback__)
        sign = [type(error).__name__, *(f"{one.filename}:{one.lineno}" for one in stack[-3:])]
        name = hashlib.sha256("\n".join(sign).encode()).hexdigest()[:12]
        if name not in self.seen:
            self.seen.add(name)
            (self.folder / name).write_bytes(data)
            said = "".join(traceback.format_exception(error))
            (self.folder / f"{name}.txt").write_text(said, "utf-8", "replace")
            print(f"FOUND {name}: {said.strip().splitlines()[-1][:300]}", flush=True)


def once(data: bytes) -> None:
    """Try the laws on what stands behind the byte that says which file it is."""
    from tests.reading_laws import examine

    if data:
        examine(TARGETS[data[0] % len(TARGETS)], data[1:])


def fuzz(folder: Path, minutes: float) -> None:
    """Fuzz until the minutes are over, then end the program: libFuzzer does not return."""
    atheris = importlib.import_module("atheris")
    for module in [name for name in sys.modules if name.split(".")[0] in ("anju_cli", "tests")]:
        del sys.modules[module]  # to be imported once more, with counters in it
    with atheris.instrument_imports(include=["anju_cli"]):
        package = importlib.import_module("anju_cli")
        for module in pkgutil.walk_packages(package.__path__, "anju_cli."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)  # what is imported late, too
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for target, data in seeds():
        seed = bytes([TARGETS.index(target)]) + data
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    finds = Finds(folder)
    end = time.process_time() + minutes * 60

    def one_input(data: bytes) -> None:
        finds.examine(data)
        if time.process_time() > end:
            print(f"{finds.runs} runs, {len(finds.seen)} finds, {minutes} minutes", flush=True)
            os._exit(0)

    def another(data: bytes, most: int, seed: int) -> bytes:
        draw = random.Random(seed)
        if len(data) < 2 or draw.random() < 0.25:
            return bytes(atheris.Mutate(data, most))
        return data[:1] + mutated(data[1:], draw)[: most - 1]

    options = [f"-dict={_dictionary(folder)}", f"-max_len={MOST_BYTES}"]
    limits = ["-timeout=120", "-rss_limit_mb=2000", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], str(corpus), *options, *limits], one_input, custom_mutator=another)
    atheris.Fuzz()


def _dictionary(folder: Path) -> Path:
    words = sorted({word.encode() for word in BITS if len(word) < 40})
    escaped = ["".join(f"\\x{byte:02x}" for byte in word) for word in words]
    file = folder / "words.dict"
    file.write_text("".join(f'"{word}"\n' for word in escaped), "ascii")
    return file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", help="of finds and corpus")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--again", type=Path, help="a find to be tried once more")
    given = parser.parse_args()
    if given.again:
        once(given.again.read_bytes())
        print("no law is broken")
    elif given.folder:
        fuzz(given.folder, given.minutes)
    else:
        parser.error("a folder, or --again")


if __name__ == "__main__":
    main()
