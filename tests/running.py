"""The program as a test runs it: one command line in, exit code and both streams out."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from anju_cli.cli.app import main
from anju_cli.environment import Environment

ROOT = Path(__file__).parent.parent
"""The checkout: a question asked from here is about the real plan in ``data``."""

BASE = "tests/fixtures/base"
"""A tiny invented plan, as ``--data`` names it from ROOT: 3 tasks, 6 units."""

TODAY = date(2021, 6, 30)
"""What the clock says, unless a test says otherwise."""

LATER = date(2024, 12, 31)
"""What it says when the folders of ``fixtures`` are checked: nothing in them is to come,
unless that is the point."""

CACHES: list[str] = []
"""The cache of this process, once conftest has a folder for it."""


@dataclass(frozen=True)
class Outcome:
    """What one run left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Standard output, line by line."""
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        """Standard output, read as JSON; the run must have ended well."""
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """Why the command line was refused; nothing is on standard output then."""
        assert (self.code, self.out) == (2, "")
        first, *rest = self.err.splitlines()
        assert [line.partition("：")[0] for line in rest] == ["用法", "详细说明"]
        return first.removeprefix("错误：")


def run(
    *args: str,
    cwd: Path = ROOT,
    today: date = TODAY,
    variables: Mapping[str, str] | None = None,
    terminal: bool = False,
    width: int = 80,
    height: int = 0,
    stdin: bytes = b"",
) -> Outcome:
    """Run ``anju`` with ``args``; see ``environment`` for the world it runs in."""
    out, err = io.StringIO(), io.StringIO()
    world = environment(
        out,
        err,
        cwd,
        today,
        variables,
        terminal=terminal,
        width=width,
        height=height,
        stdin=stdin,
    )
    code = main(args, world)
    return Outcome(code, out.getvalue(), err.getvalue())


def environment(
    out: TextIO,
    err: TextIO,
    cwd: Path = ROOT,
    today: date = TODAY,
    variables: Mapping[str, str] | None = None,
    *,
    terminal: bool = False,
    width: int = 80,
    height: int = 0,
    stdin: bytes = b"",
) -> Environment:
    """A world outside that a test holds in its hands.

    ``today`` is what the clock says; ``--today`` and ANJU_TODAY go before it.
    ``terminal``: both streams are terminals of ``width`` columns, without colour
    unless ``variables`` are given; with ``height`` lines a long answer goes to the pager.
    """
    return Environment(
        stdout=out,
        stderr=err,
        variables=_variables(cwd) if variables is None else variables,
        cwd=cwd,
        clock=lambda: today,
        is_terminal=terminal,
        stderr_is_terminal=terminal,
        width=width,
        height=height,
        stdin=io.BytesIO(stdin),
    )


def _variables(cwd: Path) -> dict[str, str]:
    """Return the variables of a run that names none; a plan asked about again is not read again."""
    cache = {"ANJU_CACHE": CACHES[0]} if CACHES and cwd == ROOT else {}
    return {"NO_COLOR": "1", **cache}


def copy_of_base(folder: Path, **texts: str) -> Path:
    """The base plan copied to ``folder``, with whole files replaced (``quotas="year: …"``)."""
    shutil.copytree(ROOT / BASE, folder)
    for name, text in texts.items():
        assert (folder / f"{name}.yaml").is_file()
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def copy_without_days(folder: Path) -> Path:
    """The base plan copied to ``folder``, its quotes without days: any other may be written."""
    copy_of_base(folder)
    path = folder / "tasks.yaml"
    text = path.read_bytes().replace("2021年6月30日前公布".encode(), "及时公布".encode())
    path.write_bytes(text.replace("情况于次月5日前报".encode(), "情况报".encode()))
    return folder


def base_with(folder: Path, file: str, old: str, new: str) -> Path:
    """The base plan copied to ``folder``, with one text in one file changed."""
    text = (ROOT / BASE / f"{file}.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    return copy_of_base(folder, **{file: text.replace(old, new)})
