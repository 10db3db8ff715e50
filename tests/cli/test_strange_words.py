"""Words that nobody types: whatever stands in an argument, an option or a variable, the program
answers or refuses, and shows nothing that commands a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperOption

from anju_cli.cli.app import COMMANDS, app
from anju_cli.cli.chinese.partial import partial_line
from tests.running import BASE, Outcome, base_with, copy_of_base, run

STRANGE = (
    "甲\udcff乙",  # a byte that is no UTF-8
    "\x1b[31m红\x1b]0;题\x07\x9b3\x85右\u202e左\u2066\r::error::一\n二\ufffe\U0010ffff",
)
_FILLED: dict[str, tuple[str, ...]] = {
    "show": ("1",),
    "unit": ("司法局",),
    "due": ("3", "--event", "2021-06-10"),
    "record": ("2021-06", "司法局=3", "--dry-run"),
    "done": ("1.1", "--on", "2021-06-03", "--dry-run", "--replace"),
    "undone": ("1.1", "--dry-run"),
    "event": ("2.1", "--on", "2021-06-10", "--unit", "司法局"),
    "init": ("2022",),
    "completion": ("bash",),
}
"""What a command asks for where another option is tried."""


def is_harmless(text: str) -> bool:
    """Whether a terminal shows nothing but the text."""
    return all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in text)


def _options(command: str) -> list[TyperOption]:
    params = partial_line(app, [command], "", None).ctx.command.params
    return [param for param in params if isinstance(param, TyperOption) and not param.is_flag]


def lines(command: str, word: str) -> Iterator[tuple[str, ...]]:
    """Put ``word`` into every place of a command."""
    yield (command, word)
    yield (command, "--", word, word)
    for option in _options(command):
        yield (command, *_FILLED.get(command, ()), max(option.opts, key=len), word)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_strange_word_in_every_place(command: str, tmp_path: Path) -> None:
    variables = {"ANJU_DATA": str(copy_of_base(tmp_path / "data")), "PATH": "", "EDITOR": ""}
    for word in STRANGE:
        for line in lines(command, word):
            check(run(*line, cwd=tmp_path, variables=variables), line)


@pytest.mark.parametrize("variable", ["ANJU_DATA", "ANJU_TODAY", "ANJU_CACHE", "PAGER", "EDITOR"])
def test_a_strange_word_in_a_variable(variable: str, tmp_path: Path) -> None:
    data = str(copy_of_base(tmp_path / "data"))
    for word in STRANGE:
        variables = {"ANJU_DATA": data, "PATH": "", variable: word}
        for line in (("tasks",), ("edit",)):
            check(run(*line, cwd=tmp_path, variables=variables), (variable, word))


@pytest.mark.parametrize("option", ["--note", "--link", "--what"])
def test_a_text_that_is_none_is_refused(option: str) -> None:
    line = ("done", "2.1", "--event", "2021-06-10", option, "甲\udcff")
    assert run(*line, "--data", BASE).refusal == (
        f"选项 {option}：里有不成字的字节 <U+DCFF>。请重新输入"
    )


# -- the data ------------------------------------------------------------------


@pytest.mark.parametrize("form", ["table", "markdown", "csv", "json", "html"])
def test_what_data_hold_commands_no_terminal(form: str, tmp_path: Path) -> None:
    base_with(
        tmp_path / "data",
        "tasks",
        "title: 完善公开目录",
        r'title: "完\e[31m善\x9b公\u202e开\r目录"',
    )
    for command in (("tasks",), ("show", "1"), ("deadlines", "--all"), ("report", "2021-06")):
        outcome = run(*command, "-f", form, cwd=tmp_path)
        outcome = Outcome(outcome.code, re.sub("\r\n|\ufeff", "\n", outcome.out), outcome.err)
        assert outcome.code == 0 or "不在可选之列" in outcome.err  # a page is no table
        check(outcome, command)


def check(outcome: Outcome, about: tuple[str, ...]) -> None:
    assert outcome.code in (0, 1, 2), about
    assert is_harmless(outcome.out), (about, outcome.out)
    assert is_harmless(outcome.err), (about, outcome.err)
