"""What a process loads before it answers: read from ``sys.modules`` of a new interpreter."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from anju_cli.cli.app import COMMANDS
from tests.project.test_architecture import LIBRARIES
from tests.running import ROOT

RUN = """
import sys
sys.argv[1:] = {arguments!r}
from anju_cli.__main__ import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""


def modules(code: str, cache: Path | None = None, tail: str = "") -> set[str]:
    """What a new interpreter has in ``sys.modules`` after ``code``, run with its output on
    a pipe; ``cache`` is where it may keep plans. ``tail`` is printed behind."""
    report = f"import sys\nprint(*sys.modules, {tail} file=sys.stderr)"
    ended = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"],
        cwd=ROOT,
        env={
            **os.environ,
            "ANJU_DATA": str(ROOT / "data"),
            "ANJU_CACHE": str(cache or ""),
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        encoding="utf-8",
    )
    assert ended.returncode == 0, ended.stderr
    return set(ended.stderr.split())


def loaded(code: str, cache: Path | None = None) -> set[str]:
    """The libraries of ``LIBRARIES`` among them."""
    return modules(code, cache) & set(LIBRARIES)


TYPER = {"typer", "shellingham"}
"""Typer, and what it imports itself."""
CHECKED_WITH = {"pydantic", "pydantic_core"}


def test_the_command_line_alone_loads_typer_and_nothing_else() -> None:
    assert loaded("import anju_cli.cli.app") == TYPER


def test_help_reads_no_data_and_draws_without_rich() -> None:
    assert loaded(RUN.format(arguments=["--help"])) == TYPER


def test_an_answer_on_a_pipe_does_without_rich() -> None:
    found = loaded(RUN.format(arguments=["tasks", "--unit", "司法局"]))
    assert found >= CHECKED_WITH  # the data was read
    assert not {"rich", "yaml", "rapidfuzz", "tabulate", "wcwidth", "pypinyin"} & found


def test_a_second_question_does_without_the_schemas_and_yaml(tmp_path: Path) -> None:
    tasks = ("tasks", "--unit", "司法局")
    assert loaded(RUN.format(arguments=[*tasks]), tmp_path) >= CHECKED_WITH
    for question in (tasks, ("deadlines",), ("status",), ("quotas",)):
        found = loaded(RUN.format(arguments=[*question]), tmp_path)
        assert found - {"chinese_calendar"} == TYPER


def test_the_options_of_a_command_are_known_without_the_schemas_and_yaml() -> None:
    """Tab imports the command that is typed, and a person waits for it. ``schema`` alone
    must have them: the schemas are its answer."""
    names = ", ".join(f"anju_cli.cli.commands.{name}" for name in COMMANDS if name != "schema")
    assert not {*CHECKED_WITH, "yaml"} & loaded(f"import {names}")
