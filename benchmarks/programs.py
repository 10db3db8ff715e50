"""The programs that are compared: each Python one installed by pip into a virtual
environment of its own, as a user has it; the others as the system has them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import ROOT

PYTHON_PEERS = ("todoman", "yamllint", "yamale", "check-jsonschema")
SYSTEM_PEERS = {"hledger": "hledger", "task": "taskwarrior"}
"""Programs that are no Python, and the Debian packages that have them."""

LIBRARIES = ("typer", "pydantic", "PyYAML", "rich", "tabulate", "wcwidth")
"""Those of anju whose versions matter to the time."""


class Programs(NamedTuple):
    """``folder`` has the virtual environments, each named like what is installed there."""

    folder: Path

    def install(self, peers: Sequence[str] = PYTHON_PEERS) -> None:
        """anju from this checkout, not editable, and the Python peers, from wheels."""
        _pip(self._environment("anju"), "--force-reinstall", "--no-deps", os.fspath(ROOT))
        _pip(self._environment("anju"), os.fspath(ROOT))
        for peer in peers:
            _pip(self._environment(peer), peer)

    def _environment(self, name: str) -> Path:
        place = self.folder / name
        if not (place / "pyvenv.cfg").is_file():
            _say(f"installing {name}")
            _run([sys.executable, "-m", "venv", os.fspath(place)])
        return place

    def path(self, program: str, of: str = "") -> str | None:
        """The program in the environment of ``of`` (it is often named alike), or the
        system's; None where it is not installed."""
        if program in SYSTEM_PEERS:
            return shutil.which(program)
        return shutil.which(program, path=os.fspath(self.folder / (of or program) / _BIN))

    def on_path(self) -> list[str]:
        """The folders of the programs of all environments, as PATH lists them."""
        return [os.fspath(self.folder / name / _BIN) for name in ("anju", *PYTHON_PEERS)]

    def versions(self) -> str:
        """Everything whose version matters, and the command that installs what is missing."""
        libraries = ", ".join(f"{name} {self._installed(name, 'anju')}" for name in LIBRARIES)
        peers = (f"{name} {self._installed(name, name)}" for name in PYTHON_PEERS)
        others = (self._of_the_system(*one) for one in SYSTEM_PEERS.items())
        ours = f"anju {self._installed('anju', 'anju')} ({libraries})"
        return "; ".join((ours, ", ".join((*peers, *others))))

    def _installed(self, package: str, environment: str) -> str:
        code = f"from importlib.metadata import version; print(version({package!r}))"
        return _run([self.path("python", environment) or "python", "-c", code]).strip()

    def _of_the_system(self, program: str, package: str) -> str:
        path = self.path(program)
        if path is None:
            return f"{package} is not installed (`apt-get install {package}`)"
        words = _run([path, "--version"]).split()
        return f"{package} {next(word.strip(',') for word in words if word[0].isdigit())}"


_BIN = "Scripts" if sys.platform == "win32" else "bin"


def _pip(environment: Path, *arguments: str) -> None:
    python = os.fspath(environment / _BIN / "python")
    _run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments])


def _run(arguments: Sequence[str]) -> str:
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
