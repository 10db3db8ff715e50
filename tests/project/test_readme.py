"""The README tells the truth: its commands print what it shows."""

from __future__ import annotations

import re
import shlex
from datetime import date

import pytest

from anju_cli.cli.app import COMMANDS
from tests.running import ROOT, run
from tests.shown import is_what_is_shown

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"^```console\n\$ (.*?)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def printed(command: str) -> str:
    """What a command of the README prints on a pipe, both streams."""
    program, *args = shlex.split(command)
    assert program == "anju"
    outcome = run(*args, today=date(2026, 1, 1))
    return outcome.out + outcome.err


@pytest.mark.parametrize(("command", "shown"), CONSOLE, ids=[command for command, _ in CONSOLE])
def test_shown_output_is_what_is_printed(command: str, shown: str) -> None:
    assert is_what_is_shown(shown, printed(command)), printed(command)


def test_the_tour_has_stops() -> None:
    assert len(CONSOLE) >= 6
    assert all(shown.strip() for _, shown in CONSOLE)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert re.search(rf"`anju {name}\b|^\$ anju {name}\b|\| `{name}` \|", README, re.MULTILINE)


def test_a_shown_line_that_is_not_printed_is_noticed() -> None:
    with pytest.raises(AssertionError):
        test_shown_output_is_what_is_printed("anju units --kind 街道", "不是这样")
