"""All measurements of time, one after the other, on a machine that does nothing else.

Installs what is compared into one folder of virtual environments, runs each script there,
and prints its tables, or writes them into README.md here.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.markdown import put_between
from benchmarks.measuring import ROOT, DidNotWorkError, add_runs
from benchmarks.programs import Programs

README = ROOT / "benchmarks" / "README.md"
SCRIPTS = ("peers", "startup", "checking", "country")
"""Each prints Markdown, which stands in README.md between marks of its name."""


def commands(script: str, runs: int, programs: Programs, place: Path) -> list[list[str]]:
    """The options of each call that a script needs; the last one prints."""
    if script == "country":
        return [["write", os.fspath(place / script)], ["measure", os.fspath(place / script)]]
    options = ["--runs", str(runs)]
    if script == "peers":
        options += ["--folder", os.fspath(programs.folder), "--as-is"]
    return [options]


SWITCHED_OFF = ("PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME", "PYTHONPATH")
"""Variables that change how long Python takes to start."""


def printed(script: str, options: Sequence[str], programs: Programs) -> str:
    """What a script prints, run by the Python that has anju, with the peers on its PATH."""
    variables = {name: value for name, value in os.environ.items() if name not in SWITCHED_OFF}
    variables["PATH"] = os.pathsep.join([*programs.on_path(), variables["PATH"]])
    python = programs.path("python", "anju") or sys.executable
    command = [python, "-m", f"benchmarks.{script}", *options]
    done = subprocess.run(command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise DidNotWorkError(f"benchmarks.{script}: exit code {done.returncode}")
    return done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure everything.")
    add_runs(parser)
    parser.add_argument("--only", choices=SCRIPTS, nargs="+", default=SCRIPTS, metavar="SCRIPT")
    parser.add_argument("--folder", type=Path, help="keep the environments there, or use them")
    parser.add_argument("--write", action="store_true", help="into README.md here")
    options = parser.parse_args()
    failed = False
    with TemporaryDirectory() as scratch:
        programs = Programs((options.folder or Path(scratch, "programs")).absolute())
        programs.install()
        for script in options.only:
            print(f"benchmarks.{script}", file=sys.stderr)
            try:
                for call in commands(script, options.runs, programs, Path(scratch)):
                    text = printed(script, call, programs)
            except DidNotWorkError as reason:  # the others are measured all the same
                print(reason, file=sys.stderr)
                failed = True
                continue
            if options.write:
                readme = README.read_text(encoding="utf-8")
                README.write_text(put_between(readme, script, text), encoding="utf-8")
            else:
                print(f"## {script}\n", text, sep="\n", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
